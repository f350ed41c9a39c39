"""Published numbers against each other, without data."""

from hsbcode.domain.figures import FigureList, FigureReport, Finding, Weight
from hsbcode.results.figure_checks.claims import judge
from hsbcode.results.figure_checks.counts import of
from hsbcode.results.figure_checks.limits import base_limits, sums
from hsbcode.results.figure_checks.margins import (
    bases_of_one_question,
    equal_totals,
    margins,
)
from hsbcode.results.figure_checks.populations import (
    chosen_by_nobody,
    of_other_people,
    said_of_too_few,
)
from hsbcode.results.figure_checks.sameness import same_base, same_value
from hsbcode.results.figure_checks.single import (
    impossible_shares,
    shares_that_need_half_up,
    wrong_sums,
)
from hsbcode.results.figure_checks.splits import cuts
from hsbcode.results.figure_checks.totals import totals_in_range


def check_figures(figures: FigureList) -> FigureReport:
    """Put a list of published numbers to every check.

    Returns:
        Contradictions first, then questions, each in the order of the checks:
        whole numbers, added shares, base limits, totals, sameness, populations, answers
        that nobody gave, claims, rounding.
    """
    seen = cuts(figures)
    judged = judge(figures)
    found: list[Finding] = [
        *impossible_shares(figures, seen),
        *wrong_sums(figures),
        *base_limits(figures),
        *sums(figures),
        *totals_in_range(figures, seen),
        *equal_totals(seen),
        *margins(seen),
        *same_base(figures),
        *bases_of_one_question(figures, seen),
        *same_value(figures),
        *said_of_too_few(figures),
        *of_other_people(figures, seen),
        *chosen_by_nobody(figures),
        *judged.findings,
        *shares_that_need_half_up(figures),
    ]
    shares = [figure for figure in figures.figures if figure.is_share]
    return FigureReport(
        title=figures.title,
        figures=len(figures.figures),
        shares=len(shares),
        possible=sum(1 for figure in shares if of(figure)),
        findings=tuple(
            sorted(found, key=lambda finding: finding.weight is Weight.QUESTION)
        ),
        holding=judged.holding,
        untested=judged.untested,
    )
