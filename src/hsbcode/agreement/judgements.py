"""Codings as arrays: who gave which set of codes to which unit.

Only units that two coders or more finished are kept, unless something else is asked
for: nothing else can agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from hsbcode.domain.errors import AgreementError, nearest

MISSING = -1


@dataclass(frozen=True, slots=True)
class Judgements:
    """The codings of the shared units, ready for counting."""

    units: tuple[str, ...]
    """Finished by two coders or more, in the order given."""
    coders: tuple[str, ...]
    """Everybody who finished anything, sorted."""
    codes: tuple[str, ...]
    sets: tuple[frozenset[str], ...]
    """The distinct sets of codes."""
    members: npt.NDArray[np.bool_]
    """Shape (sets + 1, codes): which set holds which code; the last row, which
    ``MISSING`` points at, holds none."""
    given: npt.NDArray[np.int32]
    """Shape (units, coders): number of the set, or ``MISSING``."""
    offered: npt.NDArray[np.bool_] | None
    """Shape (units, codes); None = every code everywhere."""
    respondents: npt.NDArray[np.int64]
    """Shape (units,): number of the respondent (or of the unit itself), from 0."""
    all_units: int
    """Units finished by at least one coder."""
    all_codings: int
    """Codings of all those units."""

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Places of every two coders."""
        return tuple(combinations(range(len(self.coders)), 2))

    @property
    def coders_per_unit(self) -> npt.NDArray[np.float64]:
        """How many coders finished each unit, two or more."""
        finished: npt.NDArray[np.bool_] = self.given != MISSING
        counts: npt.NDArray[np.float64] = finished.sum(axis=1, dtype=np.float64)
        return counts


def judgements_from(
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    codes: Sequence[str],
    respondents: Mapping[str, str] | None = None,
    offered: Mapping[str, frozenset[str]] | None = None,
    *,
    least: int = 2,
) -> Judgements:
    """Turn codings into arrays.

    Args:
        codings: unit → coder → codes; an absent coder is missing, an empty set is
            the judgement that no code applies.
        codes: every code that can occur, in the order of reports.
        respondents: unit → respondent; None = each unit stands for itself.
        offered: unit → codes offered there; an absent unit offers all.
        least: how many coders must have finished a unit for it to be kept.

    Raises:
        AgreementError: fewer than two coders, an unknown code, or a unit without
            respondent.
    """
    coders = tuple(sorted({coder for by in codings.values() for coder in by}))
    if len(coders) < 2:
        raise AgreementError(
            "Agreement needs two coders, and "
            + (f"only {coders[0]} finished anything." if coders else "there is none."),
            "Have a second person code and finish some of the same answers.",
        )
    codes = tuple(dict.fromkeys(codes))
    columns = {coder: place for place, coder in enumerate(coders)}
    numbers: dict[frozenset[str], int] = {}
    shared = [unit for unit, by in codings.items() if len(by) >= max(least, 1)]
    given = np.full((len(shared), len(coders)), MISSING, dtype=np.int32)
    for row, unit in enumerate(shared):
        for coder, given_codes in codings[unit].items():
            number = numbers.setdefault(given_codes, len(numbers))
            given[row, columns[coder]] = number
    return Judgements(
        units=tuple(shared),
        coders=coders,
        codes=codes,
        sets=tuple(numbers),
        members=_members(tuple(numbers), codes),
        given=given,
        offered=_offered(shared, codes, offered),
        respondents=_respondents(shared, respondents),
        all_units=sum(1 for by in codings.values() if by),
        all_codings=sum(len(by) for by in codings.values()),
    )


def _members(
    sets: tuple[frozenset[str], ...], codes: tuple[str, ...]
) -> npt.NDArray[np.bool_]:
    places = {code: place for place, code in enumerate(codes)}
    members = np.zeros((len(sets) + 1, len(codes)), dtype=np.bool_)
    for row, members_of in enumerate(sets):
        for code in members_of:
            if code not in places:
                raise AgreementError(
                    f"The code “{code}” was applied, but is not among the "
                    f"{len(codes)} codes to compare.",
                    nearest(code, codes) or "Add it to the codes, or leave it out.",
                )
            members[row, places[code]] = True
    return members


def _offered(
    units: Sequence[str],
    codes: tuple[str, ...],
    offered: Mapping[str, frozenset[str]] | None,
) -> npt.NDArray[np.bool_] | None:
    if offered is None:
        return None
    # Units of one question share one answer, so each distinct offer is made once.
    offers: dict[frozenset[str], npt.NDArray[np.bool_]] = {}
    table = np.ones((len(units), len(codes)), dtype=np.bool_)
    for row, unit in enumerate(units):
        offer = offered.get(unit)
        if offer is None:
            continue
        if offer not in offers:
            offers[offer] = np.array([code in offer for code in codes], dtype=np.bool_)
        table[row] = offers[offer]
    return table


def _respondents(
    units: Sequence[str], respondents: Mapping[str, str] | None
) -> npt.NDArray[np.int64]:
    if respondents is None:
        return np.arange(len(units), dtype=np.int64)
    numbers: dict[str, int] = {}
    places = np.empty(len(units), dtype=np.int64)
    for row, unit in enumerate(units):
        if unit not in respondents:
            raise AgreementError(
                f"The answer {unit} belongs to no respondent.",
                "Name a respondent for every answer, or compare answers one by one.",
            )
        places[row] = numbers.setdefault(respondents[unit], len(numbers))
    return places
