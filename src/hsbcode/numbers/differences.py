"""The difference of two shares, with an interval that keeps people together."""

from collections.abc import Sequence

import numpy as np

from hsbcode.numbers.resampling import bootstrap_weights

_LEVEL = (2.5, 97.5)


def difference_interval(
    first: Sequence[bool],
    second: Sequence[bool],
    groups: Sequence[str],
    *,
    resamples: int = 2000,
    seed: int = 0,
) -> tuple[float, float] | None:
    """Return the 95 % interval of ``mean(first) − mean(second)``.

    Percentile bootstrap over whole groups (Efron & Tibshirani 1993, ch. 13), so that
    answers of one person are drawn together.

    Args:
        first: yes or no of each unit of the first kind.
        second: the same of the second kind.
        groups: the person of each unit, those of ``first``, then those of ``second``.
        resamples: how many.
        seed: the same seed gives the same interval.

    Returns:
        Both ends, −1..1; None where a kind has no unit.
    """
    if not first or not second:
        return None
    _names, numbers = np.unique(np.asarray(groups), return_inverse=True)
    yes = np.array([*first, *second], dtype=np.float64)
    is_first = np.arange(len(yes)) < len(first)
    found = []
    for weights in bootstrap_weights(numbers.astype(np.int64), resamples, seed):
        one, other = weights * is_first, weights * ~is_first
        with np.errstate(invalid="ignore"):
            found.append(one @ yes / one.sum(axis=1) - other @ yes / other.sum(axis=1))
    drawn = np.concatenate(found)
    drawn = drawn[np.isfinite(drawn)]
    low, high = np.percentile(drawn, _LEVEL) if drawn.size else (-1.0, 1.0)
    return float(low), float(high)
