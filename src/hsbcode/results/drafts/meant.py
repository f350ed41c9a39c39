"""What a claim may mean: exact shares of the survey, each with where it is printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hsbcode.domain.shares import Share
from hsbcode.language.quantities import Quantity, QuantityKind
from hsbcode.numbers.rounding import half_up, percent
from hsbcode.results.drafts.cells import PrintedCell
from hsbcode.results.drafts.claims import IN_REST, Claim
from hsbcode.results.drafts.fits import Fit, fit
from hsbcode.results.drafts.kept import Kept, kept
from hsbcode.results.drafts.matching import Match, Matcher
from hsbcode.results.drafts.measures import Measure, Reading

_HAVING = re.compile(
    r"\b(?:with|without|who\s(?:have|had|use[sd]?|get|got|receive[sd]?|lack(?:ed)?|do|did)|"
    r"(?:service|it|agency)\s(?:offers?|provides?|does)|(?:is|are|was)\s(?:not\s)?"
    r"(?:offered|provided))\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:without|not|no|lack\w*|neither)\b|n['’]t\b", re.IGNORECASE)
CLEAR = 0.5
"""Share of a printed cell's own words that must be there for it to be meant."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One way to read a claim: an exact share, and what it is a share of."""

    match: Match
    kept: Kept
    shares: tuple[Share, ...]
    words: str
    reference: str
    sure: bool = True

    @property
    def share(self) -> Share:
        """The share as it is printed."""
        return self.shares[0]


def as_released(meant: Meant, round_to: int) -> Meant:
    """Add the shares as they are released where counts and bases are rounded."""
    if round_to <= 1:
        return meant
    rounded = tuple(
        Share(*(round_to * int(half_up(Fraction(n, round_to))) for n in both))
        for both in ((share.count, share.base) for share in meant.shares)
    )
    return replace(meant, shares=tuple(dict.fromkeys((*meant.shares, *rounded))))


def _is_near_release(quantity: Quantity, meant: Meant, round_to: int) -> bool:
    """Whether adding up released counts may have given a percentage.

    Only where its base is printed, and is a rounded one: each count added, and the
    base, can be off by half of what is rounded to.
    """
    share = meant.shares[0]
    parts = len(meant.kept.options)
    bases = {one.base for one in meant.shares[1:]}
    if round_to <= 1 or parts < 2 or quantity.base not in bases or share.exact is None:
        return False
    slack = Fraction(100 * round_to * (parts + 1), 2 * share.base)
    return abs(quantity.value - 100 * share.exact) <= slack


def was_not_asked(match: Match, claim: Claim) -> bool:
    """Whether nobody of the people in a claim answered the question."""
    people = claim.people
    if people is None or claim.quantity.kind is QuantityKind.WORD:
        return False
    return not any(base & people for base in match.thing.measure.bases)


def without_twins(best: list[Match], claim: Claim) -> list[Match]:
    """Leave out twin questions where they are read as one and nobody is singled out."""
    parts = {p for match in best for p in match.thing.measure.parts}
    if claim.people is not None:
        return best
    return [match for match in best if match.thing.measure.id not in parts]


def readings_of(
    match: Match, claim: Claim, cells: Sequence[PrintedCell]
) -> list[Meant]:
    """Return the ways to read a claim that is about one thing."""
    measure = match.thing.measure
    found: list[Meant] = []
    for one in kept(claim, match.thing):
        for people, group in _scopes(match, claim):
            shares = measure.shares(one.options, people)
            shares = tuple(s for s in shares if s.base)
            if not shares:
                continue
            if one.rest:
                shares = tuple(Share(s.base - s.count, s.base) for s in shares)
            words = _words(measure, match, one)
            if group:
                words += f", of {group}"
            reference = _cell_reference(measure, one, shares[0], cells)
            if not reference and not group:
                reference = measure.reference(one.options)
            found.append(Meant(match, one, shares, words, reference, one.sure))
        found += _from_cells(match, one, claim, cells)
    return found


