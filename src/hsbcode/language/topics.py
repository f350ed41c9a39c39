"""Answers as directions in the space of the words that tell a topic.

Latent semantic analysis (Deerwester et al. 1990) of the TF-IDF of stems, without words
that every answer has: two answers are near each other where they speak of the same
thing, also in other words. It comes from the answers themselves, so nothing is trained
or fetched. SciPy is imported when the first text is read.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hsbcode.language.stopwords import EMPTY_WORDS, NEGATORS
from hsbcode.language.vectors import TextVectors
from hsbcode.language.words import folded_words, stem

DIRECTIONS = 60
"""Enough for the topics of one question; more would bring back chance words."""
_SPARE = 20
"""Directions looked for beyond those, so that the last ones are found well."""
_ROUNDS = 4
_MANY = 50
"""From so many texts on, a word that one alone has tells nothing of the others."""
_SILENT = EMPTY_WORDS - NEGATORS

Floats = npt.NDArray[np.float64]


class Topics(NamedTuple):
    """Texts of one question, side by side."""

    rows: Floats
    """Directions, rows of length 1 (0: no word is known), shape (n, d), d ≤ 60."""
    words: Any
    """TF-IDF of the topic words, CSR, shape (n, width), rows of length 1."""
    sizes: npt.NDArray[np.int64]
    """How many different topic words each text has, shape (n,)."""

    def same_words(self, at: int) -> Floats:
        """Return how alike one text's words are to those of all, 0..1, shape (n,)."""
        return same_words(self.words, at)


def same_words(words: Any, at: int) -> Floats:
    """Return the cosines of one row of a CSR matrix with all rows, shape (n,)."""
    return np.asarray((words @ words[[at]].T).toarray(), dtype=np.float64).ravel()


def topic_words(text: str) -> list[str]:
    """Return the stems that tell a topic, in order; all of them where none does.

    Words that deny are kept: “helpful” and “not helpful” are not the same.
    """
    words = folded_words(text)
    return [stem(word) for word in words if word not in _SILENT] or words


def topics(texts: Sequence[str]) -> Topics:
    """Return where texts lie; the same for the same texts in whatever order.

    What was worked out last is kept, because quotes are chosen again after every
    decision; nothing in it may be changed.
    """
    return _topics(tuple(texts))


@lru_cache(maxsize=16)
def _topics(texts: tuple[str, ...]) -> Topics:
    order = sorted(range(len(texts)), key=texts.__getitem__)
    told = [topic_words(texts[at]) for at in order]
    vectors = TextVectors(2 if len(texts) >= _MANY else 1)
    words = vectors.fit_transform([" ".join(each) for each in told])
    rows = _directions(words)
    back = np.empty(len(texts), dtype=np.int64)
    back[order] = np.arange(len(texts))
    sizes = np.array([len(set(each)) for each in told], dtype=np.int64)
    return Topics(rows[back], words[back], sizes[back])


def _directions(words: Any) -> Floats:
    """Return rows in the space of the strongest directions, by subspace iteration.

    Halko, Martinsson & Tropp (2011), algorithm 4.4 with a start that is always the
    same: sparse products only, because a whole decomposition of 700 answers takes ten
    times as long, and much longer where other programs compute, too.
    """
    count, width = words.shape
    rank = min(count, width, DIRECTIONS + _SPARE)
    if not rank:
        return np.zeros((count, 1))
    start = np.random.default_rng(0).standard_normal((count, rank))
    basis = np.linalg.qr(start)[0]
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(words @ (words.T @ basis))[0]
    inner = np.asarray(words.T @ basis)
    strength, turn = np.linalg.eigh(inner.T @ inner)
    strong = np.flatnonzero(strength > 1e-9)[-DIRECTIONS:]
    rows = (basis @ turn[:, strong]) * np.sqrt(strength[strong])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    whole: Floats = np.zeros_like(rows)
    np.divide(rows, lengths, out=whole, where=lengths > 1e-9)
    return whole
