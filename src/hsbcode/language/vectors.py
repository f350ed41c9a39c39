"""Texts as sparse TF-IDF vectors, and how alike texts are.

scikit-learn is imported when the first text is counted, so importing this module is
cheap.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hsbcode.language.words import folded_text, folded_words

WORD_NGRAMS = (1, 2)
CHARACTER_NGRAMS = (3, 5)


class TextVectors:
    """TF-IDF of words (1 to 2) and of characters inside words (3 to 5).

    Both halves weigh the same and every row has length 1; a text without any known
    word is a row of zeros. The weights are those of Salton & Buckley (1988) with
    1 + log(count) and scikit-learn's smoothed idf. The same texts give the same
    vectors.

    Args:
        min_df: leave out what fewer texts hold than this.
    """

    def __init__(self, min_df: int = 1) -> None:
        self.min_df = min_df
        self.word_features: tuple[str, ...] = ()
        """Words and pairs of words, in the order of the first columns."""
        self.character_features: tuple[str, ...] = ()
        """Character sequences, in the order of the columns after the words."""
        self._halves: list[Any] = []

    @property
    def width(self) -> int:
        """Number of columns; 0 where no text had a word."""
        return len(self.word_features) + len(self.character_features)

    def fit(self, texts: Sequence[str]) -> "TextVectors":
        """Learn vocabulary and idf from all texts of a project.

        Texts without a single word, or no texts at all, leave an empty vocabulary.
        """
        word_half, character_half = _halves(self.min_df)
        words_known = _fit_half(word_half, texts)
        characters_known = _fit_half(character_half, texts)
        self._halves = []
        self.word_features = self.character_features = ()
        if words_known:
            self._halves.append(word_half)
            self.word_features = tuple(word_half.get_feature_names_out())
        if characters_known:
            self._halves.append(character_half)
            self.character_features = tuple(character_half.get_feature_names_out())
        return self

    def transform(self, texts: Sequence[str]) -> Any:
        """Return the vectors as a CSR matrix, shape (len(texts), width)."""
        from scipy import sparse  # noqa: PLC0415 - see the module's docstring
        from sklearn.preprocessing import normalize  # noqa: PLC0415

        if not self._halves or not len(texts):
            return sparse.csr_matrix((len(texts), self.width), dtype=np.float64)
        joined = sparse.hstack([half.transform(texts) for half in self._halves])
        return normalize(joined.tocsr(), norm="l2", copy=False)


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


def _halves(min_df: int) -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    words = TfidfVectorizer(
        tokenizer=folded_words,
        token_pattern=None,
        lowercase=False,
        ngram_range=WORD_NGRAMS,
        min_df=min_df,
        sublinear_tf=True,
    )
    characters = TfidfVectorizer(
        preprocessor=folded_text,
        analyzer="char_wb",
        ngram_range=CHARACTER_NGRAMS,
        min_df=min_df,
        sublinear_tf=True,
    )
    return words, characters


def _fit_half(half: Any, texts: Sequence[str]) -> bool:
    # scikit-learn raises on an empty vocabulary, and on fewer texts than min_df
    counted = [text for text in texts if folded_words(text)]
    if len(counted) < max(1, half.min_df):
        return False
    try:
        half.fit(texts)
    except ValueError as problem:
        if "empty vocabulary" in str(problem) or "no terms remain" in str(problem):
            return False
        raise
    return True
