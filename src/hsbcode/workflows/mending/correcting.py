"""A kind of question that was noticed to be wrong after import, put right.

What it does to codings is shown first. They stay in the log: correcting it back
brings them back.
"""

from dataclasses import dataclass

from hsbcode.domain.acts import ActKind
from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Kind, Question
from hsbcode.store.project import Project
from hsbcode.workflows.log.step_words import counted

_KINDS = (Kind.OPEN, Kind.CLOSED, Kind.DROP)
_JUDGEMENTS = (ActKind.APPLY, ActKind.FINISH)


@dataclass(frozen=True, slots=True)
class Correction:
    """What correcting a kind would do; nothing is changed yet."""

    question: Question
    """As it is now."""
    kind: Kind
    """What it would be."""
    answers: int
    """Answers that would move."""
    codings: int
    """Codings of answers to it that stand; the finish of one without a code counts."""
    coded: int
    """How many answers those are of."""
    coders: tuple[str, ...]

    @property
    def sets_aside(self) -> bool:
        """Whether codings would be set aside."""
        return self.question.is_open and self.codings > 0

    @property
    def words(self) -> str:
        """What would happen to answers and codings."""
        name, answers = self.question.id, counted(self.answers, "answer")
        said = {
            Kind.OPEN: f"{name} becomes an open question: {answers} can be coded.",
            Kind.CLOSED: f"{name} becomes a closed question with {answers}.",
            Kind.DROP: f"{name} is left out, with {answers}, and nothing is deleted.",
        }[self.kind]
        if not self.codings:
            return said
        codings = (
            f"{counted(self.codings, 'coding')} of {counted(self.coded, 'answer')} "
            f"by {', '.join(self.coders)}"
        )
        if self.question.is_open:
            back = f"{name}={self.question.kind}"
            return (
                f"{said} {codings} are set aside, and come back when it is corrected "
                f"back (--correct {back})."
            )
        return f"{said} {codings} come back." if self.kind is Kind.OPEN else said

    @property
    def done(self) -> str:
        """What happened, for the history."""
        was = self.question.kind
        said = f"corrected {self.question.id} from {was} to {self.kind}"
        if self.codings and self.question.is_open:
            return f"{said}: {counted(self.codings, 'coding')} set aside"
        if self.codings and self.kind is Kind.OPEN:
            return f"{said}: {counted(self.codings, 'coding')} came back"
        return said

    def as_dict(self) -> dict[str, object]:
        """Return the preview as JSON values."""
        return {
            "question": self.question.id,
            "was": str(self.question.kind),
            "kind": str(self.kind),
            "answers": self.answers,
            "codings": self.codings,
            "coders": list(self.coders),
        }


def look_at_correction(project: Project, question: str, kind: Kind) -> Correction:
    """Return what correcting a kind would do; nothing is changed.

    Raises:
        UsageConflict: no such question, the kinds do not fit each other, or its
            answers are in a round that is not released.
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
    if kind not in _KINDS:
        raise UsageConflict(
            f"A question cannot be made {kind} after import.",
            "It can be made open or closed, or left out (drop); for other kinds "
            "import with a map.",
        )
    if kind is Kind.DROP and not now.is_open:
        raise UsageConflict(
            f"“{question}” is {now.kind}; only an open question can be left out.",
            "A closed one stands in no table that is not asked for.",
        )
    standing = [
        act
        for act in project.log.chosen(ChosenActs(question=question), _JUDGEMENTS)
        if act.id in project.fold.acts
    ]
    round_ = next(
        (act.round for act in standing if not project.fold.is_open(act.round)), None
    )
    if now.is_open and round_ is not None:
        raise UsageConflict(
            f"Answers to “{question}” are coded in the round {round_}, which is not "
            "released.",
            "Correct it once it is released.",
        )
    judged = [
        act
        for act in standing
        if act.kind == ActKind.APPLY
        or not project.fold.unit(act.coder, act.unit or "", act.round).applied
    ]
    return Correction(
        question=now,
        kind=kind,
        answers=_answers(project, now),
        codings=len(judged),
        coded=len({act.unit for act in judged}),
        coders=tuple(sorted({act.coder for act in judged})),
    )


def _answers(project: Project, question: Question) -> int:
    if question.is_open:
        return len(project.answers.whole_units(question.id))
    given = project.answers.closed().get(question.id, {})
    hidden = project.answers.hidden_units(question.id)
    return hidden or sum(len(values) for values in given.values())
