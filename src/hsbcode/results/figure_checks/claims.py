"""Claims in words, put to the figures they speak of."""

from dataclasses import dataclass

from hsbcode.domain.figures import (
    Check,
    Claim,
    FigureList,
    Finding,
    Untested,
    Weight,
)
from hsbcode.results.figure_checks.predicates import Comparison, Unreadable, comparisons

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of every claim."""

    findings: tuple[Finding, ...]
    holding: tuple[str, ...]
    untested: tuple[Untested, ...]


def judge(figures: FigureList) -> Judged:
    """Test each claim on unrounded values: false, partly true, true or open."""
    findings: list[Finding] = []
    holding: list[str] = []
    untested: list[Untested] = []
    for claim in figures.claims:
        try:
            found = comparisons(claim.predicate, figures)
        except Unreadable as problem:
            untested.append(Untested(claim.id, f"{problem}"))
            continue
        wrong = [one for one in found if one.holds is False]
        if wrong:
            findings.append(_finding(claim, found, wrong))
        elif all(one.holds for one in found):
            holding.append(claim.id)
        else:
            untested.append(Untested(claim.id, "the printed figures leave it open"))
    return Judged(tuple(findings), tuple(holding), tuple(untested))


def _finding(
    claim: Claim, found: tuple[Comparison, ...], wrong: list[Comparison]
) -> Finding:
    said = claim.text if len(claim.text) <= LONGEST else claim.text[: LONGEST - 1] + "…"
    right = sum(1 for one in found if one.holds)
    verdict = f"holds for {right} of {len(found)}" if right else "is not borne out"
    shown = "; ".join(_not(one) for one in wrong)
    named = [i for one in wrong for i in (*one.left.figures, *one.right.figures)]
    return Finding(
        Check.CLAIM,
        Weight.CONTRADICTION,
        f"{claim.id}: “{said}” {verdict}: {shown}.",
        tuple(dict.fromkeys((*claim.figures, *named))),
    )


def _not(one: Comparison) -> str:
    words = {">": "over", "<": "under", ">=": "at least", "<=": "at most"}
    word = words.get(one.operator, "equal to")
    return f"{one.left.name} is not {word} {one.right.name}"
