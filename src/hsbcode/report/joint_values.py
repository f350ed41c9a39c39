"""Joint displays as rows of values, alike for all displays."""

from collections.abc import Sequence

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.tables import Cell
from hsbcode.report.flat import said
from hsbcode.report.joint_words import joint_comparison, joint_rows

_HEADS = (
    *("display", "theme", "closed question", "answer"),
    *("gave", "base", "hold the theme", "base of the theme"),
    *("quotes", "note", "references"),
)


def joint_value_rows(displays: Sequence[JointDisplay]) -> list[tuple[str | int, ...]]:
    """Return head and rows: one for each closed answer, and for the two shares.

    Counts and bases are numbers, or what is printed in their place.
    """
    return [_HEADS, *(row for display in displays for row in _rows(display))]


def _rows(display: JointDisplay) -> list[tuple[str | int, ...]]:
    head = (display.id, display.theme, display.closed_label)
    rows: list[tuple[str | int, ...]] = []
    for row, printed in zip(display.rows, joint_rows(display), strict=True):
        numbers = (*_numbers(row.closed), *_numbers(row.themed))
        quotes = "\n".join(map(said, printed.quotes))
        references = ", ".join(filter(None, printed.references))
        rows.append((*head, row.label, *numbers, quotes, row.note, references))
    shares = (display.with_theme, display.without_theme)
    for (label, _text), cell in zip(joint_comparison(display), shares, strict=True):
        rows.append((*head, label, *_numbers(cell), "", "", "", "", cell.reference))
    return rows


def _numbers(cell: Cell) -> tuple[str | int, str | int]:
    """Return count and base; the printed mark where disclosure control hides them."""
    return (cell.share.count, cell.share.base) if cell.share else (cell.text, "")
