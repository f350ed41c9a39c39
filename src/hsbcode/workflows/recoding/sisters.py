"""The rule of a recode on sister questions: second figures, never published ones."""

from typing import TYPE_CHECKING

from hsbcode.domain.recode_grounds import grounds_of
from hsbcode.domain.recodes import SisterRecode
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.recoding.rules import condition_of, open_name, units_in_bulk

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.files.instrument_rules import Derived, Sensitivity


def sister_rules(
    project: Project, study: Study, instrument: "Instrument", rule: "Derived"
) -> dict[str, SisterRecode]:
    """Return sister question → whom the same rule would move there.

    A sister is left out where the study lacks it, or has no open question that
    explains it and is offered its code.
    """
    found = {}
    for sister in rule.sensitivity:
        described = _described_in(study, instrument, sister)
        if sister.question not in study.closed or not described:
            continue
        condition = condition_of(rule, described, study.codebook, sister.code)
        found[sister.question] = SisterRecode(
            code=study.codebook.label(sister.code),
            grounds=grounds_of(
                study, condition, units_in_bulk(project, condition.codes)
            ),
        )
    return found


def _described_in(study: Study, instrument: "Instrument", sister: "Sensitivity") -> str:
    if sister.code not in study.codebook:
        return ""
    code = study.codebook[sister.code]
    names = (
        open_name(instrument, study, question.id)
        for section in instrument.sections
        for question in section.questions
        if question.belongs_to and question.belongs_to.question == sister.question
    )
    offered = (n for n in names if n in study.units and code.offered_for(n))
    return next(offered, "")
