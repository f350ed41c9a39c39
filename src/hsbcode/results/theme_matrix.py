"""Themes by several groups of people, side by side, from tables as they are printed."""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.results.splits import TOTAL

BY_ANSWER = "theme by answer"
MOST_COLUMNS = 12
"""More columns than this cannot be read side by side."""


def theme_matrix(study: Study, tables: Sequence[Table]) -> Table:
    """Return splits of one open question's themes as one table.

    Nothing is counted: cells are those of the tables, with their references, so what
    is hidden there is hidden here. Totals differ by who answered the closed question
    and are left to the tables of one question.

    Args:
        study: for the labels of the closed questions.
        tables: themes by the answers to closed questions, under one policy, with the
            same rows.

    Raises:
        ValueError: they are no such tables.
    """
    first = tables[0] if tables else None
    if first is None or any(
        one.kind != BY_ANSWER
        or one.question != first.question
        or [row.key for row in one.rows] != [row.key for row in first.rows]
        for one in tables
    ):
        raise ValueError("a matrix is made of splits of the same themes")
    labels = [study.questions[one.by].label for one in tables]
    columns = tuple(
        f"{label}: {column}"
        for label, one in zip(labels, tables, strict=True)
        for column in _groups(one)
    )
    rows = []
    for at, row in enumerate(first.rows):
        cells: list[Cell] = []
        for one in tables:
            cells.extend(one.rows[at].cells[: len(_groups(one))])
        rows.append(Row(row.label, tuple(cells), key=row.key, level=row.level))
    more = dict.fromkeys(note for one in tables for note in one.notes.more)
    recodes = dict.fromkeys(one.notes.recodes for one in tables)
    told = [each for each in recodes if each != "none"]
    head, _by, _rest = first.title.partition(" by “")
    return Table(
        id="+".join(one.id for one in tables),
        title=f"{head} by {' and by '.join(f'“{label}”' for label in labels)}",
        columns=columns,
        rows=tuple(rows),
        notes=replace(first.notes, more=tuple(more), recodes="; ".join(told) or "none"),
        kind=BY_ANSWER,
        question=first.question,
        by=first.by,
    )


def with_matrices(study: Study, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return tables with the splits of each open question side by side, where they fit.

    A matrix stands where the first of its splits stood.
    """
    splits: dict[str, list[Table]] = {}
    for table in tables:
        if table.kind == BY_ANSWER:
            splits.setdefault(table.question, []).append(table)
    together = {
        question: some
        for question, some in splits.items()
        if len(some) > 1 and sum(len(_groups(one)) for one in some) <= MOST_COLUMNS
    }
    found: list[Table] = []
    for table in tables:
        parts = together.get(table.question) if table.kind == BY_ANSWER else None
        if parts is None:
            found.append(table)
        elif table is parts[0]:
            found.append(theme_matrix(study, parts))
    return tuple(found)


def _groups(table: Table) -> tuple[str, ...]:
    columns = table.columns
    return columns[:-1] if columns[-1:] == (TOTAL,) else columns
