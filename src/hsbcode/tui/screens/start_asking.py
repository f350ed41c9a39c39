"""Results, codebook and suggestions of the project under the cursor, or of another."""

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
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.results_path(self._recent[at])
        else:
            self.ask_for_results()

    def action_codebook_of(self) -> None:
        """Look at the codebook of the project under the cursor, or ask for one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.codebook_path(self._recent[at])
            return
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Codebook", "The path of a .hsb file.", usual), self._on_codebook
        )

    def _on_codebook(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.codebook_path(Path(typed.strip()).expanduser())

    def action_suggestions_of(self) -> None:
        """Look at the suggestions of the project under the cursor, or ask for one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.suggestions_path(self._recent[at])
            return
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Suggestions", "The path of a .hsb file.", usual), self._on_suggestions
        )

    def _on_suggestions(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.suggestions_path(Path(typed.strip()).expanduser())

    def action_rounds_of(self) -> None:
        """Lead the rounds of the project under the cursor, or ask for one."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._recent):
            self._opener.rounds_path(self._recent[at])
            return
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Rounds", "The path of a .hsb file.", usual), self._on_rounds
        )

    def _on_rounds(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.rounds_path(Path(typed.strip()).expanduser())

    def ask_for_results(self) -> None:
        """Ask whose results shall be shown."""
        usual = str(self._recent[0]) if self._recent else ""
        self.app.push_screen(
            Ask("Results", "The path of a .hsb file.", usual), self._on_results
        )

    def _on_results(self, typed: str | None) -> None:
        if typed and typed.strip():
            self._opener.results_path(Path(typed.strip()).expanduser())
