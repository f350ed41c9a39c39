"""The second opinions of a report: per code, per pair, and over whole sets."""

import numpy as np
import numpy.typing as npt

from hsbcode.agreement.coefficients import (
    NO_VARIATION,
    NOTHING_SHARED,
    alpha_from_totals,
)
from hsbcode.agreement.draws import Draws, coefficient
from hsbcode.agreement.judgements import MISSING, Judgements
from hsbcode.agreement.multi_valued import multi_valued_alpha
from hsbcode.agreement.second_opinions import CHANCES, beyond_chance
from hsbcode.domain.agreement import OtherCoefficient

_JUDGED, _SHARE, _SHARED, _AGREEING, _MANY, _APPLIED, _OPPOSED, _PAIRS = range(8)
_UNITS, _BOTH, _FIRST, _SECOND, _PER_PAIR = range(5)
_WIDTH = 2000

Floats = npt.NDArray[np.float64]


def more_coefficients(judgements: Judgements, draws: Draws) -> list[OtherCoefficient]:
    """Return every second opinion.

    Args:
        judgements: of every finished unit, those of one coder alone, too.
        draws: the data and their resamples.
    """
    shared = int((judgements.coders_per_unit > 1).sum())
    found: list[OtherCoefficient] = []
    alphas: list[Floats] = []
    beside: list[list[tuple[Floats, Floats]]] = [[] for _ in judgements.pairs]
    for code, sums in _sums_by_code(judgements, draws):
        found += _one_code(judgements, code, sums, beside)
        alphas.append(
            alpha_from_totals(
                sums[_MANY],
                2 * sums[_OPPOSED],
                2 * sums[_APPLIED] * (sums[_MANY] - sums[_APPLIED]),
            )
        )
    found += _over_sets(judgements, draws, shared)
    found.append(
        OtherCoefficient("mean_alpha", coefficient(_mean(alphas), NO_VARIATION), shared)
    )
    found += [
        _pooled(judgements, pair, agreeing)
        for pair, agreeing in zip(judgements.pairs, beside, strict=True)
    ]
    return found


