"""A recode at work: the corrected variable beside the answer, and its dependents."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from hsbcode.domain.closed_data import STATES, Answers, AnswerState, ClosedData
from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedOption,
    ClosedQuestion,
    DerivedRule,
    QuestionType,
)
from hsbcode.domain.recodes import Ground, Recode, RecodeSteps, steps_of
from hsbcode.results.pooling import answers_at, coalesced, joined_unit
from hsbcode.results.recode_notes import (
    dependent_words,
    footnote,
    label_of,
    rule_name,
    sister_words,
)

_NOT_ROUTED = STATES.index(AnswerState.NOT_ROUTED)


def recoded(
    form: ClosedForm, data: ClosedData, rule: DerivedRule, recode: Recode
) -> tuple[ClosedForm, ClosedData, RecodeSteps]:
    """Return form and data with the corrected variable as a question of its own.

    The answer itself stays as it was given. Nobody leaves the base. Where the recode
    is carried through, those moved count as not asked. Every question it touches gets
    the sentences that stand under its tables.
    """
    sources = [form.questions[name] for name in rule.sources]
    answers, states, routed = coalesced(data, rule.sources)
    steps = _steps(rule, answers, data, recode.grounds)
    moved = frozenset(steps.people[Ground.MOVED])
    columns = {**data.columns, rule.id: _moved_on(rule, answers, data, moved)}
    made = ClosedQuestion(
        id=rule.id,
        type=QuestionType.SINGLE,
        label=rule.label,
        options=_options(rule, sources[0]),
        unit=joined_unit(sources),
        sources=rule.sources,
        rule=rule_name(rule),
        notes=(footnote(rule, recode, steps, made_from=sources[0]),),
    )
    questions = {**form.questions, rule.id: made}
    for name in rule.sources:
        questions[name] = _noted(
            questions[name],
            f"{rule_name(rule)}: here as answered",
            footnote(rule, recode, steps, made_from=sources[0]),
        )
    for name in dict.fromkeys((*_decided(recode), *sorted(recode.carried))):
        if name in questions:
            question = questions[name]
            words = dependent_words(rule, recode, steps, question)
            questions[name] = replace(
                _noted(question, *words),
                taken_out=question.taken_out or name in recode.carried,
            )
    for name, sister in recode.sisters.items():
        if name in questions and name in data.columns:
            given, _, _ = coalesced(data, (name,))
            compared = _steps(rule, given, data, sister.grounds)
            sentence = sister_words(rule, sister, compared)
            known = questions[name]
            questions[name] = replace(known, notes=(*known.notes, sentence))
    full = replace(
        data,
        columns=columns,
        states={**data.states, rule.id: states},
        routed={**data.routed, rule.id: routed},
    )
    carried = [
        column
        for name in sorted(recode.carried & form.questions.keys())
        for column in form.questions[name].columns
    ]
    return (
        replace(form, questions=questions),
        _not_asked(full, carried, moved),
        steps,
    )


def _steps(
    rule: DerivedRule,
    answers: Answers,
    data: ClosedData,
    grounds: Mapping[str, Ground],
) -> RecodeSteps:
    start = (rule.move[0],)
    chose = [
        person
        for place, person in enumerate(data.respondents)
        if answers.of(place) == start
    ]
    base = int(np.count_nonzero(np.frombuffer(answers.at, np.int32)))
    return steps_of(chose, base, grounds)


def _moved_on(
    rule: DerivedRule, answers: Answers, data: ClosedData, moved: Collection[str]
) -> Answers:
    places = {choice: place for place, choice in enumerate(answers.choices)}
    target = places.setdefault((rule.move[1],), len(places))
    at = np.array(answers.at, dtype=np.int32)
    at[_places(data, moved)] = target
    return answers_at(tuple(places), at)


def _not_asked(
    data: ClosedData, names: Collection[str], people: Collection[str]
) -> ClosedData:
    columns, states = dict(data.columns), dict(data.states)
    routed = dict(data.routed)
    places = _places(data, people)
    for name in names:
        if name not in columns:
            continue
        at = np.array(columns[name].at, dtype=np.int32)
        state = np.frombuffer(states[name], dtype=np.uint8).copy()
        led = np.frombuffer(routed[name], dtype=np.uint8).copy()
        at[places], state[places], led[places] = 0, _NOT_ROUTED, 0
        columns[name] = answers_at(columns[name].choices, at)
        states[name], routed[name] = state.tobytes(), led.tobytes()
    return replace(data, columns=columns, states=states, routed=routed)


def _places(data: ClosedData, people: Collection[str]) -> list[int]:
    return [at for at, person in enumerate(data.respondents) if person in people]


def _options(rule: DerivedRule, source: ClosedQuestion) -> tuple[ClosedOption, ...]:
    end = rule.move[1]
    if source.option(end):
        return source.options
    return (*source.options, ClosedOption(end, label_of(source, end)))


def _decided(recode: Recode) -> tuple[str, ...]:
    decision = recode.decision
    return (*decision.carry, *decision.leave) if decision else ()


def _noted(question: ClosedQuestion, line: str, sentence: str) -> ClosedQuestion:
    lines = [question.rule, line] if question.rule else [line]
    return replace(question, rule="; ".join(lines), notes=(*question.notes, sentence))
