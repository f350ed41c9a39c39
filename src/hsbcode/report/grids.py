"""Tables as printed text: what every writer lays out in its own way."""

from dataclasses import dataclass
from typing import ClassVar

from hsbcode.domain.tables import Table, TableNotes


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row."""

    label: str
    cells: tuple[str, ...]
    level: int = 0
    """Depth in a tree of codes."""
    references: tuple[str, ...] = ()
    """References of the cells; empty where they have none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: caption, header row, rows, notes."""

    kind: ClassVar[str] = "grid"
    id: str
    """``T1``; empty where nothing refers to it."""
    caption: str
    corner: str
    """Header of the row labels."""
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()
    words: bool = False
    """Whether its cells are words and not numbers."""

    @property
    def name(self) -> str:
        """The caption with the id before it."""
        return f"{self.id} {self.caption}".strip()


_CORNERS = {
    "frequency": "Answer",
    "themes": "Theme",
    "theme by answer": "Theme",
    "themes over questions": "Theme",
    "answer by answer": "Answer",
    "commenters": "Answer",
}


def table_grid(table: Table, *, brief: bool = False) -> Grid:
    """Return a table as it is printed.

    Args:
        table: the table.
        brief: whether the note is left out that says how its numbers are called.
    """
    return Grid(
        id=table.id,
        caption=table.title,
        corner=_CORNERS.get(table.kind, ""),
        columns=table.columns,
        rows=tuple(
            GridRow(
                row.label,
                tuple(cell.text for cell in row.cells),
                row.level,
                tuple(cell.reference for cell in row.cells),
            )
            for row in table.rows
        ),
        notes=tuple(
            line
            for line in note_lines(table)
            if not brief or line != reference_line(table.id)
        ),
    )


def note_lines(table: Table) -> tuple[str, ...]:
    """Return everything that must stand under a table, one sentence a line."""
    notes = table.notes
    lines = [f"Population: {notes.population}; filter: {notes.filter}."]
    if notes.base_rule:
        lines.append(f"Base: {notes.base_rule}.")
    lines.append(
        f"Counted: {notes.unit}. Rounding: {notes.rounding}. Recodes: "
        f"{notes.recodes}. Disclosure control: {notes.disclosure}."
    )
    missing = missing_line(notes)
    if missing:
        lines.append(missing)
    lines.extend(notes.more)
    if table.rows and table.rows[0].reference:
        lines.append(reference_line(table.id))
    return tuple(lines)


def reference_line(table_id: str) -> str:
    """Return how the numbers of a table are called."""
    return (
        f"Reference of a number: {table_id}.row.column, from the top left; the "
        f"first is {table_id}.1.1."
    )


def missing_line(notes: TableNotes) -> str:
    """Return what is not coded, not settled or provisional, or an empty string."""
    if notes.uncoded is None:
        return ""
    return missing_sentence(notes.uncoded, notes.unsettled or 0, notes.provisional or 0)


def missing_sentence(uncoded: int, unsettled: int, provisional: int) -> str:
    """Return how much of the coding is missing, in a sentence."""
    return (
        f"Answers not yet coded: {uncoded}; coders differ and nothing is settled: "
        f"{unsettled} (both outside the figures); counted provisionally by the lead "
        f"coder's pass: {provisional}."
    )
