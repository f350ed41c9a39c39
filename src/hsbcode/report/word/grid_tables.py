"""Tables of numbers: as wide as they need, never wider than the page."""

import re

from hsbcode.report.grids import Grid
from hsbcode.report.word import markup
from hsbcode.report.word.column_widths import (
    DEEPEST,
    INDENT,
    MARGINS,
    Laid,
    laid,
)
from hsbcode.report.word.sheet import Sheet, kept_together

_LINES_ON_A_PAGE = 30
_INSIDE = re.compile(r" (?!\()")


def write_grid(sheet: Sheet, grid: Grid) -> None:
    """Write a table with its caption above and its notes below.

    Columns that do not fit beside each other follow in further tables.
    """
    sheet.caption("Table", grid.caption, grid.id)
    first = 1
    for part in laid(grid, sheet.width, sheet.letter):
        if first > 1:
            last = first + len(part.columns) - 1
            sheet.say(
                f"Continued: columns {first} to {last} of {len(grid.columns)}",
                "continued",
                keep_next=True,
            )
        _write(sheet, grid, part)
        first += len(part.columns)
    sheet.notes(grid.notes)


def _write(sheet: Sheet, grid: Grid, part: Laid) -> None:
    widths = (part.label, *part.widths)
    right = (False, *(column.numbers for column in part.columns))
    chars = max(8, (part.label - MARGINS) // sheet.letter)
    rows = []
    for at, row in enumerate(grid.rows):
        whole = len(row.label) < chars * _LINES_ON_A_PAGE
        keep = (whole and kept_together(at, len(grid.rows))) or None
        indent = INDENT * min(row.level, DEEPEST)
        cells = [sheet.inside(sheet.run(row.label), keep_next=keep, indent=indent)]
        for column, wide in zip(part.columns, part.widths, strict=True):
            text = row.cells[column.place]
            if column.numbers and wide < column.wanted:
                # "42 % (n = 74)" breaks before its bracket, nowhere else
                text = _INSIDE.sub("\u00a0", text)
            cells.append(
                sheet.inside(sheet.run(text), keep_next=keep, right=column.numbers)
            )
        rows.append(markup.table_row(cells, widths, whole=whole))
    heads = (grid.corner, *(grid.columns[each.place] for each in part.columns))
    sheet.table(heads, rows, widths, grid.name, right)
