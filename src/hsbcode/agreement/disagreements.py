"""The units to talk about: where two coders or more decided differently."""

import numpy as np

from hsbcode.agreement.judgements import MISSING, Judgements
from hsbcode.agreement.set_distances import masi
from hsbcode.agreement.whole_sets import unit_distances
from hsbcode.domain.agreement import Disagreement


def disagreements(judgements: Judgements) -> tuple[Disagreement, ...]:
    """List the units that were coded differently, most disputed first.

    Sorted by the mean MASI distance between a unit's coder pairs, then by how many
    codes are disputed, then in the order the units were given.
    """
    coders = judgements.coders_per_unit
    apart = unit_distances(judgements, masi) / np.maximum(coders * (coders - 1) / 2, 1)
    found = [
        _disagreement(judgements, int(unit), float(apart[unit]))
        for unit in np.flatnonzero(apart > 0)
    ]
    found.sort(key=lambda each: (-round(each.distance, 12), -len(each.disputed)))
    return tuple(found)


def _disagreement(judgements: Judgements, unit: int, distance: float) -> Disagreement:
    codings = {
        coder: judgements.sets[number]
        for coder, number in zip(
            judgements.coders, judgements.given[unit].tolist(), strict=True
        )
        if number != MISSING
    }
    given = codings.values()
    return Disagreement(
        unit=judgements.units[unit],
        codings=codings,
        disputed=frozenset.union(*given) - frozenset.intersection(*given),
        distance=distance,
    )
