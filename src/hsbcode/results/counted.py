"""The people behind a number: whom a row or a cell of a table counts."""

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.questions import answered, asked_of, closed_question, options_of
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Row, Table


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
    if table.kind == "frequency":
        if not row.key:
            return asked_of(study, table.question) - answered(study, table.question)
        return _with_answer(study, table.question, row.key)
    coded = coded_question(study, table.question)
    holders = coded.people.get(row.key, frozenset()) if row.key else coded.base
    if not table.by:
        return holders
    options = options_of(study, closed_question(study, table.by))
    if column is None or column >= len(options):
        return holders & answered(study, table.by)
    return holders & _with_answer(study, table.by, options[column])


def _with_answer(study: Study, question: str, option: str) -> frozenset[str]:
    return frozenset(
        person
        for person, values in study.closed.get(question, {}).items()
        if option in values
    )
