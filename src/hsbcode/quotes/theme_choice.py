"""The choice of quotes for one theme, with the reason for each in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hsbcode.domain.survey import Unit
from hsbcode.quotes.balance import Balance
from hsbcode.quotes.choosing import spread
from hsbcode.quotes.divergent import BOUNDARY, COUNTER_CASE, KINDS, divergent_of
from hsbcode.quotes.theme_answers import ThemeAnswers

DIVERGENT_FROM = 5
"""With fewer answers nobody can say what is unlike the others."""

_NOTHING_SHARED = 0.05
"""A cosine of topics below which two answers are about different things."""
_TAKEN = "unlike the others: taken by a person"

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit chosen for a theme."""

    unit: Unit
    reason: str
    divergent: bool = False
    pinned: bool = False
    """A person took it; it is not the program's to change."""


def choose_for_theme(
    theme: ThemeAnswers,
    taken: frozenset[str],
    k: int,
    *,
    divergent: int = 1,
    pinned: Sequence[str] = (),
    unlike: Sequence[str] = (),
    refused: Collection[str] = (),
) -> tuple[ChosenUnit, ...]:
    """Choose up to ``k`` typical answers and ``divergent`` that are unlike them.

    What a person took comes first, and the others are filled in around it.

    Args:
        theme: its answers that may be quoted.
        taken: respondents who are quoted already; one of them is quoted again only
            where nobody else is left, or where a person took the answer.
        k: typical quotes wanted.
        divergent: quotes unlike them that are wanted, of different kinds.
        pinned: units that a person took as typical, in their order.
        unlike: units that a person took as unlike the others.
        refused: units that a person put aside.
    """
    places = {unit.id: at for at, unit in enumerate(theme.units)}
    given = [places[unit] for unit in pinned if unit in places]
    other = [places[unit] for unit in unlike if unit in places]
    if not theme.units or (k <= 0 and not given and not other):
        return ()
    open_to = np.array([unit.id not in refused for unit in theme.units])
    people = {theme.units[at].respondent for at in other}
    open_to &= np.array([unit.respondent not in people for unit in theme.units])
    fresh = open_to & np.array([unit.respondent not in taken for unit in theme.units])
    typical = _typical(theme, given, open_to, fresh, k)
    chosen = [
        ChosenUnit(theme.units[at], reason, pinned=at in given)
        for at, reason in zip(typical, _reasons(theme, typical), strict=True)
    ]
    chosen += [
        ChosenUnit(
            theme.units[at], theme.contrary.get(theme.units[at].id, _TAKEN), True, True
        )
        for at in other
    ]
    if len(theme) < DIVERGENT_FROM or k <= 0:
        return tuple(chosen)
    people |= {theme.units[at].respondent for at in typical}
    free = fresh & np.array([unit.respondent not in people for unit in theme.units])
    for at, reason in _divergent(theme, typical, free, divergent - len(other)):
        chosen.append(ChosenUnit(theme.units[at], reason, divergent=True))
    return tuple(chosen)


def _typical(
    theme: ThemeAnswers, given: Sequence[int], open_to: Flags, fresh: Flags, k: int
) -> list[int]:
    near = _like_others(theme)
    balance = Balance(theme.closed, k) if theme.closed else None

    def choose(allowed: Flags, count: int) -> list[int]:
        return spread(
            [unit.text for unit in theme.units],
            theme.alike,
            [unit.respondent for unit in theme.units],
            k=count,
            lots=theme.lots,
            weights=theme.weights,
            matter=theme.matter,
            same=theme.same_words,
            allowed=allowed,
            balance=balance,
            pinned=given,
        )

    found = [*given, *choose(fresh & near, k)]
    # a theme is not left bare because its people are quoted under others
    return found or choose(fresh, 1) or choose(open_to, min(k, 1))


def _like_others(theme: ThemeAnswers) -> Flags:
    """Return which answers are like others of the theme, so that they can be typical.

    At least half as like them, taken together, as the answer in the middle.
    """
    together = theme.alike.sum(axis=0) - 1.0
    if len(theme) < DIVERGENT_FROM:
        return np.ones(len(theme), dtype=bool)
    return np.asarray(together >= 0.5 * np.median(together))


def _divergent(
    theme: ThemeAnswers, typical: Sequence[int], free: Flags, wanted: int
) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    while len(found) < wanted:
        before = len(found)
        for kind in KINDS:
            # two answers that say the same are not two other sides
            shown = [*typical, *(place for place, _ in found)]
            at = divergent_of(theme, shown, free, kind)
            if at is None or len(found) == wanted:
                continue
            found.append((at, reason_of(theme, typical, at, kind)))
            person = theme.units[at].respondent
            free = free & np.array([u.respondent != person for u in theme.units])
        if len(found) == before:
            break
    return found


def reason_of(theme: ThemeAnswers, typical: Sequence[int], at: int, kind: str) -> str:
    """Return in words why an answer is quoted as one that is unlike the others."""
    if kind == COUNTER_CASE:
        return theme.contrary[theme.units[at].id]
    if kind == BOUNDARY:
        return (
            "on the boundary: a person gave it the theme, by its words alone it would "
            "hardly have it"
        )
    return _unlike(theme, typical, at)


def _reasons(theme: ThemeAnswers, chosen: Sequence[int]) -> list[str]:
    count = len(theme)
    if count == 1:
        return ["the only answer with this theme that may be quoted"] * len(chosen)
    if count <= len(chosen):
        return [f"one of only {count} answers that may be quoted"] * len(chosen)
    reasons = []
    for near in stands_for(theme, chosen):
        if 2 * near > count:
            reasons.append(f"nearest to most of the {count} answers")
        elif near > 1:
            reasons.append(f"nearest to {near} of the {count} answers")
        else:
            reasons.append("says what the other typical quotes leave out")
    return reasons


def stands_for(theme: ThemeAnswers, chosen: Sequence[int]) -> list[int]:
    """Return to how many of the theme's answers each chosen one is the nearest."""
    if not chosen:
        return []
    to_chosen = theme.alike[:, list(chosen)]
    nearest = np.where(to_chosen.max(axis=1) > 0, to_chosen.argmax(axis=1), -1)
    return [int((nearest == place).sum()) for place in range(len(chosen))]


def _unlike(theme: ThemeAnswers, typical: Sequence[int], at: int) -> str:
    covered = float(theme.covered(typical)[at]) if typical else 0.0
    if covered < _NOTHING_SHARED:
        return "unlike the others: about something other than the typical quotes"
    return (
        f"unlike the others: of {len(theme)} answers it has least in common with the "
        "typical quotes"
    )
