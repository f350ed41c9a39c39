"""Results as aligned text or JSON values, for commands."""

from collections.abc import Sequence
from typing import Any

from hsbcode.domain.agreement import AgreementReport, Coefficient
from hsbcode.report.as_json import quotes_json, table_json, tables_json
from hsbcode.report.plain import agreement_text, quotes_text, table_text
from hsbcode.report.widths import display_width, padded

__all__ = [
    "agreement_json",
    "agreement_text",
    "aligned",
    "quotes_json",
    "quotes_text",
    "table_json",
    "table_text",
    "tables_json",
]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns; the last column is not padded."""
    if not rows:
        return []
    widths = [
        max((display_width(row[i]) for row in rows if i < len(row)), default=0)
        for i in range(max(map(len, rows)))
    ]
    return [
        "  ".join(
            padded(cell, widths[place]) if place < len(row) - 1 else cell
            for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def agreement_json(report: AgreementReport) -> dict[str, Any]:
    """Return an agreement report as JSON values; nothing is rounded."""
    return {
        "coders": list(report.coders),
        "units": report.units,
        "shared": report.shared,
        "codings": report.codings,
        "resamples": report.resamples,
        "seed": report.seed,
        "method": report.method,
        "codes": [
            {
                "code": code.code,
                "units": code.units,
                "codings": code.codings,
                "prevalence": code.prevalence,
                "percent_agreement": code.percent,
                "positive_agreement": code.positive,
                "alpha": _coefficient(code.alpha),
                "pairs": [
                    {
                        "coders": list(pair.coders),
                        "units": pair.units,
                        "both": pair.both,
                        "only_first": pair.only_first,
                        "only_second": pair.only_second,
                        "neither": pair.neither,
                        "percent_agreement": pair.percent,
                        "kappa": _coefficient(pair.kappa),
                    }
                    for pair in code.pairs
                ],
            }
            for code in report.codes
        ],
        "sets": [
            {"distance": s.distance, "units": s.units, "alpha": _coefficient(s.alpha)}
            for s in report.sets
        ],
        "matrix": [
            {
                "coders": list(pair.coders),
                "units": pair.units,
                "alpha": _coefficient(pair.alpha),
            }
            for pair in report.matrix
        ],
        "disagreements": [
            {
                "unit": each.unit,
                "distance": each.distance,
                "disputed": sorted(each.disputed),
                "codings": {who: sorted(c) for who, c in each.codings.items()},
            }
            for each in report.disagreements
        ],
    }


def _coefficient(found: Coefficient) -> dict[str, Any]:
    interval = None if found.interval is None else list(found.interval)
    return {"value": found.value, "interval": interval, "undefined": found.undefined}
