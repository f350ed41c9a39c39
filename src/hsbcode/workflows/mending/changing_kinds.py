"""Making a question another kind, and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hsbcode.domain import ids
from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.option_order import in_order
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question
from hsbcode.store.project import Project
from hsbcode.workflows.mending.correcting import Correction, look_at_correction


def correct_kind(
    project: Project, question: str, kind: Kind, by: str = "project"
) -> int:
    """Correct what kind a question is, after import; return how many answers moved.

    Codings stay in the log; correcting it back brings them back.

    Raises:
        UsageConflict: as ``look_at_correction``.
    """
    shown = look_at_correction(project, question, kind)
    correct(project, shown, by)
    return shown.answers


def correct(
    project: Project, shown: Correction, by: str, *, undoes: str | None = None
) -> Act:
    """Do what was shown; return the act that says so.

    Args:
        project: open for writing, as it was when it was looked at.
        shown: what is to be done.
        by: who does it.
        undoes: the step that this takes back.
    """
    now, kind = shown.question, shown.kind
    project.backups.make("before correcting a kind")
    with project.transaction():
        if kind is Kind.OPEN:
            _to_open(project, now)
        elif kind is Kind.CLOSED:
            _to_closed(project, now)
        else:
            project.answers.set_question_current(now.id, current=False)
            project.answers.put_questions([replace(now, kind=kind)])
        act = project.log.make(
            by,
            project.log.new_id(),
            ActKind.MEND,
            body=project.log.add_body(shown.done),
            flag=Corrected(now.id, now.kind, kind).mark,
            undoes=undoes,
        )
        project.log.add([act])
    project.take_in(act)
    return act


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made, as its act keeps it."""

    question: str
    was: Kind
    kind: Kind

    @property
    def mark(self) -> str:
        """What the act has as its flag."""
        return f"kind:{self.was}:{self.kind}:{self.question}"

    def back(self, project: Project) -> Correction:
        """Return what taking it back would do.

        Raises:
            UsageConflict: the question was corrected since, or see
                ``look_at_correction``.
        """
        now = project.answers.questions().get(self.question)
        if now is None or _plain(now.kind) != _plain(self.kind):
            raise UsageConflict(
                f"“{self.question}” is {now.kind if now else 'no question'} by now: a "
                "later step changed its kind.",
                "Take that one back first.",
            )
        return look_at_correction(project, self.question, _plain(self.was))


def correction_of(acts: Sequence[Act]) -> Corrected | None:
    """Return the correction that a press is; None where it is something else."""
    if len(acts) != 1 or acts[0].kind != ActKind.MEND:
        return None
    head, _sign, rest = (acts[0].flag or "").partition(":")
    if head != "kind":
        return None
    was, kind, question = rest.split(":", 2)
    return Corrected(question, Kind(was), Kind(kind))


def _plain(kind: Kind) -> Kind:
    """Return the kind that correcting makes: one or several ticks follow by itself."""
    return Kind.CLOSED if kind in (Kind.TICK, Kind.TICKS) else kind


def _to_open(project: Project, question: Question) -> None:
    answers = project.answers
    people = {r.id: r for r in answers.respondents()}
    given = answers.closed().get(question.id, {})
    most = max((len(values) for values in given.values()), default=1)
    columns = (
        question.columns
        if len(question.columns) >= most
        else (question.columns + ("",) * (most - len(question.columns)))
    )
    hidden = answers.hidden_units(question.id)
    # What was on offer stays, for the way back: some of it nobody may have chosen.
    # Where the question was open before, its options were answers.
    options = () if hidden else question.options
    answers.put_questions(
        [replace(question, kind=Kind.OPEN, columns=columns, options=options)]
    )
    if hidden:
        answers.set_question_current(question.id, current=True)
        answers.clear_closed(question.id)
        return
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


def _to_closed(project: Project, question: Question) -> None:
    answers = project.answers
    units = answers.whole_units(question.id)
    given = in_order(unit.text for unit in units)
    known = set(question.options).issuperset(given)
    options = question.options if known else given
    kind = Kind.CLOSED if question.boxes < 2 else Kind.TICKS
    answers.set_question_current(question.id, current=False)
    answers.put_questions([replace(question, kind=kind, options=options)])
    answers.put_closed(
        ClosedAnswer(unit.respondent, question.id, unit.text) for unit in units
    )
