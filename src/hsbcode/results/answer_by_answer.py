"""Answers to a closed question by the answers to another, or by themes."""

from hsbcode.domain.questions import base_of, closed_question, options_of, with_answer
from hsbcode.domain.recodes import RecodeNotes
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import printed_share
from hsbcode.results.frequency import counting_rule, stray_note
from hsbcode.results.notes import counted, small_base_notes
from hsbcode.results.references import with_references
from hsbcode.results.splits import BASE, TOTAL, everybody_of, split_of


def answer_by_answer_table(
    study: Study, question_id: str, by: str, table_id: str, *, unsure: str = "inside"
) -> Table:
    """Count the answers to a closed question in each group of another question.

    One column a group and a total; every column has its own base, printed in the
    first row. The total is everybody of the base whose group is known.

    Args:
        study: the answers.
        question_id: the closed question that is counted.
        by: a closed question, or an open one whose themes are the groups.
        table_id: of the table.
        unsure: see ``base_of``.

    Raises:
        UsageConflict: there is no such question.
    """
    question = closed_question(study, question_id)
    split = study.questions.get(by)
    groups = split_of(study, by)
    base = base_of(study, question_id, unsure=unsure)
    everybody = base & everybody_of(study, by)
    columns = [people & everybody for _label, people in groups] + [everybody]
    sizes = tuple(Cell(text=str(len(people))) for people in columns)
    rows = [Row(BASE, sizes, base=len(everybody))]
    left_out = study.outside.get(question_id, ()) if unsure == "outside" else ()
    for option in options_of(study, question):
        if option in left_out:
            continue
        holders = with_answer(study, question_id, option)
        shares = [Share(len(holders & people), len(people)) for people in columns]
        cells = tuple(Cell(share, printed_share(share)) for share in shares)
        rows.append(Row(option, cells, key=option, base=len(everybody)))
    numbered = with_references(table_id, rows)
    label = split.label if split else by
    more: list[str] = [
        "Percentages are of the base of their column, with the count in brackets."
    ]
    missing = len(base) - len(everybody)
    if missing:
        more.append(
            counted(
                missing,
                " person" if missing == 1 else " people",
                f" of the base stand in no column of “{label}”.",
            )
        )
    several = (Kind.TICK, Kind.TICKS)
    if question.kind in several:
        more.append(
            "Several answers were possible, so percentages may add to over 100."
        )
    if split is not None and (split.is_open or split.kind in several):
        more.append(f"One person may stand in several columns of “{label}”.")
    more.extend(stray_note(study, question_id))
    recodes = [study.recode_notes.get(one, RecodeNotes()) for one in (question_id, by)]
    return Table(
        id=table_id,
        title=f"{question.label} by “{label}”",
        columns=(*(name for name, _people in groups), TOTAL),
        rows=numbered,
        notes=TableNotes(
            population=counted(
                f"all who were asked “{question.label}” and stand in a column (n = ",
                len(everybody),
                ")",
            ),
            base_rule=f"{counting_rule(study, question_id, unsure)}, in each column",
            recodes="; ".join(one.line for one in recodes if one.line) or "none",
            more=(
                *more,
                *(words for one in recodes for words in one.sentences),
                *small_base_notes(numbered),
            ),
        ),
        kind="answer by answer",
        question=question_id,
        by=by,
    )
