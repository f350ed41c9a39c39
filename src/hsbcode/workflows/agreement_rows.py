"""Agreement as rows of a table; nothing is rounded."""

from collections.abc import Iterator

from hsbcode.domain.agreement import AgreementReport, CodeAgreement, Coefficient

Row = dict[str, str | float | int | None]

COLUMNS = (
    "about",
    "question",
    "code",
    "label",
    "distance",
    "statistic",
    "coders",
    "units",
    "percent",
    "prevalence",
    "positive_agreement",
    "alpha",
    "kappa",
    "value",
    "interval_low",
    "interval_high",
    "below_667",
    "below_800",
    "both",
    "only_first",
    "only_second",
    "neither",
    "undefined",
)
"""Of the CSV file: ``about`` is code, sets, pair, coders, left out, span or more."""


def table_rows(
    report: AgreementReport, labels: dict[str, str], question: str = ""
) -> Iterator[Row]:
    """Yield one row a code, one a distance, and so on (see ``COLUMNS``)."""
    for row in _rows(report):
        code = row.get("code")
        if code:
            row["label"] = labels.get(str(code), "")
        row["question"] = question
        yield row


def _rows(report: AgreementReport) -> Iterator[Row]:
    for code in report.codes:
        yield _code_row(code)
    for each in report.sets:
        yield _cells(
            "sets", each.units, "alpha", each.alpha, distance=each.distance
        ) | {"coders": "; ".join(report.coders)}
    for code in report.codes:
        for pair in code.pairs:
            yield _cells("pair", pair.units, "kappa", pair.kappa) | {
                "code": code.code,
                "coders": "; ".join(pair.coders),
                "percent": pair.percent,
                "both": pair.both,
                "only_first": pair.only_first,
                "only_second": pair.only_second,
                "neither": pair.neither,
            }
    for both in report.matrix:
        named: Row = {"coders": "; ".join(both.coders), "percent": both.percent}
        yield _cells("coders", both.units, "alpha", both.alpha, distance="masi") | named
        kappa = _cells("coders", both.units, "kappa", both.kappa, distance="nominal")
        yield kappa | named
    for one in report.left_out:
        rest = "; ".join(coder for coder in report.coders if coder != one.coder)
        yield _cells("left out", one.units, "alpha", one.alpha, distance="masi") | {
            "coders": rest
        }
    for span in report.spans:
        named = {"code": span.code}
        yield _cells("span", span.units, "alpha", span.alpha) | named
        yield (
            _cells("span", span.units, "value", span.overlap)
            | named
            | {"statistic": "overlap_f1"}
        )
    for other in report.more:
        yield _cells("more", other.units, "value", other.found) | {
            "code": other.code,
            "statistic": other.statistic,
            "coders": "; ".join(other.coders),
        }


def _code_row(code: CodeAgreement) -> Row:
    return _cells("code", code.units, "alpha", code.alpha) | {
        "code": code.code,
        "coders": "; ".join(code.coders),
        "percent": code.percent,
        "prevalence": code.prevalence,
        "positive_agreement": code.positive,
    }


def _cells(
    about: str, units: int, column: str, found: Coefficient, *, distance: str = ""
) -> Row:
    interval, below = found.interval, found.below
    return {
        "about": about,
        "units": units,
        "distance": distance,
        column: found.value,
        "interval_low": interval.low if interval else None,
        "interval_high": interval.high if interval else None,
        "below_667": below.tentative if below else None,
        "below_800": below.firm if below else None,
        "undefined": found.undefined,
    }
