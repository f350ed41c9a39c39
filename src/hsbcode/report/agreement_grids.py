"""Agreement between coders as printed tables."""

from collections.abc import Mapping
from fractions import Fraction

from hsbcode.domain.agreement import AgreementReport, Coefficient
from hsbcode.numbers.rounding import half_up
from hsbcode.report.grids import Grid, GridRow

PAIRS_AT_MOST = 3
"""With more pairs of coders the table of each code and pair is left to the file."""


def agreement_grids(
    report: AgreementReport, labels: Mapping[str, str] | None = None
) -> tuple[Grid, ...]:
    """Return the printed tables of an agreement report.

    Args:
        report: what the agreement room found.
        labels: code → label; other codes are printed by their id.
    """
    named = labels or {}
    grids = [_by_code(report, named), _over_sets(report)]
    if len(report.matrix) > 1:
        grids.append(_by_pair(report))
    if 0 < len(report.matrix) <= PAIRS_AT_MOST:
        grids.append(_pairs_by_code(report, named))
    return tuple(grids)


def printed_coefficient(coefficient: Coefficient) -> str:
    """Return a coefficient with two decimals, or why it is not defined."""
    if coefficient.value is None:
        return f"not defined: {coefficient.undefined or 'no reason given'}"
    return _decimal(coefficient.value)


def printed_interval(coefficient: Coefficient) -> str:
    """Return the 95 % interval, ``0.61 to 0.80``, or a dash."""
    if coefficient.interval is None:
        return "–"
    low, high = coefficient.interval
    return f"{_decimal(low)} to {_decimal(high)}"


def _by_code(report: AgreementReport, labels: Mapping[str, str]) -> Grid:
    rows = tuple(
        GridRow(
            labels.get(code.code, code.code),
            (
                str(code.units),
                _percent(code.prevalence),
                _percent(code.percent),
                _percent(code.positive),
                printed_coefficient(code.alpha),
                printed_interval(code.alpha),
            ),
        )
        for code in report.codes
    )
    return Grid(
        id="",
        caption="Agreement by code, before settling",
        corner="Code",
        columns=(
            "Answers",
            "Applied",
            "Agreement",
            "Agreement on yes",
            "Alpha",
            "95 % interval",
        ),
        rows=rows,
        notes=(
            f"{report.shared} of {report.units} finished answers were finished by two "
            f"coders or more; coders: {', '.join(report.coders)}.",
            report.method,
            "Applied: share of judgements that gave the code. Rare codes agree in "
            "per cent for nothing; alpha takes that into account.",
        ),
    )


def _over_sets(report: AgreementReport) -> Grid:
    return Grid(
        id="",
        caption="Agreement over whole sets of codes (Krippendorff's alpha)",
        corner="Distance",
        columns=("Answers", "Alpha", "95 % interval"),
        rows=tuple(
            GridRow(
                found.distance,
                (
                    str(found.units),
                    printed_coefficient(found.alpha),
                    printed_interval(found.alpha),
                ),
            )
            for found in report.sets
        ),
    )


def _by_pair(report: AgreementReport) -> Grid:
    return Grid(
        id="",
        caption="Agreement of each pair of coders over sets of codes (MASI)",
        corner="Coders",
        columns=("Answers", "Alpha", "95 % interval"),
        rows=tuple(
            GridRow(
                " · ".join(pair.coders),
                (
                    str(pair.units),
                    printed_coefficient(pair.alpha),
                    printed_interval(pair.alpha),
                ),
            )
            for pair in report.matrix
        ),
    )


def _pairs_by_code(report: AgreementReport, labels: Mapping[str, str]) -> Grid:
    rows = tuple(
        GridRow(
            f"{labels.get(code.code, code.code)}: {' · '.join(pair.coders)}",
            (
                str(pair.units),
                str(pair.both),
                str(pair.only_first),
                str(pair.only_second),
                str(pair.neither),
                printed_coefficient(pair.kappa),
            ),
        )
        for code in report.codes
        for pair in code.pairs
    )
    return Grid(
        id="",
        caption="Each code and pair of coders: who applied it",
        corner="Code and coders",
        columns=("Answers", "Both", "Only first", "Only second", "Neither", "Kappa"),
        rows=rows,
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{half_up(100 * _exact(share))} %"


def _decimal(value: float) -> str:
    return f"{half_up(_exact(value), 2)}"


def _exact(value: float) -> Fraction:
    # 29 of 200 is a little below 0.145 as a float, and must not round down for it
    return Fraction(value).limit_denominator(1_000_000)
