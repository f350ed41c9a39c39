"""Questions that no quote may be signed with: they single people out."""

import re
from collections.abc import Collection, Mapping

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Question
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_technical

_AGE = re.compile(
    r"\b(?:ages?|aged|how old|years old|(?:year|date) of birth|born|birthday)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\b(?:boards?|committees?|governors?|trustees?|councillors?|lscb)\b", re.IGNORECASE
)
_YEARS = re.compile(r"\d.*\byears?\b|\b(?:under|over)\s+\d+\b", re.IGNORECASE)

_HOW_LONG = re.compile(
    r"\b(?:how long|how many years|years? (?:on|in|at|as|of|with|since)|experience|"
    r"length of)\b",
    re.IGNORECASE,
)
"""Years that are no age."""


def check_tells_no_person(
    project: Project, study: Study, question_id: str, places: Collection[str]
) -> None:
    """Refuse a question that would tell who somebody is.

    Where a variable is made from other questions, those count, too.

    Args:
        project: whose instrument tells what is made from what.
        study: its questions.
        question_id: a closed question.
        places: the questions that say where people belong.

    Raises:
        UsageConflict: it tells a place, an age or a seat on a board, or how the form
            was filled in.
    """
    technical = kept_technical(project)
    for each in (question_id, *sources_of(project, question_id)):
        if each in places:
            raise UsageConflict(
                f"“{question_id}” says where people belong, and no quote says that.",
                "hsbcode areas PROJECT -o FOLDER writes a pack for each place.",
            )
        if each in technical:
            raise UsageConflict(
                f"“{question_id}” says how the form was filled in, not who answered.",
                "Quotes are signed with roles and kinds of organisation.",
            )
        asked = study.questions.get(each)
        if asked is None:
            continue
        if _is_age(asked):
            raise UsageConflict(
                f"“{question_id}” tells ages, and no quote is signed with an age.",
                "Quotes are signed with roles and kinds of organisation.",
            )
        if _BOARD.search(_head(asked)):
            raise UsageConflict(
                f"“{question_id}” tells who sits on a board, and few people do.",
                "Quotes are signed with roles and kinds of organisation.",
            )


def _is_age(question: Question) -> bool:
    if _AGE.search(_head(question)):
        return True
    if _HOW_LONG.search(f"{_head(question)}\n{question.text}"):
        return False
    years = sum(bool(_YEARS.search(option)) for option in question.options)
    return 2 * years > len(question.options) > 0


def _head(question: Question) -> str:
    """Return what a question is called; a long wording may mention anything."""
    name = re.sub(r"[_.\-]+", " ", question.id)
    return f"{name}\n{question.label}"


def sources_of(project: Project, question_id: str) -> tuple[str, ...]:
    """Return the questions that a variable of the kept instrument is made from."""
    value = project.settings.get("instrument")
    form = value.get("form") if isinstance(value, dict) else None
    rules = form.get("derived") if isinstance(form, dict) else None
    found: list[str] = []
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, Mapping) and rule.get("id") == question_id:
            found += [str(source) for source in rule.get("from") or ()]
    return tuple(found)
