"""A kind of question that was noticed to be wrong after import, put right."""

from dataclasses import replace

from hsbcode.domain import ids
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.option_order import in_order
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question
from hsbcode.store.project import Project


def correct_kind(project: Project, question: str, kind: Kind) -> int:
    """Correct what kind a question is, after import; return how many answers moved.

    Codings stay in the log; correcting it back brings them back.

    Raises:
        UsageConflict: no such question, or the kinds do not fit each other.
    """
    known = project.answers.questions()
    if question not in known:
        raise UsageConflict(
            f"There is no question “{question}”.",
            nearest(question, known) or "Questions are: " + ", ".join(known),
        )
    now = known[question]
    if now.kind == kind:
        raise UsageConflict(f"“{question}” is {kind} already.")
    if kind not in (Kind.OPEN, Kind.CLOSED):
        raise UsageConflict(
            f"A question cannot be made {kind} after import.",
            "It can be made open or closed; for other kinds import with a map.",
        )
    project.backups.make("before correcting a kind")
    with project.transaction():
        if kind is Kind.OPEN:
            moved = _closed_to_open(project, now)
        else:
            moved = _open_to_closed(project, now)
    return moved


def _closed_to_open(project: Project, question: Question) -> int:
    answers = project.answers
    people = {r.id: r for r in answers.respondents()}
    given = answers.closed().get(question.id, {})
    most = max((len(values) for values in given.values()), default=1)
    columns = (
        question.columns
        if len(question.columns) >= most
        else (question.columns + ("",) * (most - len(question.columns)))
    )
    answers.put_questions(
        [replace(question, kind=Kind.OPEN, columns=columns, options=())]
    )
    hidden = answers.hidden_units(question.id)
    if hidden:
        answers.set_question_current(question.id, current=True)
        answers.clear_closed(question.id)
        return hidden
    boxes = [
        Box(
            ids.box_id(person, question.id, place, 1),
            person,
            question.id,
            place,
            value,
            people[person].row,
        )
        for person, values in given.items()
        for place, value in enumerate(values, start=1)
    ]
    answers.add_boxes(boxes, answers.source_of(question.id))
    answers.clear_closed(question.id)
    return len(boxes)


def _open_to_closed(project: Project, question: Question) -> int:
    answers = project.answers
    units = answers.all_units(question.id)
    values = in_order(unit.text for unit in units)
    kind = Kind.CLOSED if question.boxes < 2 else Kind.TICKS
    answers.set_question_current(question.id, current=False)
    answers.put_questions([replace(question, kind=kind, options=values)])
    answers.put_closed(
        ClosedAnswer(unit.respondent, question.id, unit.text) for unit in units
    )
    return len(units)
