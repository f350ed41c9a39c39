"""Themes of an open question by the answers to a closed one."""

from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.questions import answered, closed_question, options_of
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import printed_share
from hsbcode.results.notes import counted, small_base_notes, theme_notes
from hsbcode.results.references import with_references

TOTAL = "Total"
BASE = "Base"


def theme_by_answer_table(
    study: Study, question_id: str, by: str, table_id: str
) -> Table:
    """Count the people behind each theme among those who gave each answer.

    One column for each option of the closed question and a total; every column has
    its own base, printed in the first row. The total is everybody of the base who
    answered the closed question, so it lies between its columns.

    Raises:
        UsageConflict: ``question_id`` is not open, or ``by`` is not closed.
    """
    coded = coded_question(study, question_id)
    closed = closed_question(study, by)
    options = options_of(study, closed)
    answers = study.closed.get(by, {})
    everybody = coded.base & answered(study, by)
    columns = [
        frozenset(person for person in everybody if option in answers[person])
        for option in options
    ]
    columns.append(everybody)
    base_cells = tuple(Cell(text=str(len(people))) for people in columns)
    rows = [Row(BASE, base_cells, base=len(everybody))]
    for code in offered_themes(study, coded):
        holders = coded.people.get(code.id, frozenset())
        shares = [Share(len(holders & people), len(people)) for people in columns]
        rows.append(
            Row(
                code.label,
                tuple(Cell(share, printed_share(share)) for share in shares),
                key=code.id,
                base=len(everybody),
                level=study.codebook.depth(code.id),
            )
        )
    numbered = with_references(table_id, rows)
    more: list[str] = [
        "Percentages are of the base of their column, with the count in brackets."
    ]
    missing = len(coded.base) - len(everybody)
    if missing:
        more.append(
            counted(
                missing,
                " person" if missing == 1 else " people",
                f" of the theme base did not answer “{closed.label}” and stand in no "
                "column.",
            )
        )
    if closed.kind in (Kind.TICK, Kind.TICKS):
        more.append(
            f"Several answers to “{closed.label}” were possible: one person may stand "
            "in several columns."
        )
    return Table(
        id=table_id,
        title=f"Themes in answers to “{coded.question.label}” by “{closed.label}”",
        columns=(*options, TOTAL),
        rows=numbered,
        notes=theme_notes(study, coded, (*more, *small_base_notes(numbered))),
        kind="theme by answer",
        question=question_id,
        by=by,
    )
