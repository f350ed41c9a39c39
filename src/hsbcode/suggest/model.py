"""The suggestion model: what the codebook says, corrected by what has been coded.

A prior from the codebook (``prior``) and kernel ridge regression on what it gets wrong
(``ridge``). So it works before anything is coded and refits in milliseconds. It needs
no scikit-learn, whose import would double the time until the first suggestion;
``estimator`` gives it scikit-learn's manners.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Any, Self

import numpy as np

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.language.vectors import TextVectors, Told
from hsbcode.language.words import folded_words
from hsbcode.numbers.one_thread import one_thread
from hsbcode.suggest.calibration import calibrated
from hsbcode.suggest.coded_answers import CodedAnswers, same_length
from hsbcode.suggest.columns import CodeColumns
from hsbcode.suggest.correcting import best_corrected
from hsbcode.suggest.folds import joined_groups
from hsbcode.suggest.leaning import Leaning, praising
from hsbcode.suggest.learning import Scores, learnable, tuned_threshold
from hsbcode.suggest.prior import CodebookItem
from hsbcode.suggest.prior_weights import refitted
from hsbcode.suggest.seeing import Seeing, meaning_shares

_CLIPPED = (0.001, 0.999)
_SLICE = 5_000
"""Answers scored at a time, which bounds the memory."""


class CodeModel:
    """Scores every code for an answer; see ``CodeSuggester`` for what it holds.

    Args:
        codebook: code frame; its applicable codes are the columns. None: the codes
            seen in the coded answers.
        seed: the same seed, answers and codings give the same scores.
        embeddings: sentences as vectors (``language.meaning.MeaningVectors``), with
            the extra ``embeddings`` installed; True loads them; None: without.
    """

    def __init__(
        self,
        codebook: Codebook | None = None,
        seed: int = 0,
        embeddings: Any = None,
    ) -> None:
        self.codebook = codebook
        self.seed = seed
        self.embeddings = embeddings

    def fit(
        self,
        texts: Sequence[str],
        code_sets: Sequence[Collection[str]],
        *,
        groups: Sequence[str] | None = None,
        questions: Sequence[str | None] | None = None,
        corpus: Sequence[str] | TextVectors | None = None,
    ) -> Self:
        """Learn from coded answers; none at all will do where there is a codebook.

        Args:
            texts: the coded answers.
            code_sets: the codes of each; an empty one means that no code applies.
            groups: the respondent of each; None: everybody another one.
            questions: the question of each. Where a code is not offered, an answer
                tells nothing about it.
            corpus: all answers of the project, for the weights of words, or vectors
                already fitted on them; None: the coded answers.

        Raises:
            ModelError: the arguments differ in length, or there is nothing to learn
                from at all.
        """
        given = CodedAnswers.of(texts, code_sets, questions, groups)
        if self.codebook is None and not len(given):
            raise ModelError(
                "There is nothing to learn from: no coded answers and no codebook.",
                "Give a codebook with keywords, or code some answers first.",
            )
        self._columns = CodeColumns.of(self.codebook, code_sets)
        self.codes_: tuple[str, ...] = self._columns.ids
        coded, self.rows_ = given.some(self.seed)
        self.coded_ = len(coded)
        with_meaning = self.embeddings is not None
        self.run_ = coded.run(self.codebook, self.seed, embeddings=with_meaning)
        with one_thread():
            seeing = Seeing.of(
                self._columns,
                texts if corpus is None else corpus,
                len(coded),
                self.embeddings,
            )
            self.features_, self.prior_ = seeing.features, seeing.prior
            self.start_ = seeing.start
            left_out = self._learn(coded)
        self.loo_: Scores = np.full((len(given), len(self.codes_)), np.nan)
        self.loo_[self.rows_] = left_out
        return self

    def scores(
        self,
        texts: Sequence[str],
        questions: Sequence[str | None] | None = None,
        rows: Sequence[int | None] | None = None,
    ) -> Scores:
        """Return a probability 0..1 for each answer and code, shape (n, k).

        A code not offered for the answer's question has 0. A parent has at least
        what its children have.

        Args:
            texts: the answers.
            questions: the question of each; None: none in particular.
            rows: where an answer was learnt from, its row among those given to
                ``fit``: it then has its left-out scores.
        """
        found = self.own_scores(texts, questions, rows)
        asked = same_length("questions", questions, len(texts), None)
        return self._columns.settled(found, asked)

    def own_scores(
        self,
        texts: Sequence[str],
        questions: Sequence[str | None] | None = None,
        rows: Sequence[int | None] | None = None,
    ) -> Scores:
        """Return the scores without what parents have from their children, (n, k).

        What is shown goes by these, so that no parent is suggested for what only
        its child was learnt from.
        """
        self._check()
        asked = same_length("questions", questions, len(texts), None)
        found = np.zeros((len(texts), len(self.codes_)))
        with one_thread():
            for start in range(0, len(texts), _SLICE):
                part = slice(start, start + _SLICE)
                some_texts = texts[part]
                told = [folded_words(text) for text in some_texts]
                words = self.features_.text_rows(some_texts, told)
                stances = self.features_.stances(some_texts, told)
                seen = self.features_.rows(some_texts, asked[part], words, stances)
                some = self._before(some_texts, words, told) + self.correction_.of(seen)
                some = np.clip(some, *_CLIPPED)
                some = self.leaning_.lowered(some, praising(stances))
                found[part] = self.calibration_(some)
        for at, row in enumerate(rows or ()):
            if row is not None and not np.isnan(self.loo_[row]).all():
                found[at] = np.nan_to_num(self.loo_[row])
        found[~self._columns.offered(asked)] = 0.0
        return found

    def prior_scores(
        self, texts: Sequence[str], questions: Sequence[str | None] | None = None
    ) -> Scores:
        """Return what the codebook alone would say, shape (n, k).

        Its weights are those fitted to the coded answers.
        """
        self._check()
        asked = same_length("questions", questions, len(texts), None)
        found = self._before(texts, self.features_.text_rows(texts))
        return self._columns.settled(found, asked)

    def influences(
        self, text: str, question: str | None, code: str, most: int = 3
    ) -> list[tuple[int, float]]:
        """Return the coded answers that spoke loudest for or against a code.

        Returns:
            Row of the answer as it was given to ``fit``, and what it adds to the
            score (negative: takes away), the largest effect first.
        """
        self._check()
        if not self.coded_:
            return []
        seen = self.features_.rows([text], [question])
        spoke = self.correction_.spoke(seen, self.codes_.index(code))
        places = [self.rows_[row] for row in self.correction_.rows.tolist()]
        order = np.argsort(-np.abs(spoke), kind="stable")[:most]
        return [(places[at], float(spoke[at])) for at in order.tolist() if spoke[at]]

    def nearest_item(
        self, text: str, question: str | None, code: str
    ) -> CodebookItem | None:
        """Return the entry of a code that the answer is most like; None: nothing.

        None, too, where the code is not offered for the question.
        """
        self._check()
        place = self.codes_.index(code)
        if not self._columns.offered([question])[0, place]:
            return None
        return self.prior_.nearest(text, place)

    def spoken(
        self, text: str, seen: Any, code: str, question: str | None, row: int | None
    ) -> Scores:
        """Return what each column of an answer's words adds to a score, (width,).

        Args:
            text: the answer.
            seen: its row of ``features_.text_rows``.
            code: one of ``codes_``.
            question: of the answer.
            row: where it was learnt from, its row among those given to ``fit``; what
                it taught itself is left out.
        """
        place = self.codes_.index(code)
        about = 0
        if self.features_.people:
            about = self.features_.stances([text])[0].about
        weights = self.correction_.by_word(place, question, about)
        found = np.zeros(len(weights))
        found[seen.indices] = seen.data * weights[seen.indices]
        at = None if row is None else bisect_left(self.rows_, row)
        if at is not None and self.rows_[at : at + 1] == [row]:
            own = self.correction_.own_words(at, place)
            found[seen.indices] -= own * seen.data**2
        return found

    def _check(self) -> None:
        if not hasattr(self, "codes_"):
            raise ModelError("This model has learnt nothing yet.", "Call fit first.")

    def _before(
        self, texts: Sequence[str], words: Any, told: Told | None = None
    ) -> Scores:
        return self.weights_.probabilities(self.prior_.design(texts, words, told))

    def _learn(self, coded: CodedAnswers) -> Scores:
        """Learn; returns the left-out probabilities, shape (n, k)."""
        texts, asked = coded.texts, coded.questions
        truth = self._columns.truth(coded.code_sets)
        offered = self._columns.offered(asked)
        words = self.features_.text_rows(texts)
        stances = self.features_.stances(texts)
        design = self.prior_.design(texts, words)
        self.weights_ = refitted(self.start_, design, truth, offered)
        wrong = truth - self.weights_.probabilities(design)
        groups = joined_groups(texts, coded.people)
        ways = meaning_shares(self.features_, len(texts))
        products = self.features_.products(texts)
        seen = [
            way.rows(texts, asked, words, stances)._replace(products=products)
            for way in ways
        ]
        shares = [way.word_share for way in ways]
        best, self.correction_, left_out = best_corrected(
            seen, shares, wrong, truth, offered, groups, self.seed
        )
        self.features_ = ways[best]
        left_out = np.clip(left_out, *_CLIPPED)
        praise = praising(stances)
        self.leaning_ = Leaning.learnt(praise, truth, offered)
        left_out = Leaning.left_out(left_out, praise, truth, offered)
        self.calibration_ = calibrated(left_out, truth)
        left_out = self.calibration_(left_out)
        places = learnable(truth, offered, coded.people)
        self.learnt_ = self._columns.in_frame_order({self.codes_[at] for at in places})
        self.threshold_: float | None = None
        if places:
            self.threshold_ = tuned_threshold(left_out[:, places], truth[:, places])
        return left_out
