"""The lines of a table: what a spec writes short, written out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from hsbcode.domain.closed_form import ClosedOption
from hsbcode.domain.errors import nearest
from hsbcode.results.people import People
from hsbcode.results.pooling import pool_of
from hsbcode.results.specs import (
    Line,
    TableSpec,
    TableSpecError,
    Ticked,
    Where,
    code_column,
)

TOTAL = "total"
TOTAL_LABEL = "Total"


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
    min_count: int = 0
    """Fewer people than this and the line is left out."""
    description: str = ""
    """The definition of a code."""


def plain_lines(people: People, lines: Iterable[Line]) -> tuple[PlainLine, ...]:
    """Return every line of its own, in order; no two have one id.

    Raises:
        TableSpecError: a question or an option is unknown.
        UsageConflict: questions are pooled that the instrument keeps apart.
    """
    found: list[PlainLine] = []
    ids: set[str] = set()
    for line in lines:
        for plain in _plain(people, line):
            name, number = plain.id, 1
            while name in ids:
                number += 1
                name = f"{plain.id} ({number})"
            ids.add(name)
            found.append(replace(plain, id=name))
    return tuple(found)


def split_columns(
    people: People, spec: TableSpec, columns: Sequence[PlainLine], by: str
) -> tuple[PlainLine, ...]:
    """Return the only column of a table once for each answer to a question.

    A last column holds everybody who gave such an answer. Of codes, only those at the
    top of the frame or marked for the report split a table.

    Raises:
        TableSpecError: the table has several columns, or there is no such question.
    """
    if len(columns) != 1:
        raise TableSpecError(
            f"Table {spec.id} has {len(columns)} columns already, so it is not split "
            f"by {by}.",
            "Tables of one column can be split.",
        )
    column = columns[0]
    question = people.question(by)
    if by != question.id and by not in question.columns:
        raise TableSpecError(f"{by} is no question to split by.")
    options = [option.id for option in question.options]
    if by in people.codings:
        options = [c.id for c in people.codebook.themes() if c.id in options]
    labels = {option.id: option.label for option in question.options}
    parts = [
        replace(
            column,
            id=option,
            label=labels[option],
            where=(*column.where, Where(column=by, any_of=(option,))),
            groups_of=by,
        )
        for option in options
    ]
    whole = (*column.where, Where(answered=(by,)))
    return (*parts, replace(column, id=TOTAL, label=TOTAL_LABEL, where=whole))


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
    if line.codes_of:
        yield from _codes(people, line)
        return
    column = line.options_of or line.keep_each or line.groups_of
    if column:
        for option in _options(people, line, column):
            if line.groups_of:
                yield PlainLine(
                    option.id,
                    option.label,
                    question=line.question,
                    keep=line.keep,
                    where=(*line.where, Where(column=column, any_of=(option.id,))),
                    option=line.option,
                    has=line.has,
                    groups_of=column,
                )
                continue
            yield PlainLine(
                option.id,
                option.label,
                question=line.options_of,
                keep=(option.id,),
                where=line.where,
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


def _codes(people: People, line: Line) -> Iterable[PlainLine]:
    column = code_column(line.codes_of)
    offered = {option.id: option for option in people.question(column).options}
    book = people.codebook
    line = structs.replace(
        line,
        below=book.standing(line.below),
        only=tuple(dict.fromkeys(map(book.standing, line.only))),
        without=tuple(dict.fromkeys(map(book.standing, line.without))),
    )
    if line.below and line.below not in book:
        raise TableSpecError(
            f"The codebook has no code “{line.below[:60]}” to have codes below it.",
            nearest(line.below, (code.id for code in book)),
        )
    ids = [
        name
        for name in offered
        if not line.below or (name in book and book[name].parent == line.below)
    ]
    for name in _chosen(line, ids):
        yield PlainLine(
            name,
            offered[name].label,
            question=column,
            keep=(name,),
            where=line.where,
            min_count=line.min_count,
            description=book[name].definition if name in book else "",
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
