"""Marks at the prompt: memos, flags, coded stretches."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import codes as line_codes
from hsbcode.cli.line_mode.prompt import ask
from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.cli.line_mode.suggestions import LineSuggestions
    from hsbcode.cli.line_mode.walk import LineWalk
    from hsbcode.workflows.coding import CodingSession


class LineMarks:
    """What is put beside the codes of an answer."""

    def __init__(
        self,
        session: "CodingSession",
        walk: "LineWalk",
        suggestions: "LineSuggestions",
    ) -> None:
        self.session = session
        self._suggestions = suggestions
        self.walk = walk

    def memo(self, text: str) -> None:
        """Write a memo; without text it is taken away."""
        self.session.note(self.walk.here, text)
        printing.data("Memo written." if text else "Memo taken away.")

    def flag(self, rest: str) -> None:
        """Flag or unflag."""
        name, _, note = rest.partition(" ")
        name = name or "come_back"
        unit_id = self.walk.here
        if name == "safeguarding" and name not in self.session.held(unit_id).flags:
            note = note or self._concern()
        stands = self.session.flag(unit_id, name, note)
        printing.data(
            f"{'Flagged' if stands else 'Unflagged'}: {name.replace('_', ' ')}"
        )

    def span(self, rest: str) -> None:
        """Code a stretch: start, end (characters, from 1, end included), code."""
        parts = rest.split(maxsplit=2)
        unit = self.session.unit(self.walk.here)
        if len(parts) < 3 or not (parts[0].isdigit() and parts[1].isdigit()):
            raise UsageConflict("A span is typed as: s 5 20 code")
        start, end = int(parts[0]) - 1, int(parts[1])
        if not 0 <= start < end <= len(unit.text):
            raise UsageConflict(
                f"This answer has the characters 1 to {len(unit.text)}."
            )
        code = line_codes.named(self.session, parts[2])
        span = Span(unit.start + start, unit.start + end)
        shown = self._suggestions.showing(unit.id)
        self.session.apply(unit.id, code.id, span=span, shown=shown)
        printing.data(f"Applied to “{unit.text[start:end]}”: {code.label}")

    def memo_on_code(self, rest: str) -> None:
        """Write a memo on a code: its name, a colon, the text."""
        name, _, text = rest.partition(":")
        code = line_codes.named(self.session, name)
        self.session.note_on(text, code.id)
        self._said(text)

    def memo_on_project(self, text: str) -> None:
        """Write a memo on the project; without text it is taken away."""
        self.session.note_on(text)
        self._said(text)

    @staticmethod
    def _said(text: str) -> None:
        printing.data("Memo written." if text.strip() else "Memo taken away.")

    def _concern(self) -> str:
        from hsbcode.workflows.flagged import read_contact

        contact = read_contact(self.session.project)
        if contact:
            printing.data(f"Contact for this project: {contact}")
        note = (ask("What is the concern? ") or "").strip()
        if not note:
            raise UsageConflict("Not flagged: safeguarding asks for a note.")
        return note
