"""Agreement as JSON values; nothing is rounded."""

from typing import Any

from hsbcode.agreement.confusions import confusions
from hsbcode.domain.agreement import AgreementReport, Coefficient
from hsbcode.workflows.agreement_results import FoundAgreement

_ONCE = ("disagreements", "confusions")
"""Told of all questions together only."""


def found_json(found: FoundAgreement) -> dict[str, Any]:
    """Return agreement over everything compared, and each question by itself."""
    return (
        report_json(found.report)
        | {
            "about": found.about,
            "round": found.round.id if found.round is not None else None,
            "level": found.level,
            "notes": list(found.notes),
            "kept_out": {
                "after_suggestion": found.kept_out.after_suggestion,
                "after_release": found.kept_out.after_release,
                "duplicates": found.kept_out.duplicates,
            },
        }
        | {
            "questions": [
                {"question": each.question, "label": each.label}
                | {
                    name: value
                    for name, value in report_json(each.report).items()
                    if name not in _ONCE
                }
                for each in found.questions
            ]
        }
    )


def report_json(report: AgreementReport) -> dict[str, Any]:
    """Return a report; a coefficient without value has the reason in ``undefined``."""
    return {
        "codes": [
            {
                "code": code.code,
                "units": code.units,
                "coders": list(code.coders),
                "percent": code.percent,
                "prevalence": code.prevalence,
                "positive_agreement": code.positive,
                **_named("alpha", code.alpha),
                "codings": code.codings,
                "applied": code.applied,
                "used_by_any": code.used,
                "used_by_all": code.agreed,
            }
            for code in report.codes
        ],
        "sets": [
            {
                "distance": each.distance,
                "units": each.units,
                **_named("alpha", each.alpha),
            }
            for each in report.sets
        ],
        "pairs": [
            {
                "coders": list(pair.coders),
                "code": code.code,
                "units": pair.units,
                **_named("kappa", pair.kappa),
                "percent": pair.percent,
                "both": pair.both,
                "only_first": pair.only_first,
                "only_second": pair.only_second,
                "neither": pair.neither,
            }
            for code in report.codes
            for pair in code.pairs
        ],
        "matrix": [
            {
                "coders": list(pair.coders),
                "units": pair.units,
                "percent": pair.percent,
                **_named("alpha", pair.alpha),
                "kappa": pair.kappa.value,
                "kappa_interval": _interval(pair.kappa),
                "kappa_undefined": pair.kappa.undefined,
            }
            for pair in report.matrix
        ],
        "left_out": [
            {
                "coder": each.coder,
                "units": each.units,
                "alpha": each.alpha.value,
                "undefined": each.alpha.undefined,
                "codes": [
                    {"code": code, "alpha": one.value, "undefined": one.undefined}
                    for code, one in each.by_code.items()
                ],
            }
            for each in report.left_out
        ],
        "spans": [
            {
                "code": each.code,
                "units": each.units,
                "spans": each.spans,
                "overlap_f1": each.overlap.value,
                "overlap_interval": _interval(each.overlap),
                "overlap_undefined": each.overlap.undefined,
                **_named("alpha", each.alpha),
            }
            for each in report.spans
        ],
        "more": [
            {
                "statistic": each.statistic,
                "code": each.code or None,
                "coders": list(each.coders),
                "units": each.units,
                **_named("value", each.found),
            }
            for each in report.more
        ],
        "coders": list(report.coders),
        "units": report.units,
        "shared": report.shared,
        "codings": report.codings,
        "method": report.method,
        "resamples": report.resamples,
        "seed": report.seed,
        "disagreements": [
            {
                "unit": each.unit,
                "distance": each.distance,
                "disputed": sorted(each.disputed),
                "codings": {who: sorted(c) for who, c in each.codings.items()},
            }
            for each in report.disagreements
        ],
        "confusions": [
            {"coders": list(each.coders), "said": list(each.said), "units": each.n}
            for each in confusions(report.disagreements)
        ],
    }


def _named(name: str, found: Coefficient) -> dict[str, Any]:
    return {
        name: found.value,
        "interval": _interval(found),
        "undefined": found.undefined,
        "below": (
            {"0.667": found.below.tentative, "0.800": found.below.firm}
            if found.below
            else None
        ),
    }


def _interval(found: Coefficient) -> list[float] | None:
    return None if found.interval is None else list(found.interval)
