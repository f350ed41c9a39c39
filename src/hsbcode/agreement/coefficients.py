"""Coefficients of agreement from count tables, one formula in one place.

A count table has one row per unit and one column per distinct value; a cell says
how many coders gave the unit that value. A coder without a judgement adds nothing,
so what is missing stays missing. The ``*_from_totals`` functions take sums over
units, which is what reweighting in a bootstrap yields.
"""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from hsbcode.domain.agreement import Coefficient

NOTHING_SHARED = "nobody finished the same answer"
NO_VARIATION = "no variation"


def count_table(
    codings: Sequence[Sequence[Hashable | None]],
) -> tuple[tuple[Hashable, ...], npt.NDArray[np.int64]]:
    """Count how many coders gave each unit each value.

    Args:
        codings: one row per coder, one column per unit; None = not coded.

    Returns:
        The distinct values in order of sight, and counts of shape (units, values).
    """
    places: dict[Hashable, int] = {}
    cells: list[tuple[int, int]] = []
    for row in codings:
        for unit, value in enumerate(row):
            if value is not None:
                cells.append((unit, places.setdefault(value, len(places))))
    units = max((len(row) for row in codings), default=0)
    counts = np.zeros((units, len(places)), dtype=np.int64)
    for unit, value_place in cells:
        counts[unit, value_place] += 1
    return tuple(places), counts


def pair_table(
    first: Sequence[Hashable | None], second: Sequence[Hashable | None]
) -> npt.NDArray[np.int64]:
    """Cross two coders' values over the units both coded: shape (values, values).

    Raises:
        ValueError: the coders' rows are of different length.
    """
    both = [
        (one, other)
        for one, other in zip(first, second, strict=True)
        if one is not None and other is not None
    ]
    places: dict[Hashable, int] = {}
    for pair in both:
        for value in pair:
            places.setdefault(value, len(places))
    table = np.zeros((len(places), len(places)), dtype=np.int64)
    for one, other in both:
        table[places[one], places[other]] += 1
    return table


def alpha_from_totals(
    judgements: npt.NDArray[np.float64],
    observed: npt.NDArray[np.float64],
    expected: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Krippendorff's alpha, 1 - Do/De; NaN where there is no variation.

    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; with
    Do = observed/n and De = expected/(n(n - 1)).

    Args:
        judgements: n, the judgements in units that have two or more.
        observed: per unit the distances over ordered pairs of its judgements,
            divided by their number less one; summed over units.
        expected: the distances over all ordered pairs of the n judgements.
    """
    ratio = np.full(expected.shape, np.nan)
    np.divide((judgements - 1) * observed, expected, out=ratio, where=expected > 0)
    return 1 - ratio


def kappa_from_totals(
    units: npt.NDArray[np.float64],
    agreeing: npt.NDArray[np.float64],
    chance: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Cohen's kappa (1960), (po - pe)/(1 - pe); NaN where pe is 1 or no units.

    Args:
        units: n, units both coders judged.
        agreeing: units on which they agree, n * po.
        chance: products of both coders' counts summed over values, n * n * pe.
    """
    room = units * units - chance
    kappa = np.full(room.shape, np.nan)
    np.divide(units * agreeing - chance, room, out=kappa, where=room > 0)
    return kappa


def alpha(
    counts: npt.NDArray[np.int64], distances: npt.NDArray[np.float64]
) -> Coefficient:
    """Krippendorff's alpha with any distance between values, without interval.

    Args:
        counts: shape (units, values); units with fewer than two judgements drop out.
        distances: shape (values, values), symmetric, zero on the diagonal.

    Raises:
        ValueError: the distances do not fit the values.
    """
    if distances.shape != (counts.shape[1], counts.shape[1]):
        raise ValueError(
            f"{counts.shape[1]} values need as many rows and columns of distances, "
            f"not {distances.shape}"
        )
    kept, coders = _pairable(counts)
    within = np.einsum("uv,uv->u", kept @ distances, kept)
    totals = kept.sum(axis=0)
    return _alpha(coders, within, float(totals @ distances @ totals))


def nominal_alpha(counts: npt.NDArray[np.int64]) -> Coefficient:
    """Krippendorff's alpha for values that are equal or not, without interval.

    Args:
        counts: shape (units, values); units with fewer than two judgements drop out.
    """
    kept, coders = _pairable(counts)
    within = coders**2 - (kept**2).sum(axis=1)
    totals = kept.sum(axis=0)
    return _alpha(coders, within, float(totals.sum() ** 2 - (totals**2).sum()))


def percent_agreement(counts: npt.NDArray[np.int64]) -> float | None:
    """Mean over units of the share of agreeing coder pairs, 0..1.

    None where no unit has two judgements.
    """
    kept, coders = _pairable(counts)
    if not coders.size:
        return None
    return float(np.mean((kept * (kept - 1)).sum(axis=1) / (coders * (coders - 1))))


def cohen_kappa(table: npt.NDArray[np.int64]) -> Coefficient:
    """Cohen's kappa of two coders, without interval.

    Args:
        table: shape (values, values), first coder's values in rows.
    """
    if not table.sum():
        return Coefficient(None, undefined=NOTHING_SHARED)
    cells = table.astype(np.float64)
    kappa = kappa_from_totals(
        np.asarray(cells.sum()),
        np.asarray(np.trace(cells)),
        np.asarray(cells.sum(axis=1) @ cells.sum(axis=0)),
    )
    if np.isnan(kappa):
        return Coefficient(None, undefined=NO_VARIATION)
    return Coefficient(float(kappa))


def _pairable(
    counts: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Keep units with two judgements or more; also return how many each has."""
    coders = counts.sum(axis=1)
    kept = counts[coders > 1].astype(np.float64)
    return kept, kept.sum(axis=1)


def _alpha(
    coders: npt.NDArray[np.float64], within: npt.NDArray[np.float64], expected: float
) -> Coefficient:
    if not coders.size:
        return Coefficient(None, undefined=NOTHING_SHARED)
    observed = (within / (coders - 1)).sum()
    value = alpha_from_totals(
        np.asarray(coders.sum()), np.asarray(observed), np.asarray(expected)
    )
    if np.isnan(value):
        return Coefficient(None, undefined=NO_VARIATION)
    return Coefficient(float(value))
