"""Bootstrap weights: how often each unit is drawn in each resample."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt


def bootstrap_weights(
    groups: npt.NDArray[np.int64], resamples: int, seed: int, block: int = 50
) -> Iterator[npt.NDArray[np.float64]]:
    """Yield blocks of weights, shape (≤ block, number of units).

    Whole groups are drawn with replacement (Efron & Tibshirani 1993, ch. 6), so the
    units of one respondent stay together.

    Args:
        groups: group number of each unit, 0..g-1, shape (units,).
        resamples: how many resamples in all.
        seed: the same seed gives the same weights.
        block: resamples per yield, which bounds the memory.
    """
    if groups.size == 0:
        return
    rng = np.random.default_rng(seed)
    count = int(groups.max()) + 1
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        drawn = rng.multinomial(count, np.full(count, 1 / count), size=rows)
        yield drawn[:, groups].astype(np.float64)
