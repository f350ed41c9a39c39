"""Forms of a word in a set of texts: inflected, derived, misspelt. English."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from hsbcode.language.words import fold, stem, words

_DERIVED = (
    "abilities",
    "ability",
    "ably",
    "able",
    "ibilities",
    "ibility",
    "ibly",
    "ible",
    "ness",
    "ity",
    "ly",
)
_ROOT = 4
_LONG, _LONGER = 5, 8
"""Letters from which a word may hold one slip, or two."""
_ENDS = frozenset(".!?;\n…")


@lru_cache(maxsize=65536)
def roots(word: str) -> frozenset[str]:
    """Return what a folded word shares with its forms.

    "unpredictable", "unpredictably" and "unpredictability" share "unpredict". An ending
    is taken off only where four letters are left.
    """
    found = {stem(word)}
    base = word.removesuffix("'s")
    for ending in _DERIVED:
        if base.endswith(ending) and len(base) - len(ending) >= _ROOT:
            found.add(stem(base.removesuffix(ending)))
    return frozenset(found)


def forms_of(
    word: str, vocabulary: Iterable[str], known: Iterable[str] = ()
) -> dict[str, str]:
    """Return the forms of a word among others → ``form`` or ``misspelt``.

    Args:
        word: what is looked for, folded.
        vocabulary: folded words of all texts.
        known: those of them that are words of the language: no misspelling of another.
    """
    wanted = roots(word)
    every = set(vocabulary)
    found = {one: "form" for one in every if one == word or roots(one) & wanted}
    right = {word, *found}
    correct = set(known)
    for one in sorted(every - right - correct):
        if any(is_slip(one, other) for other in right):
            found[one] = "misspelt"
    return found


def is_slip(word: str, other: str) -> bool:
    """Whether a word may be another one mistyped: one slip, two in a long word.

    A slip is a letter too many, too few, wrong, or two letters in the wrong order. The
    first letter is right: so "predictable" is no "unpredictable".
    """
    shorter = min(len(word), len(other))
    if shorter < _LONG or word[0] != other[0]:
        return False
    most = 1 if shorter < _LONGER else 2
    return 0 < distance(word, other, most) <= most


def distance(word: str, other: str, most: int) -> int:
    """Return the optimal string alignment distance, or ``most + 1`` if it is larger.

    Source: Damerau (1964), each stretch edited once.
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        now = [i, *([0] * len(other))]
        for j, match in enumerate(other, start=1):
            cost = letter != match
            now[j] = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + cost)
            swapped = (
                i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == match
            )
            if swapped:
                now[j] = min(now[j], before[j - 2] + 1)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]


def mentions(
    text: str, phrase: tuple[frozenset[str], ...]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that hold a phrase, none overlapping another.

    Args:
        text: an answer.
        phrase: for each word of the phrase its forms, folded; the words follow each
            other within one sentence.
    """
    found = words(text)
    at = 0
    while at + len(phrase) <= len(found):
        run = found[at : at + len(phrase)]
        if all(one.folded in forms for one, forms in zip(run, phrase, strict=True)):
            start, end = run[0].start, run[-1].end
            if not _ENDS & set(text[start:end]):
                yield start, end
                at += len(phrase)
                continue
        at += 1


def form_as_listed(text: str) -> str:
    """Return a stretch as forms are listed: folded, one space between words."""
    return " ".join(word.folded for word in words(fold(text)))
