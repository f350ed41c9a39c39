"""Questions of a study, found by id, with who was asked and who answered."""

from collections.abc import Iterable

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Question


def open_question(study: Study, question_id: str) -> Question:
    """Return an open question.

    Raises:
        UsageConflict: there is no such question, or it is a closed one.
    """
    question = _question(study, question_id)
    if not question.is_open:
        raise UsageConflict(
            f"Question “{question_id}” is not open, so it has no themes.",
            _listed("Open questions are", (q.id for q in study.open_questions)),
        )
    return question


def closed_question(study: Study, question_id: str) -> Question:
    """Return a question with options.

    Raises:
        UsageConflict: there is no such question, or it has no options.
    """
    question = _question(study, question_id)
    if question not in study.closed_questions:
        raise UsageConflict(
            f"Question “{question_id}” has no options to count.",
            _listed("Closed questions are", (q.id for q in study.closed_questions)),
        )
    return question


def asked_of(study: Study, question_id: str) -> frozenset[str]:
    """Return the respondents who could answer; all who began where none is routed.

    Whoever answered is among them, so that no base is larger than those asked.
    """
    asked = study.asked.get(question_id)
    if asked is None:
        asked = frozenset(r.id for r in study.respondents if r.began)
    written = {
        unit.respondent for unit in study.units.get(question_id, ()) if unit.text
    }
    return asked | answered(study, question_id) | written


def answered(study: Study, question_id: str) -> frozenset[str]:
    """Return the respondents with at least one answer to a closed question.

    Answers against the route are none of them: they stand in no figure.
    """
    stray = study.off_route.get(question_id, frozenset())
    return frozenset(
        respondent
        for respondent, values in study.closed.get(question_id, {}).items()
        if values and respondent not in stray
    )


def base_of(
    study: Study, question_id: str, *, unsure: str = "inside"
) -> frozenset[str]:
    """Return the people of whom shares of a closed question are printed.

    Everybody who was asked where the list has no "none of the above", so that a blank
    may mean no; else everybody who answered.

    Args:
        study: the answers.
        question_id: a closed question.
        unsure: ``outside`` leaves those out who only gave answers that are no place
            on a scale, as Unsure.
    """
    if question_id in study.everyone:
        base = asked_of(study, question_id)
    else:
        base = answered(study, question_id)
    if unsure == "inside" or question_id not in study.outside:
        return base
    given, outside = study.closed[question_id], study.outside[question_id]
    return base - {
        person
        for person in base
        if given.get(person) and outside.issuperset(given[person])
    }


def with_answer(study: Study, question_id: str, option: str) -> frozenset[str]:
    """Return who gave one of the answers to a closed question."""
    given = study.closed.get(question_id, {})
    return frozenset(p for p in answered(study, question_id) if option in given[p])


def options_of(study: Study, question: Question) -> tuple[str, ...]:
    """Return the options in their order, then answers that no option covers."""
    offered = dict.fromkeys(question.options)
    others = {
        value
        for values in study.closed.get(question.id, {}).values()
        for value in values
        if value not in offered
    }
    return (*offered, *sorted(others))


def _question(study: Study, question_id: str) -> Question:
    try:
        return study.questions[question_id]
    except KeyError:
        raise UsageConflict(
            f"The study has no question “{question_id}”.",
            nearest(question_id, study.questions)
            or _listed("Questions are", study.questions),
        ) from None


def _listed(words: str, ids: Iterable[str]) -> str:
    names = ", ".join(ids)
    return f"{words}: {names}." if names else ""
