"""How often a code with a score was right, for scores that are worth showing."""

from dataclasses import dataclass

import numpy as np

from hsbcode.suggest.learning import Flags, Scores

_FROM = 0.1
"""Scores below are left as they are: nobody sees them."""
_CUTS = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
_FIRM = 30.0
"""A step moves halfway to what was observed once it holds as many pairs."""
_STEEPNESS = 0.1


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve through (score, share that was right); it changes no order."""

    scores: Scores
    shares: Scores

    def __call__(self, found: Scores) -> Scores:
        """Return the scores as shares; NaN stays."""
        if not len(self.scores):
            return found
        return np.asarray(np.interp(found, self.scores, self.shares))


def calibrated(left_out: Scores, truth: Flags) -> Calibration:
    """Return the curve that suits answers the model had not seen.

    The pairs are pooled over all codes; steps with few of them stay near the score.

    Args:
        left_out: probabilities without what an answer itself taught; NaN where a
            code is not offered. Shape (n, k).
        truth: same shape.
    """
    known = ~np.isnan(left_out) & (np.nan_to_num(left_out) >= _FROM)
    flat, right = left_out[known], truth[known].astype(np.float64)
    if not len(flat):
        return Calibration(np.zeros(0), np.zeros(0))
    step = np.clip(np.searchsorted(_CUTS, flat, side="right") - 1, 0, len(_CUTS) - 2)
    count = np.bincount(step, minlength=len(_CUTS) - 1)
    used = np.flatnonzero(count)
    middle = np.bincount(step, flat)[used] / count[used]
    hits = np.bincount(step, right)[used]
    share = (hits + _FIRM * middle) / (count[used] + _FIRM)
    scores = np.concatenate([[0.0, _FROM / 2], middle, [1.0]])
    last = min(1.0, float(share[-1]) + 1.0 - float(middle[-1]))
    shares = np.concatenate([[0.0, _FROM / 2], share, [max(last, 0.999)]])
    for at in range(1, len(shares)):
        rise = _STEEPNESS * (scores[at] - scores[at - 1])
        shares[at] = max(shares[at], shares[at - 1] + rise)
    return Calibration(scores, np.clip(shares, 0.0, 1.0))
