"""Agreement between coders as printed tables."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from hsbcode.domain.agreement import AgreementReport, Coefficient
from hsbcode.numbers.rounding import half_up
from hsbcode.report.grids import Grid, GridRow

PAIRS_AT_MOST = 3
"""With more pairs of coders the table of each code and pair is left to the file."""

NOT_DEFINED = "not defined"
_DISTANCES = {"masi": "MASI", "jaccard": "Jaccard", "nominal": "equal or not"}
_NO_REASON = "no reason given"


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
    told = any(code.pairs for code in report.codes)
    if told and 0 < len(report.matrix) <= PAIRS_AT_MOST:
        grids.extend(
            _pair_by_code(report, pair.coders, named) for pair in report.matrix
        )
    return tuple(grids)


def printed_coefficient(coefficient: Coefficient) -> str:
    """Return a coefficient with two decimals, or why it is not defined."""
    if coefficient.value is None:
        return f"{NOT_DEFINED}: {coefficient.undefined or _NO_REASON}"
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
                _cell(code.alpha),
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
            *_reasons(
                (labels.get(code.code, code.code), code.alpha) for code in report.codes
            ),
            f"{report.shared} of {report.units} finished answers were finished by two "
            f"coders or more; coders: {', '.join(report.coders)}.",
            report.method,
            "Applied: share of judgements that gave the code. Rare codes agree in "
            "per cent for nothing; alpha takes that into account.",
        ),
    )


def _over_sets(report: AgreementReport) -> Grid:
    named = [(_DISTANCES.get(s.distance, s.distance), s) for s in report.sets]
    return Grid(
        id="",
        caption="Agreement over whole sets of codes (Krippendorff's alpha)",
        corner="Distance",
        columns=("Answers", "Alpha", "95 % interval"),
        rows=tuple(
            GridRow(
                name,
                (str(found.units), _cell(found.alpha), printed_interval(found.alpha)),
            )
            for name, found in named
        ),
        notes=_reasons((name, found.alpha) for name, found in named),
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
                (str(pair.units), _cell(pair.alpha), printed_interval(pair.alpha)),
            )
            for pair in report.matrix
        ),
        notes=_reasons((" · ".join(pair.coders), pair.alpha) for pair in report.matrix),
    )


def _pair_by_code(
    report: AgreementReport, coders: tuple[str, str], labels: Mapping[str, str]
) -> Grid:
    first, second = coders
    found = [
        (labels.get(code.code, code.code), pair)
        for code in report.codes
        for pair in code.pairs
        if pair.coders == coders
    ]
    return Grid(
        id="",
        caption=f"Who applied each code: {first} and {second}",
        corner="Code",
        columns=(
            "Answers",
            "Both",
            f"Only {first}",
            f"Only {second}",
            "Neither",
            "Kappa",
        ),
        rows=tuple(
            GridRow(
                label,
                (
                    str(pair.units),
                    str(pair.both),
                    str(pair.only_first),
                    str(pair.only_second),
                    str(pair.neither),
                    _cell(pair.kappa),
                ),
            )
            for label, pair in found
        ),
        notes=_reasons((label, pair.kappa) for label, pair in found),
    )


def _cell(coefficient: Coefficient) -> str:
    # the reason stands below the table, where it does not widen a column of numbers
    return NOT_DEFINED if coefficient.value is None else _decimal(coefficient.value)


def _reasons(rows: Iterable[tuple[str, Coefficient]]) -> tuple[str, ...]:
    """Return why some rows have no coefficient; named where reasons differ."""
    by_reason: dict[str, list[str]] = {}
    for label, coefficient in rows:
        if coefficient.value is None:
            reason = coefficient.undefined or _NO_REASON
            by_reason.setdefault(reason, []).append(label)
    if len(by_reason) == 1:
        ((reason, found),) = by_reason.items()
        where = "1 row" if len(found) == 1 else f"{len(found)} rows"
        return (f"Not defined in {where} ({reason}).",)
    return tuple(
        f"Not defined ({reason}): {', '.join(found)}."
        for reason, found in by_reason.items()
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{half_up(100 * _exact(share))} %"


def _decimal(value: float) -> str:
    return f"{half_up(_exact(value), 2)}"


def _exact(value: float) -> Fraction:
    # 29 of 200 is a little below 0.145 as a float, and must not round down for it
    return Fraction(value).limit_denominator(1_000_000)
