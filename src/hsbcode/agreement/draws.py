"""Draws: the data itself and its resamples, as weights of whole respondents.

A coefficient is a function of sums over units, so a resample is the same sums with
other weights: all of them come out of one matrix product per slice of units.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from hsbcode.domain.agreement import (
    FIRM,
    TENTATIVE,
    Below,
    Coefficient,
    Interval,
)
from hsbcode.numbers.resampling import bootstrap_weights

_CELLS = 4_000_000
"""Numbers held at once by one slice."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Draw 0 is the data as they are; the others are resamples."""

    weights: npt.NDArray[np.uint16]
    """Shape (respondents, draws): how often each respondent is in each draw."""
    respondents: npt.NDArray[np.int64]
    """Shape (units,): row of ``weights`` that each unit follows."""

    @property
    def data(self) -> "Draws":
        """The data alone, without the resamples."""
        return Draws(self.weights[:, :1], self.respondents)

    def totals(
        self, columns: Callable[[slice], npt.NDArray[np.float64]], width: int
    ) -> npt.NDArray[np.float64]:
        """Sum statistics over units, once per draw.

        Args:
            columns: gives the statistics of a slice of units, shape (slice, width).
            width: number of statistics.

        Returns:
            Shape (width, draws).
        """
        units, draws = self.respondents.size, self.weights.shape[1]
        total = np.zeros((width, draws))
        step = max(64, min(8192, _CELLS // max(width, draws, 1)))
        for start in range(0, units, step):
            part = slice(start, min(start + step, units))
            weights = self.weights[self.respondents[part]].astype(np.float64)
            total += columns(part).T @ weights
        return total

    def value_counts(
        self,
        given: npt.NDArray[np.int32],
        units: npt.NDArray[np.intp],
        distinct: int,
        shares: npt.NDArray[np.float32] | None = None,
    ) -> npt.NDArray[np.float32]:
        """Count how often each value was given, once per draw.

        Args:
            given: shape (units, coders): numbers of values 0..distinct-1; negative
                numbers do not count.
            units: which units the rows of ``given`` are.
            distinct: number of values.
            shares: what a value counts in each row, shape (rows,); None = 1.

        Returns:
            Shape (distinct, draws); of ones whole numbers, exact below 2**24.
        """
        draws = self.weights.shape[1]
        rows, coders = np.nonzero(given >= 0)
        table = sparse.csr_array(
            (
                np.ones(rows.size, np.float32) if shares is None else shares[rows],
                (given[rows, coders], rows),
            ),
            shape=(distinct, units.size),
        )
        respondents = self.respondents[units]
        counts = np.empty((distinct, draws), dtype=np.float32)
        step = max(1, _CELLS // max(units.size, 1))
        for start in range(0, draws, step):
            weights = self.weights[:, start : start + step][respondents]
            counts[:, start : start + step] = table @ weights.astype(np.float32)
        return counts


def draw(respondents: npt.NDArray[np.int64], resamples: int, seed: int) -> Draws:
    """Draw whole respondents with replacement; the data themselves are draw 0.

    A single respondent says nothing about variation, so it is not resampled.

    Args:
        respondents: number of each unit's respondent, 0..g-1, shape (units,).
        resamples: how many resamples besides the data.
        seed: the same seed gives the same draws.
    """
    groups = int(respondents.max()) + 1 if respondents.size else 0
    if groups < 2:
        resamples = 0
    weights = np.ones((groups, 1 + resamples), dtype=np.uint16)
    start = 1
    for block in bootstrap_weights(np.arange(groups), resamples, seed):
        weights[:, start : start + len(block)] = block.T
        start += len(block)
    return Draws(weights, respondents)


def coefficient(by_draw: npt.NDArray[np.float64], undefined: str) -> Coefficient:
    """Make a coefficient with its 95 % percentile interval (Efron 1979).

    With it come the shares of the resamples below Krippendorff's limits. Resamples in
    which it is undefined are left out; where these are more than half, there is no
    interval.

    Args:
        by_draw: shape (draws,), the data first; NaN = undefined.
        undefined: the reason to give if it is undefined for the data.
    """
    if np.isnan(by_draw[0]):
        return Coefficient(None, None, undefined)
    value, resampled = float(by_draw[0]), by_draw[1:]
    defined = resampled[~np.isnan(resampled)]
    if not defined.size or 2 * defined.size < resampled.size:
        return Coefficient(value)
    low, high = np.quantile(defined, (0.025, 0.975))
    below = Below(float(np.mean(defined < TENTATIVE)), float(np.mean(defined < FIRM)))
    return Coefficient(value, Interval(float(low), float(high)), below=below)
