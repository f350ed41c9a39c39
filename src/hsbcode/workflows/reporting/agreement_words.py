"""How far coders agreed on a theme, in words for its findings."""

from collections.abc import Sequence

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.study import Study
from hsbcode.report.agreement_grids import printed_coefficient, printed_interval


def agreement_by_theme(
    found: Sequence[tuple[str, AgreementReport]], study: Study
) -> dict[tuple[str, str], str]:
    """Return (open question, code) → agreement in words, where it could be measured.

    Only the coefficient is told: shares of agreement would give away how often a rare
    code was given.

    Args:
        found: label of an open question and agreement between its coders.
        study: says which question has that label.
    """
    of_label = {question.label: question.id for question in study.open_questions}
    words = {}
    for label, report in found:
        for code in report.codes:
            if code.alpha.value is None:
                continue
            said = f"Krippendorff's alpha {printed_coefficient(code.alpha)}"
            if code.alpha.interval is not None:
                said += f" (95 % interval {printed_interval(code.alpha)})"
            words[of_label.get(label, ""), code.code] = said
    return words
