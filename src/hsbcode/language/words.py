"""Words of an answer with their places, folding, and stems; standard library only.

The stems serve codebook keywords: they join the forms of one English word without a
dictionary, and a short word keeps its ending, so that "car" never meets "caring".
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Combining accents belong to the word; an apostrophe joins "don't" and "o’clock".
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*")
_SHORTEST = 4
_DERIVED = ("ness", "ful", "est", "ly", "er")
_WHOLE = frozenset({"evening", "nothing", "something", "anything", "everything"})


class Word(NamedTuple):
    """A word as it stands: half-open code-point offsets into the text."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word as it is compared: NFKC, case folded, straight apostrophes.

    The length may change; offsets therefore come from ``words``.
    """
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    return [
        Word(fold(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def folded_words(text: str) -> list[str]:
    """Return the folded words alone, in order."""
    return [fold(word) for word in _WORD.findall(text)]


def folded_text(text: str) -> str:
    """Return the text reduced to its folded words: equal for "None." and "none"."""
    return " ".join(folded_words(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem that a folded English word shares with its inflections.

    "waits", "waited" and "waiting" give "wait"; a stem has four letters or more,
    except that a plural may leave three.
    """
    short = word.removesuffix("'s")
    if short in _WHOLE or not short.isascii():
        return short
    if len(short) > _SHORTEST and short.endswith(("ies", "ied")):
        return short[:-2]
    if len(short) >= _SHORTEST and short[-1] == "s" and short[-2] not in "sui":
        short = short[:-1]
        if short in _WHOLE:
            return short
    for ending in ("ing", "ed"):
        if short.endswith(ending) and len(short) - len(ending) >= _SHORTEST:
            short = short.removesuffix(ending)
            break
    return _plain_end(short)


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stems under which a word of an answer is looked up.

    These are its own stem and that of the word it derives from: "kindly" is found
    for "kind", whereas "friend" is not found for "friendly".
    """
    own = stem(word)
    found = [own]
    base = word.removesuffix("'s")
    for ending in _DERIVED:
        if base.endswith(ending) and len(base) - len(ending) >= _SHORTEST:
            base = base.removesuffix(ending)
            found.append(_plain_end(base))
    return tuple(dict.fromkeys(found))


def _plain_end(short: str) -> str:
    if len(short) > _SHORTEST and short[-1] == short[-2]:
        return short[:-1]
    if len(short) > _SHORTEST and short[-1] == "e":
        return short[:-1]
    if len(short) > _SHORTEST and short[-1] == "y":
        return short[:-1] + "i"
    return short
