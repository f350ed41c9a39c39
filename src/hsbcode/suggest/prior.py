"""What the codebook says of an answer before anything is coded, as probabilities.

Two signals for each answer and code: how similar the answer is to the code's entries
(definition, keywords, examples), against the other codes; and how many of its
keywords the answer holds. Their weights begin at values that suited several real
surveys and are fitted again to what has been coded (maximum a posteriori), for all
codes and then, held closer, for each.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hsbcode.domain.codebook import Code
from hsbcode.language.stopwords import EMPTY_WORDS, NEGATORS
from hsbcode.language.vectors import Told
from hsbcode.language.words import folded_words
from hsbcode.suggest.features import AnswerFeatures
from hsbcode.suggest.learning import Scores
from hsbcode.suggest.prior_weights import Weights

START = (1.1, 1.6)
"""Weights of similarity and of keyword hits before anything is coded."""
MEANT = 0.6
"""Part of the similarity that is of embeddings, where there are some."""
OFTEN = 0.4
"""How far codes whose keywords are found more often are expected more often."""
FAINT = 0.03
"""Keeps faint similarities (another language) from being made much of."""
IDLE = 0.6
"""Share of answers from which on a keyword tells nothing."""
EMPTY_IDLE = 0.1
"""The same for a keyword without a topic ("the")."""
EXPECTED = 1.3
"""Codes an answer has, before anybody coded one."""
MOST_KEYWORDS = 2
_LEAST_FOR_IDLE = 50


class CodebookItem(NamedTuple):
    """One entry of a code that an answer can be like."""

    kind: str
    """``definition``, ``keywords`` or ``example``."""
    text: str
    similarity: float
    """Cosine 0..1 with the answer."""


class CodebookPrior:
    """The entries of a code frame, prepared for many answers.

    Args:
        features: what the model sees of a text.
        codes: the codes of the columns.
    """

    def __init__(self, features: AnswerFeatures, codes: Sequence[Code | None]) -> None:
        self._features = features
        self._evidence = features.evidence
        self._count = len(codes)
        column = {code.id: at for at, code in enumerate(codes) if code}
        spoken = () if self._evidence is None else self._evidence.codes
        self._columns = [column[code.id] for code in spoken]
        self._idle: frozenset[tuple[int, int]] = frozenset()
        self.items: list[tuple[int, str, str]] = [
            (at, kind, text)
            for at, code in enumerate(codes)
            if code is not None
            for kind, text in code_items(code)
        ]
        self._with_keywords = np.array(
            [code is not None and bool(code.keywords) for code in codes], dtype=bool
        )
        self._vectors = features.text_rows([text for _, _, text in self.items])
        self._across = self._vectors.T.tocsr()
        self._meaning = self._meant([text for _, _, text in self.items])
        owners = [at for at, _, _ in self.items]
        self._of: list[npt.NDArray[np.intp]] = [
            np.flatnonzero(np.array(owners) == at) for at in range(self._count)
        ]

    def design(
        self, texts: Sequence[str], rows: Any, told: Told | None = None
    ) -> Scores:
        """Return similarity (standardised) and keyword hits, shape (n, k, 2).

        Args:
            texts: the answers.
            rows: their vectors, from ``AnswerFeatures.text_rows``.
            told: their folded words where these are known already.
        """
        found = np.zeros((len(texts), self._count, 2))
        if not self.items or not len(texts):
            return found
        cosines = np.asarray((rows @ self._across).toarray(), dtype=np.float64)
        found[:, :, 0] = self._stands_out(cosines)
        if self._meaning is not None:
            meant = self._meant(texts) @ self._meaning.T
            found[:, :, 0] *= 1.0 - MEANT
            found[:, :, 0] += MEANT * self._stands_out(meant)
        found[:, :, 1] = self._hits(texts, told)
        return found

    def _stands_out(self, cosines: Scores) -> Scores:
        """Return how similar answers are to a code, against the other codes."""
        found = np.zeros((len(cosines), self._count))
        counts = np.array([len(own) for own in self._of])
        described = np.flatnonzero(counts)
        # the entries of a code stand side by side
        starts = (np.cumsum(counts) - counts)[described]
        nearest = np.maximum.reduceat(cosines, starts, axis=1)
        mean = np.add.reduceat(cosines, starts, axis=1) / counts[described]
        known = 0.5 * nearest + 0.5 * mean
        spread = known.std(axis=1, keepdims=True) + FAINT
        found[:, described] = (known - known.mean(axis=1, keepdims=True)) / spread
        return found

    def _meant(self, texts: Sequence[str]) -> Any:
        embeddings = self._features.embeddings
        if embeddings is None or not self.items:
            return None
        return embeddings.encode(texts).astype(np.float64)

    def _hits(self, texts: Sequence[str], told: Told | None) -> Scores:
        """Return how many keywords of each code are found, at most 2."""
        hits = np.zeros((len(texts), self._count))
        if self._evidence is None:
            return hits
        for row, text in enumerate(texts):
            said = None if told is None else told[row]
            for keyword in self._evidence.keywords_in(text, said):
                if keyword not in self._idle:
                    hits[row, self._columns[keyword[0]]] += 1
        return np.minimum(MOST_KEYWORDS, hits)

    def hears(self, text: str, code: str) -> bool:
        """Whether a keyword of the code that tells something is in the answer."""
        if self._evidence is None:
            return False
        return any(
            self._evidence.codes[place].id == code and (place, number) not in self._idle
            for place, number in self._evidence.keywords_in(text)
        )

    def _find_idle(self, sample: Sequence[str]) -> None:
        """Leave out keywords that so many answers hold that they tell nothing."""
        if self._evidence is None or len(sample) < _LEAST_FOR_IDLE:
            return
        found = (each for text in sample for each in self._evidence.keywords_in(text))
        self._idle = frozenset(
            (place, number)
            for (place, number), count in Counter(found).items()
            if count > len(sample) * _most(self._evidence.codes[place].keywords[number])
        )

    def prepare(self, sample: Sequence[str]) -> Weights:
        """Learn from answers not coded what is common; returns the first weights."""
        self._find_idle(sample)
        return self.start(self.design(sample, self._features.text_rows(sample)))

    def start(self, design: Scores) -> Weights:
        """Return the weights before anything is coded, from answers not coded.

        The intercepts let an answer expect 1.3 codes (found by bisection), and a
        code the more, the more often its keywords are found.
        """
        each = np.tile([0.0, *START], (self._count, 1))
        wanted = min(EXPECTED, 0.5 * self._count)
        if not len(design) or not self._count:
            each[:, 0] = -3.0
            return Weights(each)
        often = self._often(design)
        low, high = -12.0, 6.0
        for _ in range(40):
            middle = (low + high) / 2
            each[:, 0] = middle + often
            found = Weights(each).probabilities(design)
            if float(found.sum(axis=1).mean()) > wanted:
                high = middle
            else:
                low = middle
        return Weights(each)

    def _often(self, design: Scores) -> Scores:
        hits = np.log(design[:, :, 1].mean(axis=0) + 0.01)
        known = self._with_keywords
        if not known.any():
            return np.zeros(self._count)
        return np.where(known, OFTEN * (hits - hits[known].mean()), 0.0)

    def nearest(self, text: str, code: int) -> CodebookItem | None:
        """Return the entry of a code that the answer is most like; None: nothing."""
        own = self._of[code]
        if not len(own):
            return None
        rows = self._features.text_rows([text])
        cosines = np.asarray((rows @ self._vectors[own].T).toarray()).ravel()
        best = int(cosines.argmax())
        if cosines[best] <= 0:
            return None
        _, kind, said = self.items[int(own[best])]
        return CodebookItem(kind, said, float(cosines[best]))


def _most(keyword: str) -> float:
    empty = EMPTY_WORDS - NEGATORS
    return EMPTY_IDLE if empty.issuperset(folded_words(keyword)) else IDLE


def code_items(code: Code) -> list[tuple[str, str]]:
    """Return what a code says of itself: (kind, text)."""
    meaning = ". ".join(
        part for part in (code.label, code.definition, code.include_when) if part
    )
    items = [("definition", meaning)] if meaning else []
    if code.keywords:
        items.append(("keywords", ", ".join(code.keywords)))
    return items + [("example", example) for example in code.examples]
