"""Which words of a sentence belong to which of its quantities, and of whom it is."""

import re
from collections.abc import Sequence

from hsbcode.language.people_words import PEOPLE
from hsbcode.language.quantities import Quantity, QuantityKind
from hsbcode.results.drafts.groups import Mention

_CUT = re.compile(
    r"[,;:]\s+(?:and|but|while|whereas|although|compared\s(?:with|to)|against|with|or)?"
    r"|\s(?:and|but|while|whereas|although|compared\s(?:with|to)|against|versus|than)\s"
    r"|\s[–—-]\s|\.\s",
    re.IGNORECASE,
)


def clauses(text: str, found: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Return the stretch of the sentence that belongs to each quantity."""
    bounds = [0]
    shared: set[int] = set()
    for place in range(len(found) - 1):
        one, other = found[place], found[place + 1]
        between = text[one.end : other.start]
        first_in = _in_brackets(text, one)
        second_in = _in_brackets(text, other)
        cuts = [m.start() for m in _CUT.finditer(between)]
        if first_in and (
            not cuts or re.match(r"[^)]*\)?\s?(?:[,;:.]|and\b|or\b|$)", between)
        ):
            cut = 0
        elif not cuts:
            shared.add(place)
            cut = 0
        elif cuts[0] <= 1 and between[cuts[0] :].strip(" ,;and") and not second_in:
            cut = cuts[0]
        else:
            strong = _STRONG_CUT.search(between)
            cut = strong.start() if strong else cuts[-1]
        bounds.append(one.end + cut)
    bounds.append(len(text))
    spans = []
    for place in range(len(found)):
        first, last = place, place
        while first - 1 in shared:
            first -= 1
        while last in shared:
            last += 1
        spans.append((bounds[first], bounds[last + 1]))
    return spans


def _in_brackets(text: str, quantity: Quantity) -> bool:
    opened = text.rfind("(", 0, quantity.start)
    closed = text.rfind(")", 0, quantity.start)
    return opened > closed and ")" in text[quantity.end : quantity.end + 40]


_STRONG_CUT = re.compile(
    r";\s|,?\s(?:while|whereas|but|although|compared\s(?:with|to)|against|versus)\s",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|lack(?:s|ed|ing)?|unable|cannot|"
    r"low|little|few|hardly|insufficient|poor|untrained|unaware|absence)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"\b(?:not\s(?:only|just|even|surprisingly|all)|no\s(?:more|less|fewer)\sthan|"
    r"a\s(?:few|little)|no\sdoubt)\b",
    re.IGNORECASE,
)


def is_negated(clause: str) -> bool:
    """Whether words deny: not, no, lack, low."""
    return _NOT.search(_NOT_ONLY.sub(" ", clause)) is not None


_SLOT = re.compile(
    r"\s?(?:\([^)]*\)\s?)?\s(?:out\s)?of\s(?:(?:all|the|our|its|their)\s)*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|for|from)\s((?:area|site|group|region|district|team|ward)\s(?:\d+|[A-Z]))\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:\w+\s){0,2}?(?:answers|responses|comments|replies|judgements|codes|mentions|"
    r"passages|quotes|units)\b",
    re.IGNORECASE,
)


def of_whom(
    text: str, quantity: Quantity, named: Sequence[Mention]
) -> tuple[str, bool]:
    """Return of whom a share is, where it is not of people asked, and if of answers."""
    if re.match(rf"\s{_ANSWERS.pattern}", text[quantity.end :], re.IGNORECASE):
        return "", True
    numbered = _PLACE.search(text)
    if numbered and not any(
        one.start < numbered.end() and numbered.start() < one.end for one in named
    ):
        return numbered[1], False
    match = _SLOT.match(text[quantity.end :])
    if match is None or quantity.kind is QuantityKind.COUNT:
        return "", False
    at = quantity.end + match.end()
    rest = text[at : at + 60]
    if _ANSWERS.match(rest):
        return "", True
    words = re.match(r"(?:[\w’'-]+\s?){1,5}", rest)
    few = words[0] if words else ""
    if re.search(rf"\b(?:{PEOPLE}|them|us|whom|who)\b", few, re.IGNORECASE):
        return "", False
    if any(at <= one.start < at + len(few) for one in named):
        return "", False
    return " ".join(few.split()[:3]), False
