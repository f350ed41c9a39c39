"""Answers held against the instrument: what was on offer, and who was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from hsbcode.domain.answer_findings import Finding, FindingKind
from hsbcode.domain.closed_data import Answers
from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedQuestion,
    OpenQuestion,
    QuestionType,
)
from hsbcode.domain.errors import nearest
from hsbcode.results.answer_states import Mask
from hsbcode.results.closed_columns import folded_label
from hsbcode.results.routes import Places, Routes, by_choice

_SEPARATORS = (";", "|", "\n", ",", "/")
_HINTS = 300
"""How many different labels get the nearest one named; a column of free words has
thousands, and none of them is a slip of the pen."""
_LONGEST = 120
_SHORT_LIST = 60
"""Characters of a list that is named whole where no label is near."""
_TICKS_NAMED = 3
_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


@dataclass(frozen=True, slots=True)
class Answered:
    """What people answered, by the names of the instrument."""

    size: int
    """Number of respondents."""
    columns: Mapping[str, Answers]
    """Column of a closed question → option ids; a label not on offer as it stands."""
    written: Mapping[str, bytes] = field(default_factory=dict)
    """Open question, as the project calls it → one byte a respondent, 1 for a text."""
    secret: frozenset[str] = frozenset()
    """Facts whose values are never printed."""


def check_answers(
    form: ClosedForm, open_questions: tuple[OpenQuestion, ...], given: Answered
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return what does not fit, and the columns without which routes are not known.

    Each of these is found, and nothing is changed: a label that is not on the list, an
    option that was never offered, several answers where one is possible, none of the
    above beside other ticks, and an answer to a question that the route does not show.

    Args:
        form: closed questions, options and routes.
        open_questions: those of the instrument; twins share their ``codes``.
        given: the answers.
    """
    routes = Routes(form, given.columns, given.size)
    found: list[Finding] = []
    missing: dict[str, None] = {}
    hints = _Hints()
    for question in form.questions.values():
        for column in question.columns:
            if column not in given.columns:
                continue
            answers = given.columns[column]
            listed = _listed(question, column, answers, hints)
            if column in given.secret:
                listed = map(_hidden, listed)
            found.extend(listed)
            found.extend(_off_route(routes, question, column, answers, missing))
    for name, marks in given.written.items():
        wrote = np.frombuffer(marks, dtype=np.uint8).astype(np.bool_)
        twins = [one for one in open_questions if name in (one.id, one.codes)]
        found.extend(_written_off_route(routes, name, twins, wrote, missing))
    return tuple(sorted(found, key=lambda one: _ORDER[one.kind])), tuple(missing)


class _Hints:
    """The nearest label on a list, for a limited number of labels."""

    def __init__(self) -> None:
        self._left = _HINTS

    def of(self, label: str, question: ClosedQuestion) -> str:
        if not self._left or len(label) > _LONGEST:
            return ""
        self._left -= 1
        labels = dict.fromkeys(option.label for option in question.options)
        hint = nearest(label, labels)
        if not hint and sum(map(len, labels)) <= _SHORT_LIST:
            hint = f"The list: {', '.join(labels)}"
        return f". {hint}" if hint else ""


def _listed(
    question: ClosedQuestion, column: str, answers: Answers, hints: _Hints
) -> Iterator[Finding]:
    """Yield what was not on offer, or not together."""
    several = question.type is QuestionType.MULTI
    odd = _odd_ticks if several else _odd_answer
    faults = {
        place: found
        for place, choice in enumerate(answers.choices)
        if choice and (found := odd(question, choice))
    }
    if not faults:
        return
    at = np.frombuffer(answers.at, dtype=np.int32)
    wrong = np.zeros(len(answers.choices), dtype=np.bool_)
    wrong[list(faults)] = True
    people: dict[tuple[FindingKind, str, str], list[int]] = {}
    for place, group in by_choice(answers, np.flatnonzero(wrong[at])):
        for fault in faults[place]:
            people.setdefault(fault, []).extend(group.tolist())
    for (kind, label, why), who in people.items():
        more = hints.of(label, question) if kind is FindingKind.UNLISTED else ""
        yield Finding(kind, column, label, why + more, tuple(sorted(who)))


def _odd_answer(
    question: ClosedQuestion, choice: tuple[str, ...]
) -> list[tuple[FindingKind, str, str]]:
    (label,) = choice
    if question.option(label) is not None:
        return []
    never = {folded_label(one) for one in question.never_offered}
    if folded_label(label) in never:
        return [(FindingKind.NEVER_OFFERED, label, "never offered here")]
    offered = {folded_label(option.label) for option in question.options} | never
    for separator in _SEPARATORS:
        parts = [folded_label(part) for part in label.split(separator)]
        if len(parts) > 1 and offered.issuperset(parts):
            return [(FindingKind.SEVERAL, label, "only one answer is possible")]
    return [(FindingKind.UNLISTED, label, "not on the list")]


def _odd_ticks(
    question: ClosedQuestion, choice: tuple[str, ...]
) -> list[tuple[FindingKind, str, str]]:
    faults = [
        (FindingKind.UNLISTED, one, "not on the list")
        for one in choice
        if question.option(one) is None
    ]
    options = [option for one in choice if (option := question.option(one))]
    for none in (option for option in options if option.exclusive):
        others = [one for one in choice if one != none.id]
        if others:
            labels = [o.label if (o := question.option(one)) else one for one in others]
            named = ", ".join(f"“{label}”" for label in labels[:_TICKS_NAMED])
            more = len(labels) - _TICKS_NAMED
            named += f" and {more} more" if more > 0 else ""
            words = f"ticked beside {named}"
            faults.append((FindingKind.EXCLUSIVE, none.label, words))
    return faults


def _hidden(found: Finding) -> Finding:
    why = "not on the list; the value is not shown"
    return Finding(found.kind, found.question, "", why, found.people)


def _off_route(
    routes: Routes,
    question: ClosedQuestion,
    column: str,
    answers: Answers,
    missing: dict[str, None],
) -> Iterator[Finding]:
    unknown = routes.unknown(question)
    if unknown:
        missing[unknown] = None
        return
    gave = np.frombuffer(answers.at, dtype=np.int32) != 0
    off: Places = np.flatnonzero(gave & ~routes.led(question))
    labels = {option.id: option.label for option in question.options}
    for why, people in routes.reasons(question, off):
        for place, group in by_choice(answers, people):
            said = ", ".join(labels.get(one, one) for one in answers.choices[place])
            yield Finding(
                FindingKind.OFF_ROUTE, column, said, why, tuple(group.tolist())
            )


def _written_off_route(
    routes: Routes,
    name: str,
    twins: list[OpenQuestion],
    wrote: Mask,
    missing: dict[str, None],
) -> Iterator[Finding]:
    """Yield who wrote where none of the twins was shown to them."""
    off = wrote.copy() if twins else np.zeros_like(wrote)
    for twin in twins:
        unknown = routes.unknown(twin)
        if unknown:
            missing[unknown] = None
            return
        off &= ~routes.led(twin)
    # The reason is that of the twin on the person's own part of the form.
    for own in (True, False):
        for twin in twins:
            here = off & routes.in_part(twin) if own else off
            people: Places = np.flatnonzero(here)
            off = off & ~here
            for why, group in routes.reasons(twin, people):
                yield Finding(
                    FindingKind.OFF_ROUTE, name, "", why, tuple(group.tolist())
                )
