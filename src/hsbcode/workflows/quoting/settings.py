"""What the project says about quotes: who is named how, what stands beside them."""

from collections.abc import Mapping, Sequence

from hsbcode.domain.attribution import as_rule
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.attribution import (
    attribution_rule,
    set_attribution_rule,
)
from hsbcode.workflows.quoting.choice_rules import beside_of
from hsbcode.workflows.studying import read_study

__all__ = ["attribution_of", "beside_of", "set_attribution", "set_beside"]


def attribution_of(project: Project) -> tuple[str, ...]:
    """Return every closed question that may say who is quoted, once."""
    return attribution_rule(project).questions


def set_attribution(
    project: Project, questions: Sequence[str], coder: str = "project"
) -> None:
    """Remember which closed questions say who is quoted.

    Raises:
        UsageConflict: one of them is no closed question of the project, or says
            where people belong.
    """
    set_attribution_rule(project, as_rule(questions), coder)


def set_beside(
    project: Project, beside: Mapping[str, str], coder: str = "project"
) -> None:
    """Remember which closed result stands beside which theme.

    Raises:
        UsageConflict: a question is no closed question of the project.
        CodebookError: a code is not in the codebook.
    """
    _check_closed(project, list(beside.values()))
    for code in beside:
        project.codebook[code]
    if dict(beside) != beside_of(project):
        project.put_setting("beside", dict(beside), coder)


def _check_closed(project: Project, questions: Sequence[str]) -> None:
    closed = {q.id for q in read_study(project).closed_questions}
    for question in questions:
        if question not in closed:
            raise UsageConflict(
                f"There is no closed question “{question}”.",
                nearest(question, closed) or "Closed: " + ", ".join(sorted(closed)),
            )
