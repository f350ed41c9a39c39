"""Tables from specs after disclosure control: texts made anew from what is printed.

Differences in points and numbers of columns above a limit are made from the released
shares, and hidden where one of these is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hsbcode.domain.disclosure import CONFIDENTIAL, LOW, DisclosurePolicy
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import NO_BASE, gap_text, printed_number

ROUNDED_ONCE = "whole percentages, half up, each share rounded once"
_OVER = re.compile(r"Columns above (\d+) %")


def over_heading(limit: int) -> str:
    """Return the heading of the column that counts columns above a percentage."""
    return f"Columns above {limit} %"


def finished(
    table: Table, rows: Sequence[Row], policy: DisclosurePolicy
) -> tuple[Row, ...]:
    """Return the released rows of a table with texts that agree with their shares.

    Args:
        table: as it was made.
        rows: the same rows with released shares; hidden cells have none.
        policy: what they are released under.
    """
    heading = _OVER.fullmatch(table.columns[-1]) if table.columns else None
    written = [
        replace(
            row,
            cells=tuple(
                _written(exact, cell, policy)
                for exact, cell in zip(before.cells, row.cells, strict=True)
            ),
        )
        for before, row in zip(table.rows, rows, strict=True)
    ]
    by_key = {row.key: row for row in written}
    pairs = {
        f"{one}-{other}": (by_key[one], by_key[other])
        for one in by_key
        for other in by_key
    }
    finished_rows = []
    for row in written:
        cells = list(row.cells)
        if row.key in pairs and not any(cell.share for cell in cells):
            one, other = pairs[row.key]
            cells = [
                replace(cell, text=_gap(first, second))
                for cell, first, second in zip(
                    cells, one.cells, other.cells, strict=True
                )
            ]
        elif heading is not None:
            limit = Fraction(int(heading[1]), 100)
            cells[-1] = replace(cells[-1], text=_over(cells[:-1], limit))
        finished_rows.append(replace(row, cells=tuple(cells)))
    return tuple(finished_rows)


def spec_text(share: Share, policy: DisclosurePolicy) -> str:
    """Return a released share as it is printed: ``43 % (n = 185)``."""
    if not share.base:
        return NO_BASE
    base = f"(n = {share.base})"
    number = printed_number(share)
    if share.base < policy.no_percentage_under or number is None:
        return f"{share.count} {LOW} {base}"
    mark = f" {LOW}" if share.base < policy.mark_under else ""
    return f"{number} %{mark} {base}"


def _written(exact: Cell, cell: Cell, policy: DisclosurePolicy) -> Cell:
    if cell.share is None or exact.share is None:
        return cell
    if exact.text.isdecimal():
        return replace(cell, text=str(cell.share.count), percent=None)
    return replace(cell, text=spec_text(cell.share, policy), percent=None)


def _gap(one: Cell, other: Cell) -> str:
    if CONFIDENTIAL in (one.text, other.text):
        return CONFIDENTIAL
    if one.share is None or other.share is None:
        return NO_BASE
    return gap_text(one.share, other.share)


def _over(cells: Sequence[Cell], limit: Fraction) -> str:
    if any(cell.text == CONFIDENTIAL for cell in cells):
        return CONFIDENTIAL
    shares = [cell.share.exact for cell in cells if cell.share]
    return str(sum(share is not None and share > limit for share in shares))
