"""A pass: what one coder did in one round, or outside rounds."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from hsbcode.domain.acts import Span
from hsbcode.domain.doubts import coding_mark

PassKey: TypeAlias = tuple[str, str | None]
"""(coder, round); round None = outside rounds."""


class UnitState(StrEnum):
    """The three states of a pass and a unit; the first has two shades."""

    UNSEEN = "unseen"
    """Unseen, or not assigned, or begun and not finished."""
    NO_CODE = "no code applies"
    """Finished, and no code applies: a judgement."""
    CODED = "coded"


@dataclass(slots=True)
class UnitPass:
    """What one coder holds true of one unit. Keys are ids of the acts that count."""

    applied: dict[str, dict[str, Span | None]] = field(default_factory=dict)
    """Code → act → its span (None: the whole unit)."""
    finishes: dict[str, str] = field(default_factory=dict)
    """Act → version of the codebook it was finished under."""
    flags: dict[str, dict[str, str | None]] = field(default_factory=dict)
    """Flag → act → body of its note."""
    notes: dict[str, str | None] = field(default_factory=dict)
    """Act → body."""
    rejected: dict[str, dict[str, None]] = field(default_factory=dict)
    """Code → acts that declined its suggestion."""
    kept: dict[str, str] = field(default_factory=dict)
    """Act → mark of the codes that stood when somebody looked at them again."""

    @property
    def anything(self) -> bool:
        """Whether anything at all stands."""
        return bool(
            self.applied
            or self.finishes
            or self.flags
            or self.notes
            or self.rejected
            or self.kept
        )

    @property
    def stays(self) -> bool:
        """Whether somebody looked at the codes that stand again and left them so."""
        return bool(self.kept) and coding_mark(self.codes) in self.kept.values()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that stand."""
        return frozenset(self.applied)

    @property
    def finished(self) -> bool:
        """Whether the coder is done with the unit."""
        return bool(self.finishes)

    @property
    def state(self) -> UnitState:
        """The state of the unit in this pass."""
        if not self.finishes:
            return UnitState.UNSEEN
        return UnitState.CODED if self.applied else UnitState.NO_CODE

    def spans(self) -> tuple[tuple[str, Span], ...]:
        """Return (code, span) for every coded stretch, in order of the text."""
        found = {
            (code, span)
            for code, acts in self.applied.items()
            for span in acts.values()
            if span is not None
        }
        return tuple(sorted(found, key=lambda item: (item[1], item[0])))
