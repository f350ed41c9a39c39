"""Second opinions: coefficients with another idea of agreement by chance.

All are (po - pe)/(1 - pe). With missing judgements po is the mean share of agreeing
coder pairs of the units that two coders or more judged, and the share of a value in
pe is averaged over all units that anybody judged (Gwet 2014, Handbook of Inter-Rater
Reliability, ch. 2 and 3). A unit that one coder judged alone thus counts in pe.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import NO_VARIATION, NOTHING_SHARED
from hsbcode.domain.agreement import Coefficient

Floats: TypeAlias = npt.NDArray[np.float64]

Chance: TypeAlias = Callable[[Floats, int], Floats]
"""From the sum of the squared shares of all values, and their number, to agreement
by chance."""

CHANCES: Mapping[str, Chance] = {
    # Fleiss 1971; for two coders who judged every unit it is Scott's pi (1955)
    "fleiss_kappa": lambda squared, _values: squared,
    # Gwet 2008
    "gwet_ac1": lambda squared, values: (1 - squared) / max(values - 1, 1),
    # Brennan & Prediger 1981; with two values PABAK (Byrt, Bishop & Carlin 1993)
    "brennan_prediger": lambda squared, values: np.full_like(
        squared, 1 / max(values, 1)
    ),
}


def beyond_chance(observed: Floats, chance: Floats) -> Floats:
    """Return (po - pe)/(1 - pe); NaN where pe is 1 or one of them is not defined."""
    room = 1 - chance
    found = np.full(np.broadcast(observed, chance).shape, np.nan)
    np.divide(observed - chance, room, out=found, where=room > 1e-12)
    return found


def fleiss_kappa(counts: npt.NDArray[np.int64]) -> Coefficient:
    """Fleiss' kappa (1971), without interval; coders may have missed units.

    Args:
        counts: shape (units, values).
    """
    return _point("fleiss_kappa", counts, counts.shape[1])


def gwet_ac1(counts: npt.NDArray[np.int64], values: int = 0) -> Coefficient:
    """Gwet's AC1 (2008), without interval.

    Args:
        counts: shape (units, values).
        values: how many values could be given; 0 = those that were.
    """
    return _point("gwet_ac1", counts, values or counts.shape[1])


def brennan_prediger(counts: npt.NDArray[np.int64], values: int = 0) -> Coefficient:
    """Brennan and Prediger's coefficient (1981), PABAK for two values.

    Args:
        counts: shape (units, values).
        values: how many values could be given; 0 = those that were.
    """
    return _point("brennan_prediger", counts, values or counts.shape[1])


def scott_pi(table: npt.NDArray[np.int64]) -> Coefficient:
    """Scott's pi (1955) of two coders, without interval.

    Args:
        table: shape (values, values), first coder's values in rows.
    """
    units = table.sum()
    if not units:
        return Coefficient(None, undefined=NOTHING_SHARED)
    shares = (table.sum(axis=0) + table.sum(axis=1)) / (2 * units)
    return _defined(
        beyond_chance(
            np.asarray(np.trace(table) / units), np.asarray((shares**2).sum())
        )
    )


def _point(name: str, counts: npt.NDArray[np.int64], values: int) -> Coefficient:
    coders = counts.sum(axis=1).astype(np.float64)
    shared = coders > 1
    if not shared.any():
        return Coefficient(None, undefined=NOTHING_SHARED)
    kept, many = counts[shared], coders[shared]
    observed = ((kept * (kept - 1)).sum(axis=1) / (many * (many - 1))).mean()
    judged = coders > 0
    shares = (counts[judged] / coders[judged, None]).mean(axis=0)
    if np.count_nonzero(counts.sum(axis=0)) < 2:
        return Coefficient(None, undefined=NO_VARIATION)
    chance = CHANCES[name](np.asarray((shares**2).sum()), values)
    return _defined(beyond_chance(np.asarray(observed), chance))


def _defined(value: Floats) -> Coefficient:
    if np.isnan(value):
        return Coefficient(None, undefined=NO_VARIATION)
    return Coefficient(float(value))
