"""Agreement about each code: did the coders apply it to the same units?"""

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
from hsbcode.domain.agreement import CodeAgreement, PairAgreement

_NEVER_OFFERED = "not offered in any answer that two coders finished"
_NEVER_OFFERED_TO_PAIR = "not offered in any answer that both finished"

# Places of a unit's statistics for one code; four for each coder pair follow.
_UNITS, _JUDGED, _APPLIED, _OPPOSED, _AGREEING, _MATCHED = range(6)
_USED, _AGREED, _FIRST_PAIR = range(6, 9)
_SHARED, _BOTH, _FIRST, _SECOND, _PER_PAIR = range(5)
_WIDTH = 2000


def code_agreements(judgements: Judgements, draws: Draws) -> tuple[CodeAgreement, ...]:
    """Measure agreement about each code, in the order of the codes.

    A unit where a code is not offered is missing for that code. Alpha is that of the
    yes/no data. Positive agreement is the chance that another coder of the same unit
    applied the code, given that one did: for two coders, Dice (1945).
    """
    statistics = _FIRST_PAIR + _PER_PAIR * len(judgements.pairs)
    step = max(1, _WIDTH // statistics)
    found: list[CodeAgreement] = []
    for start in range(0, len(judgements.codes), step):
        codes = slice(start, min(start + step, len(judgements.codes)))
        found += _some_codes(judgements, draws, codes, statistics)
    return tuple(found)


def _some_codes(
    judgements: Judgements, draws: Draws, codes: slice, statistics: int
) -> list[CodeAgreement]:
    """Measure as many codes as one matrix product takes."""
    count = codes.stop - codes.start

    def columns(units: slice) -> npt.NDArray[np.float64]:
        table = _statistics(judgements, units, codes, statistics)
        return table.reshape(len(table), -1)

    # (statistics, codes, draws) → one table of statistics x draws for each code
    totals = draws.totals(columns, statistics * count)
    by_code = totals.reshape(statistics, count, -1).transpose(1, 0, 2)
    return [
        _one_code(judgements, code, _who(judgements, place), sums)
        for place, code, sums in zip(
            range(codes.start, codes.stop),
            judgements.codes[codes],
            by_code,
            strict=True,
        )
    ]


def _who(judgements: Judgements, code: int) -> tuple[str, ...]:
    """Return who judged a code beside somebody else."""
    said = judgements.given != MISSING
    if judgements.offered is not None:
        said &= judgements.offered[:, code, None]
    return tuple(
        coder
        for coder, any_ in zip(judgements.coders, said.any(axis=0), strict=True)
        if any_
    )


def _statistics(
    judgements: Judgements, units: slice, codes: slice, statistics: int
) -> npt.NDArray[np.float64]:
    """Count each unit's judgements: shape (units, statistics, codes)."""
    given = judgements.given[units]
    finished = (given != MISSING)[:, :, None]
    if judgements.offered is None:
        judged = np.repeat(finished, codes.stop - codes.start, axis=2)
    else:
        judged = finished & judgements.offered[units, None, codes]
    applied = judgements.members[:, codes][given] & judged

    # Of a shared unit either nobody or two coders and more judged a code.
    coders = judged.sum(axis=1).astype(np.float64)
    yes = applied.sum(axis=1).astype(np.float64)
    no = coders - yes
    others = np.maximum(coders - 1, 1)
    orders = np.maximum(coders * others, 1)

    table = np.empty((len(given), statistics, codes.stop - codes.start))
    table[:, _UNITS] = coders > 0
    table[:, _JUDGED] = coders
    table[:, _APPLIED] = yes
    table[:, _OPPOSED] = yes * no / others
    agreeing = yes * (yes - 1) + no * (no - 1)
    table[:, _AGREEING] = agreeing / orders
    table[:, _MATCHED] = yes * (yes - 1) / others
    table[:, _USED] = yes > 0
    table[:, _AGREED] = (yes > 0) & (no == 0)
    for place, (one, other) in enumerate(judgements.pairs):
        start = _FIRST_PAIR + _PER_PAIR * place
        shared = judged[:, one] & judged[:, other]
        table[:, start + _SHARED] = shared
        table[:, start + _BOTH] = applied[:, one] & applied[:, other]
        table[:, start + _FIRST] = applied[:, one] & shared
        table[:, start + _SECOND] = applied[:, other] & shared
    return table


def _one_code(
    judgements: Judgements,
    code: str,
    coders: tuple[str, ...],
    sums: npt.NDArray[np.float64],
) -> CodeAgreement:
    """Read one code's agreement from its sums, shape (statistics, draws)."""
    units, judged, applied, _, agreeing, matched, used, agreed = sums[:_FIRST_PAIR, 0]
    if not judgements.units:
        reason = NOTHING_SHARED
    elif not units:
        reason = _NEVER_OFFERED
    else:
        who = "everybody always" if applied else "nobody"
        reason = f"{NO_VARIATION}: {who} applied it"
    by_draw = alpha_from_totals(
        sums[_JUDGED],
        2 * sums[_OPPOSED],
        2 * sums[_APPLIED] * (sums[_JUDGED] - sums[_APPLIED]),
    )
    return CodeAgreement(
        code=code,
        units=int(units),
        codings=int(judged),
        prevalence=float(applied / judged) if judged else None,
        percent=float(agreeing / units) if units else None,
        positive=float(matched / applied) if applied else None,
        alpha=coefficient(by_draw, reason),
        coders=coders,
        applied=int(applied),
        used=int(used),
        agreed=int(agreed),
        pairs=tuple(
            _one_pair(judgements, pair, sums[start : start + _PER_PAIR])
            for pair, start in zip(
                judgements.pairs, range(_FIRST_PAIR, len(sums), _PER_PAIR), strict=True
            )
        ),
    )


def _one_pair(
    judgements: Judgements, pair: tuple[int, int], sums: npt.NDArray[np.float64]
) -> PairAgreement:
    """Read two coders' agreement on one code from sums of shape (4, draws)."""
    one, other = pair
    shared, both, first, second = sums
    neither = shared - first - second + both
    by_draw = kappa_from_totals(
        shared, both + neither, first * second + (shared - first) * (shared - second)
    )
    units, agreeing = int(shared[0]), int(both[0] + neither[0])
    if units:
        who = "both always" if both[0] else "neither"
        reason = f"{NO_VARIATION}: {who} applied it"
    elif (judgements.given[:, [one, other]] != MISSING).all(axis=1).any():
        reason = _NEVER_OFFERED_TO_PAIR
    else:
        reason = NOTHING_SHARED
    return PairAgreement(
        coders=(judgements.coders[one], judgements.coders[other]),
        units=units,
        both=int(both[0]),
        only_first=int(first[0] - both[0]),
        only_second=int(second[0] - both[0]),
        neither=int(neither[0]),
        percent=agreeing / units if units else None,
        kappa=coefficient(by_draw, reason),
    )
