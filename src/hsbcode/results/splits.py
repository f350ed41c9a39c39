"""Groups that columns split people by: answers to a closed question, or themes."""

from hsbcode.domain.coded_question import coded_question, offered_themes
from hsbcode.domain.questions import (
    answered,
    closed_question,
    options_of,
    with_answer,
)
from hsbcode.domain.study import Study

TOTAL = "Total"
BASE = "Base"


def split_of(study: Study, by: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return label and people of each group, in their order.

    Of an open question the themes are the groups: codes at the top of the frame and
    those marked for the report.

    Raises:
        UsageConflict: there is no such question.
    """
    if by in study.questions and study.questions[by].is_open:
        coded = coded_question(study, by)
        themes = {code.id for code in study.codebook.themes()}
        return tuple(
            (code.label, coded.people.get(code.id, frozenset()))
            for code in offered_themes(study, coded)
            if code.id in themes
        )
    question = closed_question(study, by)
    return tuple(
        (option, with_answer(study, by, option))
        for option in options_of(study, question)
    )


def everybody_of(study: Study, by: str) -> frozenset[str]:
    """Return the people whose group is known: they answered, and are coded."""
    if by in study.questions and study.questions[by].is_open:
        return coded_question(study, by).base
    return answered(study, by)
