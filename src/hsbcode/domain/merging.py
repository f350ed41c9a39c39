"""What would come in from other files: a preview in numbers and names, no texts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class ComingBy:
    """What would come in of one coder."""

    coder: str
    answers: int = 0
    """On which they gave or took off a code, finished or reopened."""
    codings: int = 0
    """Codes that were given."""
    finished: int = 0
    taken_back: int = 0
    """Codes taken off, answers reopened."""
    memos: int = 0
    flags: int = 0
    edits: int = 0
    """Of the codebook."""
    settings: int = 0
    """Decisions on the study."""
    rounds: int = 0
    """Steps of rounds."""
    other: int = 0
    acts: int = 0
    """All of it."""
    blind: bool = False
    """Whether they code in a round that is not released: then only ``finished`` is
    told, which counts the answers that stand finished."""

    @property
    def words(self) -> str:
        """Return it in words."""
        if self.blind:
            told = f"{_number(self.finished, 'answer')} finished"
            return f"{self.coder}: {told}, the rest is told at the release"
        parts = [
            _number(self.codings, "coding") + f" on {_number(self.answers, 'answer')}"
            if self.answers
            else "",
            f"{self.finished} finished" if self.finished else "",
            f"{self.taken_back} taken back" if self.taken_back else "",
            _number(self.memos, "memo") if self.memos else "",
            _number(self.flags, "flag") if self.flags else "",
            _number(self.edits, "change") + " of the codebook" if self.edits else "",
            _number(self.settings, "setting") if self.settings else "",
            _number(self.rounds, "step") + " of rounds" if self.rounds else "",
        ]
        said = ", ".join(filter(None, parts)) or _number(self.acts, "step")
        return f"{self.coder}: {said}"

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; null is what may not be told before a release."""
        told = ("coder", "finished", "blind")
        return {
            name: None if self.blind and name not in told else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that a file has and the frame in force has not."""

    code: str
    label: str
    coder: str


@dataclass(frozen=True, slots=True)
class FileComing:
    """What one file would bring."""

    file: str
    kind: str
    """``copy``, ``package`` or ``codings``."""
    what: str
    """In words: ``ben's package for the round pilot``."""
    new: int
    known: int
    """Steps that are here already."""
    late: int = 0
    """Steps in a round that is released: kept, and out of its agreement."""
    answers: bool = False
    """Whether respondents, questions or texts come in, too."""
    diverging: tuple[str, ...] = ()
    """Coders who coded something there and something else here."""
    settings: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    """Decision that both changed → (here, there)."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What would come in from all files together."""

    files: tuple[FileComing, ...]
    coders: tuple[ComingBy, ...]
    new_codes: tuple[NewCode, ...] = ()
    same_named: tuple[tuple[str, ...], ...] = ()
    """Ids of codes that have one label: they may be merged into one."""
    heads: int = 1
    """Versions of the codebook side by side afterwards."""

    @property
    def acts(self) -> int:
        """How many steps would come in."""
        return sum(each.new for each in self.files)

    @property
    def blind(self) -> bool:
        """Whether something of a round that is not released is among it."""
        return any(each.blind for each in self.coders)

    @property
    def told_codes(self) -> tuple[NewCode, ...]:
        """The new codes that may be told: a code says what somebody read in answers."""
        blind = {each.coder for each in self.coders if each.blind}
        return tuple(code for code in self.new_codes if code.coder not in blind)

    @property
    def told_same_named(self) -> tuple[tuple[str, ...], ...]:
        """The codes of one label that may be told."""
        return () if self.blind else self.same_named

    @property
    def told_heads(self) -> int | None:
        """Versions of the codebook afterwards; None where it may not be told."""
        return None if self.blind else self.heads

    def steps(self, each: FileComing) -> str:
        """Return how many steps a file brings, in words; empty where it is not told."""
        if self.blind:
            return ""
        known = f", {each.known:,} are here already" if each.known else ""
        return f"; {_number(each.new, 'new step')}{known}"

    @property
    def anything(self) -> bool:
        """Whether anything would come in."""
        return bool(self.acts) or any(each.answers for each in self.files)

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; null is what may not be told before a release."""
        untold = dict.fromkeys(("new", "known")) if self.blind else {}
        return {
            "files": [
                {
                    **{k: v for k, v in asdict(each).items() if k != "settings"},
                    **untold,
                    "diverging": list(each.diverging),
                    "both_set": sorted(each.settings),
                }
                for each in self.files
            ],
            "coders": [each.as_dict() for each in self.coders],
            "new_codes": [asdict(each) for each in self.told_codes],
            "same_named": [list(ids) for ids in self.told_same_named],
            "codebook_versions": self.told_heads,
            "acts": None if self.blind else self.acts,
        }


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
