"""Figures of a ranking, once for the data and once for each resample of respondents."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from hsbcode.domain.agreement import Interval
from hsbcode.numbers.resampling import bootstrap_weights
from hsbcode.numbers.shares import wilson

Floats = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

BINS = 10
_NO_WIDTH = 1e-9


def weights_of(groups: npt.NDArray[np.int64], resamples: int, seed: int) -> Weights:
    """Return how often each answer counts: shape (n, 1 + resamples), the data first.

    Whole groups are drawn with replacement; a single group is not resampled.
    """
    _, numbers = np.unique(groups, return_inverse=True)
    count = int(numbers.max()) + 1 if numbers.size else 0
    drawn = resamples if count > 1 else 0
    weights = np.ones((len(groups), 1 + drawn), dtype=np.float32)
    start = 1
    for block in bootstrap_weights(np.arange(count), drawn, seed):
        weights[:, start : start + len(block)] = block.T[numbers]
        start += len(block)
    return weights


def average_precisions(scores: Floats, truth: Flags, weights: Weights) -> Floats:
    """Return the average precision of a ranking, once a column of weights.

    Answers with equal scores are taken together, so their order says nothing. NaN
    where nothing was right. Guessing reaches the share of what is right.

    Args:
        scores: shape (n,).
        truth: shape (n,).
        weights: shape (n, draws).
    """
    if not truth.any():
        return np.full(weights.shape[1], np.nan)
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], truth[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    # Precision is asked for only where something right was found, down to the last.
    hits = np.add.reduceat(right, np.append(0, ends[:-1] + 1), dtype=np.int64)
    stops = ends[hits > 0] + 1
    steps = np.searchsorted(stops, np.arange(stops[-1]), side="right")
    known = right[: stops[-1]]
    shape = (len(stops), len(scores))
    among = order[: stops[-1]]
    ones = np.ones(len(among), dtype=np.float32)
    seen = sparse.csr_array((ones, (steps, among)), shape=shape) @ weights
    found = sparse.csr_array((ones[known], (steps[known], among[known])), shape=shape)
    gained = found @ weights
    total, reached = np.cumsum(seen, axis=0), np.cumsum(gained, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.where(total > 0, reached / total, 0)
        of = reached[-1].astype(np.float64)
        return np.asarray((gained * precision).sum(axis=0) / of, dtype=np.float64)


def shares(counted: Floats, of: Floats) -> Floats:
    """Return counted / of; NaN where there is nothing to share."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(of > 0, counted / of, np.nan)


def value(draws: Floats) -> float | None:
    """Return the figure of the data; None where it is not defined."""
    return None if np.isnan(draws[0]) else float(draws[0])


def interval(draws: Floats, people: int = 0) -> Interval | None:
    """Return the 95 % percentile interval (Efron & Tibshirani 1993, ch. 13).

    None where the figure is undefined, or undefined in half of the resamples.

    Args:
        draws: the figure of the data, then of each resample.
        people: whom it rests on. Where all resamples agree (all is right, or nothing),
            they say nothing of chance: the interval is then that of a share of so many.
    """
    defined = _defined(draws)
    if defined is None:
        return None
    low, high = np.quantile(defined, (0.025, 0.975))
    if people and high - low < _NO_WIDTH:
        low, high = wilson(min(1.0, max(0.0, float(draws[0]))), people)
    return Interval(float(low), float(high))


def share_interval(draws: Floats, count: int, people: int) -> Interval | None:
    """Return the 95 % interval of a share of counted things; None as ``interval``.

    Wilson's score interval, so that six of six are not 100 to 100 of 100. Things said
    by the same people are no independent ones, so the count is the effective one that
    the resamples of people stand for (Korn & Graubard 1998), at most the real one.

    Args:
        draws: the share of the data, then of each resample.
        count: of how many things it is a share.
        people: whom they come from.
    """
    defined = _defined(draws)
    if defined is None:
        return None
    share = min(1.0, max(0.0, float(draws[0])))
    spread = float(np.var(defined))
    effective = float(min(count, people))
    if spread > _NO_WIDTH and 0 < share < 1:
        effective = min(float(count), share * (1 - share) / spread)
    low, high = wilson(share, effective)
    return Interval(low, high)


def _defined(draws: Floats) -> Floats | None:
    resampled = draws[1:]
    defined = resampled[~np.isnan(resampled)]
    if np.isnan(draws[0]) or not defined.size or 2 * defined.size < resampled.size:
        return None
    return np.asarray(defined, dtype=np.float64)


def calibration(
    scores: Floats, right: Flags
) -> tuple[list[tuple[int, int, int]], float]:
    """Return bins of equal width as (number, shown, right), and the calibration error.

    The expected calibration error is the mean distance between score and share that
    was right, over bins weighted by their number (Guo et al. 2017); NaN for nothing.

    Args:
        scores: of what was shown, 0..1.
        right: whether it was.
    """
    if not scores.size:
        return [], float("nan")
    places = np.minimum((scores * BINS).astype(np.int64), BINS - 1)
    found, error = [], 0.0
    for place in range(BINS):
        within = places == place
        count = int(within.sum())
        if count:
            hits = int(right[within].sum())
            found.append((place, count, hits))
            error += abs(float(scores[within].sum()) - hits)
    return found, error / scores.size
