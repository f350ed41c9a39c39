"""Who was led to a question, and why an answer stands against its route."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hsbcode.domain.closed_data import Answers
from hsbcode.domain.closed_form import (
    ALL,
    ClosedForm,
    ClosedQuestion,
    OpenQuestion,
    RouteCondition,
)
from hsbcode.results.answer_states import Mask, holding

_NAMED = 3
"""How many options a reason names."""
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must hold for a question to be seen."""

    question: str
    """The question whose answer decides."""
    any_of: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """Options that lead elsewhere; every other answer, and none, leads here."""


class Routes:
    """The routes of a form over answers.

    Args:
        form: questions and routes.
        columns: column → answers; columns on which no route hangs may be absent.
        size: number of respondents.
    """

    def __init__(
        self, form: ClosedForm, columns: Mapping[str, Answers], size: int
    ) -> None:
        self._form = form
        self._columns = columns
        self._size = size
        self._met: dict[Step, Mask] = {}

    def steps(self, question: ClosedQuestion | OpenQuestion) -> tuple[Step, ...]:
        """Return what must hold, the part of the form first, then upwards."""
        return tuple(dict.fromkeys(self._steps(question, set())))

    def unknown(self, question: ClosedQuestion | OpenQuestion) -> str:
        """Return a column that the route needs and that is not there, or ''."""
        missing = (
            step.question
            for step in self.steps(question)
            if step.question not in self._columns
        )
        return next(missing, "")

    def led(self, question: ClosedQuestion | OpenQuestion) -> Mask:
        """Return who was led to a question whose route is known."""
        found: Mask = np.ones(self._size, dtype=np.bool_)
        for step in self.steps(question):
            found = found & self._holds(step)
        return found

    def in_part(self, question: ClosedQuestion | OpenQuestion) -> Mask:
        """Return who sees the part of the form in which a question stands."""
        return self.led(OpenQuestion("", "", seen_by=question.seen_by))

    def reasons(
        self, question: ClosedQuestion | OpenQuestion, people: Places
    ) -> Iterator[tuple[str, Places]]:
        """Yield (reason, people) for people who were not led to a question."""
        for step in self.steps(question):
            here = ~self._holds(step)[people]
            answers = self._columns[step.question]
            for choice, group in by_choice(answers, people[here]):
                yield self._words(step, answers.choices[choice]), group
            people = people[~here]

    def _steps(
        self, question: ClosedQuestion | OpenQuestion, seen: set[str]
    ) -> Iterator[Step]:
        form = self._form
        if question.seen_by != ALL:
            elsewhere = (
                tuple(
                    option
                    for part, options in form.parts.items()
                    if part != question.seen_by
                    for option in options
                )
                if question.seen_by == form.otherwise
                else ()
            )
            here = form.parts.get(question.seen_by, ())
            yield Step(form.decided_by, here, elsewhere)
        condition: RouteCondition | None = question.condition
        if condition is None or condition.question in seen:
            return
        yield Step(condition.question, condition.any_of)
        above = form.questions.get(condition.question)
        if above is not None:
            yield from self._steps(above, seen | {condition.question})

    def _holds(self, step: Step) -> Mask:
        if step not in self._met:
            answers = self._columns[step.question]
            met = holding(answers, set(step.any_of).intersection)
            if step.unless:
                met = met | ~holding(answers, set(step.unless).intersection)
            self._met[step] = met
        return self._met[step]

    def _words(self, step: Step, given: tuple[str, ...]) -> str:
        question = self._form.questions.get(step.question)
        wanted = _labels(question, step.any_of)
        there = _labels(question, given) if given else "empty"
        return f"asked only where {step.question} is {wanted}; here it is {there}"


def by_choice(answers: Answers, people: Places) -> Iterator[tuple[int, Places]]:
    """Yield (place of the answer in ``choices``, people who gave it), in order."""
    if not len(people):
        return
    at = np.frombuffer(answers.at, dtype=np.int32)[people]
    order = np.argsort(at, kind="stable")
    ordered = at[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1))
    groups = np.split(people[order], starts[1:])
    for start, group in zip(starts, groups, strict=True):
        yield int(ordered[start]), group


def _labels(question: ClosedQuestion | None, ids: Iterable[str]) -> str:
    labels = []
    for one in ids:
        option = question.option(one) if question else None
        label = " ".join((option.label if option else one).split())
        labels.append(f"“{label if len(label) < 60 else label[:59] + '…'}”")
    named = " or ".join(labels[:_NAMED])
    more = len(labels) - _NAMED
    return f"{named} or {more} others" if more > 0 else named
