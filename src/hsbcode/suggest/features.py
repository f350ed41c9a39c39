"""What the model sees of an answer: words, characters, and what these go with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from hsbcode.language.vectors import TextVectors, Told
from hsbcode.suggest.corpus import MOST_TEXTS, CorpusVectors, Floats
from hsbcode.suggest.evidence import CodebookEvidence
from hsbcode.suggest.stance import Stance, stance_of


class Embeddings(Protocol):
    """What gives sentences as rows of length 1; see ``hsbcode.language.meaning``."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one row for each text, shape (n, d)."""


class AnswerRows(NamedTuple):
    """Answers as the model sees them; their likeness is a sum of products."""

    words: Any
    """CSR, one row of length 1 (or 0) an answer."""
    dense: Floats
    """Senses and embeddings, already weighted, shape (n, d)."""
    questions: tuple[str | None, ...]
    about: Any = None
    """Whom each is about (see ``stance``), shape (n,); None: it does not matter."""
    across: Any = None
    """``words`` turned over, where many are compared with these."""
    products: Any = None
    """Products of their words with each other, dense, where these are known."""

    def turned(self) -> "AnswerRows":
        """Return the same rows, ready to be compared with others one by one."""
        return self._replace(across=self.words.T.tocsr())

    def chosen(self, rows: npt.NDArray[np.intp]) -> "AnswerRows":
        """Return some of the rows."""
        asked = tuple(self.questions[row] for row in rows.tolist())
        about = None if self.about is None else self.about[rows]
        return AnswerRows(self.words[rows], self.dense[rows], asked, about)


@dataclass(frozen=True, slots=True)
class AnswerFeatures:
    """How answers are looked at: vectors, codebook, and how much each block counts."""

    vectors: TextVectors
    evidence: CodebookEvidence | None
    sense_share: float = 0.0
    """Part of the likeness of two answers that is of what their words go with."""
    meaning_share: float = 0.0
    """Part that is of their sentences' embeddings."""
    embeddings: Embeddings | None = None
    people: bool = False
    """Whether it matters whom answers are about."""

    @property
    def word_share(self) -> float:
        """Part that is of the words and characters themselves."""
        return 1.0 - self.sense_share - self.meaning_share

    def text_rows(self, texts: Sequence[str], told: Told | None = None) -> Any:
        """Return one CSR row of length 1 (or 0) for each text.

        Args:
            texts: the answers.
            told: their folded words where these are known already.
        """
        return self.vectors.transform(texts, told)

    def rows(
        self,
        texts: Sequence[str],
        questions: Sequence[str | None],
        words: Any = None,
        stances: Sequence[Stance] | None = None,
    ) -> AnswerRows:
        """Return the answers as the model sees them.

        Args:
            texts: the answers.
            questions: the question of each.
            words: their ``text_rows`` where these are known already.
            stances: their ``stances``, likewise.
        """
        words = self.text_rows(texts) if words is None else words
        blocks = []
        if self.sense_share and isinstance(self.vectors, CorpusVectors):
            senses = self.vectors.sense_rows(texts, words)
            blocks.append(np.sqrt(self.sense_share) * senses)
        if self.meaning_share and self.embeddings is not None:
            meaning = self.embeddings.encode(texts).astype(np.float64)
            blocks.append(np.sqrt(self.meaning_share) * meaning)
        none = np.zeros((len(texts), 0), dtype=np.float32)
        dense = np.hstack(blocks).astype(np.float32) if blocks else none
        about = None
        if self.people:
            stances = self.stances(texts) if stances is None else stances
            about = np.array([stance.about for stance in stances], dtype=np.int8)
        return AnswerRows(words, dense, tuple(questions), about)

    def stances(self, texts: Sequence[str], told: Told | None = None) -> list[Stance]:
        """Return how answers stand to their topic; see ``stance``."""
        known: dict[str, Stance] = getattr(self.vectors, "stances", {})
        found = []
        for row, text in enumerate(texts):
            stance = known.get(text)
            if stance is None:
                stance = stance_of(text, None if told is None else told[row])
                if len(known) < MOST_TEXTS:
                    known[text] = stance
            found.append(stance)
        return found

    def products(self, texts: Sequence[str]) -> Any:
        """Return how alike answers' words are, shape (n, n); None: not at hand."""
        if not isinstance(self.vectors, CorpusVectors):
            return None
        places = self.vectors.places_of(texts)
        return None if places is None else self.vectors.products.of(places)
