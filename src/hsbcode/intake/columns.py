"""What is taken to be known about an export: columns and questions."""

from dataclasses import dataclass

from hsbcode.domain.survey import FileFact, Group, Kind

ANSWERS = (Kind.OPEN, Kind.CLOSED, Kind.TICK, Kind.TICKS)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: what it is taken to hold, and why."""

    position: int
    """From 0."""
    header: str
    """Unique; by this name a map refers to it."""
    kind: Kind
    question: str
    """Id of the question; empty where the column is no answer."""
    label: str
    text: str
    """The full wording."""
    why: str
    examples: tuple[str, ...] = ()
    """The first three different answers."""
    filled: int = 0
    distinct: int = 0
    longest: int = 0
    """Characters of the longest answer."""
    box: int = 1
    """Number of the box or tick box, from 1; columns that share one are one box."""
    option: str = ""
    """Ticks: what a tick in this column means."""
    separator: str = ""
    language: str = "en"
    blank: tuple[str, ...] = ()
    """Values that say nothing was chosen."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything taken to be known about an export."""

    columns: tuple[ColumnGuess, ...]
    header_rows: int
    id_column: int | None
    """Position from 0; None: ids are made from the rows."""
    not_asked: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    facts: tuple[FileFact, ...] = ()
    language: str = "en"
    notes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """Ids of the questions, in the order of the columns."""
        ids = (c.question for c in self.columns if c.kind in ANSWERS)
        return tuple(dict.fromkeys(ids))

    def columns_of(self, question: str) -> tuple[ColumnGuess, ...]:
        """Return the columns of one question: its boxes or tick boxes, in order."""
        found = [
            c for c in self.columns if c.question == question and c.kind in ANSWERS
        ]
        return tuple(sorted(found, key=lambda c: (c.box, c.position)))
