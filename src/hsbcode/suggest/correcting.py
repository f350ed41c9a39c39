"""What coded answers taught beyond the codebook, ready to be added to its scores."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from hsbcode.suggest.features import AnswerRows
from hsbcode.suggest.learning import Flags, Scores
from hsbcode.suggest.ridge import (
    LEVEL,
    SHARED,
    Corrections,
    across_people,
    corrections,
    likeness,
)

_FEW = 100
"""Answers up to which comparing each with the coded ones is faster."""
_MOST_WEIGHTS = 64
_MOST_HELD = 3

_Setting: TypeAlias = tuple[str | None, int]
"""Question of an answer, and whom it is about."""


class Correction:
    """The coded answers that carry weights, and their weights.

    Args:
        coded: the coded answers.
        found: what they taught.
        word_share: how much words count in the likeness of two answers.
    """

    def __init__(
        self, coded: AnswerRows, found: Corrections, word_share: float
    ) -> None:
        self.rows = found.rows
        """Places of the coded answers that carry weights."""
        self._carrying = coded.chosen(found.rows).turned()
        self._weights = found.weights
        self._share = word_share
        self._by_word: dict[tuple[int, _Setting], Scores] = {}
        self._held: dict[_Setting, tuple[Any, Any]] = {}

    def of(self, answers: AnswerRows) -> Scores:
        """Return what to add to the scores of answers, shape (n, k)."""
        if len(answers.questions) <= _FEW:
            return likeness(answers, self._carrying, self._share) @ self._weights
        found = np.zeros((len(answers.questions), self._weights.shape[1]))
        about = answers.about
        settings = [
            (asked, 0 if about is None else int(about[row]))
            for row, asked in enumerate(answers.questions)
        ]
        places: dict[_Setting, list[int]] = {}
        for row, setting in enumerate(settings):
            places.setdefault(setting, []).append(row)
        for setting, at in places.items():
            own = self._weights[self._asked(setting[0])]
            level = LEVEL * (self._weights.sum(axis=0) + own.sum(axis=0))
            by_words, by_dense = self._primal(setting)
            found[at] = answers.words[at] @ by_words + level
            found[at] += answers.dense[at] @ by_dense
        return found

    def spoke(self, answer: AnswerRows, column: int) -> Scores:
        """Return what each carrying answer adds to one answer's score of a code."""
        alike = likeness(answer, self._carrying, self._share)[0]
        return np.asarray(alike * self._weights[:, column])

    def by_word(self, column: int, question: str | None, about: int = 0) -> Scores:
        """Return what each word column adds to a code's score, shape (width,)."""
        key = (column, (question, about))
        if key not in self._by_word:
            if len(self._by_word) >= _MOST_WEIGHTS:
                self._by_word.clear()
            dual = self._weights[:, column] * self._factor((question, about))
            found = self._carrying.across @ dual * self._share
            self._by_word[key] = np.asarray(found)
        return self._by_word[key]

    def own_words(self, row: int, column: int) -> float:
        """Return the weight that a coded answer gives its own words, 0 if it has none.

        Args:
            row: of the answers learnt from.
            column: of the code.
        """
        at = int(np.searchsorted(self.rows, row))
        if at == len(self.rows) or self.rows[at] != row:
            return 0.0
        return float(self._weights[at, column]) * self._share

    def _primal(self, setting: _Setting) -> tuple[Any, Any]:
        """Return weights of columns instead of answers: (width, k) and (d, k)."""
        if setting not in self._held:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            dual = (self._weights * self._factor(setting)[:, None]).astype(np.float32)
            by_words = self._carrying.across @ dual * np.float32(self._share)
            self._held[setting] = (by_words, self._carrying.dense.T @ dual)
        return self._held[setting]

    def _factor(self, setting: _Setting) -> Scores:
        question, about = setting
        factor = np.where(self._asked(question), 1.0, SHARED)
        if self._carrying.about is not None:
            factor *= across_people(np.int8(about), self._carrying.about)
        return factor

    def _asked(self, question: str | None) -> Flags:
        asked = self._carrying.questions
        return np.array([each == question for each in asked], dtype=bool)


def best_corrected(
    ways: Sequence[AnswerRows],
    shares: Sequence[float],
    wrong: Scores,
    truth: Flags,
    offered: Flags,
    groups: npt.NDArray[np.int64],
    seed: int,
) -> tuple[int, Correction, Scores]:
    """Return which way of looking at the coded answers predicts them best left out.

    Args:
        ways: the coded answers, as seen in each way.
        shares: how much words count in each.
        wrong: truth less prior, shape (n, k).
        truth: what was given, same shape.
        offered: what could be, same shape.
        groups: answers of one group are left out together.
        seed: as of ``corrections``.

    Returns:
        Place of the way, what was learnt, and the left-out probabilities (n, k).
    """
    every = [
        corrections(rows, share, wrong, offered, groups, seed)
        for rows, share in zip(ways, shares, strict=True)
    ]
    left_out = [truth - found.left_out for found in every]
    losses = [_loss(each, truth) for each in left_out]
    best = losses.index(min(losses))
    return best, Correction(ways[best], every[best], shares[best]), left_out[best]


def _loss(left_out: Scores, truth: Flags) -> float:
    """Return the log loss of left-out probabilities; NaN is not counted."""
    p = np.clip(left_out, 0.01, 0.99)
    return -float(np.nansum(np.log(np.where(truth, p, 1.0 - p))))
