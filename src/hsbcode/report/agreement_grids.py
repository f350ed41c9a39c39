"""Agreement between coders as printed tables."""

from collections.abc import Mapping

from hsbcode.domain.agreement import AgreementReport, CodeAgreement
from hsbcode.report.agreement_cells import (
    NOT_DEFINED,
    printed_below,
    printed_coefficient,
    printed_interval,
    printed_share,
    short_coefficient,
    undefined_words,
)
from hsbcode.report.agreement_opinions import opinion_grids
from hsbcode.report.grids import Grid, GridRow

__all__ = [
    "NOT_DEFINED",
    "agreement_grids",
    "printed_coefficient",
    "printed_interval",
]

PAIRS_AT_MOST = 3
"""With more pairs of coders the table of each code and pair is left to the file."""

_DISTANCES = {"masi": "MASI", "jaccard": "Jaccard", "nominal": "equal or not"}


def agreement_grids(
    report: AgreementReport, labels: Mapping[str, str] | None = None
) -> tuple[Grid, ...]:
    """Return the printed tables of an agreement report.

    Args:
        report: what the agreement room found.
        labels: code → label; other codes are printed by their id.
    """
    named = labels or {}
    grids = [_over_sets(report), _by_code(report, named)]
    if report.spans:
        grids.append(_by_place(report, named))
    if len(report.matrix) > 1:
        grids.append(_by_pair(report))
    if report.left_out:
        grids.append(_without_each(report))
    told = any(code.pairs for code in report.codes)
    if told and 0 < len(report.matrix) <= PAIRS_AT_MOST:
        grids.extend(
            _pair_by_code(report, pair.coders, named) for pair in report.matrix
        )
    if report.more:
        grids.extend(opinion_grids(report, named))
    return tuple(grids)


def _by_code(report: AgreementReport, labels: Mapping[str, str]) -> Grid:
    told = [code for code in report.codes if not _is_unused(code)]
    unused = len(report.codes) - len(told)
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
            "Below .667 / .800",
        ),
        rows=tuple(
            GridRow(
                labels.get(code.code, code.code),
                (
                    str(code.units),
                    printed_share(code.prevalence),
                    printed_share(code.percent),
                    printed_share(code.positive),
                    short_coefficient(code.alpha),
                    printed_interval(code.alpha),
                    printed_below(code.alpha),
                ),
            )
            for code in told
        ),
        notes=(
            *undefined_words(
                (labels.get(code.code, code.code), code.alpha) for code in told
            ),
            *([_unused_words(unused)] if unused else []),
            f"{report.shared} of {report.units} finished answers were finished by two "
            f"coders or more; coders: {', '.join(report.coders)}.",
            report.method,
            "Applied: share of judgements that gave the code. Rare codes agree in "
            "per cent for nothing; alpha takes that into account.",
            "Below: share of the resamples in which alpha falls short of .667 and of "
            ".800, the limits that Krippendorff (2004) names; they are no verdict.",
        ),
    )


def _is_unused(code: CodeAgreement) -> bool:
    """Whether nobody applied a code that everybody could apply."""
    return bool(code.units) and code.prevalence == 0


def _unused_words(count: int) -> str:
    named = "1 code that" if count == 1 else f"{count} codes that"
    stands = "stands" if count == 1 else "stand"
    return (
        f"{named} nobody applied {stands} in no row: not defined, no variation "
        "(there is agreement, and no code to agree on)."
    )


def _over_sets(report: AgreementReport) -> Grid:
    named = [(_DISTANCES.get(s.distance, s.distance), s) for s in report.sets]
    return Grid(
        id="",
        caption="Agreement over whole sets of codes (Krippendorff's alpha)",
        corner="Distance",
        columns=("Answers", "Alpha", "95 % interval", "Below .667 / .800"),
        rows=tuple(
            GridRow(
                name,
                (
                    str(found.units),
                    short_coefficient(found.alpha),
                    printed_interval(found.alpha),
                    printed_below(found.alpha),
                ),
            )
            for name, found in named
        ),
        notes=undefined_words((name, found.alpha) for name, found in named),
    )


def _by_place(report: AgreementReport, labels: Mapping[str, str]) -> Grid:
    named = [(labels.get(span.code, span.code), span) for span in report.spans]
    return Grid(
        id="",
        caption="Agreement about where a code stands in the text",
        corner="Code",
        columns=("Answers", "Stretches", "Overlap (F1)", "Alpha", "95 % interval"),
        rows=tuple(
            GridRow(
                label,
                (
                    str(span.units),
                    str(span.spans),
                    short_coefficient(span.overlap),
                    short_coefficient(span.alpha),
                    printed_interval(span.alpha),
                ),
            )
            for label, span in named
        ),
        notes=(
            *undefined_words((label, span.alpha) for label, span in named),
            "Overlap: how many stretches of one coder touch one of the other's, both "
            "ways. Alpha compares character by character, so long stretches weigh "
            "more; a code given to a whole answer marks all of it.",
        ),
    )


def _by_pair(report: AgreementReport) -> Grid:
    return Grid(
        id="",
        caption="Agreement of each pair of coders over sets of codes (MASI)",
        corner="Coders",
        columns=("Answers", "Alpha", "95 % interval", "Same codes", "Kappa"),
        rows=tuple(
            GridRow(
                " · ".join(pair.coders),
                (
                    str(pair.units),
                    short_coefficient(pair.alpha),
                    printed_interval(pair.alpha),
                    printed_share(pair.percent),
                    short_coefficient(pair.kappa),
                ),
            )
            for pair in report.matrix
        ),
        notes=(
            *undefined_words(
                (" · ".join(pair.coders), pair.alpha) for pair in report.matrix
            ),
            "Kappa: Cohen's, of sets that are the same or not.",
        ),
    )


def _without_each(report: AgreementReport) -> Grid:
    return Grid(
        id="",
        caption="Agreement of the others with each coder left out (MASI)",
        corner="Without",
        columns=("Answers", "Alpha"),
        rows=tuple(
            GridRow(each.coder, (str(each.units), short_coefficient(each.alpha)))
            for each in report.left_out
        ),
        notes=(
            *undefined_words((each.coder, each.alpha) for each in report.left_out),
            "Where alpha rises, the one left out codes unlike the others.",
        ),
    )


def _pair_by_code(
    report: AgreementReport, coders: tuple[str, str], labels: Mapping[str, str]
) -> Grid:
    first, second = coders
    found = [
        (labels.get(code.code, code.code), pair)
        for code in report.codes
        for pair in code.pairs
        if pair.coders == coders and not _is_unused(code)
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
                    short_coefficient(pair.kappa),
                ),
            )
            for label, pair in found
        ),
        notes=undefined_words((label, pair.kappa) for label, pair in found),
    )
