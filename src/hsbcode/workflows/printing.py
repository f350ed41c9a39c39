"""Results as aligned text or JSON values, for commands."""

from collections.abc import Sequence

from hsbcode.report.as_json import quotes_json, table_json, tables_json
from hsbcode.report.plain import agreement_text, quotes_text, table_text
from hsbcode.report.widths import display_width, padded

__all__ = [
    "agreement_text",
    "aligned",
    "quotes_json",
    "quotes_text",
    "table_json",
    "table_text",
    "tables_json",
]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns; the last column is not padded."""
    if not rows:
        return []
    widths = [
        max((display_width(row[i]) for row in rows if i < len(row)), default=0)
        for i in range(max(map(len, rows)))
    ]
    return [
        "  ".join(
            padded(cell, widths[place]) if place < len(row) - 1 else cell
            for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
