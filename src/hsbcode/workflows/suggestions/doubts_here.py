"""The doubtful codings of one coder under one question, as a list to go through."""

from collections.abc import Sequence

from hsbcode.domain.doubts import Doubt, coding_mark
from hsbcode.workflows.coder_pass import CoderPass

MOST = 50
"""The most surprising ones; who has gone through these asks again."""


class DoubtsHere:
    """What was found doubtful when it was last asked."""

    def __init__(self, own: CoderPass) -> None:
        self._own = own
        self._found: dict[str, tuple[Doubt, str]] = {}
        """Unit → doubt, and the mark of the codes that it was about."""

    def codings(self) -> dict[str, frozenset[str]]:
        """Return the coder's finished codings here that nobody looked at again yet."""
        held = self._own.all_held
        return {
            unit: held[unit].codes
            for unit in self._own.units
            if unit in held and held[unit].finishes and not held[unit].stays
        }

    def take(self, doubts: Sequence[Doubt]) -> None:
        """Take in what was found, the most surprising first."""
        self._found = {
            doubt.unit: (doubt, coding_mark(self._own.held(doubt.unit).codes))
            for doubt in doubts[:MOST]
        }

    @property
    def units(self) -> frozenset[str]:
        """The answers in doubt."""
        return frozenset(self._found)

    def ranked(self, units: Sequence[str]) -> list[str]:
        """Return answers in doubt, the most surprising first."""
        places = {unit: place for place, unit in enumerate(self._found)}
        return sorted(units, key=lambda unit: places.get(unit, len(places)))

    def words(self, unit: str) -> str:
        """Return why an answer is in doubt; empty where it is not, or not any more."""
        doubt, mark = self._found.get(unit, (None, ""))
        held = self._own.held(unit)
        if doubt is None or held.stays or coding_mark(held.codes) != mark:
            return ""
        return doubt.words(self._own.project.codebook.label, bool(held.codes))
