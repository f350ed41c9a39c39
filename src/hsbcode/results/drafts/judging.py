"""One claim held against the results: the verdict, why, and where to look."""

from collections.abc import Sequence
from dataclasses import replace

from hsbcode.domain.drafts import Checked, DraftVerdict
from hsbcode.domain.quantity_words import QuantityScale
from hsbcode.domain.shares import Share
from hsbcode.language.quantities import Quantity, QuantityKind
from hsbcode.results.drafts.cells import PrintedCell
from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.elsewhere import counted, elsewhere, of_grid, whose
from hsbcode.results.drafts.fits import ABOUT, Fit, fit, fit_word
from hsbcode.results.drafts.labels import strange_answer
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.meant import (
    CLEAR,
    Meant,
    as_released,
    best_fit,
    conditional,
    readings_of,
    shown,
    was_not_asked,
    without_twins,
)


def judge(
    claim: Claim, line: int, matcher: Matcher, cells: Sequence[PrintedCell] = ()
) -> Checked:
    """Return the verdict on a claim about a share or a number of people.

    Args:
        claim: a quantity with its words.
        line: of the draft.
        matcher: the things of the survey.
        cells: shares that tables of the project print.
    """
    quantity = claim.quantity
    made = Checked(
        line,
        claim.printed,
        _kind(quantity),
        DraftVerdict.NOT_JUDGED,
        "",
        " ".join(claim.sentence.split()),
    )
    if quantity.not_a_share:
        return replace(made, reason=f"It is {quantity.not_a_share}.")
    if claim.foreign:
        return replace(made, reason="Another source is named.")
    if claim.of_answers:
        return replace(made, reason="It counts answers, not people.")
    best = without_twins(matcher.best(claim), claim)
    if not best:
        return _unmatched(made, claim)
    readings = [
        as_released(reading, matcher.round_to)
        for match in best
        for reading in readings_of(match, claim, cells)
    ]
    if not readings and best[0].is_sure and was_not_asked(best[0], claim):
        reason = (
            f"“{best[0].thing.label}” ({best[0].thing.measure.label}) was answered by "
            f"nobody of {claim.people_words}."
        )
        return replace(made, verdict=DraftVerdict.WRONG, reason=reason)
    if not readings:
        word = quantity.kind is QuantityKind.WORD
        return replace(
            made,
            verdict=DraftVerdict.NOT_JUDGED if word else DraftVerdict.DOUBTFUL,
            reason=f"It may be about “{best[0].thing.label}”, in no group there is.",
        )
    if quantity.kind is QuantityKind.WORD:
        return _judge_word(made, claim, readings, matcher.scale)
    narrow = conditional(claim, matcher, cells)
    if any(best_fit(quantity, one, matcher.round_to) is not Fit.NO for one in narrow):
        readings = narrow
    return _judge_number(made, claim, readings, matcher, cells)


def _unmatched(made: Checked, claim: Claim) -> Checked:
    if claim.strange_people:
        reason = f"It is a share of “{claim.strange_people}”, not of people asked."
        return replace(made, reason=reason)
    if claim.quantity.kind in (QuantityKind.WORD, QuantityKind.COUNT):
        return replace(made, reason="No result was found that speaks of this.")
    if claim.own:
        return replace(
            made,
            verdict=DraftVerdict.NO_RESULT,
            reason="It is said of the survey, and no result of it speaks of this.",
        )
    if claim.groups:
        return replace(
            made,
            verdict=DraftVerdict.DOUBTFUL,
            reason="No result was found that speaks of this.",
        )
    return replace(made, reason="It is not said of the survey, and no result fits it.")


def _judge_word(
    made: Checked, claim: Claim, readings: Sequence[Meant], scale: QuantityScale
) -> Checked:
    of_best = [r for r in readings if r.match is readings[0].match]
    word = claim.quantity.word
    graded = [(r, *fit_word(word, r.share, scale)) for r in of_best]
    best = max(graded, key=lambda one: -1 if one[1] is None else int(one[1]))
    reading, how, why = best
    told = shown(reading)
    sure = reading.match.is_sure and reading.sure and not claim.strange_people
    if how is None:
        return replace(made, reason=f"{_first(why)}: {told}.")
    if how is Fit.YES:
        if not sure:
            return replace(made, reason=f"It may be meant: {told}.")
        return _with(made, DraftVerdict.RIGHT, f"It is {told}.", reading)
    if not sure:
        return replace(made, reason=f"It may be meant: {told}.")
    if how is Fit.ROUNDING:
        more = f"; {why}" if why else ""
        return _with(made, DraftVerdict.DOUBTFUL, f"It is {told}{more}.", reading)
    more = f"; {why}" if why else ""
    return _with(made, DraftVerdict.WRONG, f"The result is {told}{more}.", reading)


