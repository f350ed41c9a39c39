"""Distances between sets of codes, and the disagreement expected by chance.

Two empty sets are equal (distance 0): both coders judged that no code applies. An
empty set and one with codes share nothing (distance 1).
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Distance: TypeAlias = Callable[
    [npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]],
    npt.NDArray[np.float64],
]
"""From the number of shared codes and the sizes of both sets, broadcast, to 0..1."""

_CELLS = 4_000_000
_ROWS = 512


def jaccard(
    shared: npt.NDArray[np.float64],
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Jaccard distance: 1 less the share of all codes used that both have."""
    return 1 - _similarity(shared, first, second)


def masi(
    shared: npt.NDArray[np.float64],
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """MASI distance, 1 - J * M (Passonneau 2006).

    M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap
    otherwise, 0 where they share nothing.
    """
    smaller = shared == np.minimum(first, second)
    weight = np.where(smaller, 2 / 3, 1 / 3)
    weight[smaller & (first == second)] = 1
    return 1 - _similarity(shared, first, second) * weight


def nominal(
    shared: npt.NDArray[np.float64],
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Nominal distance: 0 for equal sets, else 1."""
    return np.where((shared != first) | (shared != second), 1.0, 0.0)


def dice(
    shared: npt.NDArray[np.float64],
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Dice distance: 1 less twice the shared codes by the codes of both."""
    both = np.broadcast_to(first + second, shared.shape)
    similarity = np.ones(both.shape)
    np.divide(2 * shared, both, out=similarity, where=both > 0)
    return 1 - similarity


DISTANCES: dict[str, Distance] = {"masi": masi, "jaccard": jaccard, "nominal": nominal}


def expected_disagreement(
    members: npt.NDArray[np.bool_],
    counts: npt.NDArray[np.float32],
    distances: Sequence[Distance],
    rows: int | None = None,
) -> npt.NDArray[np.float64]:
    """Sum the distances over all ordered pairs of given sets, once per draw.

    Works through blocks of rows of the table of distances between distinct sets, so
    the whole table (distinct sets squared) is never held. Each pair of sets is met
    once and counted twice.

    Args:
        members: shape (distinct sets, codes).
        counts: shape (distinct sets, draws): how often each set was given; the
            first draw is summed in double precision.
        distances: which distances to sum.
        rows: rows to a block; None = what keeps a block small.

    Returns:
        Shape (distances, draws).
    """
    distinct, draws = counts.shape
    holds = members.astype(np.float64)
    sizes = holds.sum(axis=1)
    total = np.zeros((len(distances), draws))
    step = rows or max(32, min(_ROWS, _CELLS // max(distinct, 1)))
    for start in range(0, distinct, step):
        stop = min(start + step, distinct)
        shared = holds[start:stop] @ holds[start:].T
        here = counts[start:stop]
        for place, distance in enumerate(distances):
            block = distance(shared, sizes[start:stop, None], sizes[None, start:])
            block[:, stop - start :] *= 2
            exact = here[:, 0].astype(np.float64) @ (block @ counts[start:, 0])
            others = block.astype(np.float32) @ counts[start:, 1:]
            total[place, 0] += exact
            total[place, 1:] += np.einsum(
                "sd,sd->d", here[:, 1:], others, dtype=np.float64
            )
    return total


def _similarity(
    shared: npt.NDArray[np.float64],
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return Jaccard's share of common codes; 1 for two empty sets."""
    union = first + second - shared
    similarity = np.ones(union.shape)
    np.divide(shared, union, out=similarity, where=union > 0)
    return similarity
