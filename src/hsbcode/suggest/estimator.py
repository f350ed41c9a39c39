"""The suggestion model: one logistic regression for each code.

It learns from coded answers: words, characters, question and keyword hits. Codes
with too few coded answers are scored by what the codebook says.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted
from threadpoolctl import threadpool_limits

from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.language.vectors import TextVectors
from hsbcode.suggest.evidence import codebook_evidence
from hsbcode.suggest.features import AnswerFeatures, corpus_vectors
from hsbcode.suggest.folds import joined_groups
from hsbcode.suggest.learning import (
    Flags,
    Scores,
    fit_codes,
    learnable,
    sampled,
    sigmoid,
    tuned_threshold,
)

_KEYWORD_SCORES = (0.15, 0.3, 0.5, 0.6)


class CodeSuggester(BaseEstimator):  # type: ignore[misc]
    """Scores every code for an answer.

    Args:
        codebook: code frame; its applicable codes are the columns. None: the codes
            seen in the coded answers.
        seed: the same seed, answers and codings give the same scores.

    Attributes:
        codes_: ids of the codes, in the order of the columns.
        learnt_: codes with enough coded answers: at least 5 positive from 3
            respondents, some negative, and 20 coded answers in all.
        threshold_: score from which a learnt code is worth suggesting, tuned on
            answers the model had not seen; None where nothing is learnt.
        coded_: number of coded answers learnt from, at most 5,000.
        run_: id of this model: the same for the same answers, codings and codebook.
    """

    def __init__(self, codebook: Codebook | None = None, seed: int = 0) -> None:
        self.codebook = codebook
        self.seed = seed

    def fit(
        self,
        texts: Sequence[str],
        code_sets: Sequence[Collection[str]],
        *,
        groups: Sequence[str] | None = None,
        questions: Sequence[str | None] | None = None,
        corpus: Sequence[str] | TextVectors | None = None,
    ) -> "CodeSuggester":
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
        asked = _same_length("questions", questions, len(texts), None)
        people = _same_length("groups", groups, len(texts), "")
        if groups is None:
            people = [str(row) for row in range(len(texts))]
        if len(code_sets) != len(texts):
            raise ModelError(
                f"There are {len(texts)} answers and {len(code_sets)} sets of codes."
            )
        if any(isinstance(codes, str) for codes in code_sets):
            raise ModelError(
                "The codes of an answer are a set of ids, not one text.",
                'Give {"food"}, or ["food", "noise"], for each answer.',
            )
        if self.codebook is None and not len(texts):
            raise ModelError(
                "There is nothing to learn from: no coded answers and no codebook.",
                "Give a codebook with keywords, or code some answers first.",
            )
        self._name_columns(code_sets)
        if corpus is None:
            corpus = texts
        kept = sampled(len(texts), self.seed)
        texts = [texts[row] for row in kept]
        code_sets = [code_sets[row] for row in kept]
        asked = [asked[row] for row in kept]
        people = [people[row] for row in kept]
        self.coded_ = len(texts)
        self.run_ = self._run(texts, code_sets, asked)
        self.features_ = AnswerFeatures(
            corpus if isinstance(corpus, TextVectors) else corpus_vectors(corpus),
            tuple(sorted({question for question in asked if question is not None})),
            None if self.codebook is None else codebook_evidence(self.codebook),
        )
        truth = np.zeros((len(texts), len(self.codes_)), dtype=bool)
        column = {code: place for place, code in enumerate(self.codes_)}
        for row, codes in enumerate(code_sets):
            truth[row, [column[code] for code in codes if code in column]] = True
        offered = self._offered(asked)
        with threadpool_limits(1):
            self._learn(texts, truth, offered, people, asked)
        return self

    def scores(
        self, texts: Sequence[str], questions: Sequence[str | None] | None = None
    ) -> Scores:
        """Return a score 0..1 for each answer and code, shape (n, k).

        A learnt code has a probability. Any other has a rough rank by its keyword
        hits, good for ordering and not to be shown as a percentage. A code not
        offered for the answer's question has 0, and so has every code where the
        answer holds nothing the model knows.
        """
        check_is_fitted(self, "codes_")
        asked = _same_length("questions", questions, len(texts), None)
        found = np.zeros((len(texts), len(self.codes_)))
        column = {code: place for place, code in enumerate(self.codes_)}
        if self.features_.evidence is not None:
            for row, text in enumerate(texts):
                for hit in self.features_.evidence.hits(text):
                    most = min(hit.keywords, len(_KEYWORD_SCORES) - 1)
                    found[row, column[hit.code]] = _KEYWORD_SCORES[most]
        if self.learnt_ and len(texts):
            with threadpool_limits(1):
                rows = self.features_.rows(texts, asked)
                places = [column[code] for code in self.learnt_]
                learnt = sigmoid(rows @ self.coef_.T + self.intercept_)
                learnt[~self.features_.says_something(rows)] = 0.0
                found[:, places] = learnt
        found[~self._offered(asked)] = 0.0
        return found

    def _name_columns(self, code_sets: Sequence[Collection[str]]) -> None:
        self.codes_: tuple[str, ...]
        if self.codebook is None:
            self.codes_ = tuple(sorted({code for codes in code_sets for code in codes}))
        else:
            order = self.codebook.in_tree_order()
            self.codes_ = tuple(code.id for code in order if code.can_be_applied)

    def _offered(self, questions: Sequence[str | None]) -> Flags:
        offered = np.ones((len(questions), len(self.codes_)), dtype=bool)
        if self.codebook is None:
            return offered
        codes = [self.codebook[code] for code in self.codes_]
        for question in {asked for asked in questions if asked is not None}:
            rows = [row for row, asked in enumerate(questions) if asked == question]
            offered[rows] = [code.offered_for(question) for code in codes]
        return offered

    def _learn(
        self,
        texts: Sequence[str],
        truth: Flags,
        offered: Flags,
        people: Sequence[str],
        asked: Sequence[str | None],
    ) -> None:
        places = learnable(truth, offered, people)
        self.learnt_ = tuple(self.codes_[place] for place in places)
        self.threshold_: float | None = None
        self.coef_: Scores = np.zeros((0, 0))
        self.intercept_: Scores = np.zeros(0)
        if not places:
            return
        rows = self.features_.rows(texts, asked)
        truth, offered = truth[:, places], offered[:, places]
        self.coef_, self.intercept_ = fit_codes(rows, truth, offered, self.seed)
        groups = joined_groups(texts, people)
        self.threshold_ = tuned_threshold(rows, truth, offered, groups, self.seed)

    def _run(
        self,
        texts: Sequence[str],
        code_sets: Sequence[Collection[str]],
        asked: Sequence[str | None],
    ) -> str:
        if not len(texts):
            return ""
        rows = sorted(
            (text, question or "", sorted(codes))
            for text, question, codes in zip(texts, asked, code_sets, strict=True)
        )
        whole = json.dumps([self.seed, repr(self.codebook), rows])
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _same_length(
    name: str, given: Sequence[Any] | None, count: int, default: Any
) -> Sequence[Any]:
    if given is None:
        return [default] * count
    if len(given) != count:
        raise ModelError(f"There are {count} answers and {len(given)} {name}.")
    return given
