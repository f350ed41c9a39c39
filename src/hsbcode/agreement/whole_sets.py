"""Agreement over whole sets of codes: everybody together, and every two coders."""

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import (
    NO_VARIATION,
    NOTHING_SHARED,
    alpha_from_totals,
    kappa_from_totals,
)
from hsbcode.agreement.draws import Draws, coefficient
from hsbcode.agreement.judgements import MISSING, Judgements
from hsbcode.agreement.set_distances import (
    DISTANCES,
    Distance,
    expected_disagreement,
    masi,
)
from hsbcode.domain.agreement import CoderPair, SetAgreement

_ALL_THE_SAME = f"{NO_VARIATION}: every coding is the same"


def pair_distances(
    judgements: Judgements, pair: tuple[int, int], distance: Distance
) -> npt.NDArray[np.float64]:
    """Distance between two coders' sets in each unit, shape (units,).

    It is 0 where one of them is missing, so that it adds nothing to a sum.
    """
    one, other = (judgements.given[:, coder] for coder in pair)
    packed = np.packbits(judgements.members, axis=1)
    sizes = judgements.members.sum(axis=1).astype(np.float64)
    shared = np.bitwise_count(packed[one] & packed[other]).sum(axis=1)
    apart = distance(shared.astype(np.float64), sizes[one], sizes[other])
    apart[(one == MISSING) | (other == MISSING)] = 0
    return apart


def unit_distances(
    judgements: Judgements, distance: Distance
) -> npt.NDArray[np.float64]:
    """Sum of the distances between the coder pairs of each unit, shape (units,)."""
    apart = np.zeros(len(judgements.units))
    for pair in judgements.pairs:
        apart += pair_distances(judgements, pair, distance)
    return apart


def set_agreements(judgements: Judgements, draws: Draws) -> tuple[SetAgreement, ...]:
    """Krippendorff's alpha over whole sets with each of ``DISTANCES``."""
    coders = judgements.coders_per_unit
    columns = np.column_stack(
        [coders]
        + [
            2 * unit_distances(judgements, distance) / np.maximum(coders - 1, 1)
            for distance in DISTANCES.values()
        ]
    )
    judged, *observed = draws.totals(lambda units: columns[units], columns.shape[1])
    counts = draws.value_counts(
        judgements.given, np.arange(len(judgements.units)), len(judgements.sets)
    )
    expected = expected_disagreement(
        judgements.members[:-1], counts, tuple(DISTANCES.values())
    )
    reason = _ALL_THE_SAME if judgements.units else NOTHING_SHARED
    return tuple(
        SetAgreement(
            distance=name,
            alpha=coefficient(
                alpha_from_totals(judged, observed[place], expected[place]), reason
            ),
            units=len(judgements.units),
        )
        for place, name in enumerate(DISTANCES)
    )


def coder_pair(
    judgements: Judgements, draws: Draws, pair: tuple[int, int]
) -> CoderPair:
    """Compare two coders alone: alpha over sets (MASI), kappa of equal sets."""
    both = judgements.given[:, list(pair)]
    shared = (both != MISSING).all(axis=1)
    apart = pair_distances(judgements, pair, masi)
    equal = shared & (both[:, 0] == both[:, 1])
    columns = np.column_stack([shared, 2 * apart, equal]).astype(np.float64)
    units, observed, agreeing = draws.totals(lambda part: columns[part], 3)

    # Only the sets these two gave: the table of distances grows with their square.
    used, places = np.unique(both[shared], return_inverse=True)
    given = places.reshape(-1, 2).astype(np.int32)
    rows = np.flatnonzero(shared)
    counts = draws.value_counts(given, rows, used.size)
    (expected,) = expected_disagreement(judgements.members[used], counts, (masi,))
    first = draws.value_counts(given[:, :1], rows, used.size)
    chance = np.einsum("vd,vd->d", first, counts - first, dtype=np.float64)
    one, other = pair
    reason = _ALL_THE_SAME if shared.any() else NOTHING_SHARED
    return CoderPair(
        coders=(judgements.coders[one], judgements.coders[other]),
        units=int(shared.sum()),
        alpha=coefficient(alpha_from_totals(2 * units, observed, expected), reason),
        percent=float(agreeing[0] / units[0]) if shared.any() else None,
        kappa=coefficient(kappa_from_totals(units, agreeing, chance), reason),
    )
