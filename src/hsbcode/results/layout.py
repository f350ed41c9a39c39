"""The lines of a table: what a spec writes short, written out."""

from collections.abc import Iterable
from dataclasses import dataclass

from hsbcode.domain.closed_form import ClosedOption
from hsbcode.results.people import People
from hsbcode.results.pooling import pool_of
from hsbcode.results.specs import Line, TableSpecError, Ticked, Where


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One row or one column."""

    id: str
    label: str
    question: str = ""
    keep: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    option: Ticked | None = None
    has: bool | None = None
    groups_of: str = ""
    """The column whose answers split people over these lines."""


def plain_lines(people: People, lines: Iterable[Line]) -> tuple[PlainLine, ...]:
    """Return every line of its own, in order.

    Raises:
        TableSpecError: a question or an option is unknown.
        UsageConflict: questions are pooled that the instrument keeps apart.
    """
    return tuple(plain for line in lines for plain in _plain(people, line))


def _plain(people: People, line: Line) -> Iterable[PlainLine]:
    if line.rows_of:
        question = people.question(line.rows_of)
        wanted = _chosen(line, [row.id for row in question.rows])
        labels = {row.id: row.label for row in question.rows}
        for row in wanted:
            yield PlainLine(
                row, labels[row], f"{question.id}.{row}", line.keep, line.where
            )
        return
    column = line.options_of or line.keep_each or line.groups_of
    if column:
        for option in _options(people, line, column):
            where = line.where
            if line.groups_of:
                where = (*where, Where(column=column, any_of=(option.id,)))
            yield PlainLine(
                option.id,
                option.label,
                question=line.options_of,
                keep=() if line.groups_of else (option.id,),
                where=where,
                groups_of=line.groups_of,
            )
        return
    question_id = _pooled(people, line) or line.question
    label = line.label
    if not label and question_id:
        label = people.title(question_id).rpartition(": ")[2]
    if not label and line.option:
        label = people.labels(line.option.column, (line.option.option,))[0]
    yield PlainLine(
        line.id or question_id or label,
        label,
        question_id,
        line.keep,
        line.where,
        line.option,
        line.has,
    )


def _options(people: People, line: Line, column: str) -> Iterable[ClosedOption]:
    options = {option.id: option for option in people.question(column).options}
    return [options[name] for name in _chosen(line, list(options))]


def _chosen(line: Line, ids: list[str]) -> list[str]:
    for name in (*line.only, *line.without):
        if name not in ids:
            raise TableSpecError(
                f"“{name[:60]}” is none of the rows or options named by a line.",
                f"There are: {', '.join(ids)}.",
            )
    kept = list(line.only) or ids
    return [name for name in kept if name not in line.without]


def _pooled(people: People, line: Line) -> str:
    if not line.pooled:
        return ""
    tails = {name.partition(".")[2] for name in line.pooled}
    if len(tails) > 1:
        raise TableSpecError(
            f"{' and '.join(line.pooled)} are different rows.",
            "Rows of twin questions meet by their id.",
        )
    pool = pool_of(people.form, [name.partition(".")[0] for name in line.pooled])
    tail = tails.pop()
    return f"{pool.id}.{tail}" if tail else pool.id
