"""What there is to say of the coding itself: agreement, and suggestions in sight."""

import contextlib
from collections.abc import Sequence

from hsbcode.domain.acts import ACCEPTED, ActKind, Origin
from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.errors import AgreementError
from hsbcode.report.methods import SuggestionUse
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import QuestionAgreement, agreement


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
    """Return how often suggestions were seen and accepted."""
    applied = [
        act for act in project.log.of_kind(ActKind.APPLY) if act.origin != Origin.IMPORT
    ]
    seen = [act for act in applied if act.shown not in (None, "none", "off")]
    shown = {act.unit for act in seen}
    # Alike answers are coded in bulk without a suggestion in sight.
    accepted = sum(act.origin in ACCEPTED for act in seen)
    return SuggestionUse(len(shown), accepted, len(applied))
