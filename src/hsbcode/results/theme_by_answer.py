"""Themes of an open question by the answers to a closed one."""

from dataclasses import replace

from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.questions import closed_question
from hsbcode.domain.recodes import RecodeNotes
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import printed_share
from hsbcode.results.notes import counted, small_base_notes, theme_notes
from hsbcode.results.references import with_references
from hsbcode.results.splits import BASE, TOTAL, everybody_of, split_of


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
    groups = split_of(study, by)
    everybody = coded.base & everybody_of(study, by)
    columns = [everybody & people for _option, people in groups] + [everybody]
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
    recodes = study.recode_notes.get(by, RecodeNotes())
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
        columns=(*(option for option, _people in groups), TOTAL),
        rows=numbered,
        notes=replace(
            theme_notes(
                study,
                coded,
                (*more, *recodes.sentences, *small_base_notes(numbered)),
            ),
            recodes=recodes.line or "none",
        ),
        kind="theme by answer",
        question=question_id,
        by=by,
    )
