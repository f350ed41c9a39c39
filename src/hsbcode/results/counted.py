"""The people behind a number: whom a row or a cell of a table counts."""

from dataclasses import replace

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.questions import answered, asked_of, base_of, with_answer
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Row, Table
from hsbcode.results.cell_origins import people_of_cell
from hsbcode.results.commenters import KIND as COMMENTERS
from hsbcode.results.commenters import people_behind
from hsbcode.results.cross_question import KIND, base_of_row, people_of_row
from hsbcode.results.joint import KIND as JOINT
from hsbcode.results.people_marks import mark
from hsbcode.results.splits import everybody_of, split_of

__all__ = ["counted_people", "people_of_cell", "with_marks"]


def counted_people(
    study: Study, table: Table, row: Row, column: int | None = None
) -> frozenset[str]:
    """Return the respondents that a row of a table counts, or one of its cells.

    A row of themes by answers stands for its total. The row of a base counts the
    base, the row of those without an answer everybody who was asked and gave none.

    Args:
        study: the answers the table was made from.
        table: a table of this room.
        row: one of its rows.
        column: place of a cell in the row, from 0; None = the whole row.

    Raises:
        UsageConflict: the table's questions are not in the study.
    """
    if table.kind == KIND:
        return people_of_row(study, row)
    if table.kind == COMMENTERS:
        return people_behind(study, table, row, column)
    if table.kind == "frequency":
        if not row.key:
            return asked_of(study, table.question) - answered(study, table.question)
        return with_answer(study, table.question, row.key)
    if table.kind == "answer by answer":
        holders = base_of(study, table.question)
        if row.key:
            holders = with_answer(study, table.question, row.key)
    else:
        coded = coded_question(study, table.question)
        holders = coded.people.get(row.key, frozenset()) if row.key else coded.base
    if not table.by:
        return holders
    parts = split_of(study, table.by)
    if column is None or column >= len(parts):
        return holders & everybody_of(study, table.by)
    return holders & parts[column][1]


def with_marks(study: Study, table: Table) -> Table:
    """Return a table of a question with the numbers of the people in its cells.

    Tables from specs and joint displays have them; see ``Cell.who``.
    """
    if table.kind in ("spec", JOINT, COMMENTERS):
        return table
    over = table.kind == KIND
    bases = [
        0 if over else _base_row(study, table, place)
        for place in range(len(table.columns))
    ]
    rows = []
    for row in table.rows:
        cells = []
        for place, cell in enumerate(row.cells):
            if cell.share is None:
                cells.append(cell)
                continue
            who = counted_people(study, table, row, place if table.by else None)
            whole = mark(base_of_row(study, row)) if over else bases[place]
            cells.append(replace(cell, who=mark(who), whole=whole))
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


def _base_row(study: Study, table: Table, place: int) -> int:
    """Return the number of the people in the base of a column."""
    if table.by:
        return mark(counted_people(study, table, Row("", ()), place))
    if table.columns[place] == "% of all asked":
        return mark(asked_of(study, table.question))
    if table.kind == "frequency":
        return mark(base_of(study, table.question))
    return mark(coded_question(study, table.question).base)
