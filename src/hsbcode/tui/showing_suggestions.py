"""The way to the suggestions screen, from coding or from the first screen."""

from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.quality import Quality
from hsbcode.tui.settings_folder import remember_project
from hsbcode.tui.showing_codebook import ShowsCodebook
from hsbcode.workflows.opening import Project, open_project


class ShowsSuggestions(ShowsCodebook):
    """An application that shows how far suggestions can be trusted.

    What was found is kept until the application is left: numbers, and in memory only.
    """

    @property
    def kept_quality(self) -> dict[Path, Quality]:
        """Project → what was found the last time."""
        kept: dict[Path, Quality] = self.__dict__.setdefault("_kept_quality", {})
        return kept

    def suggestions_path(self, path: Path) -> None:
        """Open a project to look at its suggestions; errors are told on the screen."""
        try:
            project = open_project(path)
        except HsbcodeError as error:
            self.tell(error)
            return
        self._project = project
        remember_project(project.path)
        self.look_at_suggestions(project, "")

    def look_at_suggestions(self, project: Project, coder: str) -> None:
        """Show the suggestions of an open project, over the coding screen or alone."""
        # Coding starts without it.
        from hsbcode.tui.screens.suggestions import (  # noqa: PLC0415
            SuggestionsScreen,
        )

        coding = self.is_coding
        kept, path = self.kept_quality, project.path

        def leave() -> None:
            self.pop_screen()
            if not coding:
                self.leave_open_project()

        def keep(found: Quality) -> None:
            kept[path] = found

        self.push_screen(SuggestionsScreen(project, coder, leave, kept.get(path), keep))
