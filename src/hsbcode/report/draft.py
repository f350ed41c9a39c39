"""Whether a report is still a draft, and why."""

from collections.abc import Sequence

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.study import Study


def draft_reason(study: Study, question_ids: Sequence[str]) -> str:
    """Return what is missing in the coding of the questions; empty if nothing is.

    Raises:
        UsageConflict: there is no such open question.
    """
    total = uncoded = unsettled = provisional = 0
    for question_id in question_ids:
        coded = coded_question(study, question_id)
        total += coded.total
        uncoded += coded.uncoded
        unsettled += coded.unsettled
        provisional += coded.provisional
    parts = []
    if uncoded:
        parts.append(f"{uncoded} not yet coded")
    if unsettled:
        parts.append(f"{unsettled} coded differently and not settled")
    if provisional:
        parts.append(f"{provisional} counted provisionally by the lead coder's pass")
    return f"of {total} answers, {', '.join(parts)}." if parts else ""
