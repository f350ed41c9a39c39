"""What the list of answers shows: a line each, how far one has come, which ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from hsbcode.domain.passes import UnitPass
from hsbcode.domain.survey import Unit

_UNSEEN = UnitPass()


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as the list shows it."""

    unit: Unit
    held: UnitPass


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an answer on the screen."""

    siblings: tuple[Unit, ...]
    """Everything the same person wrote under this question, in order."""
    closed: tuple[tuple[str, str], ...]
    """(question label, answer) of the same person, the most useful first."""
    elsewhere: tuple[tuple[str, Unit], ...] = ()
    """(question label, answer) that the same person wrote under other questions."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Progress of one coder on one question."""

    finished: int
    total: int


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which answers the list shows; all conditions must hold."""

    unfinished: bool = False
    finished: bool = False
    flagged: bool = False
    flags: tuple[str, ...] = ()
    """One of these flags."""
    codes: tuple[str, ...] = ()
    """All of these codes, as the coder applied them."""
    no_code: bool = False
    suggested: str = ""
    """A code that is suggested and not applied."""
    word: str = ""
    closed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(closed question, answers): one of the answers, for each question."""
    disputed: bool = False
    """Finished by two people who differ."""
    older: bool = False
    """Coded under an older definition of one of its codes."""
    memo: bool = False
    waiting: bool = False
    """Coded before it was split or joined, and not since."""
    audit: bool = False
    """In the audit sample."""
    doubtful: bool = False
    """Coded unlike answers of its kind, and not looked at again since."""

    @property
    def is_all(self) -> bool:
        """Whether every answer passes."""
        return self == ListFilter()

    @property
    def words(self) -> str:
        """The filter's name, with ids for codes and questions."""
        return self.named(str, str)

    def named(self, code: Callable[[str], str], question: Callable[[str], str]) -> str:
        """Return the filter's name for the frame of the list.

        Args:
            code: gives a code its label.
            question: gives a question its label.
        """
        parts = [
            name
            for name, on in (
                ("not finished", self.unfinished),
                ("finished", self.finished),
                ("flagged", self.flagged and not self.flags),
                ("no code", self.no_code),
                ("coders differ", self.disputed),
                ("coded under an older definition", self.older),
                ("with a memo", self.memo),
                ("coded before it was split or joined", self.waiting),
                ("audit sample", self.audit),
                ("doubtful codings", self.doubtful),
            )
            if on
        ]
        if self.flags:
            parts.append(
                " or ".join(f"⚑ {flag.replace('_', ' ')}" for flag in self.flags)
            )
        parts += [f"code {code(each)}" for each in self.codes]
        if self.suggested:
            parts.append(f"suggested {code(self.suggested)}")
        if self.word:
            parts.append(f"“{self.word}”")
        parts += [
            f"{question(asked)}: {' or '.join(values)}" for asked, values in self.closed
        ]
        return ", ".join(parts)


def passes(wish: ListFilter, held: UnitPass) -> bool:
    """Whether an answer passes by what its coder holds of it.

    Everything else that a filter asks for does not change while one codes, except
    that an answer waits for nothing once it is finished.
    """
    return not (
        ((wish.unfinished or wish.waiting) and held.finishes)
        or (wish.finished and not held.finishes)
        or (wish.flagged and not held.flags)
        or (wish.flags and not any(flag in held.flags for flag in wish.flags))
        or (wish.codes and not all(code in held.applied for code in wish.codes))
        or (wish.no_code and held.applied)
        or (wish.suggested and wish.suggested in held.applied)
        or (wish.memo and not any(held.notes.values()))
        or (wish.doubtful and (held.stays or not held.finishes))
    )


def passing(
    wish: ListFilter,
    units: Sequence[str],
    held: Mapping[str, UnitPass],
    within: Iterable[Set[str]] = (),
) -> list[str]:
    """Return the units that pass a filter, in their order.

    Args:
        wish: the filter.
        units: ids of all answers of a question.
        held: unit → what the coder holds of it; absent = unseen.
        within: for each further condition, the units that fulfil it.
    """
    chosen: Iterable[str] = units
    for some in within:
        chosen = [unit for unit in chosen if unit in some]
    if wish.is_all:
        return list(chosen)
    # One condition on 100,000 answers is the common case, and the quick one.
    if wish == ListFilter(unfinished=True):
        return [unit for unit in chosen if not held.get(unit, _UNSEEN).finishes]
    return [unit for unit in chosen if passes(wish, held.get(unit, _UNSEEN))]
