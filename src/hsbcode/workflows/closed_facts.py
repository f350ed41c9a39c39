"""The closed questions of a project: to filter answers by, and to see beside them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Kind, Question
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import (
    keeps_instrument,
    kept_sources,
    kept_technical,
)

_CHOICES = (Kind.CLOSED, Kind.TICK, Kind.TICKS)
_BATTERY = 3
"""Questions with the same options from which they are rows of one grid."""
_TECHNICAL = frozenset(
    {"collector", "completed", "finished", "last_page", "progress", "status"}
)
"""Columns of survey platforms that say nothing of a person."""
_MANY = 30
"""Options beyond which a list tells little at a glance."""


@dataclass(frozen=True, slots=True)
class ClosedFacts:
    """Closed questions, the most useful first; derived ones with their answers."""

    questions: tuple[Question, ...] = ()
    derived: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Derived question → respondent → values."""

    def label(self, question: str) -> str:
        """Return the label of a question, or its id where it is unknown."""
        return next((q.label for q in self.questions if q.id == question), question)

    def question(self, name: str) -> Question:
        """Return a question by id or label, in any case of letters.

        Raises:
            UsageConflict: there is none.
        """
        wanted = name.strip().casefold()
        for each in self.questions:
            if wanted in (each.id.casefold(), each.label.casefold()):
                return each
        raise UsageConflict(
            f"There is no closed question “{name}”.",
            nearest(name, [each.id for each in self.questions]),
        )

    def of(
        self, respondent: str, given: Mapping[str, Sequence[str]]
    ) -> tuple[tuple[str, str], ...]:
        """Return (label, answer) of a person, the most useful first.

        Args:
            respondent: whose derived answers are added.
            given: question → values, as the person gave them.
        """
        found = []
        for question in self.questions:
            derived = self.derived.get(question.id)
            values = (
                derived.get(respondent, ())
                if derived is not None
                else given.get(question.id, ())
            )
            if values:
                found.append((question.label, "; ".join(values)))
        return tuple(found)

    def options(self, project: Project, question: Question) -> tuple[str, ...]:
        """Return the options of a question in its order, then other answers given."""
        derived = self.derived.get(question.id)
        given: Iterable[str] = (
            {value for values in derived.values() for value in values}
            if derived is not None
            else project.answers.values_of(question.id)
        )
        return (
            *question.options,
            *sorted(set(given) - set(question.options)),
        )

    def people_with(
        self, project: Project, question: str, values: Sequence[str]
    ) -> set[str]:
        """Return the respondents who gave one of the answers."""
        derived = self.derived.get(question)
        if derived is None:
            return project.answers.people_with(question, values)
        wanted = frozenset(values)
        return {who for who, given in derived.items() if not wanted.isdisjoint(given)}


def asked_questions(project: Project) -> ClosedFacts:
    """Return the closed questions as they were asked; quick."""
    asked = project.answers.questions().values()
    return ClosedFacts(
        _useful_first(
            [q for q in asked if q.kind in _CHOICES],
            kept_sources(project),
            kept_technical(project),
        )
    )


def closed_facts(project: Project) -> ClosedFacts:
    """Return the closed questions with those derived from them; may take seconds.

    Raises:
        InstrumentError, UsageConflict: the instrument kept does not fit the answers.
    """
    if not keeps_instrument(project):
        return asked_questions(project)
    from hsbcode.workflows.studying import read_study

    study = read_study(project)
    asked = project.answers.questions()
    made = {q.id for q in study.closed_questions if q.id not in asked}
    return ClosedFacts(
        _useful_first(study.closed_questions, made, kept_technical(project)),
        {question: study.closed[question] for question in made},
    )


def _useful_first(
    questions: Sequence[Question],
    telling: Collection[str] = (),
    technical: Collection[str] = (),
) -> tuple[Question, ...]:
    """Order by what a coder can use: who somebody is before what they think of a list.

    What is telling first, then single choices, ticks, long lists, rows of a grid, and
    last of all how the form was filled in.
    """
    alike = Counter(question.options for question in questions if question.options)

    def rank(question: Question) -> int:
        if question.id in technical or question.id.casefold() in _TECHNICAL:
            return 5
        if question.id in telling:
            return 0
        if alike[question.options] >= _BATTERY:
            return 4
        if len(question.options) > _MANY:
            return 3
        return 1 if question.kind is Kind.CLOSED else 2

    return tuple(sorted(questions, key=rank))
