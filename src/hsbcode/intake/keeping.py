"""What an earlier import decided, carried over to an export with other columns."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.survey import Kind
from hsbcode.files.map_files import MapColumn, MapFile, find_column
from hsbcode.intake.columns import ANSWERS, ColumnGuess, Understanding
from hsbcode.intake.mapping import apply_map
from hsbcode.intake.naming import unique_id
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import understand

_SOURCE = "the kept map"


def understand_again(raw: RawExport, kept: MapFile) -> Understanding:
    """Understand an export as the import before, and its new columns afresh.

    A kept map names every column there was, so a column it does not name is new.
    Columns that are missing now are passed over.

    Args:
        raw: the export.
        kept: the map kept with the earlier import.

    Raises:
        ImportDataError: the export holds no answers.
    """
    fresh = understand(raw, header_rows=kept.header_rows)
    headers = [column.header for column in fresh.columns]
    entries: dict[int, MapColumn] = {}
    for entry in kept.columns:
        place = _place(entry.column, headers)
        if place is not None:
            entries.setdefault(place, entry)
    if not any(Kind(entry.kind) in ANSWERS for entry in entries.values()):
        return understand(raw)
    there = {entry.question for entry in entries.values()}
    fitting = msgspec.structs.replace(
        kept,
        columns=list(entries.values()),
        id_column=None,
        groups=[group for group in kept.groups if group.source in there],
    )
    known = apply_map(fresh, fitting, _SOURCE)
    columns = list(known.columns)
    for place, column in enumerate(fresh.columns):
        if place not in entries:
            columns[place] = _new(column, columns, fresh)
    ids = known.id_column
    if kept.id_column is not None and ids is None:
        ids = _place(kept.id_column, headers)
    return replace(known, columns=tuple(columns), id_column=ids, notes=fresh.notes)


def _place(wanted: str | int, headers: Sequence[str]) -> int | None:
    try:
        return find_column(wanted, headers, _SOURCE)
    except ImportDataError:
        return None


def _new(
    column: ColumnGuess, columns: Sequence[ColumnGuess], fresh: Understanding
) -> ColumnGuess:
    """Return a new column with a question of its own, or as a further box of one."""
    if column.kind is Kind.ID:
        return replace(column, kind=Kind.DROP, why="another column is the id")
    if column.kind not in ANSWERS:
        return column
    places = [c.position for c in fresh.columns_of(column.question)]
    kept = [columns[place] for place in places if place != column.position]
    for beside in kept:
        if beside.kind is column.kind and column.kind in (Kind.OPEN, Kind.TICK):
            boxes = [c.box for c in columns if c.question == beside.question]
            return replace(
                column, question=beside.question, label=beside.label, box=max(boxes) + 1
            )
    used = {c.question for c in columns if c.question}
    own = column.question if column.question not in used else ""
    return replace(column, question=own or unique_id(column.question, used), box=1)