def _judge_number(
    made: Checked,
    claim: Claim,
    readings: Sequence[Meant],
    matcher: Matcher,
    cells: Sequence[PrintedCell],
) -> Checked:
    quantity = claim.quantity
    top = readings[0]
    strange = strange_answer(claim, top.match.thing.measure)
    graded = [(best_fit(quantity, one, matcher.round_to), one) for one in readings]
    how = max(one for one, _ in graded)
    if how is not Fit.NO:
        fitting = [r for one, r in graded if one is how]
        based = [
            r for r in fitting if quantity.base in {share.base for share in r.shares}
        ]
        reading = (based or fitting)[0]
        if strange and reading.match.thing.measure is top.match.thing.measure:
            return _with(made, DraftVerdict.WRONG, strange, reading)
        unlikely = not reading.match.is_likely or (
            reading.kept.rest and not reading.match.is_sure
        )
        if unlikely and not claim.strange_people:
            made_of = of_grid(claim, top, matcher)
            if made_of is not None:
                return _with(made, *made_of, top)
        return _fitting(made, claim, reading, how)
    return _unfitting(made, claim, readings, strange, matcher, cells)


def _unfitting(
    made: Checked,
    claim: Claim,
    readings: Sequence[Meant],
    strange: str,
    matcher: Matcher,
    cells: Sequence[PrintedCell],
) -> Checked:
    """Return the verdict on a number that no reading gives."""
    quantity, top = claim.quantity, readings[0]
    count = quantity.kind is QuantityKind.COUNT
    bases = [r for r in readings for s in r.shares if quantity.value == s.base]
    if count and bases:
        reason = f"It is the number of people behind {bases[0].words}."
        return _with(made, DraftVerdict.RIGHT, reason, bases[0])
    if not claim.strange_people and (made_of := of_grid(claim, top, matcher)):
        return _with(made, *made_of, top)
    sure = top.match.is_sure and top.sure
    sure = sure and (not count or top.match.explained >= CLEAR)
    if claim.strange_people or not sure:
        nothing = count or (claim.strange_people and not top.match.is_sure)
        verdict = DraftVerdict.NOT_JUDGED if nothing else DraftVerdict.DOUBTFUL
        return _with(made, verdict, f"It may be meant: {shown(top)}.", top)
    if strange:
        reason = f"{strange} {counted(claim, top, cells)}".strip()
        return _with(made, DraftVerdict.WRONG, reason, top)
    other = elsewhere(claim, top, cells)
    if other is not None:
        return _right_elsewhere(made, quantity, top, *other)
    if quantity.kind is QuantityKind.COUNT_OF:
        return _count_of_others(made, quantity, top)
    also = whose(claim, top, matcher)
    reason = f"The result is {shown(top)}" + (f"; {also}." if also else ".")
    return _with(made, DraftVerdict.WRONG, reason, top)


def _right_elsewhere(
    made: Checked, quantity: Quantity, top: Meant, where: str, reference: str
) -> Checked:
    """Return the verdict on a number that is right for people who are not named."""
    if quantity.kind is QuantityKind.COUNT_OF:
        reason = f"It is {quantity.value} of {quantity.base} {where}."
        verdict = DraftVerdict.RIGHT
    else:
        reason = f"It is right {where}, which the sentence does not say. For all: "
        reason += f"{shown(top)}."
        verdict = DraftVerdict.DOUBTFUL
    return replace(made, verdict=verdict, reason=reason, references=(reference,))


def _count_of_others(made: Checked, quantity: Quantity, top: Meant) -> Checked:
    """A count on a base that no result has: doubtful where the share is near."""
    said = Share(int(quantity.value), quantity.base or 1)
    apart = abs(100 * ((said.value or 0) - (top.share.value or 0)))
    if apart <= ABOUT:
        reason = f"No result has the base {quantity.base}: {shown(top)}."
        return _with(made, DraftVerdict.DOUBTFUL, reason, top)
    return _with(made, DraftVerdict.WRONG, f"The result is {shown(top)}.", top)


def _fitting(made: Checked, claim: Claim, reading: Meant, how: Fit) -> Checked:
    quantity = claim.quantity
    base = quantity.base
    bases = [share.base for share in reading.shares]
    if base is not None and base not in bases:
        reason = f"The share fits, but its base is {bases[0]}: {shown(reading)}."
        return _with(made, DraftVerdict.BASE_WRONG, reason, reading)
    shares = [s for s in reading.shares if fit(quantity, s) is how]
    shares = shares or list(reading.shares)
    shares = [s for s in shares if s.base == base] or shares
    reading = replace(reading, shares=tuple(shares))
    if quantity.kind is QuantityKind.COUNT and not reading.match.is_sure:
        return replace(made, reason=f"It may be meant: {shown(reading)}.")
    if not reading.match.is_likely:
        return _with(made, DraftVerdict.DOUBTFUL, f"It fits {shown(reading)}.", reading)
    if how is Fit.ROUNDING:
        return _with(
            made, DraftVerdict.ROUNDING, f"Roughly: it is {shown(reading)}.", reading
        )
    return _with(made, DraftVerdict.RIGHT, f"It is {shown(reading)}.", reading)


def _with(made: Checked, verdict: DraftVerdict, reason: str, reading: Meant) -> Checked:
    references = (reading.reference,) if reading.reference else ()
    return replace(made, verdict=verdict, reason=reason, references=references)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kind(quantity: Quantity) -> str:
    if quantity.bound and quantity.kind is not QuantityKind.WORD:
        return "bound"
    return str(quantity.kind)