def _sums_by_code(judgements: Judgements, draws: Draws) -> list[tuple[str, Floats]]:
    """Return for each code its sums, shape (statistics, draws)."""
    statistics = _PAIRS + _PER_PAIR * len(judgements.pairs)
    step = max(1, _WIDTH // statistics)
    found: list[tuple[str, Floats]] = []
    for start in range(0, len(judgements.codes), step):
        codes = slice(start, min(start + step, len(judgements.codes)))
        count = codes.stop - codes.start

        def columns(units: slice, codes: slice = codes) -> Floats:
            table = _statistics(judgements, units, codes, statistics)
            return table.reshape(len(table), -1)

        totals = draws.totals(columns, statistics * count)
        by_code = totals.reshape(statistics, count, -1).transpose(1, 0, 2)
        found += zip(judgements.codes[codes], by_code, strict=True)
    return found


def _statistics(
    judgements: Judgements, units: slice, codes: slice, statistics: int
) -> Floats:
    given = judgements.given[units]
    judged = np.repeat((given != MISSING)[:, :, None], codes.stop - codes.start, axis=2)
    if judgements.offered is not None:
        judged &= judgements.offered[units, None, codes]
    applied = judgements.members[:, codes][given] & judged
    coders = judged.sum(axis=1).astype(np.float64)
    yes = applied.sum(axis=1).astype(np.float64)
    no, shared = coders - yes, coders > 1
    others = np.maximum(coders - 1, 1)
    table = np.empty((len(given), statistics, codes.stop - codes.start))
    table[:, _JUDGED] = coders > 0
    table[:, _SHARE] = yes / np.maximum(coders, 1)
    table[:, _SHARED] = shared
    agreeing = yes * (yes - 1) + no * (no - 1)
    table[:, _AGREEING] = shared * agreeing / np.maximum(coders * others, 1)
    table[:, _MANY] = coders * shared
    table[:, _APPLIED] = yes * shared
    table[:, _OPPOSED] = shared * yes * no / others
    for place, (one, other) in enumerate(judgements.pairs):
        start = _PAIRS + _PER_PAIR * place
        both = judged[:, one] & judged[:, other]
        table[:, start + _UNITS] = both
        table[:, start + _BOTH] = applied[:, one] & applied[:, other]
        table[:, start + _FIRST] = applied[:, one] & both
        table[:, start + _SECOND] = applied[:, other] & both
    return table


def _one_code(
    judgements: Judgements,
    code: str,
    sums: Floats,
    beside: list[list[tuple[Floats, Floats]]],
) -> list[OtherCoefficient]:
    """Return a code's second opinions; leave each pair's po and pe ``beside``."""
    share = _ratio(sums[_SHARE], sums[_JUDGED])
    observed = _ratio(sums[_AGREEING], sums[_SHARED])
    squared = share**2 + (1 - share) ** 2
    units = int(sums[_SHARED, 0])
    varies = 0 < sums[_SHARE, 0] < sums[_JUDGED, 0]
    reason = NO_VARIATION if units else NOTHING_SHARED
    found = [
        OtherCoefficient(
            name,
            coefficient(
                _if(varies, beyond_chance(observed, chance(squared, 2))), reason
            ),
            units,
            code,
        )
        for name, chance in CHANCES.items()
    ]
    for place, (one_coder, other) in enumerate(judgements.pairs):
        start = _PAIRS + _PER_PAIR * place
        both_judged, both, first, second = sums[start : start + _PER_PAIR]
        yes_1, yes_2 = _ratio(first, both_judged), _ratio(second, both_judged)
        agreed = _ratio(both_judged - first - second + 2 * both, both_judged)
        beside[place].append((agreed, yes_1 * yes_2 + (1 - yes_1) * (1 - yes_2)))
        middle = (yes_1 + yes_2) / 2
        by_draw = beyond_chance(agreed, middle**2 + (1 - middle) ** 2)
        found.append(
            OtherCoefficient(
                "scott_pi",
                coefficient(
                    by_draw, NO_VARIATION if both_judged[0] else NOTHING_SHARED
                ),
                int(both_judged[0]),
                code,
                (judgements.coders[one_coder], judgements.coders[other]),
            )
        )
    return found


def _over_sets(
    judgements: Judgements, draws: Draws, shared: int
) -> list[OtherCoefficient]:
    """Whole sets as values, equal or not; and multi-valued alpha."""
    coders = judgements.coders_per_unit
    given, sets = judgements.given, len(judgements.sets)
    agreeing = np.zeros(len(given))
    for one, other in judgements.pairs:
        agreeing += (given[:, one] == given[:, other]) & (given[:, one] != MISSING)
    several = coders > 1
    agreeing /= np.maximum(coders * (coders - 1) / 2, 1)
    columns = np.column_stack([coders > 0, several, agreeing]).astype(np.float64)
    judged, many, agreed = draws.totals(lambda units: columns[units], 3)
    shares = draws.value_counts(
        given, np.arange(len(given)), sets, (1 / np.maximum(coders, 1)).astype("f4")
    )
    squared = np.einsum("vd,vd->d", shares, shares, dtype=np.float64)
    squared = _ratio(squared, judged**2)
    found = [
        OtherCoefficient(
            name,
            coefficient(
                _if(
                    sets > 1,
                    beyond_chance(_ratio(agreed, many), chance(squared, sets)),
                ),
                NO_VARIATION if shared else NOTHING_SHARED,
            ),
            shared,
        )
        for name, chance in CHANCES.items()
    ]
    found.append(
        OtherCoefficient(
            "multi_valued_alpha", multi_valued_alpha(judgements, draws), shared
        )
    )
    return found


def _pooled(
    judgements: Judgements,
    pair: tuple[int, int],
    agreeing: list[tuple[Floats, Floats]],
) -> OtherCoefficient:
    """Pool two coders' kappa over the codes (De Vries et al. 2008)."""
    one, other = pair
    units = int((judgements.given[:, [one, other]] != MISSING).all(axis=1).sum())
    by_draw = beyond_chance(
        _mean([observed for observed, _ in agreeing]),
        _mean([chance for _, chance in agreeing]),
    )
    return OtherCoefficient(
        "pooled_kappa",
        coefficient(by_draw, NO_VARIATION if units else NOTHING_SHARED),
        units,
        coders=(judgements.coders[one], judgements.coders[other]),
    )


def _mean(by_draw: list[Floats]) -> Floats:
    """Average over codes, leaving out those that are not defined in a draw."""
    if not by_draw:
        return np.full(1, np.nan)
    table = np.array(by_draw)
    defined = ~np.isnan(table)
    return _ratio(np.where(defined, table, 0).sum(axis=0), defined.sum(axis=0))


def _ratio(above: Floats, below: npt.NDArray[np.generic]) -> Floats:
    found = np.full(above.shape, np.nan)
    np.divide(above, below, out=found, where=np.asarray(below) > 0)
    return found


def _if(defined: bool, by_draw: Floats) -> Floats:
    return by_draw if defined else np.full_like(by_draw, np.nan)
