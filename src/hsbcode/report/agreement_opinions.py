"""The second opinions on agreement as printed tables."""

from collections.abc import Mapping

from hsbcode.domain.agreement import AgreementReport, OtherCoefficient
from hsbcode.report.agreement_cells import (
    printed_interval,
    printed_share,
    short_coefficient,
    undefined_words,
)
from hsbcode.report.grids import Grid, GridRow

NAMES = {
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "brennan_prediger": "Brennan-Prediger (PABAK)",
    "scott_pi": "Scott's pi",
    "pooled_kappa": "Pooled kappa",
    "mean_alpha": "Mean of the codes' alphas",
    "multi_valued_alpha": "Multi-valued alpha",
}
_BY_CODE = ("fleiss_kappa", "gwet_ac1", "brennan_prediger")


def opinion_grids(
    report: AgreementReport, labels: Mapping[str, str]
) -> tuple[Grid, ...]:
    """Return a table of the codes and one of everything over whole sets."""
    return _by_code(report, labels), _over_sets(report)


def _by_code(report: AgreementReport, labels: Mapping[str, str]) -> Grid:
    by_code: dict[str, dict[str, OtherCoefficient]] = {}
    for each in report.more:
        if each.code and (not each.coders or len(report.coders) == 2):
            by_code.setdefault(each.code, {})[each.statistic] = each
    statistics = [*_BY_CODE, *(["scott_pi"] if len(report.coders) == 2 else [])]
    used = {code.code: code for code in report.codes if code.prevalence}
    return Grid(
        id="",
        caption="Second opinions by code",
        corner="Code",
        columns=("Agreement", *(NAMES[name] for name in statistics)),
        rows=tuple(
            GridRow(
                labels.get(code, code),
                (
                    printed_share(used[code].percent),
                    *(short_coefficient(found[name].found) for name in statistics),
                ),
            )
            for code, found in by_code.items()
            if code in used
        ),
        notes=(
            "With missing codings shares of yes are averaged over all answers that "
            "anybody finished (Gwet 2014). AC1 and Brennan-Prediger are high for rare "
            "codes whatever coders do; they do not replace alpha.",
        ),
    )


def _over_sets(report: AgreementReport) -> Grid:
    named = [
        (" · ".join((NAMES[each.statistic], *each.coders)), each)
        for each in report.more
        if not each.code
    ]
    return Grid(
        id="",
        caption="Second opinions over whole sets of codes, or all codes together",
        corner="Coefficient",
        columns=("Answers", "Value", "95 % interval"),
        rows=tuple(
            GridRow(
                name,
                (
                    str(each.units),
                    short_coefficient(each.found),
                    printed_interval(each.found),
                ),
            )
            for name, each in named
        ),
        notes=(
            *undefined_words((name, each.found) for name, each in named),
            "Fleiss, AC1 and Brennan-Prediger take each set that was given as a value. "
            "Pooled kappa: De Vries et al. 2008; multi-valued alpha: Krippendorff and "
            "Craggs 2016.",
        ),
    )
