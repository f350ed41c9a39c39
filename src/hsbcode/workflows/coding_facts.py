"""What there is to say of the coding itself: agreement, and suggestions in sight."""

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsbcode.domain.acts import ACCEPTED, ActKind, Origin
from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.errors import AgreementError
from hsbcode.report.methods import SuggestionUse
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement
from hsbcode.workflows.suggestions.influence import influence

if TYPE_CHECKING:
    from hsbcode.workflows.agreement_results import QuestionAgreement


def agreement_on(
    project: Project, questions: Sequence[str]
) -> tuple[tuple[str, AgreementReport], ...]:
    """Return agreement on every question that two people coded, by its label."""
    found: list[QuestionAgreement] = []
    for question in questions:
        # most questions of a survey are coded by one person: nothing to report
        with contextlib.suppress(AgreementError):
            found.extend(agreement(project, question))
    return tuple((each.label, each.report) for each in found)


def suggestion_use(project: Project) -> SuggestionUse:
    """Return how often suggestions were seen and accepted, but in closed rounds."""
    applied = [
        act
        for act in project.log.of_kind(ActKind.APPLY)
        if act.origin != Origin.IMPORT and project.fold.is_open(act.round)
    ]
    seen = [act for act in applied if act.shown not in (None, "none", "off")]
    shown = {act.unit for act in seen}
    # Alike answers are coded in bulk without a suggestion in sight.
    accepted = sum(act.origin in ACCEPTED for act in seen)
    compared = influence(project).everybody
    told = f"{compared.sentence} {compared.words}" if compared.hidden.base else ""
    return SuggestionUse(len(shown), accepted, len(applied), told)
