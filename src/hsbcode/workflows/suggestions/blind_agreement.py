"""How far people agree about each code where no suggestion was in sight.

What suggestions reach is read beside it: nobody can ask more of them than of people.
"""

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.quality import HumanAgreement
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.judged import seen_beside

LEAST_SHARED = 10
"""Answers coded by two people from which their agreement is told."""


def blind_agreement(project: Project, question: str = "") -> dict[str, HumanAgreement]:
    """Return code → agreement of people who coded the same answers on their own.

    Args:
        project: an open project.
        question: only answers to this open question; empty: to all.

    Returns:
        Nothing where fewer than ten answers were coded so by two people.
    """
    from hsbcode.agreement.report import measure

    units = {
        unit.id: unit
        for asked in project.answers.questions().values()
        if asked.is_open and question in ("", asked.id)
        for unit in project.answers.all_units(asked.id)
    }
    seen = seen_beside(project)
    codings: dict[str, dict[str, frozenset[str]]] = {}
    passes = sorted(
        project.fold.passes.items(), key=lambda item: (item[0][0], item[0][1] or "")
    )
    for (coder, _round), held_units in passes:
        if coder == SETTLED:
            continue
        for unit, held in held_units.items():
            if held.finishes and unit in units and (coder, unit) not in seen:
                codings.setdefault(unit, {}).setdefault(coder, held.codes)
    shared = {unit: given for unit, given in codings.items() if len(given) > 1}
    if len(shared) < LEAST_SHARED:
        return {}
    book = project.codebook
    used: dict[str, set[str]] = {}
    for unit, given in shared.items():
        used.setdefault(units[unit].question, set()).update(*given.values())
    codes = [code.id for code in book if code.can_be_applied]
    codes += sorted(set().union(*used.values()) - set(codes))
    offers = {
        asked: frozenset(code.id for code in book.offered(asked)) | some
        for asked, some in used.items()
    }
    found = measure(
        shared,
        codes=codes,
        respondents={unit: units[unit].respondent for unit in shared},
        offered={unit: offers[units[unit].question] for unit in shared},
        resamples=0,
    )
    return {
        each.code: HumanAgreement(
            each.units,
            each.positive,
            each.alpha.value,
            round((each.prevalence or 0) * each.codings),
        )
        for each in found.codes
        if each.units
    }
