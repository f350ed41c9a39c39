"""Quotes for all themes of an open question, so that nobody speaks twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hsbcode.domain.coded_question import CodedQuestion
from hsbcode.domain.doubts import Doubt
from hsbcode.domain.quote_decisions import QuoteStep
from hsbcode.domain.quote_rules import QuoteRules
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.numbers.one_thread import one_thread
from hsbcode.quotes.counter_cases import counter_cases
from hsbcode.quotes.theme_answers import QuestionAnswers, ThemeAnswers
from hsbcode.quotes.theme_choice import ChosenUnit, choose_for_theme


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """What was chosen for the themes of a question."""

    chosen: Mapping[str, tuple[ChosenUnit, ...]]
    pools: Mapping[str, tuple[Unit, ...]]
    """Theme → answers that could be chosen: without suspected miscodings."""
    doubtful: Mapping[str, tuple[Doubt, ...]]
    """Theme → suspected miscodings among its answers, not offered."""


def question_answers(
    study: Study, coded: CodedQuestion, codes: Sequence[str], rules: QuoteRules
) -> QuestionAnswers:
    """Return the answers to a question, ready to choose from.

    Raises:
        UsageConflict: a question beside a theme is no closed question.
    """
    contrary = {
        code: counter_cases(
            study, coded, code, rules.beside[code], rules.against.get(code, ())
        )
        for code in codes
        if code in rules.beside
    }
    over = tuple(name for name in rules.over if name in study.closed)
    return QuestionAnswers(
        study, coded, codes, over=over, contrary=contrary, seed=rules.seed
    )


def taken_units(study: Study, code: str) -> dict[str, bool]:
    """Return the units a person took for a theme → whether as unlike the others."""
    return {
        one.unit: one.step == QuoteStep.UNLIKE
        for one in study.quoting.taken.get(code, ())
    }


def theme_answers(
    study: Study, answers: QuestionAnswers, code: str, pool: Sequence[Unit]
) -> ThemeAnswers:
    """Return a theme's answers; what a person took stays in, whatever is suspected."""
    return answers.theme(code, pool, taken_units(study, code))


def choose_for_question(
    study: Study,
    coded: CodedQuestion,
    pools: Mapping[str, tuple[Unit, ...]],
    rules: QuoteRules,
    quoted: Collection[str] = (),
) -> QuestionChoice:
    """Choose quotes for each theme around what people took.

    Args:
        study: the answers and what was decided about quotes.
        coded: the open question.
        pools: theme → units that may be quoted, none of them blank.
        rules: how quotes are chosen.
        quoted: respondents quoted elsewhere in the report already.

    Raises:
        UsageConflict: a question beside a theme is no closed question.
    """
    # small matrices: a second thread costs more than it brings
    with one_thread():
        return _choose(study, coded, pools, rules, quoted)


def _choose(
    study: Study,
    coded: CodedQuestion,
    pools: Mapping[str, tuple[Unit, ...]],
    rules: QuoteRules,
    quoted: Collection[str],
) -> QuestionChoice:
    answers = question_answers(study, coded, tuple(pools), rules)
    themes = {
        code: theme_answers(study, answers, code, pool) for code, pool in pools.items()
    }
    taken = set(quoted) | _taken_people(study)
    chosen: dict[str, tuple[ChosenUnit, ...]] = {}
    # the smallest pool first: a large theme finds somebody else to quote
    for code in sorted(themes, key=lambda each: (len(themes[each]), each)):
        by_people = taken_units(study, code)
        typical, divergent = rules.wanted(coded.count(code))
        chosen[code] = choose_for_theme(
            themes[code],
            frozenset(taken),
            typical,
            divergent=divergent,
            pinned=[unit for unit, unlike in by_people.items() if not unlike],
            unlike=[unit for unit, unlike in by_people.items() if unlike],
        )
        taken.update(choice.unit.respondent for choice in chosen[code])
    return QuestionChoice(
        chosen,
        {code: theme.units for code, theme in themes.items()},
        {code: theme.doubtful for code, theme in themes.items() if theme.doubtful},
    )


def _taken_people(study: Study) -> set[str]:
    """Return whom people chose to quote, anywhere in the report."""
    units = {one.unit for some in study.quoting.taken.values() for one in some}
    if not units:
        return set()
    return {
        unit.respondent
        for some in study.units.values()
        for unit in some
        if unit.id in units
    }
