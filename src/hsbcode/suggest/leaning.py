"""Codes that answers which only praise hardly ever have, learnt from what was coded.

Scores of such answers are lowered by the likelihood ratio of praise under the code (as
in naive Bayes, on the odds), drawn towards 1 where little is coded. They are never
raised: what speaks for a code are words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hsbcode.suggest.learning import Flags, Scores
from hsbcode.suggest.stance import Stance

Praising = npt.NDArray[np.bool_]
DRAWN = 10.0
"""As many answers as usual are added to those of each code."""
LEAST = 0.1
"""Lowest ratio."""


def praising(stances: Sequence[Stance]) -> Praising:
    """Return which answer only praises, shape (n,)."""
    return np.array([stance.praises for stance in stances], dtype=bool)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much less likely each code is in answers that only praise, shape (k,)."""

    ratios: Scores

    @classmethod
    def learnt(cls, praise: Praising, truth: Flags, offered: Flags) -> "Leaning":
        """Return the ratios of coded answers.

        Args:
            praise: which of them only praise, shape (n,).
            truth: which code was given, shape (n, k).
            offered: which could be, same shape.
        """
        given = truth & offered
        return cls(
            _Counts(
                given[praise].sum(0),
                given.sum(0),
                offered[praise].sum(0),
                offered.sum(0),
            ).ratios()
        )

    def lowered(self, found: Scores, praise: Praising) -> Scores:
        """Return probabilities, shape (n, k), with the ratios applied."""
        factor = np.where(praise[:, None], self.ratios, 1.0)
        return _with_odds(found, factor)

    @staticmethod
    def left_out(
        found: Scores, praise: Praising, truth: Flags, offered: Flags
    ) -> Scores:
        """Return what ``lowered`` gives if each answer had not been coded itself.

        Args:
            found: left-out probabilities, shape (n, k).
            praise: shape (n,).
            truth: shape (n, k).
            offered: same shape.
        """
        given = truth & offered
        own, could = given[praise].astype(np.int64), offered[praise].astype(np.int64)
        factor = np.ones_like(found)
        factor[praise] = _Counts(
            own.sum(0) - own,
            given.sum(0) - own,
            could.sum(0) - could,
            offered.sum(0) - could,
        ).ratios()
        return _with_odds(found, factor)


class _Counts(NamedTuple):
    """How many answers: with code and praise, code, praise, and all."""

    both: Any
    code: Any
    praise: Any
    every: Any

    def ratios(self) -> Scores:
        usual = (self.praise + 1.0) / (self.every + 2.0)
        share = (self.both + DRAWN * usual) / (self.code + DRAWN)
        return np.asarray(np.clip(share / usual, LEAST, 1.0))


def _with_odds(found: Scores, factor: Scores) -> Scores:
    return np.asarray(found * factor / (1.0 - found + found * factor))
