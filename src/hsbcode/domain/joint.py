"""Joint displays: a theme beside the closed answers of the same people."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.domain.tables import Cell, TableNotes

SMALL_BASE = 30
"""Cells with fewer people in their base show no quote, unless the study says it."""
NOT_CAUSE = (
    "People who gave an answer may hold a theme more often for other reasons: this "
    "shows what goes together, not what causes what."
)


@dataclass(frozen=True, slots=True)
class JointPair:
    """A theme and the closed question that it is set beside."""

    code: str
    closed: str
    """A closed question."""
    option: str = ""
    """One answer of a list that may be ticked; empty for all answers."""
    questions: tuple[str, ...] = ()
    """Open questions in which the theme is counted; empty for the one in which most
    people hold it."""
    answers: tuple[str, ...] = ()
    """Closed answers that the two shares are of; empty for the usual ones."""
    said: str = ""
    """What those answers are called together."""


@dataclass(frozen=True, slots=True)
class JointRow:
    """The people of one closed answer, or of several that are taken together."""

    label: str
    """``Agree``, ``Disagree``, or an answer."""
    answers: tuple[str, ...]
    closed: Cell
    """How many gave it, of all whose closed answer counts."""
    themed: Cell
    """How many of them hold the theme, of those whose open answer is coded."""
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    """Why there is no quote, if so."""


@dataclass(frozen=True, slots=True)
class JointDisplay:
    """One theme and one closed question, side by side."""

    id: str
    """``J1`` …; a cell is ``J1.row.column``."""
    pair: JointPair
    theme: str
    meaning: str
    question: str
    """The open question's id."""
    question_label: str
    closed_label: str
    closed_result: str
    """The closed result in words."""
    rows: tuple[JointRow, ...]
    with_theme: Cell
    """Share that agrees (or ticked) among those who hold the theme."""
    without_theme: Cell
    """The same among those who answered and do not hold it."""
    headline: str = ""
    """What is compared, in words, e.g. ``agree``."""
    notes: tuple[str, ...] = ()
    closed_share: Cell = field(default_factory=Cell)
    """The closed result as a number."""
    questions: tuple[str, ...] = ()
    """Ids of all open questions in which the theme is counted."""
    numbers: TableNotes = field(default_factory=lambda: TableNotes(""))
    """Population, bases, recodes and disclosure control of its numbers."""


def printed_quotes(
    tables: Iterable[QuoteTable], displays: Iterable[JointDisplay] = ()
) -> tuple[Quote, ...]:
    """Return every quote of a report: of its quote tables, then of its displays."""
    return (
        *(
            quote
            for table in tables
            for theme in table.themes
            for quote in theme.quotes
        ),
        *(quote for each in displays for row in each.rows for quote in row.quotes),
    )
