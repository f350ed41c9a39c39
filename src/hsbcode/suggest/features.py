"""What the model sees of an answer: its text, its question, its keyword hits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from hsbcode.language.vectors import TextVectors
from hsbcode.suggest.evidence import CodebookEvidence

QUESTION_WEIGHT = 0.5
"""The same word means another thing under another question ("No")."""
KEYWORD_WEIGHT = 0.6
MOST_KEYWORDS = 2
_MOST_TEXTS = 20_000
_MANY_TEXTS = 200


def corpus_vectors(corpus: Sequence[str]) -> TextVectors:
    """Return vectors fitted on all answers of a project, or on every nth of many.

    From 200 answers on, what a single one holds is left out: half the time to
    learn, and the same suggestions.
    """
    step = max(1, -(-len(corpus) // _MOST_TEXTS))
    texts = corpus[::step]
    return TextVectors(min_df=2 if len(texts) >= _MANY_TEXTS else 1).fit(texts)


@dataclass(frozen=True, slots=True)
class AnswerFeatures:
    """Columns: words, characters, questions, then keyword hits of every code."""

    vectors: TextVectors
    questions: tuple[str, ...]
    evidence: CodebookEvidence | None

    @property
    def keyword_columns(self) -> dict[str, int]:
        """Code → its column of keyword hits."""
        if self.evidence is None:
            return {}
        first = self.vectors.width + len(self.questions)
        codes = enumerate(self.evidence.codes)
        return {code.id: first + place for place, code in codes}

    def rows(self, texts: Sequence[str], questions: Sequence[str | None]) -> Any:
        """Return one CSR row for each answer."""
        blocks = [self.vectors.transform(texts), self._question_rows(questions)]
        if self.evidence is not None:
            blocks.append(self._keyword_rows(texts))
        return sparse.hstack(blocks).tocsr()

    def says_something(self, rows: Any) -> npt.NDArray[np.bool_]:
        """Say of each row whether the answer itself, not its question, has a value."""
        first = self.vectors.width
        after = first + len(self.questions)
        counts = rows[:, :first].getnnz(axis=1) + rows[:, after:].getnnz(axis=1)
        return np.asarray(counts > 0)

    def _question_rows(self, questions: Sequence[str | None]) -> Any:
        rows = np.zeros((len(questions), len(self.questions)))
        for row, question in enumerate(questions):
            if question in self.questions:
                rows[row, self.questions.index(question)] = QUESTION_WEIGHT
        return sparse.csr_matrix(rows)

    def _keyword_rows(self, texts: Sequence[str]) -> Any:
        assert self.evidence is not None
        first = self.vectors.width + len(self.questions)
        rows = np.zeros((len(texts), len(self.evidence.codes)))
        columns = self.keyword_columns
        for row, text in enumerate(texts):
            for hit in self.evidence.hits(text):
                found = min(MOST_KEYWORDS, hit.keywords)
                rows[row, columns[hit.code] - first] = KEYWORD_WEIGHT * found
        return sparse.csr_matrix(rows)
