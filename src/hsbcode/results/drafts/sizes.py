"""How many people a draft says took part, held against those who did."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hsbcode.domain.drafts import Checked, DraftVerdict
from hsbcode.language.people_words import PEOPLE
from hsbcode.language.quantities import QuantityKind
from hsbcode.results.drafts.claims import Claim
from hsbcode.results.drafts.fits import Fit, fit_number
from hsbcode.results.drafts.groups import Group

_TOOK_PART = (
    r"(?:took\spart|takes?\spart|taking\spart|participat\w+|complet(?:ed|ing)|respond(?:ed|ing)|"
    r"were\s(?:surveyed|asked|questioned|polled|included|interviewed)|filled\s(?:in|out)|"
    r"answered\s(?:the|our|this)\s(?:survey|questionnaire|poll|form)|returned|replied|"
    r"gave\s(?:us\s)?their\sviews|shared\stheir\sviews|surveyed|in\s(?:the|our|this)\s"
    r"(?:survey|sample|study))"
)
_BEFORE = re.compile(
    r"\b(?:survey(?:ed|s)?|sample|poll(?:ed)?|questioned|interviewed|asked|questionnaire|"
    r"views|heard|replies|of\sall|(?:total|number)\sof)\b(?:\s[\w’'-]+){0,4}?\s*$"
)
_AFTER = re.compile(
    rf"^(?:\s[\w’',-]+){{0,14}}?\s{_TOOK_PART}\b|^\s(?:{PEOPLE})\sin\s(?:total|all)\b"
    r"|^\s(?:respondents|participants)\s?(?:$|[.,;)]|in\b|from\b|across\b)"
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people there are, and how many answered what describes them."""

    everybody: frozenset[str]
    answered: Mapping[str, int]
    """Label of a describing question → people who answered it."""


def is_size(claim: Claim) -> bool:
    """Whether a count says how many people took part."""
    if claim.quantity.kind is not QuantityKind.COUNT:
        return False
    start, end = claim.quantity.start, claim.quantity.end
    text = claim.sentence.replace("\n", " ").lower()
    before, after = text[max(0, start - 60) : start], text[end : end + 110]
    return bool(_BEFORE.search(before) or _AFTER.search(after))


def judge_size(
    claim: Claim, line: int, sizes: Sizes, known: tuple[Group, ...]
) -> Checked:
    """Return the verdict on a number of people who took part."""
    inside = [one for one in claim.groups if claim.start <= one.start < claim.end]
    claim = replace(claim, groups=tuple(inside))
    people = claim.people
    own = sizes.everybody if people is None else people & sizes.everybody
    words = claim.people_words or "people"
    made = Checked(
        line,
        claim.printed,
        "number of people",
        DraftVerdict.RIGHT,
        f"{len(own)} {words} took part.",
        " ".join(claim.sentence.split()),
    )
    if claim.foreign:
        return replace(
            made, verdict=DraftVerdict.NOT_JUDGED, reason="Another source is named."
        )
    quantity = claim.quantity
    if fit_number(quantity, Fraction(len(own))) is not Fit.NO:
        if people is None and quantity.value == len(own):
            fewer = [
                f"{n} answered “{label}”"
                for label, n in sizes.answered.items()
                if n < len(own)
            ]
            if fewer:
                reason = f"{len(own)} people took part; {', '.join(fewer[:3])}."
                return replace(made, reason=reason)
        return made
    if people is None:
        for label, n in sizes.answered.items():
            if n == quantity.value:
                return replace(
                    made,
                    verdict=DraftVerdict.DOUBTFUL,
                    reason=f"{n} answered “{label}”, but {len(own)} people took part.",
                )
    reason = f"{len(own)} {words} took part"
    if people is not None and len(sizes.everybody) == quantity.value:
        reason += f"; {len(sizes.everybody)} is everybody"
    for group in known:
        if people is None and len(group.people) == quantity.value:
            reason += f"; {len(group.people)} is “{group.label}”"
            break
    return replace(made, verdict=DraftVerdict.WRONG, reason=f"{reason}.")
