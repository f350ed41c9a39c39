"""Vectors of a project's answers, and what their words go with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy import linalg

from hsbcode.language.vectors import TextVectors, Told
from hsbcode.numbers.one_thread import one_thread
from hsbcode.suggest.products import KnownProducts, Places

if TYPE_CHECKING:
    from hsbcode.suggest.stance import Stance

Floats = npt.NDArray[Any]

MOST_TEXTS = 10_000
_MANY_TEXTS = 200
_SAMPLE = 500
SENSES = 64
"""Dimensions of what words go with; 32 to 200 differ by a point of P@1."""
_LEAST_FOR_SENSES = 50
_MOST_FOR_SENSES = 3_000
_LEAST_USES = 5
_POWERS = 7


class CorpusVectors(TextVectors):
    """Vectors of a project's answers, and what its words go with.

    What was seen once is not computed again: rows of the answers (in memory only,
    and gone with the vectors), and what was prepared for a codebook.
    """

    def __init__(self, min_df: int = 1) -> None:
        super().__init__(min_df)
        self.sample: tuple[str, ...] = ()
        """Some answers, from which the prior learns what to expect."""
        self.senses: Floats = np.zeros((0, 0))
        """Latent semantic analysis (Deerwester et al. 1990) of the answers, singular
        vectors weighted by the root of their values, shape (width, d); d is 0 where
        there are few answers."""
        self.prepared: dict[Any, Any] = {}
        """The latest codebook prepared for these vectors."""
        self._places: dict[str, int] = {}
        self._rows: Any = None
        self._sense_rows: Floats | None = None
        self.stances: dict[str, Stance] = {}
        self.products = KnownProducts(None)
        """How alike the answers' words are."""

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn from the texts and return their vectors, shape (len(texts), width)."""
        self._places = {}
        self._rows = super().fit_transform(texts)
        self._places = {text: place for place, text in enumerate(texts)}
        self.products = KnownProducts(self._rows)
        return self._rows

    def rows_of(self, told: Told) -> Any:
        """Return the vectors in single precision, which is twice as fast."""
        return super().rows_of(told).astype(np.float32)

    def transform(self, texts: Sequence[str], told: Told | None = None) -> Any:
        """Return the vectors as a CSR matrix, shape (len(texts), width)."""
        places = self.places_of(texts)
        return super().transform(texts, told) if places is None else self._rows[places]

    def places_of(self, texts: Sequence[str]) -> Places | None:
        """Return the rows of texts learnt from; None where one of them is new."""
        get = self._places.get
        places = [get(text, -1) for text in texts]
        if not places or min(places) < 0:
            return None
        return np.array(places, dtype=np.intp)

    def sense_rows(self, texts: Sequence[str], words: Any) -> Floats:
        """Return what the words of texts go with, rows of length 1, shape (n, d).

        Args:
            texts: the answers.
            words: their rows, from ``transform``.
        """
        places = self.places_of(texts)
        if places is None:
            return _of_length_1(words @ self.senses)
        if self._sense_rows is None:
            self._sense_rows = _of_length_1(self._rows @ self.senses)
        return self._sense_rows[places]


def corpus_vectors(corpus: Sequence[str]) -> CorpusVectors:
    """Return vectors fitted on all answers of a project, or on every nth of many.

    From 200 answers on, what a single one holds is left out: half the time to
    learn, and the same suggestions.
    """
    step = max(1, -(-len(corpus) // MOST_TEXTS))
    texts = corpus[::step]
    vectors = CorpusVectors(min_df=2 if len(texts) >= _MANY_TEXTS else 1)
    vectors.senses = _senses(vectors.fit_transform(texts))
    vectors.sample = tuple(texts[:: max(1, -(-len(texts) // _SAMPLE))])
    return vectors


def _senses(rows: Any) -> Floats:
    width = rows.shape[1]
    some = rows[:: max(1, -(-rows.shape[0] // _MOST_FOR_SENSES))]
    uses = np.asarray(some.getnnz(axis=0))
    columns = np.flatnonzero(uses >= min(_LEAST_USES, 1 + some.shape[0] // 100))
    count = min(SENSES, len(columns) // 2, some.shape[0] // 5)
    if some.shape[0] < _LEAST_FOR_SENSES or count < 2:
        return np.zeros((width, 0))
    with one_thread():
        values, axes = _largest(some[:, columns].tocsr(), count)
    found = np.zeros((width, count), dtype=np.float32)
    found[columns] = axes.T * np.sqrt(values)
    return found


def _largest(rows: Any, count: int) -> tuple[Floats, Floats]:
    """Return the largest singular values and their right vectors, shape (count, d).

    Randomised, with power iterations (Halko, Martinsson & Tropp 2011, 4.4 and 5.1).
    """
    wide = min(count + 10, *rows.shape)
    across = rows.T.tocsr()
    found = np.random.default_rng(0).standard_normal((rows.shape[1], wide))
    for _ in range(_POWERS):
        spanned, _ = linalg.qr(rows @ found, mode="economic", check_finite=False)
        found = across @ spanned
    _, values, axes = linalg.svd(found.T, full_matrices=False, check_finite=False)
    return values[:count], axes[:count]


def _of_length_1(rows: Floats) -> Floats:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, 1e-9))
