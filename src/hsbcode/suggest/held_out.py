"""What a model says of answers that it did not learn from, fold by fold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hsbcode.domain.codebook import Codebook
from hsbcode.language.vectors import TextVectors
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.features import Embeddings
from hsbcode.suggest.folds import Indices
from hsbcode.suggest.measuring import Flags, Floats
from hsbcode.suggest.model import CodeModel
from hsbcode.suggest.suggestions import suggest

SHARES = (0.125, 0.25, 0.5)
"""Parts of the coded answers that the learning curve learns from, beside all."""
_AT = 5


@dataclass(frozen=True, slots=True)
class Coded:
    """Coded answers, row by row."""

    codebook: Codebook
    codes: tuple[str, ...]
    """The columns: codes that can be applied, in the order of the tree."""
    texts: Sequence[str]
    truth: Flags
    """Shape (n, k)."""
    offered: Flags
    """Whether the code is offered under the answer's question, and not implied by one
    of its children that was applied: shape (n, k)."""
    people: Sequence[str]
    questions: Sequence[str | None]
    embeddings: Embeddings | None = None

    def sets(self, rows: Sequence[int]) -> list[frozenset[str]]:
        """Return the codes of some answers."""
        return [
            frozenset(self.codes[at] for at in np.flatnonzero(self.truth[row]))
            for row in rows
        ]

    def fit(self, rows: Sequence[int], seed: int, corpus: TextVectors) -> CodeModel:
        """Return a model that learnt from some of the answers."""
        return CodeModel(self.codebook, seed, self.embeddings).fit(
            [self.texts[row] for row in rows],
            self.sets(rows),
            groups=[self.people[row] for row in rows],
            questions=[self.questions[row] for row in rows],
            corpus=corpus,
        )

    def scored(self, model: CodeModel, rows: Sequence[int]) -> Floats:
        """Return the scores of some answers, 0 where a code is not offered."""
        found = model.scores(
            [self.texts[row] for row in rows], [self.questions[row] for row in rows]
        )
        column = {code: place for place, code in enumerate(model.codes_)}
        found = found[:, [column[code] for code in self.codes]]
        return np.where(self.offered[rows], found, 0.0)


class HeldOut:
    """Scores and suggestions for every answer, from models that did not see it."""

    def __init__(self, coded: Coded) -> None:
        shape = coded.truth.shape
        self.coded = coded
        self.scores: Floats = np.zeros(shape)
        self.shown: Flags = np.zeros(shape, dtype=bool)
        self.shown_scores: Floats = np.full(shape, np.nan)
        """Scores of suggestions by the model; NaN elsewhere."""
        self.top_learnt: Floats = np.full(shape[0], np.nan)
        """Highest score of a learnt code; NaN where none is learnt."""
        self.top_is_right: Flags = np.zeros(shape[0], dtype=bool)
        self.commonest: npt.NDArray[np.int64] = np.zeros(shape[0], dtype=np.int64)
        """Place of the code most often applied to the other answers."""
        self.partial: dict[float, Floats] = {s: np.zeros(shape) for s in SHARES}
        self.learnt_from: dict[float, list[int]] = {s: [] for s in (*SHARES, 1.0)}

    def judge(
        self,
        train: Indices,
        test: Indices,
        seed: int,
        corpus: TextVectors,
        limit: float | None,
    ) -> None:
        """Let a model learn from some answers and judge the others."""
        coded, learn, rows = self.coded, train.tolist(), test.tolist()
        model = coded.fit(learn, seed, corpus)
        if limit is not None and model.threshold_ is not None:
            model.threshold_ = limit
        self.scores[test] = coded.scored(model, rows)
        self.learnt_from[1.0].append(len(learn))
        counts = coded.truth[train].sum(axis=0)
        self.commonest[test] = int(np.argmax(counts))
        learnt = np.array(
            [coded.codes.index(code) for code in model.learnt_], dtype=int
        )
        if learnt.size:
            of_learnt = self.scores[test][:, learnt]
            best = learnt[np.argmax(of_learnt, axis=1)]
            self.top_learnt[test] = of_learnt.max(axis=1)
            self.top_is_right[test] = coded.truth[test, best]
        self._show(model, rows)

    def _show(self, model: CodeModel, rows: Sequence[int]) -> None:
        """Keep what a coder would be shown for each answer."""
        coded = self.coded
        column = {code: place for place, code in enumerate(coded.codes)}
        for question in dict.fromkeys(coded.questions[row] for row in rows):
            some = [row for row in rows if coded.questions[row] == question]
            texts = [coded.texts[row] for row in some]
            ranked = suggest(model, coded.codebook, question, texts)
            for row, suggestions in zip(some, ranked, strict=True):
                for each in suggestions:
                    place = column[each.code]
                    if coded.offered[row, place]:
                        self.shown[row, place] = True
                        if each.score is not None:
                            self.shown_scores[row, place] = each.score

    def judge_part(
        self,
        share: float,
        train: Indices,
        test: Indices,
        seed: int,
        corpus: TextVectors,
    ) -> None:
        """Let a model learn from a part of them only, and judge the same answers."""
        order = np.random.default_rng(seed).permutation(train)
        part = np.sort(order[: max(1, round(share * len(train)))]).tolist()
        model = self.coded.fit(part, seed, corpus)
        self.partial[share][test] = self.coded.scored(model, test.tolist())
        self.learnt_from[share].append(len(part))


@dataclass(frozen=True, slots=True)
class KeywordHits:
    """What the codebook alone says, for comparison."""

    keywords: Floats
    """Different keywords of each code found: shape (n, k)."""
    first: npt.NDArray[np.int64]
    """Place of the code it would put first; -1 where it says nothing."""


def keyword_hits(coded: Coded) -> KeywordHits:
    """Look every answer up in the codebook."""
    evidence = codebook_evidence(coded.codebook)
    column = {code: place for place, code in enumerate(coded.codes)}
    found = np.zeros(coded.truth.shape)
    first = np.full(len(coded.texts), -1, dtype=np.int64)
    for row, (text, question) in enumerate(
        zip(coded.texts, coded.questions, strict=True)
    ):
        hits = evidence.hits(text, question)
        for hit in hits:
            found[row, column[hit.code]] = hit.keywords
        if hits:
            first[row] = column[hits[0].code]
    return KeywordHits(found, first)


def ranks(scores: Floats, truth: Flags) -> tuple[Floats, Floats]:
    """Return (first is right, share of the codes among the first five) of each answer.

    Codes with a score of 0 are not ranked. NaN for answers without a code.
    """
    with_code = truth.any(axis=1)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :_AT]
    rows = np.arange(len(scores))[:, None]
    hits = truth[rows, order] & (scores[rows, order] > 0)
    first = np.where(with_code, hits[:, 0], np.nan)
    among = np.where(
        with_code, hits.sum(axis=1) / np.maximum(truth.sum(axis=1), 1), np.nan
    )
    return first, among
