"""What the list of answers shows: a line each, how far one has come, which ones."""

from collections.abc import Mapping, Sequence, Set
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
    """(question label, answer) of the same person."""


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
    code: str = ""
    word: str = ""

    @property
    def words(self) -> str:
        """The filter's name for the frame of the list."""
        parts = [
            name
            for name, on in (
                ("not finished", self.unfinished),
                ("finished", self.finished),
                ("flagged", self.flagged),
            )
            if on
        ]
        if self.code:
            parts.append(f"code {self.code}")
        if self.word:
            parts.append(f"“{self.word}”")
        return ", ".join(parts)


def passing(
    wish: ListFilter,
    units: Sequence[str],
    held: Mapping[str, UnitPass],
    with_word: Set[str] = frozenset(),
) -> list[str]:
    """Return the units that pass a filter, in their order.

    Args:
        wish: the filter.
        units: ids of all answers of a question.
        held: unit → what the coder holds of it; absent = unseen.
        with_word: the units whose text holds the filter's word, if it has one.
    """
    chosen = units
    if wish.unfinished:
        chosen = [u for u in chosen if not held.get(u, _UNSEEN).finishes]
    if wish.finished:
        chosen = [u for u in chosen if held.get(u, _UNSEEN).finishes]
    if wish.flagged:
        chosen = [u for u in chosen if held.get(u, _UNSEEN).flags]
    if wish.code:
        chosen = [u for u in chosen if wish.code in held.get(u, _UNSEEN).applied]
    if wish.word:
        chosen = [u for u in chosen if u in with_word]
    return list(chosen)
