"""Multi-valued alpha (Krippendorff & Craggs 2016): chance comes from single codes.

Alpha with a set distance takes the sets that were given as they are. This one asks
what sets of the same sizes would look like, were their codes drawn by the frequency
of each code, so it needs no set to be given twice.
"""

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import NO_VARIATION, NOTHING_SHARED
from hsbcode.agreement.draws import Draws, coefficient
from hsbcode.agreement.judgements import Judgements
from hsbcode.agreement.set_distances import dice
from hsbcode.agreement.whole_sets import unit_distances
from hsbcode.domain.agreement import Coefficient


def expected_dice(
    uses: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the Dice distance expected between two sets, once per draw.

    Two sets C and K weigh as many ways as there are to draw them from the uses of the
    codes without putting back: n for a code of one of them, n(n - 1) for a code of
    both. Summing over all sets of two sizes is a recursion over the codes that keeps
    that weight and the number of shared codes; no set is ever written down.

    Args:
        uses: shape (codes, draws): in how many sets each code was given.
        sizes: shape (largest set + 1, draws): share of the sets of each size.
    """
    largest, draws = sizes.shape[0] - 1, uses.shape[1]
    # (size of one, size of the other, draw); the first set has x, the second y codes
    weight = np.zeros((largest + 1, largest + 1, draws))
    weight[0, 0] = 1
    shared = np.zeros_like(weight)
    total = np.maximum(uses.sum(axis=0), 1)
    for used in uses:
        # Divided by powers that depend on the sizes only, so that nothing overflows.
        one = used / total
        both = one * np.maximum(used - 1, 0) / total
        shared = _grown(shared, one, both)
        shared[1:, 1:] += both * weight[:-1, :-1]
        weight = _grown(weight, one, both)
    first, second = np.meshgrid(*[np.arange(largest + 1.0)] * 2, indexing="ij")
    mean_shared = np.zeros_like(weight)
    np.divide(shared, weight, out=mean_shared, where=weight > 0)
    codes = np.maximum(first + second, 1)[:, :, None]
    distance = 1 - 2 * mean_shared / codes
    distance[0, 0] = 0
    # Sizes of which no two sets could be drawn have no expectation of their own.
    chance = np.where(weight > 0, sizes[:, None] * sizes[None, :], 0)
    found: npt.NDArray[np.float64] = (chance * distance).sum(axis=(0, 1))
    return found


def multi_valued_alpha(judgements: Judgements, draws: Draws) -> Coefficient:
    """Return multi-valued alpha with its interval."""
    coders = judgements.coders_per_unit
    rows = np.flatnonzero(coders > 1)
    apart = 2 * unit_distances(judgements, dice) / np.maximum(coders - 1, 1)
    columns = np.column_stack([coders * (coders > 1), apart])
    judged, observed = draws.totals(lambda units: columns[units], 2)
    counts = draws.value_counts(
        judgements.given[rows], rows, len(judgements.sets)
    ).astype(np.float64)
    members = judgements.members[:-1].astype(np.float64)
    lengths = members.sum(axis=1).astype(np.int64)
    sizes = np.zeros((int(lengths.max(initial=0)) + 1, counts.shape[1]))
    np.add.at(sizes, lengths, counts)
    many = np.maximum(judged, 1)
    expected = expected_dice(members.T @ counts, sizes / many)
    by_draw = np.full(expected.shape, np.nan)
    np.divide(observed / many, expected, out=by_draw, where=expected > 1e-12)
    return coefficient(1 - by_draw, NO_VARIATION if rows.size else NOTHING_SHARED)


def _grown(
    table: npt.NDArray[np.float64],
    one: npt.NDArray[np.float64],
    both: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Let one more code be in neither set, in one of them, or in both."""
    grown = table.copy()
    grown[1:] += one * table[:-1]
    grown[:, 1:] += one * table[:, :-1]
    grown[1:, 1:] += both * table[:-1, :-1]
    return grown
