"""Understandings as maps, and maps as understandings."""

from collections import Counter
from dataclasses import replace

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.ids import short_slug
from hsbcode.domain.survey import FileFact, Group, Kind
from hsbcode.files.map_files import (
    SCHEMA,
    MapColumn,
    MapFact,
    MapFile,
    MapGroup,
    find_column,
)
from hsbcode.files.map_form import FROM_FILE
from hsbcode.intake.columns import ANSWERS, ColumnGuess, Understanding


def apply_map(guess: Understanding, found: MapFile, source: str) -> Understanding:
    """Return the understanding a map asks for.

    Args:
        guess: what the export was taken to hold, for counts and examples.
        found: the map; columns it does not name are left out.
        source: file name of the map, for messages.

    Raises:
        ImportDataError: the map names a column that is not there, or one twice.
    """
    headers = [column.header for column in guess.columns]
    columns = [_dropped(column) for column in guess.columns]
    boxes: Counter[str] = Counter()
    named: set[int] = set()
    id_column = None
    for entry in found.columns:
        place = find_column(entry.column, headers, source)
        if place in named:
            raise ImportDataError(
                f"{source}: column “{headers[place]}” is named twice.",
                "Keep one of the two entries.",
            )
        named.add(place)
        column = _as_mapped(guess.columns[place], entry, found)
        if column.kind in ANSWERS:
            boxes[column.question] += 1
            column = replace(column, box=entry.box or boxes[column.question])
        if column.kind is Kind.ID:
            id_column = _only_id(id_column, place, headers, source)
        columns[place] = column
    if found.id_column is not None:
        place = find_column(found.id_column, headers, source)
        id_column = _only_id(id_column, place, headers, source)
        columns[place] = _as_id(columns[place])
    return replace(
        guess,
        columns=tuple(columns),
        id_column=id_column,
        not_asked=_or(found.not_asked, guess.not_asked),
        not_answered=_or(found.not_answered, guess.not_answered),
        groups=tuple(
            Group(g.question, g.label or g.question, g.source, dict(g.values))
            for g in found.groups
        ),
        facts=tuple(
            FileFact(f.question, f.label or f.question, f.pattern) for f in found.facts
        ),
        language=found.language or guess.language,
        notes=(),
    )


def to_map(
    understanding: Understanding,
    *,
    study: str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
) -> MapFile:
    """Return the map that gives this understanding again for the same export."""
    columns = understanding.columns
    return MapFile(
        schema=SCHEMA,
        study=study,
        language=understanding.language,
        header_rows=understanding.header_rows,
        sheet=sheet,
        encoding=encoding,
        not_asked=list(understanding.not_asked) or None,
        not_answered=list(understanding.not_answered) or None,
        columns=[
            _entry(column, understanding)
            for column in sorted(columns, key=lambda c: _first(understanding, c))
        ],
        groups=[
            MapGroup(
                question=g.question, source=g.source, values=g.values, label=g.label
            )
            for g in understanding.groups
        ],
        facts=[
            MapFact(
                question=f.question, source=FROM_FILE, pattern=f.pattern, label=f.label
            )
            for f in understanding.facts
        ],
    )


def _first(understanding: Understanding, column: ColumnGuess) -> tuple[int, int]:
    """Sort columns as in the file, the boxes of one question in their own order."""
    if column.kind not in ANSWERS:
        return column.position, 0
    places = (c.position for c in understanding.columns_of(column.question))
    return min(places), column.box


def _entry(column: ColumnGuess, known: Understanding) -> MapColumn:
    if column.kind not in ANSWERS:
        return MapColumn(column=column.header, kind=column.kind.value)
    return MapColumn(
        column=column.header,
        kind=column.kind.value,
        question=column.question,
        box=column.box if _says_box(column, known) else None,
        label=column.label,
        text=column.text if column.text != column.header else None,
        option=column.option or None,
        separator=column.separator or None,
        language=column.language,
        blank=list(column.blank) or None,
    )


def _says_box(column: ColumnGuess, known: Understanding) -> bool:
    """Whether counting the columns would not give the boxes of the question again."""
    if column.kind not in (Kind.OPEN, Kind.CLOSED):
        return False
    boxes = [c.box for c in known.columns_of(column.question)]
    return boxes != list(range(1, len(boxes) + 1))


def _as_mapped(guess: ColumnGuess, entry: MapColumn, found: MapFile) -> ColumnGuess:
    kind = Kind(entry.kind)
    if kind not in ANSWERS:
        return replace(
            guess, kind=kind, question="", label="", box=1, option="", why="by the map"
        )
    question = entry.question or guess.question or short_slug(guess.header)
    blank = guess.blank if kind is Kind.CLOSED else ()
    return replace(
        guess,
        kind=kind,
        question=question,
        label=entry.label or guess.label or question,
        text=entry.text or guess.text,
        why="by the map",
        option=(entry.option or guess.option or guess.header)
        if kind is Kind.TICK
        else "",
        separator=(entry.separator or ";") if kind is Kind.TICKS else "",
        language=entry.language or found.language or guess.language,
        blank=_or(entry.blank, blank),
    )


def _dropped(column: ColumnGuess) -> ColumnGuess:
    return replace(
        column,
        kind=Kind.DROP,
        question="",
        label="",
        box=1,
        option="",
        why="not named in the map",
    )


def _as_id(column: ColumnGuess) -> ColumnGuess:
    return replace(column, kind=Kind.ID, question="", label="", why="by the map")


def _only_id(before: int | None, place: int, headers: list[str], source: str) -> int:
    if before is not None and before != place:
        raise ImportDataError(
            f"{source}: “{headers[before]}” and “{headers[place]}” are both named as "
            f"the id.",
            "Keep one.",
        )
    return place


def _or(said: list[str] | None, guessed: tuple[str, ...]) -> tuple[str, ...]:
    return guessed if said is None else tuple(said)
