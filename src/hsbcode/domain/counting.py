"""Whose coding counts: one function, used by every output.

Settled; else the only finished pass; else equal passes; else the project's rule
(the lead coder's, provisional); else unsettled: outside numerator and base, and
always counted in the note.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.fold import Fold


class Standing(StrEnum):
    """Why a coding counts, or why none does."""

    SETTLED = "settled"
    ONLY = "only pass"
    EQUAL = "equal passes"
    LEAD = "lead coder (provisional)"
    UNSETTLED = "unsettled"
    UNCODED = "not yet coded"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The coding of a unit that every output uses."""

    standing: Standing
    codes: frozenset[str] = frozenset()
    coders: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the unit has a coding that tables may use."""
        return self.standing not in (Standing.UNSETTLED, Standing.UNCODED)


def finished_by_unit(fold: Fold) -> dict[str, tuple[str, ...]]:
    """Return unit → the coders who finished it, sorted; settling is nobody's."""
    found: dict[str, set[str]] = {}
    for (coder, _round), units in fold.passes.items():
        if coder != SETTLED:
            for unit, held in units.items():
                if held.finishes:
                    found.setdefault(unit, set()).add(coder)
    return {unit: tuple(sorted(coders)) for unit, coders in found.items()}


def verdict(
    passes: Mapping[str, frozenset[str]],
    settled: frozenset[str] | None = None,
    lead: str | None = None,
) -> Verdict:
    """Return whose coding counts for one unit.

    Args:
        passes: coder → codes, finished passes only.
        settled: the agreed codes, if the unit was settled.
        lead: the coder whose pass counts, provisionally, where passes differ.
    """
    coders = tuple(sorted(passes))
    if settled is not None:
        return Verdict(Standing.SETTLED, settled, coders)
    if not passes:
        return Verdict(Standing.UNCODED)
    if len(coders) == 1:
        return Verdict(Standing.ONLY, passes[coders[0]], coders)
    if len(set(passes.values())) == 1:
        return Verdict(Standing.EQUAL, passes[coders[0]], coders)
    if lead is not None and lead in passes:
        return Verdict(Standing.LEAD, passes[lead], (lead,))
    return Verdict(Standing.UNSETTLED, frozenset(), coders)


def verdicts(
    fold: Fold, units: Iterable[str], lead: str | None = None
) -> dict[str, Verdict]:
    """Return the verdict of every unit."""
    by_unit: dict[str, dict[str, frozenset[str]]] = {}
    settled: dict[str, frozenset[str]] = {}
    for (coder, _round), held_units in fold.by_age():
        for unit, held in held_units.items():
            if not held.finishes:
                continue
            if coder == SETTLED:
                settled[unit] = held.codes
            else:
                by_unit.setdefault(unit, {})[coder] = held.codes
    return {
        unit: verdict(by_unit.get(unit, {}), settled.get(unit), lead) for unit in units
    }


def is_codable(codes: Iterable[str], codebook: Codebook) -> bool:
    """Whether a coding leaves the unit codable: no validity code among its codes."""
    return not any(
        code in codebook and codebook[code].makes_uncodable for code in codes
    )
