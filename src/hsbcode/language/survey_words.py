"""What the words of a text are about, so that a draft and a questionnaire can meet.

English. A word becomes a concept: its stem, or the name of a group of words that people
use for the same thing when they write about a survey ("identify", "recognise").
Numbers become ``#5``, ranges ``#6+``.
"""

import re
from functools import cache
from typing import NamedTuple

from hsbcode.language.number_words import NUMBER_WORDS, number_of
from hsbcode.language.same_words import NO_TOPIC, SAME
from hsbcode.language.words import fold, stem, words

_PHRASES = (
    (re.compile(r"\bone[\s-]to[\s-]one\b|\b1[\s-]?(?::|to|-2-)[\s-]?1\b"), "o2o"),
    (re.compile(r"\bfront[\s-]?line\b"), "frontline"),
    (re.compile(r"\b(?:multi|inter)[\s-]agency\b"), "multiagency"),
    (re.compile(r"\bd(?:o|oes|id)(?:n['’]t|\snot)\sknow\b"), "unsure"),
    (re.compile(r"\bnot\ssure\b|\b(?:can['’]?t|cannot)\ssay\b"), "unsure"),
    (re.compile(r"\bknow[\s-]how\b"), "skill"),
    (re.compile(r"\bset\sto\b"), "to"),
)  # fmt: skip
_N = rf"(?:\d{{1,4}}|{NUMBER_WORDS})"
_RANGES = re.compile(
    rf"\b(?:({_N})\sor\smore|(?:more\sthan|over)\s({_N})|at\sleast\s({_N})"
    rf"|({_N})\s?(?:-|–|to|and)\s?({_N}))\b(?!\s?%|\s?per\s?cent|\spoint)"
)


class Concept(NamedTuple):
    """A word of a text by what it is about, with half-open offsets."""

    name: str
    start: int
    end: int


@cache
def _names() -> dict[str, str]:
    return {
        stem(word): group.split()[0]
        for group in reversed(SAME)
        for word in group.split()
    }


def concepts(text: str) -> list[Concept]:
    """Return what the words of a text are about, in order, without empty words."""
    plain = text.lower()
    if len(plain) != len(text):
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for pattern, name in _PHRASES:
        # the name takes the place of the phrase, filled up so that offsets stay
        for match in pattern.finditer(plain):
            if len(name) <= len(match[0]):
                filled = name.ljust(len(match[0]))
                plain = plain[: match.start()] + filled + plain[match.end() :]
    found = [
        Concept(name, *match.span())
        for match in _RANGES.finditer(plain)
        if (name := _range(match))
    ]
    taken = [(one.start, one.end) for one in found]
    for word in words(plain):
        if any(start <= word.start < end for start, end in taken):
            continue
        name = concept_of(word.folded)
        if name:
            found.append(Concept(name, word.start, word.end))
    return sorted(found, key=lambda one: one.start)


def _range(match: re.Match[str]) -> str:
    """Return a range of numbers as one concept: ``#6+`` or ``#1-5``."""
    low, high = match[4], match[5]
    if low is not None:
        first, last = number_of(low), number_of(high)
        rising = first is not None and last is not None and first < last
        return f"#{first}-{last}" if rising else ""
    least = number_of(match[1] or match[3] or "")
    above = number_of(match[2] or "")
    if above is not None:
        least = above + 1
    return "" if least is None else f"#{least}+"


@cache
def concept_of(word: str) -> str:
    """Return the concept of one folded word; empty where it tells no topic."""
    plain = fold(word).removesuffix("'s").strip("_'")
    number = number_of(plain) if plain != "a" else None
    if number is not None:
        return f"#{number}"
    if plain in ("use", "used", "user", "users", "using", "want", "wants", "wanted"):
        return _names()[stem(plain)]
    if plain in NO_TOPIC or len(plain) < 2:
        return ""
    return _names().get(stem(plain), stem(plain))


def names_in(text: str) -> frozenset[str]:
    """Return the concepts of a text."""
    return frozenset(one.name for one in concepts(text))
