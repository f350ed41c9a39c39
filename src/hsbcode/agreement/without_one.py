"""Agreement of the others, with each coder left out: who is the odd one out?"""

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import (
    NO_VARIATION,
    NOTHING_SHARED,
    alpha_from_totals,
)
from hsbcode.agreement.draws import Draws, coefficient
from hsbcode.agreement.judgements import MISSING, Judgements
from hsbcode.agreement.set_distances import expected_disagreement, masi
from hsbcode.agreement.whole_sets import pair_distances
from hsbcode.domain.agreement import Coefficient, LeftOut

_ROWS = 8192


def each_left_out(judgements: Judgements, draws: Draws) -> tuple[LeftOut, ...]:
    """Return agreement without each coder; nothing where only two coded.

    These are compared with each other, not published, so they have no intervals.
    """
    if len(judgements.coders) < 3:
        return ()
    apart = {pair: pair_distances(judgements, pair, masi) for pair in judgements.pairs}
    by_code = _alpha_by_code(judgements)
    return tuple(
        LeftOut(
            coder,
            *_over_sets(judgements, draws.data, place, apart),
            dict(zip(judgements.codes, by_code[place], strict=True)),
        )
        for place, coder in enumerate(judgements.coders)
    )


def _over_sets(
    judgements: Judgements,
    data: Draws,
    gone: int,
    apart: dict[tuple[int, int], npt.NDArray[np.float64]],
) -> tuple[int, Coefficient]:
    given = np.delete(judgements.given, gone, axis=1)
    coders = (given != MISSING).sum(axis=1)
    rows = np.flatnonzero(coders > 1)
    within = np.zeros(len(given))
    for pair, distances in apart.items():
        if gone not in pair:
            within += distances
    observed = 2 * within[rows] / (coders[rows] - 1)
    counts = data.value_counts(given[rows], rows, len(judgements.sets))
    used = np.flatnonzero(counts[:, 0])
    (expected,) = expected_disagreement(judgements.members[used], counts[used], (masi,))
    by_draw = alpha_from_totals(
        np.asarray([coders[rows].sum()], np.float64), observed.sum()[None], expected
    )
    reason = NO_VARIATION if rows.size else NOTHING_SHARED
    return rows.size, coefficient(by_draw, reason)


def _alpha_by_code(judgements: Judgements) -> list[list[Coefficient]]:
    """Return alpha of each code's yes/no data: one row per coder left out."""
    shape = (3, len(judgements.coders), len(judgements.codes))
    judged, applied, opposed = np.zeros(shape)
    for start in range(0, len(judgements.units), _ROWS):
        units = slice(start, start + _ROWS)
        given = judgements.given[units]
        said = np.repeat((given != MISSING)[:, :, None], shape[2], axis=2)
        if judgements.offered is not None:
            said &= judgements.offered[units, None, :]
        gave = judgements.members[given] & said
        for gone in range(shape[1]):
            coders = said.sum(axis=1) - said[:, gone]
            yes = gave.sum(axis=1) - gave[:, gone]
            shared = coders > 1
            judged[gone] += (coders * shared).sum(axis=0)
            applied[gone] += (yes * shared).sum(axis=0)
            no = coders - yes
            opposed[gone] += (yes * no / np.maximum(coders - 1, 1) * shared).sum(axis=0)
    alpha = alpha_from_totals(judged, 2 * opposed, 2 * applied * (judged - applied))
    return [
        [
            Coefficient(float(value))
            if not np.isnan(value)
            else Coefficient(None, undefined=NO_VARIATION if many else NOTHING_SHARED)
            for value, many in zip(row, counted, strict=True)
        ]
        for row, counted in zip(alpha, judged, strict=True)
    ]
