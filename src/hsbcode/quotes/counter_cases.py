"""Counter-cases: people who hold a theme and whose closed answer points elsewhere.

Somebody who speaks of a lack of training and agrees to be well trained is worth
hearing: the theme is not only the complaint of those who go without.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.coded_question import CodedQuestion
from hsbcode.domain.questions import answered, closed_question, options_of
from hsbcode.domain.study import Study

FEWEST = 10
"""People with the theme who chose a side, before most of them can be said to lean."""
LEANING = 2.0
"""So many times as many of them must stand on one side as on the other."""


def counter_cases(
    study: Study,
    coded: CodedQuestion,
    code: str,
    closed: str,
    against: Collection[str] = (),
) -> dict[str, str]:
    """Return unit → why it is a counter-case, for a theme and a closed question.

    What contradicts is stated (``against``), or follows from the labels: where the
    question has a scale with two ends and at least two thirds of those who hold the
    theme and chose a side are on one, the few on the other contradict. Without a scale,
    or where people are divided, there is no counter-case.

    Args:
        study: the answers.
        coded: the open question.
        code: the theme.
        closed: a closed question.
        against: answers to it that contradict the theme.

    Raises:
        UsageConflict: there is no such closed question.
    """
    question = closed_question(study, closed)
    answers = study.closed.get(closed, {})
    # who answered against the route stands in no figure, and contradicts none
    people = answered(study, closed).intersection(
        unit.respondent for unit in coded.quotable.get(code, ())
    )
    stated = bool(against)
    sides = (
        tuple(against) if stated else _rare_side(study, closed, answers, sorted(people))
    )
    if not sides:
        return {}
    wanted = set(sides)
    reason = (
        f"counter-case: the answer to “{question.label}” speaks against the theme"
        if stated
        else f"counter-case: answers “{question.label}” otherwise than most people "
        "with this theme"
    )
    return {
        unit.id: reason
        for unit in coded.quotable.get(code, ())
        if unit.respondent in people
        and wanted.intersection(answers.get(unit.respondent, ()))
    }


def _rare_side(
    study: Study,
    closed: str,
    answers: Mapping[str, Sequence[str]],
    people: Sequence[str],
) -> tuple[str, ...]:
    """Return the end of the scale that few of the people chose, or nothing."""
    scale = answer_scale(options_of(study, study.questions[closed]))
    if scale is None or not scale.has_two_ends:
        return ()
    given = Counter(value for person in people for value in answers.get(person, ()))
    more = sum(given[label] for label in scale.more)
    less = sum(given[label] for label in scale.less)
    if more + less < FEWEST or max(more, less) < LEANING * min(more, less):
        return ()
    return scale.less if more > less else scale.more
