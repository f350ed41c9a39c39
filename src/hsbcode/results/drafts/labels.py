"""Answers that a draft names and the question never offered."""

import re

from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.measures import Measure, Reading

_AMOUNTS = (
    "all", "most", "a lot", "many", "some", "several", "a few", "few", "half", "none",
    "nearly all", "almost all", "always", "often", "usually", "sometimes", "rarely",
    "never",
)  # fmt: skip
_PAIR = re.compile(
    rf"\b({'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})\s(?:or|and)\s"
    rf"({'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


def strange_answer(claim: Claim, measure: Measure) -> str:
    """Return a sentence where two amounts are named of which one was not on offer.

    "most or all" is found where the scale holds *Most* and no *All*. Empty where
    nothing is strange.
    """
    if measure.reading is not Reading.SCALE or claim.quantity.word:
        return ""
    offered = {option.casefold() for option in measure.options}
    for match in _PAIR.finditer(" ".join(claim.sentence.split())):
        first, second = match[1].casefold(), match[2].casefold()
        there = [one for one in (first, second) if one in offered]
        if len(there) == 1:
            missing = second if there[0] == first else first
            scale = ", ".join(measure.options)
            return (
                f"“{missing.capitalize()}” was no answer of “{measure.label}”, which "
                f"had: {scale}."
            )
    if measure.scale is not None and measure.scale.more_word == "agree":
        said = re.search(r"\b(strongly (?:dis)?agree)", claim.clause, re.IGNORECASE)
        if said and said[1].casefold() not in offered:
            return (
                f"“{said[1].capitalize()}” was no answer of “{measure.label}”: nothing "
                "can be said of it, not even that nobody chose it."
            )
    return ""
