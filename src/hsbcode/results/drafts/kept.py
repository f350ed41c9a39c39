"""Which answers a claim counts: those named, one side of a scale, yes, the rest."""

import re
from dataclasses import dataclass

from hsbcode.language.survey_words import concept_of, names_in
from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.measures import Measure, Reading, Thing


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers that a claim may count, and how they were read."""

    options: tuple[str, ...]
    rest: bool = False
    """Whether everybody *else* is counted."""
    sure: bool = True


_SHORTENED = re.compile(
    r"\b(most|some|all|none|half)\s(?:or|and)\s(most|some|all|none|half)\s(of\sthe\stime)"
)
_STEMS = {"agree": r"agree\w*", "disagree": r"disagree\w*"}
_SUMMED = re.compile(
    r"\bat\s(?:least|most)\sonce\b|\bor\s(?:more|less)\soften\b", re.IGNORECASE
)
"""Several answers are added up, and not said which."""
_ANY = re.compile(r"\b(?:or|either|any)\b", re.IGNORECASE)


def kept(claim: Claim, thing: Thing) -> tuple[Kept, ...]:
    """Return which answers of a thing a claim may count, the likeliest first."""
    measure = thing.measure
    if measure.reading in (Reading.ANSWERS, Reading.THEMES):
        one = Kept((thing.option,), sure=_SUMMED.search(claim.clause) is None)
        together = options_in(claim.clause, measure)
        if len(together) > 1 and thing.option in together and _ANY.search(claim.clause):
            one = Kept(together)
        rest = Kept(one.options, rest=True)
        return (rest, one) if claim.negated and _denies(claim) else (one,)
    if measure.reading is Reading.YES_NO:
        return _yes_no(claim, measure)
    return _of_scale(claim, measure)


def _denies(claim: Claim) -> bool:
    return (
        re.search(
            r"\b(?:not|never|no|without|neither|nor)\b|n['’]t\b|\black",
            claim.clause,
            re.I,
        )
        is not None
    )


def _yes_no(claim: Claim, measure: Measure) -> tuple[Kept, ...]:
    by_label = {option.strip().casefold(): option for option in measure.options}
    yes, no = (by_label["yes"],), (by_label["no"],)
    apart = tuple(o for o in measure.options if o not in (*yes, *no))
    if apart and re.search(
        r"\b(?:unsure|not\ssure|uncertain|do(?:es)?(?:n.t|\snot)\sknow|can.t\s(?:say|remember)|"
        r"did\snot\sknow|didn.t\sknow)\b",
        claim.clause,
        re.IGNORECASE,
    ):
        return (Kept(apart),)
    if claim.negated:
        return Kept(no), Kept(yes, rest=True)
    return (Kept(yes),)


def _of_scale(claim: Claim, measure: Measure) -> tuple[Kept, ...]:
    scale = measure.scale
    named = named_options(claim, measure)
    if named:
        return _named(claim, measure, named)
    if scale is None:
        return ()
    if not scale.has_two_ends:
        return (Kept(scale.more[:2], sure=False),)
    opposite = concept_of(scale.less_word)
    if opposite and opposite in names_in(claim.clause):
        side = Kept(scale.less)
        return (Kept(scale.less, rest=True), side) if _denies(claim) else (side,)
    if claim.negated:
        less = Kept(scale.less)
        return (less, Kept(scale.more, rest=True)) if _denies(claim) else (less,)
    return (Kept(scale.more),)


def _named(claim: Claim, measure: Measure, named: tuple[str, ...]) -> tuple[Kept, ...]:
    scale = measure.scale
    if scale is None:
        return (Kept(named),)
    found = [Kept(named)]
    if len(named) == 1 and scale.has_two_ends:
        # the plain word may stand for its whole side: "agree" for both kinds
        for side in (scale.more, scale.less):
            mildest = min(side, key=len, default="")
            if named[0] == mildest and len(side) > 1:
                found.insert(0, Kept(side))
    if claim.negated and re.search(
        r"\b(?:did|do|does|would|could)(?:\snot|n['’]t)\b", claim.clause, re.IGNORECASE
    ):
        return (*[Kept(one.options, rest=True) for one in found], *found)
    return tuple(found)


def named_options(claim: Claim, measure: Measure) -> tuple[str, ...]:
    """Return the answers of a scale that the clause, or else the sentence, names."""
    for text in (claim.clause, claim.sentence):
        found = options_in(text, measure, claim.quantity.word)
        if found:
            return found
    return ()


def options_in(text: str, measure: Measure, word: str = "") -> tuple[str, ...]:
    """Return the answers that a text names, in the order of the scale.

    Args:
        text: words of a draft.
        measure: whose answers.
        word: a word of quantity that is no answer where it counts people.
    """
    rest = " ".join(text.lower().replace("’", "'").split())
    rest = _SHORTENED.sub(r"\1 \3 or \2 \3", rest).replace(" of the ", " the ")
    if word:
        rest = rest.replace(word, " ", 1)
    scale = measure.scale
    found = set()
    for option in sorted(measure.options, key=len, reverse=True):
        label = " ".join(option.lower().replace("’", "'").split())
        label = label.replace(" of the ", " the ")
        parts = [_STEMS.get(part, re.escape(part)) for part in label.split()]
        words = r"[\s,]+".join(parts)
        pattern = re.compile(rf"(?<![\w-]){words}(?![\w-])")
        if pattern.search(rest):
            if label in ("some", "none", "most", "all", "many", "few", "other") and (
                scale is None or scale.has_two_ends
            ):
                continue
            found.add(option)
            rest = pattern.sub(" ", rest)
    return tuple(option for option in measure.options if option in found)
