"""Settled decisions: what a team agreed on where its coders differed.

A decision stands twice in the log: as the coding of ``(settled)``, which tables count,
and as a ``settle`` act beside it, which says who settled it, in which round and why.
The act's ``flag`` names the codes, so the history can be told from these acts alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from hsbcode.domain.acts import Act

NONE = "-"
"""What a decision names where no code applies; no code has it as its id."""
REOPENED = "reopened"
"""The flag of an act that takes a decision back and puts none in its place."""
_BETWEEN = ";"


def decided_mark(codes: Iterable[str]) -> str:
    """Return the flag of the act that decides for some codes, or for none."""
    return f"={_BETWEEN.join(sorted(codes)) or NONE}"


def decided_codes(mark: str | None) -> frozenset[str]:
    """Return the codes that such a flag names."""
    named = (mark or "").removeprefix("=")
    if named in ("", NONE) or mark == REOPENED:
        return frozenset()
    return frozenset(named.split(_BETWEEN))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one answer."""

    act: str
    """Id of the act."""
    unit: str
    round: str
    by: str
    at: str
    """UTC, ISO 8601."""
    codes: frozenset[str]
    """As they were named; none: no code applies."""
    body: str | None
    """Id of the reason; None where none was given."""
    is_open_again: bool = False
    """It takes back what was decided."""


def decisions(acts: Iterable[Act]) -> dict[str, list[Decision]]:
    """Return unit → every decision about it, oldest first.

    Args:
        acts: the ``settle`` acts, in any order.
    """
    found: dict[str, list[Decision]] = {}
    for act in sorted(acts, key=lambda act: act.id):
        found.setdefault(act.unit or "", []).append(
            Decision(
                act.id,
                act.unit or "",
                act.round or "",
                act.coder,
                act.at,
                decided_codes(act.flag),
                act.body,
                act.flag == REOPENED,
            )
        )
    return found


def standing_decisions(acts: Sequence[Act]) -> dict[str, list[Decision]]:
    """Return unit → the decisions that nobody replaced or took back, oldest first.

    More than one stands only where two people decided apart, in files that met later.
    """
    ended = {act.ends for act in acts}
    standing = decisions(act for act in acts if act.id not in ended)
    kept = {
        unit: [each for each in those if not each.is_open_again]
        for unit, those in standing.items()
    }
    return {unit: those for unit, those in kept.items() if those}


def set_distance(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """Return the MASI distance of two sets of codes: 0 equal, 1 nothing shared.

    Passonneau (2006): 1 - J·M with the Jaccard coefficient J and M = 1 for equal sets,
    2/3 where one holds the other, 1/3 where they overlap, else 0. Two empty sets are
    equal.
    """
    if one == other:
        return Fraction(0)
    shared = one & other
    if not shared:
        return Fraction(1)
    within = Fraction(2 if shared in (one, other) else 1, 3)
    return 1 - Fraction(len(shared), len(one | other)) * within


def disputed_distance(codings: Sequence[frozenset[str]]) -> Fraction:
    """Return the mean distance between the pairs of some codings of one answer."""
    pairs = list(combinations(codings, 2))
    if not pairs:
        return Fraction(0)
    return sum((set_distance(*pair) for pair in pairs), Fraction(0)) / len(pairs)
