"""Printed numbers by what they are about, whatever table they stand in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hsbcode.domain.disclosure import CONFIDENTIAL
from hsbcode.domain.releases import ReleasedCell, ReleasedTable, ReleaseFacts

_SPLIT = re.compile(r"x\d+$")
_WHOLE = ("All", "Total")
"""Columns of a split that stand for everybody."""


@dataclass(frozen=True, slots=True)
class Place:
    """What one number is about."""

    subject: str
    row: str
    column: str
    """Empty for everybody."""


def is_hidden(cell: ReleasedCell) -> bool:
    """Whether a number is not printed because it would tell of few people."""
    return cell.count is None and CONFIDENTIAL in cell.text


def places(facts: ReleaseFacts) -> dict[Place, tuple[str, ReleasedCell]]:
    """Return what each number of a report is about → its table and the number."""
    found: dict[Place, tuple[str, ReleasedCell]] = {}
    for table in facts.tables:
        for row in table.rows:
            for column, cell in _columns(table, row.cells):
                place = Place(_subject(table), row.key or row.label, column)
                found.setdefault(place, (table.id, cell))
    return found


def _subject(table: ReleasedTable) -> str:
    """Return what a table is about, split or not."""
    if table.kind == "joint":
        return f"{table.question} {table.by}"
    if table.kind == "spec":
        # a split of a spec has its id with the number of the split behind
        return _SPLIT.sub("", table.id) if table.by else table.id
    return table.question or table.id


def _columns(
    table: ReleasedTable, cells: Sequence[ReleasedCell]
) -> Iterator[tuple[str, ReleasedCell]]:
    """Yield cells with what their column is about; everybody is an empty column."""
    split = bool(table.by) and table.kind != "joint"
    single = table.kind != "spec" or len(table.columns) == 1
    whole = not split and single and table.kind != "joint"
    for column, cell in zip(table.columns, cells, strict=False):
        if split and column in _WHOLE:
            yield "", cell
        elif whole and (cell.count is not None or is_hidden(cell)):
            # count and percentage of one row are two cells of the same people
            yield "", cell
            whole = False
        else:
            yield column, cell
