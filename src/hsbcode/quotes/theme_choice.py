"""The choice of quotes for one theme, with the reason for each in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from hsbcode.domain.survey import Unit
from hsbcode.quotes.choosing import cosines, spread
from hsbcode.quotes.divergent import choose_divergent
from hsbcode.quotes.pool import capped, length_weights

DIVERGENT_FROM = 5
"""With fewer answers nobody can say what is unlike the others."""


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit chosen for a theme."""

    unit: Unit
    reason: str
    divergent: bool = False


def choose_for_theme(
    pool: Sequence[Unit], taken: frozenset[str], k: int, seed: int
) -> tuple[ChosenUnit, ...]:
    """Choose up to ``k`` typical answers and one that is unlike them.

    Args:
        pool: units of the theme that may be quoted, none of them blank.
        taken: respondents who are quoted already; one of them is quoted again only
            where nobody else is left.
        k: typical quotes wanted.
        seed: decides the sample and ties.
    """
    if k <= 0 or not pool:
        return ()
    pool = [pool[at] for at in capped([unit.text for unit in pool], seed)]
    texts = [unit.text for unit in pool]
    alike = cosines(texts)
    typical = _typical(pool, alike, taken, k, seed)
    chosen = [
        ChosenUnit(pool[at], reason)
        for at, reason in zip(typical, _reasons(alike, typical), strict=True)
    ]
    if len(pool) < DIVERGENT_FROM:
        return tuple(chosen)
    allowed = [
        at
        for at in range(len(pool))
        if at in typical or pool[at].respondent not in taken
    ]
    places = [allowed.index(at) for at in typical]
    unlike = choose_divergent(
        [texts[at] for at in allowed],
        places,
        similarity=alike[np.ix_(allowed, allowed)],
        groups=[pool[at].respondent for at in allowed],
        seed=seed,
    )
    for place in unlike:
        at = allowed[place]
        reason = _unlike_reason(float(alike[at, typical].max()), len(pool))
        chosen.append(ChosenUnit(pool[at], reason, divergent=True))
    return tuple(chosen)


def _typical(
    pool: Sequence[Unit],
    alike: npt.NDArray[np.float64],
    taken: frozenset[str],
    k: int,
    seed: int,
) -> list[int]:
    groups = [unit.respondent for unit in pool]
    texts = [unit.text for unit in pool]
    weights = length_weights(texts)
    fresh = np.array([group not in taken for group in groups])
    choose = partial(spread, texts, alike, groups, seed=seed, weights=weights, own=0.0)
    # a theme is not left bare because its people are quoted under others
    return choose(k=k, allowed=fresh) or choose(k=1)


def _reasons(alike: npt.NDArray[np.float64], chosen: Sequence[int]) -> list[str]:
    count = len(alike)
    if count == 1:
        return ["the only answer with this theme that may be quoted"]
    if count <= len(chosen):
        return [f"one of only {count} answers that may be quoted"] * len(chosen)
    to_chosen = alike[:, list(chosen)]
    nearest = np.where(to_chosen.max(axis=1) > 0, to_chosen.argmax(axis=1), -1)
    reasons = []
    for place in range(len(chosen)):
        near = int((nearest == place).sum())
        if 2 * near > count:
            reasons.append(f"nearest to most of the {count} answers")
        elif near > 1:
            reasons.append(f"nearest to {near} of the {count} answers")
        else:
            reasons.append("says what the other typical quotes leave out")
    return reasons


def _unlike_reason(covered: float, count: int) -> str:
    if covered == 0:
        return "unlike the others: shares no word with the typical quotes"
    return (
        f"unlike the others: of {count} answers it has least in common with the "
        "typical quotes"
    )
