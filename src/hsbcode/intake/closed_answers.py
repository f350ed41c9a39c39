"""Closed columns become closed answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.survey import ClosedAnswer, Kind
from hsbcode.intake.columns import ColumnGuess
from hsbcode.intake.pooling import Doubled, first_kept
from hsbcode.intake.vocabulary import NOT_TICKED

_BLANKS = " \t\n\xa0\ufeff"


@dataclass(frozen=True, slots=True)
class ClosedColumns:
    """What the columns of one closed question hold."""

    answers: tuple[ClosedAnswer, ...]
    options: tuple[str, ...]
    """In order of sight; tick boxes in the order of their columns."""
    doubled: tuple[Doubled, ...]


def read_closed(
    columns: Sequence[ColumnGuess],
    ids: Sequence[str],
    rows: Sequence[Sequence[str]],
    missing: frozenset[str],
) -> ClosedColumns:
    """Take in the columns of one closed question.

    Args:
        columns: its columns, in order.
        ids: respondent of each row.
        rows: the rows below the headers.
        missing: values that are no answers.
    """
    options: dict[str, None] = {}
    parts = [(c, _answers(c, ids, rows, missing, options)) for c in columns]
    doubled: list[Doubled] = []
    if columns[0].kind is Kind.CLOSED and len(columns) > 1:
        given, doubled = first_kept(parts)
    else:
        given = [answer for _, answers in parts for answer in answers]
        if len({column.option for column in columns}) < len(columns):
            # One box on two forms: ticked on one or on both, it is one tick.
            given = list(dict.fromkeys(given))
    return ClosedColumns(tuple(given), tuple(options), tuple(doubled))


def _answers(
    column: ColumnGuess,
    ids: Sequence[str],
    rows: Sequence[Sequence[str]],
    missing: frozenset[str],
    options: dict[str, None],
) -> list[ClosedAnswer]:
    """Return the answers in one column; adds what it offers to ``options``."""
    place = column.position
    ignored = missing | {value.strip() for value in column.blank} | {""}
    seen: dict[str, tuple[str, ...]] = {}
    if column.kind is Kind.TICK:
        options[column.option] = None
    answers: list[ClosedAnswer] = []
    for one, row in zip(ids, rows, strict=True):
        cell = row[place]
        values = seen.get(cell)
        if values is None:
            plain = cell.strip(_BLANKS)
            values = () if plain in ignored else _values(plain, column)
            seen[cell] = values
            options.update(dict.fromkeys(values))
        answers.extend(ClosedAnswer(one, column.question, value) for value in values)
    return answers


def _values(plain: str, column: ColumnGuess) -> tuple[str, ...]:
    if column.kind is Kind.TICK:
        return () if plain.casefold() in NOT_TICKED else (column.option,)
    if column.kind is Kind.TICKS:
        parts = (part.strip() for part in plain.split(column.separator))
        return tuple(dict.fromkeys(part for part in parts if part))
    return (plain,)
