"""What else one does with the project under the cursor, or with another."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from textual.screen import Screen
from textual.widgets import OptionList

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.dialogs.asking import Ask


class Opener(Protocol):
    """What the first screen asks of the application."""

    def open_path(self, path: Path, coder: str = "") -> None:
        """Open a project and code in it."""

    def results_path(self, path: Path) -> None:
        """Open a project to look at its results."""

    def codebook_path(self, path: Path) -> None:
        """Open a project to work at its codebook."""

    def suggestions_path(self, path: Path) -> None:
        """Open a project to look at its suggestions."""

    def rounds_path(self, path: Path) -> None:
        """Open a project to lead its rounds."""

    def quotes_path(self, path: Path) -> None:
        """Open a project to choose its quotes."""

    def report_path(self, path: Path) -> None:
        """Open a project to write a report."""

    def tell(self, error: HsbcodeError) -> None:
        """Tell what went wrong."""


class AskingForProjects(Screen[None]):
    """The first screen, as far as it opens what is there."""

    def __init__(self) -> None:
        super().__init__()
        self._recent: tuple[Path, ...] = ()

    @property
    def _opener(self) -> Opener:
        return cast("Opener", self.app)

    def action_results_of(self) -> None:
        """Look at the results of the project under the cursor, or ask for one."""
        self._go("Results", self._opener.results_path)

    def action_codebook_of(self) -> None:
        """Look at the codebook of the project under the cursor, or ask for one."""
        self._go("Codebook", self._opener.codebook_path)

    def action_suggestions_of(self) -> None:
        """Look at the suggestions of the project under the cursor, or ask for one."""
        self._go("Suggestions", self._opener.suggestions_path)

    def action_rounds_of(self) -> None:
        """Lead the rounds of the project under the cursor, or ask for one."""
        self._go("Rounds", self._opener.rounds_path)

    def action_quotes_of(self) -> None:
        """Choose the quotes of the project under the cursor, or ask for one."""
        self._go("Quotes", self._opener.quotes_path)

    def action_report_of(self) -> None:
        """Write a report of the project under the cursor, or ask for one."""
        self._go("Report", self._opener.report_path)

    def ask_for_results(self) -> None:
        """Ask whose results shall be shown."""
        self._ask("Results", self._opener.results_path)

    def _go(self, title: str, way: Callable[[Path], None]) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            way(self._recent[at])
        else:
            self._ask(title, way)

    def _ask(self, title: str, way: Callable[[Path], None]) -> None:
        usual = str(self._recent[0]) if self._recent else ""

        def typed(path: str | None) -> None:
            if path and path.strip():
                way(Path(path.strip()).expanduser())

        self.app.push_screen(Ask(title, "The path of a .hsb file.", usual), typed)
