"""Answers that say the same in the same words, and marks that say nothing.

Pure Python, because it runs beside typing.
"""

from collections import Counter
from difflib import SequenceMatcher
from math import log, sqrt
from unicodedata import category

from hsbcode.language.stopwords import EMPTY_WORDS
from hsbcode.language.words import folded_text, folded_words, stem

NEARLY = 0.85
"""Share of characters in common from which two short answers are nearly identical."""
_NOTHING = frozenset(
    (
        *("n a", "na", "nil", "none", "nothing", "no", "nope", "null", "x", "xx"),
        *("not applicable", "not relevant", "no comment", "no comments", "no answer"),
        *("none at present", "none at the moment", "none that i know of"),
        *(
            "nothing to add",
            "nothing else",
            "nothing further",
            "no thanks",
            "no thank you",
        ),
        *("no further comment", "no further comments", "none really", "blank"),
    )
)


def says_nothing(text: str) -> bool:
    """Whether an answer is only a mark for nothing: ``n/a``, ``none``, ``-``, ``.``."""
    folded = folded_text(text)
    if folded:
        return folded in _NOTHING
    # A picture of a face is an answer; strokes and points are none.
    return all(category(sign) != "So" for sign in text)


class Likeness:
    """How like one answer others are, by their words.

    Args:
        text: the answer that others are held against.
    """

    def __init__(self, text: str) -> None:
        self._folded = folded_text(text)
        self._words = frozenset(self._folded.split())
        self._matcher = SequenceMatcher(autojunk=False, b=self._folded)

    def of(self, text: str) -> float:
        """Return 1 for the same words in the same order, else the share in common.

        What is under ``NEARLY`` may be told as 0 without a closer look. The share is
        that of ``difflib``: twice the matching characters over both lengths.
        """
        folded = folded_text(text)
        if folded == self._folded:
            return 1.0
        shorter, longer = sorted((len(folded), len(self._folded)))
        # The bound of the share that the lengths alone allow.
        if not shorter or 2 * shorter < NEARLY * (shorter + longer):
            return 0.0
        # Beyond a few words, those nearly identical have a word in common.
        if len(self._words) > 2 and self._words.isdisjoint(folded.split()):
            return 0.0
        self._matcher.set_seq1(folded)
        if self._matcher.quick_ratio() < NEARLY:
            return 0.0
        return self._matcher.ratio()


class Ranking:
    """Ranks answers by the content words they share with one, rare words first.

    Args:
        text: the answer that others are held against.
    """

    def __init__(self, text: str) -> None:
        self._wanted = frozenset(_content(text))
        self._shared: list[tuple[str, frozenset[str], int]] = []
        self._known: Counter[str] = Counter()
        self._seen = 0

    def add(self, unit: str, text: str) -> None:
        """Take in an answer."""
        words = _content(text)
        shared = self._wanted.intersection(words)
        self._seen += 1
        if shared:
            self._known.update(shared)
            self._shared.append((unit, shared, len(words)))

    def ranked(self) -> list[str]:
        """Return the answers that share a word, most like first.

        The measure is the cosine of binary vectors whose words shared count by how
        rare they are: log(answers / answers with the word), plus 1.
        """
        weight = {w: 1 + log(self._seen / n) for w, n in self._known.items()}
        scores = [
            (-sum(weight[word] for word in shared) / sqrt(count), place, unit)
            for place, (unit, shared, count) in enumerate(self._shared)
        ]
        return [unit for _score, _place, unit in sorted(scores)]


def _content(text: str) -> set[str]:
    words = set(folded_words(text))
    return {stem(word) for word in words - EMPTY_WORDS} or words
