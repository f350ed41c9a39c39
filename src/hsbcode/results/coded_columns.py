"""Codes of open answers as columns beside the closed ones: ``codes.tools``, ``codes``.

A table can then count the people who hold a code, or be split and filtered by one, in
the way it uses ticks. Whoever has a coded, codable answer is in the base of a column,
with or without codes; a parent is held by whoever holds a code below it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hsbcode.domain.closed_data import STATES, Answers, AnswerState, answers_of
from hsbcode.domain.closed_form import ClosedOption, ClosedQuestion, QuestionType
from hsbcode.domain.coded_question import (
    CodedQuestion,
    coded_question,
    offered_themes,
)
from hsbcode.domain.study import Study
from hsbcode.results.notes import picked_notes
from hsbcode.results.people import CodingState, People
from hsbcode.results.specs import CODES, code_column

NO_CODE = "-"
"""Stands for an answer to which no code applies: in the base, in no option."""

_ANSWERED = STATES.index(AnswerState.ANSWERED)
_SKIPPED = STATES.index(AnswerState.SKIPPED)
_NOT_ROUTED = STATES.index(AnswerState.NOT_ROUTED)


def with_codes(people: People, study: Study) -> People:
    """Return the people with a column of codes for each coded open question.

    ``codes.QUESTION`` holds the codes given to answers to one open question,
    ``codes`` those given to any, so that somebody who says a thing in answer to two
    questions is counted once. Questions without a coding that counts have no column,
    and a closed question of the same name stays what it is.

    Args:
        people: with closed answers only.
        study: the same respondents with their codings.
    """
    coded = [
        coded_question(study, question.id)
        for question in study.open_questions
        if any(study.verdicts[u.id].counts for u in study.units.get(question.id, ()))
    ]
    if not coded:
        return people
    questions = dict(people.form.questions)
    columns, states = dict(people.data.columns), dict(people.data.states)
    routed = dict(people.data.routed)
    codings: dict[str, CodingState] = {}

    def add(
        name: str, label: str, codes: Iterable[str], of: list[CodedQuestion]
    ) -> None:
        if name in questions:
            return
        questions[name] = _question(study, name, label, codes)
        answers = _answers(people, of)
        asked = frozenset().union(*(one.asked for one in of))
        led = bytes(person in asked for person in people.data.respondents)
        columns[name], routed[name] = answers, led
        states[name] = bytes(
            _ANSWERED if given else _SKIPPED if on_route else _NOT_ROUTED
            for given, on_route in zip(answers.at, led, strict=True)
        )
        codings[name] = CodingState(
            sum(one.uncoded for one in of),
            sum(one.unsettled for one in of),
            sum(one.provisional for one in of),
            sum(one.uncodable for one in of),
            tuple(picked_notes(of)),
        )

    offered: dict[str, None] = {}
    for one in coded:
        themes = [code.id for code in offered_themes(study, one)]
        offered |= dict.fromkeys(themes)
        label = f"Themes: {one.question.label}"
        add(code_column(one.question.id), label, themes, [one])
    in_order = [c.id for c in study.codebook.in_tree_order() if c.id in offered]
    add(CODES, "Themes: all open answers", in_order, coded)
    return People(
        replace(people.form, questions=questions),
        replace(people.data, columns=columns, states=states, routed=routed),
        codings,
        study.codebook,
    )


def _question(
    study: Study, name: str, label: str, codes: Iterable[str]
) -> ClosedQuestion:
    return ClosedQuestion(
        id=name,
        type=QuestionType.MULTI,
        label=label,
        options=tuple(ClosedOption(one, study.codebook.label(one)) for one in codes),
        base="coded",
    )


def _answers(people: People, coded: list[CodedQuestion]) -> Answers:
    held: dict[str, set[str]] = {}
    for one in coded:
        for person in one.base:
            held.setdefault(person, set())
        for code, holders in one.people.items():
            for person in holders:
                held[person].add(code)
    return answers_of(_choices(people, held))


def _choices(people: People, held: Mapping[str, set[str]]) -> Iterable[tuple[str, ...]]:
    for person in people.data.respondents:
        if person not in held:
            yield ()
        else:
            yield tuple(sorted(held[person])) or (NO_CODE,)
