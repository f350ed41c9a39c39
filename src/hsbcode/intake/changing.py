"""Every change a person can make to an understanding; each gives a new one."""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.errors import ImportDataError, UsageConflict
from hsbcode.domain.ids import short_slug
from hsbcode.domain.survey import Kind
from hsbcode.intake.columns import ANSWERS, ColumnGuess, Understanding
from hsbcode.intake.naming import unique_id
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import understand

_BY_HAND = "chosen by hand"


def with_header_rows(raw: RawExport, count: int) -> Understanding:
    """Understand the export anew with another number of header rows.

    Raises:
        ImportDataError: there are not that many rows.
    """
    if not 1 <= count < len(raw.rows):
        raise ImportDataError(
            f"{raw.file}: {count} cannot be the number of header rows; the file has "
            f"{len(raw.rows)} rows."
        )
    return understand(raw, header_rows=count)


def with_kind(
    old: Understanding, position: int, kind: Kind, *, separator: str = ";"
) -> Understanding:
    """Return the understanding with another kind for one column.

    An answer gets a question of its own; ``separator`` is for kind ticks.
    """
    if kind is Kind.ID:
        return with_id_column(old, position)
    column = _column(old, position)
    cleared = replace(
        column, question="", label="", box=1, option="", separator="", blank=()
    )
    new = replace(cleared, kind=kind, why=_BY_HAND)
    if kind in ANSWERS:
        label = column.label or " ".join(column.text.split())[:60]
        new = replace(new, question=_own_id(old, column), label=label or column.header)
    if kind is Kind.TICK:
        new = replace(new, option=column.option or column.text or column.header)
    if kind is Kind.TICKS:
        new = replace(new, separator=separator)
    changed = _with(old, new)
    if old.id_column == position:
        changed = replace(changed, id_column=None)
    return changed


def with_id_column(old: Understanding, position: int | None) -> Understanding:
    """Return the understanding with another id column, or none."""
    changed = old
    if old.id_column is not None and old.id_column != position:
        former = replace(_column(old, old.id_column), kind=Kind.DROP, why=_BY_HAND)
        changed = _with(changed, former)
    if position is not None:
        column = _column(old, position)
        changed = _with(
            changed,
            replace(
                column,
                kind=Kind.ID,
                question="",
                label="",
                box=1,
                option="",
                separator="",
                blank=(),
                why=_BY_HAND,
            ),
        )
    return replace(changed, id_column=position)


def joined(old: Understanding, positions: Sequence[int]) -> Understanding:
    """Return the understanding with columns as the boxes of one question.

    They take the question and label of the first; ticks stay ticks, all else is open.

    Raises:
        UsageConflict: fewer than two columns.
    """
    if len(set(positions)) < 2:
        raise UsageConflict("Joining needs two columns or more.")
    columns = [_column(old, place) for place in positions]
    first = columns[0]
    ticks = all(column.kind is Kind.TICK for column in columns)
    question = first.question or _own_id(old, first)
    others = [c for c in old.columns_of(question) if c.position not in positions]
    if others:
        question = _own_id(old, first)
    changed = old
    for box, column in enumerate(columns, start=1):
        changed = _with(
            changed,
            replace(
                column,
                kind=Kind.TICK if ticks else Kind.OPEN,
                question=question,
                label=first.label or first.header[:60],
                box=box,
                separator="",
                blank=(),
                why=_BY_HAND,
            ),
        )
    if old.id_column in positions:
        changed = replace(changed, id_column=None)
    return _renumbered(changed)


def split_off(old: Understanding, position: int) -> Understanding:
    """Return the understanding with one box as a question of its own."""
    column = _column(old, position)
    if column.kind not in ANSWERS or len(old.columns_of(column.question)) < 2:
        return old
    question = _own_id(old, column)
    label = column.option or f"{column.label[:52]} (box {column.box})"
    new = replace(column, question=question, label=label, box=1, why=_BY_HAND)
    return _renumbered(_with(old, new))


def renamed(old: Understanding, question: str, label: str) -> Understanding:
    """Return the understanding with another label for one question."""
    return replace(
        old,
        columns=tuple(
            replace(column, label=label)
            if column.question == question and column.kind in ANSWERS
            else column
            for column in old.columns
        ),
    )


def _column(old: Understanding, position: int) -> ColumnGuess:
    if not 0 <= position < len(old.columns):
        raise UsageConflict(
            f"There is no column {position + 1}; the export has {len(old.columns)}."
        )
    return old.columns[position]


def _own_id(old: Understanding, column: ColumnGuess) -> str:
    used = {c.question for c in old.columns if c.position != column.position}
    return unique_id(column.question or short_slug(column.header), used)


def _with(old: Understanding, column: ColumnGuess) -> Understanding:
    columns = list(old.columns)
    columns[column.position] = column
    kept = tuple(
        group
        for group in old.groups
        if any(c.question == group.source and c.kind is Kind.CLOSED for c in columns)
    )
    return replace(old, columns=tuple(columns), groups=kept)


def _renumbered(old: Understanding) -> Understanding:
    columns = list(old.columns)
    for question in old.questions:
        mine = old.columns_of(question)
        # Columns that are one box stay so.
        places = sorted({column.box for column in mine})
        for column in mine:
            box = places.index(column.box) + 1
            columns[column.position] = replace(column, box=box)
    return replace(old, columns=tuple(columns))
