"""Derived variables: rules over option ids and labels, as the instrument lists them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from hsbcode.domain.closed_data import Answers, ClosedData
from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedOption,
    ClosedQuestion,
    DerivedRule,
    QuestionType,
)
from hsbcode.domain.errors import InstrumentError
from hsbcode.domain.recodes import Recode, RecodeSteps
from hsbcode.results.answer_states import holding
from hsbcode.results.pooling import answers_at, coalesced, joined_unit, with_pools
from hsbcode.results.recodes import recoded

YES, NO = "yes", "no"
EITHER = "either"


@dataclass(frozen=True, slots=True)
class Made:
    """What the log says of one rule."""

    id: str
    label: str
    version: int
    counts: dict[str, int] = field(default_factory=dict)
    """People in each group, or behind each count the rule reports."""
    undecided: str = ""
    steps: RecodeSteps | None = None
    """For a recode: who is moved, who stays and why."""


def derive(
    form: ClosedForm,
    data: ClosedData,
    recodes: Mapping[str, Recode] | None = None,
) -> tuple[ClosedForm, ClosedData, tuple[Made, ...]]:
    """Return form and data with derived variables, merged duplicates and pools.

    Args:
        form: the instrument as asked.
        data: the answers with their states.
        recodes: recode → whom the coding of an open answer moves, and what else
            changes. A recode that is not named here is not made.

    Raises:
        InstrumentError: somebody gave an answer that has no group.
    """
    done: dict[str, Made] = {}
    for rule in form.derived:
        # first of all, so that no other variable sees answers it takes away
        if rule.kind == "recode" and rule.id in (recodes or {}):
            form, data, steps = recoded(form, data, rule, (recodes or {})[rule.id])
            done[rule.id] = _corrected(rule, form.questions[rule.id], data, steps)
    questions, columns = dict(form.questions), dict(data.columns)
    states, routed = dict(data.states), dict(data.routed)
    log: list[Made] = []
    for rule in form.derived:
        if rule.id in done:
            log.append(done[rule.id])
        if rule.kind not in ("groups", "any_option"):
            continue
        sources = [form.questions[name] for name in rule.sources]
        answers, states[rule.id], routed[rule.id] = coalesced(data, rule.sources)
        if rule.kind == "groups":
            made, options = _groups(rule, sources, answers)
        else:
            made, options = _any_option(rule, answers)
        columns[rule.id] = made
        questions[rule.id] = ClosedQuestion(
            id=rule.id,
            type=QuestionType.SINGLE,
            label=rule.label,
            options=options,
            unit=joined_unit(sources),
            sources=rule.sources,
            rule=f"{rule.label} ({rule.id}, version {rule.version})",
            notes=tuple(note for source in sources for note in source.notes),
        )
        log.append(_made(rule, answers, made, options))
    full = replace(data, columns=columns, states=states, routed=routed)
    merged_form, merged = _merge_duplicates(
        replace(form, questions=questions), full, log
    )
    return (*with_pools(merged_form, merged), tuple(log))


def labels_of(form: ClosedForm, question: ClosedQuestion, name: str) -> tuple[str, ...]:
    """Return the labels that a rule of kind ``labels``, or ``top_two``, means here.

    The labels are those of the rule whichever way the scale is printed.

    Raises:
        InstrumentError: the rule does not speak of this question's scale.
    """
    if name == "top_two" and question.top_two:
        return question.top_two
    for rule in form.derived:
        if rule.id == name and rule.kind == "labels":
            if question.scale in rule.scales:
                return rule.labels
            raise InstrumentError(
                f"The rule {name} does not speak of {question.id}: its scale is "
                f"{question.scale or 'no scale'}.",
                f"It speaks of {', '.join(rule.scales)}.",
            )
    return ()


def mapped(
    answers: Answers, rule: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> Answers:
    """Return answers with each distinct one exchanged by a rule; () stays ()."""
    places: dict[tuple[str, ...], int] = {(): 0}
    moved = [
        places.setdefault(rule(choice) if choice else (), len(places))
        for choice in answers.choices
    ]
    at = np.array(moved, dtype=np.int32)[np.frombuffer(answers.at, np.int32)]
    return answers_at(tuple(places), at)


def _groups(
    rule: DerivedRule, sources: list[ClosedQuestion], answers: Answers
) -> tuple[Answers, tuple[ClosedOption, ...]]:
    group_of = {option: one.id for one in rule.groups for option in one.options}
    labels = {one.id: one.label for source in sources for one in source.options}
    people = np.bincount(
        np.frombuffer(answers.at, np.int32), minlength=len(answers.choices)
    )
    for choice, count in zip(answers.choices, people, strict=True):
        lost = [one for one in choice if one not in group_of]
        if lost and count:
            name = labels.get(lost[0])
            what = f"“{name}”" if name else "an answer that is not on the list"
            raise InstrumentError(
                f"{rule.id}: {count} respondent(s) of {rule.sources[0]} gave {what}, "
                "which has no group; nobody is counted until that is decided.",
                f"Put {lost[0] if name else 'it'} into one of the groups: "
                f"{', '.join(one.id for one in rule.groups)}.",
            )
    options = tuple(
        ClosedOption(one.id, one.label, outside=one.outside) for one in rule.groups
    )
    made = mapped(answers, lambda choice: tuple(group_of[one] for one in choice[:1]))
    return made, options


def _any_option(
    rule: DerivedRule, answers: Answers
) -> tuple[Answers, tuple[ClosedOption, ...]]:
    wanted = set(rule.options)
    made = mapped(answers, lambda choice: (YES,) if wanted & set(choice) else (NO,))
    return made, (ClosedOption(YES, "Yes"), ClosedOption(NO, "No"))


def _corrected(
    rule: DerivedRule, question: ClosedQuestion, data: ClosedData, steps: RecodeSteps
) -> Made:
    answers = data.columns[rule.id]
    counts = {"before": steps.as_answered.count} | {
        one.id: int(holding(answers, {one.id}.intersection).sum())
        for one in question.options
    }
    return Made(rule.id, rule.label, rule.version, counts, rule.undecided, steps)


def _made(
    rule: DerivedRule,
    before: Answers,
    after: Answers,
    options: tuple[ClosedOption, ...],
) -> Made:
    if rule.kind == "groups" or not rule.report_counts:
        counts = {
            one.id: int(holding(after, {one.id}.intersection).sum()) for one in options
        }
    else:
        counts = {
            name: int(holding(before, {name}.intersection).sum())
            for name in rule.report_counts
            if name != EITHER
        }
        counts[EITHER] = int(holding(after, {YES}.intersection).sum())
    return Made(rule.id, rule.label, rule.version, counts, rule.undecided)


def _merge_duplicates(
    form: ClosedForm, data: ClosedData, log: list[Made]
) -> tuple[ClosedForm, ClosedData]:
    """Join options printed twice: a tick in either place counts once."""
    questions, columns = dict(form.questions), dict(data.columns)
    for question in form.questions.values():
        twice = {
            one.id: one.duplicate_of for one in question.options if one.duplicate_of
        }
        if not twice or question.id not in columns:
            continue
        before = columns[question.id]
        columns[question.id] = mapped(
            before,
            lambda choice, to=twice: tuple(  # type: ignore[misc]
                dict.fromkeys(to.get(one, one) for one in choice)
            ),
        )
        questions[question.id] = replace(
            question,
            options=tuple(one for one in question.options if not one.duplicate_of),
        )
        for second, first in twice.items():
            counts = {
                first: int(holding(before, {first}.intersection).sum()),
                second: int(holding(before, {second}.intersection).sum()),
                EITHER: int(holding(before, {first, second}.intersection).sum()),
            }
            log.append(
                Made(f"{question.id}.{first}", "An option printed twice", 1, counts)
            )
    return replace(form, questions=questions), replace(data, columns=columns)
