"""Codings to compare: what they hold, at which level, each text how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.rounds import Round
from hsbcode.domain.survey import Unit

LEVELS = ("leaf", "parent")


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Codings that there are and that were not compared."""

    after_suggestion: int = 0
    """Judgements (coder x unit) with a suggestion in sight."""
    after_release: int = 0
    """Steps that came after the round was released."""
    duplicates: int = 0
    """Units whose text another unit has, too, and which it stands for."""


NOTHING_KEPT_OUT = KeptOut()


@dataclass(frozen=True, slots=True)
class ComparedCodings:
    """Codings to compare, with what is needed to read them."""

    codings: Mapping[str, Mapping[str, frozenset[str]]]
    """Unit → coder → codes; an absent coder is missing."""
    units: Mapping[str, Unit]
    book: Codebook
    """The code frame in force: of a round, the one when it was released."""
    spans: Mapping[str, Mapping[str, Sequence[tuple[str, int, int]]]] = field(
        default_factory=dict
    )
    """Unit → coder → (code, start, end) in the text of the unit."""
    round: Round | None = None
    kept_out: KeptOut = NOTHING_KEPT_OUT
    with_suggestion: int = 0
    """Judgements among the codings that were made with a suggestion in sight."""

    @property
    def shared(self) -> int:
        """How many units two coders or more finished."""
        return sum(len(coders) > 1 for coders in self.codings.values())

    def of(self, question: str) -> "ComparedCodings":
        """Return only the codings of one question."""
        codings = {
            unit: coders
            for unit, coders in self.codings.items()
            if self.units[unit].question == question
        }
        return replace(self, codings=codings)


def at_level(found: ComparedCodings, level: str) -> ComparedCodings:
    """Return the codings at a level of the code tree.

    Args:
        found: the codings.
        level: ``leaf``: codes as they were given; ``parent``: each code counts as
            the one at the top of its branch.

    Raises:
        UsageConflict: there is no such level.
    """
    if level not in LEVELS:
        raise UsageConflict(
            f"There is no level “{level}”.", nearest(level, LEVELS) or "leaf or parent"
        )
    if level == "leaf":
        return found
    codings = {
        unit: {
            coder: frozenset(top_of(found.book, code) for code in codes)
            for coder, codes in by.items()
        }
        for unit, by in found.codings.items()
    }
    spans = {
        unit: {
            coder: [
                (top_of(found.book, code), start, end) for code, start, end in marked
            ]
            for coder, marked in by.items()
        }
        for unit, by in found.spans.items()
    }
    return replace(found, codings=codings, spans=spans)


def top_of(book: Codebook, code: str) -> str:
    """Return the code at the top of the branch that a code is in."""
    above = book.ancestors(code)
    return above[-1] if above else code


def each_text_once(found: ComparedCodings) -> ComparedCodings:
    """Return the codings of one unit for each text that people wrote.

    Texts are the same where only case and white space differ, under one question.
    The unit that most coders finished stands for the others; of equals the first.
    """
    by_text: dict[tuple[str, str], list[str]] = {}
    for unit in found.codings:
        one = found.units[unit]
        text = " ".join(one.text.casefold().split())
        by_text.setdefault((one.question, text), []).append(unit)
    kept = {
        max(same, key=lambda unit: len(found.codings[unit]))
        for same in by_text.values()
    }
    return replace(
        found,
        codings={unit: by for unit, by in found.codings.items() if unit in kept},
        kept_out=replace(found.kept_out, duplicates=len(found.codings) - len(kept)),
    )
