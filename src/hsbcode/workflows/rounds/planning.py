"""How many answers to code twice: from a pilot round, or from assumptions."""

from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.rounds import Round, RoundKind
from hsbcode.store.project import Project
from hsbcode.workflows.agreement_results import WantedAgreement
from hsbcode.workflows.codings_to_compare import last_released
from hsbcode.workflows.rounds.plan_values import Plan, PlanRow, PlanWanted

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_WIDTH = 1e-9


def plan(project: Project, wanted: PlanWanted) -> Plan:
    """Return how many answers have to be coded twice.

    Args:
        project: an open project.
        wanted: for which interval.

    Raises:
        UsageConflict: there is no such code or question, or a number is no share.
    """
    _check(project, wanted)
    of = _answers(project, wanted.question)
    pilot = last_released(project, wanted.question)
    if pilot is not None and pilot.kind is not RoundKind.TEAM:
        pilot = None
    assumed = _assumed(project, wanted, of)
    if pilot is None or wanted.prevalence is not None:
        return Plan(wanted, (assumed,), of, None)
    found, answers, rare = _from_pilot(project, wanted, pilot, of)
    if wanted.code:
        found = [row for row in found if row.code == wanted.code]
        return Plan(wanted, tuple(found) or (assumed,), of, pilot, answers, 0)
    return Plan(wanted, tuple(found) or (assumed,), of, pilot, answers, rare)


def _check(project: Project, wanted: PlanWanted) -> None:
    if wanted.code and wanted.code not in project.codebook:
        raise UsageConflict(
            f"There is no code “{wanted.code}”.",
            nearest(wanted.code, [code.id for code in project.codebook]),
        )
    if not 0 < wanted.width <= 2:
        raise UsageConflict("The width of an interval is above 0 and at most 2.")
    if not 0 < wanted.alpha < 1:
        raise UsageConflict("The alpha that is expected lies between 0 and 1.")
    if wanted.prevalence is not None and not 0 < wanted.prevalence < 1:
        raise UsageConflict("The prevalence that is expected lies between 0 and 1.")


def _answers(project: Project, question: str) -> int:
    from hsbcode.workflows.codings_to_compare import open_questions

    return sum(
        len(project.answers.unit_ids(each.id))
        for each in open_questions(project, question)
    )


def _assumed(project: Project, wanted: PlanWanted, of: int) -> PlanRow:
    from hsbcode.agreement.planning import size_for_pair, width_for_pair

    share = 0.1 if wanted.prevalence is None else wanted.prevalence
    label = project.codebook.label(wanted.code) if wanted.code else "a code"
    if wanted.share:
        size = max(1, round(wanted.share * of))
        width = width_for_pair(wanted.alpha, share, size)
        return PlanRow(wanted.code, label, size, width, "assumptions")
    needed = size_for_pair(wanted.width, wanted.alpha, share)
    enough = needed <= of
    width = width_for_pair(wanted.alpha, share, needed if enough else max(of, 1))
    return PlanRow(wanted.code, label, needed if enough else None, width, "assumptions")


def _agreed_always(
    wanted: PlanWanted, code: str, label: str, share: float, of: int
) -> PlanRow:
    """Plan for a code on which the pilot's coders never differed.

    Drawing from it again would never differ either, so alpha is assumed.
    """
    from hsbcode.agreement.planning import size_for_pair, width_for_pair

    share = min(max(share, 0.001), 0.999)
    needed = size_for_pair(wanted.width, wanted.alpha, share)
    width = width_for_pair(wanted.alpha, share, min(needed, of))
    return PlanRow(code, label, needed if needed <= of else None, width, "assumptions")


def _from_pilot(
    project: Project, wanted: PlanWanted, pilot: Round, of: int
) -> tuple[list[PlanRow], int, int]:
    """Return a row for whole sets and each code, the pilot's size, codes too rare."""
    from hsbcode.agreement.planning import (
        OVER_SETS,
        numbers_to_try,
        pilot_widths,
        size_from_widths,
    )
    from hsbcode.report.agreement_page import TOO_RARE
    from hsbcode.workflows.agreeing import compared_codings, offered_codes

    wanted_in = WantedAgreement(wanted.question, pilot.id, suggested=True)
    compared = compared_codings(project, wanted_in)
    shared = {u: by for u, by in compared.codings.items() if len(by) > 1}
    if not shared:
        return [], 0, 0
    codes, offered = offered_codes(compared, wanted_in.level)
    uses = {
        code: sum(any(code in given for given in by.values()) for by in shared.values())
        for code in codes
    }
    shares = {
        code: sum(code in given for by in shared.values() for given in by.values())
        / sum(
            len(by) for unit, by in shared.items() if code in offered.get(unit, codes)
        )
        for code, count in uses.items()
        if count
    }
    judged = [code for code in codes if uses[code] >= TOO_RARE]
    sizes: Sequence[int] = (
        (max(1, round(wanted.share * of)),)
        if wanted.share
        else numbers_to_try(len(shared), of)
    )
    widths = pilot_widths(
        shared,
        codes=codes,
        respondents={unit: compared.units[unit].respondent for unit in shared},
        offered=offered,
        answers=sizes,
        seed=wanted.seed,
    )
    judged.sort(key=lambda code: -uses[code])
    labels = {code.id: code.label for code in compared.book}
    rows = []
    for code in (OVER_SETS, *judged):
        label = labels.get(code, code) if code else "whole sets of codes (MASI)"
        most = widths[sizes[-1]].get(code)
        if wanted.share:
            rows.append(PlanRow(code, label, sizes[0], most, "pilot"))
            continue
        if code and min(by.get(code, 1.0) for by in widths.values()) <= _NO_WIDTH:
            rows.append(_agreed_always(wanted, code, label, shares[code], of))
            continue
        needed = size_from_widths(widths, code, wanted.width)
        width = most if needed is None else wanted.width
        rows.append(PlanRow(code, label, needed, width, "pilot"))
    return rows, len(shared), sum(0 < uses[code] < TOO_RARE for code in codes)
