"""The last question before an import: what would be written, and what to know first."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.dialogs.dialog import text
from hsbcode.tui.plain import one_line
from hsbcode.workflows.importing.plan import Plan

_LISTED = 12
"""Answers that do not fit the instrument and are told one by one."""


class ConfirmImport(Confirm):
    """Yes or no to a plan, under its notes; nothing is written before the yes.

    Args:
        plan: what would be written.
        target: the project file.
    """

    def __init__(self, plan: Plan, target: Path) -> None:
        super().__init__(
            "Import",
            f"{plan.sentence()} will be written to the new project {target}. Import?",
        )
        notes = [*plan.notes, *plan.intake.notes]
        if plan.found is not None:
            found = plan.found
            notes += [found.sentence(), *found.lines(_LISTED), *found.notes()]
        self._notes = tuple(dict.fromkeys(notes))

    def compose_box(self) -> ComposeResult:
        """The notes, which may be many, and the question."""
        if self._notes:
            with VerticalScroll():
                yield text("Before it is written:")
                for note in self._notes:
                    yield text(f"• {one_line(note)}")
        yield from super().compose_box()
