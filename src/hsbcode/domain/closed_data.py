"""Closed answers of all respondents, with the state of every cell.

Answers are kept by column (``question`` or ``question.row``) as places in a short
list of the distinct answers, so 100,000 respondents take four bytes a cell.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerState(StrEnum):
    """Why a cell is filled or empty."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    """Seen and left blank."""
    NOT_ROUTED = "not_routed"
    """Never shown."""
    LEFT_EARLY = "left_early"
    """The respondent stopped on an earlier page."""


STATES = tuple(AnswerState)
"""The state behind each byte of ``ClosedData.states``."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in one column."""

    choices: tuple[tuple[str, ...], ...]
    """The distinct answers as option ids; the first is always (), no answer."""
    at: "array[int]"
    """For each respondent the place of the answer in ``choices`` (type ``i``)."""

    def of(self, place: int) -> tuple[str, ...]:
        """Return the option ids chosen by one respondent; () for no answer."""
        return self.choices[self.at[place]]

    def __len__(self) -> int:
        return len(self.at)


def answers_of(values: Iterable[tuple[str, ...]]) -> Answers:
    """Return the answers of one column, one tuple of option ids a respondent."""
    places: dict[tuple[str, ...], int] = {(): 0}
    at = array("i", (places.setdefault(value, len(places)) for value in values))
    return Answers(tuple(places), at)


@dataclass(frozen=True, slots=True)
class ClosedData:
    """Respondents by columns: answers, states, and who could have been asked."""

    respondents: tuple[str, ...]
    columns: dict[str, Answers]
    states: dict[str, bytes] = field(default_factory=dict)
    """Column → one byte a respondent, a place in ``STATES``."""
    routed: dict[str, bytes] = field(default_factory=dict)
    """Column → 1 where the route leads there, also for those who left before."""
    strange: dict[str, int] = field(default_factory=dict)
    """Column → answers that were not on offer; kept, in no option."""

    def state(self, column: str, place: int) -> AnswerState:
        """Return the state of one cell."""
        return STATES[self.states[column][place]]

    def off_route(self, column: str) -> tuple[str, ...]:
        """Return the respondents who answered what the route does not show them."""
        answered, routed = self.columns[column].at, self.routed[column]
        return tuple(
            person
            for person, given, led in zip(
                self.respondents, answered, routed, strict=True
            )
            if given and not led
        )
