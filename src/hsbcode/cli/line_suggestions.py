"""Suggestions at the prompt: read out with their reasons, and kept as shown."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.suggestions import Suggestion

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession

_MOST = 3


class LineSuggestions:
    """What is suggested for the answers of a sitting; close it at the end."""

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.suggesting import Suggester

        self._session = session
        self._suggester = Suggester(session)

    def of(self, unit_id: str) -> tuple[Suggestion, ...]:
        """Return the suggestions for an answer that do not stand already."""
        held = self._session.held(unit_id)
        found = self._suggester.at_once(self._session.unit(unit_id))
        return tuple(each for each in found if each.code not in held.applied)[:_MOST]

    def first(self, unit_id: str) -> Suggestion:
        """Return the one that can be accepted or declined.

        Raises:
            UsageConflict: nothing is suggested.
        """
        found = self.of(unit_id)
        if not found:
            raise UsageConflict("Nothing is suggested for this answer.")
        return found[0]

    def showing(self, unit_id: str) -> str:
        """Record which suggestions were read out; return what goes with the act."""
        found = self.of(unit_id)
        if not found:
            return "none"
        run = self._suggester.state.run or "codebook"
        return self._session.show(unit_id, run, [each.code for each in found])

    def read_out(self, unit_id: str) -> None:
        """Say what is suggested for an answer, and by which words."""
        for each in self.of(unit_id):
            label = self._session.codebook.label(each.code)
            words = ", ".join(f"“{word}”" for word in each.words)
            printing.data(f"Suggested: {label} ({each.strength}: {words})")

    def useful(self) -> list[str]:
        """Return all answers, those first of which the suggestions would learn most.

        Raises:
            UsageConflict: it is a blind round, where nothing is suggested.
        """
        session = self._session
        if session.round is not None:
            raise UsageConflict("A round is coded blind: nothing is suggested in it.")
        left = [unit for unit in session.units if not session.held(unit).finished]
        with printing.waiting("learning from what is coded"):
            ranked = self._suggester.useful(
                self._suggester.request(), session.question.id, left
            )
        placed = set(ranked)
        return ranked + [unit for unit in session.units if unit not in placed]

    def close(self) -> None:
        """End what makes suggestions."""
        self._suggester.close()