def best_fit(quantity: Quantity, reading: Meant, round_to: int) -> Fit:
    """Return how well a quantity fits a reading, on whichever base is in use."""
    how = max(fit(quantity, share) for share in reading.shares)
    if how is Fit.NO and _is_near_release(quantity, reading, round_to):
        return Fit.ROUNDING
    return how


def conditional(
    claim: Claim, matcher: Matcher, cells: Sequence[PrintedCell]
) -> list[Meant]:
    """Return the printed cells on people with or without something that is named.

    "70 % of those with supervision feel more confident": what they have is taken out of
    the sentence, and what is left has to name the row.
    """
    if _HAVING.search(claim.sentence) is None:
        return []
    near = {n for n, weight in claim.weights.items() if weight >= 0.3}
    conditions = {
        cell.words
        for cell in cells
        if cell.has is not None and len(cell.words & near) >= CLEAR * len(cell.words)
    }
    if not conditions:
        return []
    spoken = frozenset[str]().union(*conditions)
    columns = {cell.column for cell in cells if cell.words in conditions}
    rest = {
        name: max(weight, IN_REST) if weight >= 0.3 else weight
        for name, weight in claim.weights.items()
        if name not in spoken
    }
    found = []
    for match in matcher.matches(replace(claim, weights=rest)):
        if match.thing.measure.id in columns and match.is_likely:
            for one in kept(replace(claim, negated=False), match.thing):
                found += _from_cells(match, one, claim, cells)
    return [one for one in found if " yes" in one.words or " no" in one.words]


def _scopes(match: Match, claim: Claim) -> list[tuple[frozenset[str] | None, str]]:
    """Return whom a claim may speak of; a group that is the thing itself is none."""
    own = match.thing.subject | match.thing.more
    groups = tuple(
        one
        for one in claim.groups
        if (
            one.group.question
            not in (match.thing.measure.id, *match.thing.measure.parts)
            and not {c.name for c in claim.places if one.start <= c.start < one.end}
            <= own
        )
        or one.start == one.end
    )
    narrowed = replace(claim, groups=groups)
    return [(narrowed.people, narrowed.people_words)]


def _words(measure: Measure, match: Match, one: Kept) -> str:
    name = measure.name(one.options)
    if measure.reading in (Reading.ANSWERS, Reading.THEMES):
        name = match.thing.label if len(one.options) == 1 else name
    said = f"“{name}”" if not one.rest else f"everything but “{name}”"
    return f"{said} ({measure.label})"


def _cell_reference(
    measure: Measure, one: Kept, share: Share, cells: Iterable[PrintedCell]
) -> str:
    if one.rest:
        return ""
    wanted = option_set(measure, one)
    for cell in cells:
        if (
            (cell.column == measure.id or cell.column in measure.parts)
            and cell.options == wanted
            and cell.share == share
        ):
            return cell.reference
    return ""


def option_set(measure: Measure, one: Kept) -> frozenset[str]:
    """Return the answers as printed cells keep them."""
    return frozenset(one.options)


def _from_cells(
    match: Match, one: Kept, claim: Claim, cells: Iterable[PrintedCell]
) -> list[Meant]:
    """Return the printed cells of the same answers whose people the claim names."""
    measure = match.thing.measure
    plain = kept(replace(claim, negated=False), match.thing)
    wanted = {option_set(measure, k): k for k in (*plain, one) if not k.rest}
    without = _WITHOUT.search(claim.clause) is not None
    found = []
    for cell in cells:
        said = wanted.get(cell.options)
        if cell.column != measure.id or said is None or not cell.words:
            continue
        if cell.has is not None and cell.has == without:
            continue
        own = cell.words - match.thing.subject
        there = {n for n in own if claim.weights.get(n, 0.0) >= 0.3}
        if own and len(there) / len(own) >= CLEAR:
            words = f"{_words(measure, match, said)}, where {cell.condition}"
            found.append(Meant(match, said, (cell.share,), words, cell.reference))
    return found


def shown(reading: Meant) -> str:
    """Return a share with count, base and words."""
    share = reading.share
    part = f"{share.count} of {share.base}"
    return f"{percent(share.count, share.base)} ({part}) {reading.words}"
