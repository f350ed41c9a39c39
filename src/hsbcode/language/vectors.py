"""Texts as sparse TF-IDF vectors, and how alike texts are.

Counted here and not by scikit-learn: its import costs a second of the time until the
first suggestion, and words known once need not be counted again. SciPy is imported
when the first text is counted, so importing this module is cheap.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.words import folded_words

CHARACTER_NGRAMS = (3, 5)

Told = list[list[str]]
"""The folded words of each text."""
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class TextVectors:
    """TF-IDF of words (1 to 2) and of characters inside words (3 to 5).

    Both halves weigh the same and every row has length 1; a text without any known
    word is a row of zeros. The weights are those of Salton & Buckley (1988) with
    1 + log(count) and the smoothed idf log((1 + n) / (1 + uses)) + 1. The same texts
    give the same vectors.

    Args:
        min_df: leave out what fewer texts hold than this.
    """

    def __init__(self, min_df: int = 1) -> None:
        self.min_df = max(1, min_df)
        self.word_features: tuple[str, ...] = ()
        """Words and pairs of words, in the order of the first columns."""
        self.character_features: tuple[str, ...] = ()
        """Character sequences, in the order of the columns after the words."""
        self._known: dict[str, int] = {}
        """Every word of the texts learnt from."""
        self._kept: Numbers = np.zeros(0, dtype=np.int64)
        """Column of each known word; -1: left out."""
        self._pairs: Numbers = np.zeros(0, dtype=np.int64)
        """Numbers of the pairs that are columns, rising."""
        self._sequences: dict[str, int] = {}
        self._inside: Any = None
        """How often each known word holds each sequence, CSR."""
        self._word_idf: Floats = np.zeros(0)
        self._sequence_idf: Floats = np.zeros(0)

    @property
    def width(self) -> int:
        """Number of columns; 0 where no text had a word."""
        return len(self.word_features) + len(self.character_features)

    def fit(self, texts: Sequence[str]) -> "TextVectors":
        """Learn vocabulary and idf from all texts of a project.

        Texts without a single word, or no texts at all, leave an empty vocabulary.
        """
        self.fit_transform(texts)
        return self

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn from the texts and return their vectors, shape (len(texts), width)."""
        told = [folded_words(text) for text in texts]
        words = sorted(set(chain.from_iterable(told)))
        self._known = {word: place for place, word in enumerate(words)}
        numbers, rows = self._numbered(told)
        counts = _counts(rows, numbers, (len(told), len(words)))
        uses = _uses(counts)
        kept = np.flatnonzero(uses >= self.min_df)
        self._kept = np.full(len(words), -1, dtype=np.int64)
        self._kept[kept] = np.arange(len(kept))
        pairs, first = self._paired(numbers, rows)
        self._pairs, columns = np.unique(pairs, return_inverse=True)
        pair_uses = _uses(_counts(first, columns, (len(told), len(self._pairs))))
        self._pairs = self._pairs[pair_uses >= self.min_df]
        self._word_idf = _idf(
            np.concatenate([uses[kept], pair_uses[pair_uses >= self.min_df]]), len(told)
        )
        self.word_features = (
            *(words[at] for at in kept.tolist()),
            *(
                f"{words[pair // len(words)]} {words[pair % len(words)]}"
                for pair in self._pairs.tolist()
            ),
        )
        self._learn_sequences(words, counts, len(told))
        return self.rows_of(told)

    def transform(self, texts: Sequence[str], told: Told | None = None) -> Any:
        """Return the vectors as a CSR matrix, shape (len(texts), width).

        Args:
            texts: any texts.
            told: their folded words where these are known already.
        """
        return self.rows_of(told or [folded_words(text) for text in texts])

    def rows_of(self, told: Told) -> Any:
        """Return the vectors of texts whose folded words are known already."""
        from scipy import sparse  # noqa: PLC0415 - see the module's docstring

        if not self.width or not told:
            return sparse.csr_matrix((len(told), self.width), dtype=np.float64)
        numbers, rows = self._numbered(told)
        columns = np.where(numbers < 0, -1, self._kept[numbers])
        pairs, first = self._paired(numbers, rows)
        at = np.searchsorted(self._pairs, pairs)
        if len(self._pairs):
            at[at == len(self._pairs)] = 0
            known = self._pairs[at] == pairs
        else:
            known = np.zeros(len(pairs), dtype=bool)
        single = columns >= 0
        words = _counts(
            np.concatenate([rows[single], first[known]]),
            np.concatenate([columns[single], at[known] + self._kept.max() + 1]),
            (len(told), len(self.word_features)),
        )
        halves = [
            _weighed(words, self._word_idf),
            _weighed(self._sequence_counts(told, numbers, rows), self._sequence_idf),
        ]
        return _of_length_1(sparse.hstack(halves, format="csr"))

    def _numbered(self, told: Told) -> tuple[Numbers, Numbers]:
        """Return each word's number (-1: unknown) and the row of its text."""
        get = self._known.get
        numbers = [get(word, -1) for words in told for word in words]
        lengths = [len(words) for words in told]
        rows = np.repeat(np.arange(len(told)), lengths)
        return np.array(numbers, dtype=np.int64), rows

    def _paired(self, numbers: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return a number for each two known words side by side, and their row."""
        both = (rows[:-1] == rows[1:]) & (numbers[:-1] >= 0) & (numbers[1:] >= 0)
        at = np.flatnonzero(both)
        return numbers[at] * len(self._known) + numbers[at + 1], rows[at]

    def _learn_sequences(self, words: list[str], uses: Any, count: int) -> None:
        sequences = [_sequences(word) for word in words]
        every = sorted(set(chain.from_iterable(sequences)))
        self._sequences = {each: place for place, each in enumerate(every)}
        inside = self._held(sequences)
        used = _uses(uses @ inside)
        kept = np.flatnonzero(used >= self.min_df)
        self.character_features = tuple(every[at] for at in kept.tolist())
        self._sequences = {
            each: place for place, each in enumerate(self.character_features)
        }
        self._inside = inside[:, kept].tocsr()
        self._sequence_idf = _idf(used[kept], count)

    def _sequence_counts(self, told: Told, numbers: Numbers, rows: Numbers) -> Any:
        """Count sequences once for each different word, not for each text."""
        from scipy import sparse  # noqa: PLC0415

        inside, strange = self._inside, np.flatnonzero(numbers < 0)
        if len(strange):
            flat = list(chain.from_iterable(told))
            others: dict[str, int] = {}
            numbers = numbers.copy()
            for place in strange.tolist():
                number = others.setdefault(flat[place], len(others))
                numbers[place] = len(self._known) + number
            more = self._held([_sequences(word) for word in others])
            inside = sparse.vstack([inside, more], format="csr")
        return _counts(rows, numbers, (len(told), inside.shape[0])) @ inside

    def _held(self, sequences: list[list[str]]) -> Any:
        get = self._sequences.get
        rows, columns = [], []
        for row, own in enumerate(sequences):
            known = [at for each in own if (at := get(each)) is not None]
            columns.extend(known)
            rows.extend([row] * len(known))
        return _counts(rows, columns, (len(sequences), len(self._sequences)))


def text_vectorizer(texts: Sequence[str], min_df: int = 1) -> TextVectors:
    """Return vectors fitted on the given texts."""
    return TextVectors(min_df).fit(texts)


def similarity(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return how alike the texts are: cosines, dense, shape (n, n), 0..1.

    The idf comes from the texts themselves. A text is 1 with itself; one without a
    word is 0 with every other.
    """
    vectors = text_vectorizer(texts).transform(texts)
    cosines = np.asarray((vectors @ vectors.T).toarray(), dtype=np.float64)
    np.clip(cosines, 0.0, 1.0, out=cosines)
    np.fill_diagonal(cosines, 1.0)
    return cosines


def _sequences(word: str) -> list[str]:
    """Return the sequences of 3 to 5 characters of a word and the blanks around it.

    A word shorter than a sequence counts once, with its blanks.
    """
    padded = f" {word} "
    shortest, longest = CHARACTER_NGRAMS
    found: list[str] = []
    for size in range(shortest, longest + 1):
        if size >= len(padded):
            return [*found, padded]
        starts = range(len(padded) - size + 1)
        found.extend(padded[start : start + size] for start in starts)
    return found


def _counts(rows: Iterable[Any], columns: Any, shape: tuple[int, int]) -> Any:
    """Return how often each row has each column, as a CSR matrix."""
    from scipy import sparse  # noqa: PLC0415

    ones = np.ones(len(columns), dtype=np.float64)
    return sparse.coo_matrix((ones, (rows, columns)), shape=shape).tocsr()


def _uses(counts: Any) -> Numbers:
    return np.bincount(counts.indices, minlength=counts.shape[1])


def _idf(uses: Numbers, count: int) -> Floats:
    return np.asarray(np.log((1 + count) / (1 + uses)) + 1)


def _weighed(counts: Any, idf: Floats) -> Any:
    np.log(counts.data, out=counts.data)
    counts.data += 1.0
    counts.data *= idf[counts.indices]
    return _of_length_1(counts)


def _of_length_1(rows: Any) -> Any:
    held = np.diff(rows.indptr)
    owner = np.repeat(np.arange(rows.shape[0]), held)
    squares = np.bincount(owner, rows.data**2, minlength=rows.shape[0])
    rows.data /= np.repeat(np.sqrt(np.where(squares > 0, squares, 1.0)), held)
    return rows
