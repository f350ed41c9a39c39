"""Tables as values: what results hand to reports, screens and files.

A number never travels without population, filter, base rule and base.
"""

from dataclasses import dataclass, field

from hsbcode.domain.shares import Share


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a share, or words."""

    share: Share | None = None
    text: str = ""
    reference: str = ""
    """Short reference (T3.2.1) that ``trace`` explains."""
    percent: int | None = None
    """The percentage as printed, where it is not the share rounded once."""
    who: int = field(default=0, compare=False, repr=False)
    """The people counted as one number: equal for equal groups, and the numbers of
    groups without common members add up. Disclosure control reads it; 0 = not known."""
    whole: int = field(default=0, compare=False, repr=False)
    """The same for the people of the base."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the base of its shares."""

    label: str
    cells: tuple[Cell, ...]
    key: str = ""
    """Code, option or question this row is about."""
    base: int | None = None
    level: int = 0
    """Depth in a tree of codes."""
    reference: str = ""
    description: str = ""
    """What the row is about, e.g. the definition of a code."""


@dataclass(frozen=True, slots=True)
class TableNotes:
    """What must be printed under every table."""

    population: str
    filter: str = "none"
    base_rule: str = ""
    rounding: str = "whole percentages, half up"
    unit: str = "respondents"
    recodes: str = "none"
    disclosure: str = "none (internal use)"
    uncoded: int | None = None
    """Answers of the question not yet coded; None where no coding is involved."""
    unsettled: int | None = None
    provisional: int | None = None
    """Answers counted by the lead coder's pass although coders differ."""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with everything needed to defend it."""

    id: str
    """``T1``, ``T2`` …"""
    title: str
    columns: tuple[str, ...]
    """Headers of the cells (the row label has none)."""
    rows: tuple[Row, ...]
    notes: TableNotes
    kind: str = ""
    """``frequency``, ``answer by answer``, ``themes``, ``theme by answer``, ``spec``.
    """
    question: str = ""
    by: str = ""
    """The closed question whose answers are the columns."""
