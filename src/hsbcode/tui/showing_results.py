"""The way to the results of a project, from wherever one is in the application."""

from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.keymap import ChangedKeys
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.workflows.opening import Project, open_project


class ShowsResults(ChangedKeys):
    """An application that opens results beside coding, or alone."""

    _project: Project | None = None

    def results_path(self, path: Path) -> None:
        """Open a project to look at its results; errors are told on the screen."""
        try:
            project = open_project(path, write=False)
        except HsbcodeError as error:
            self.tell(error)
            return
        self._project = project
        self.look_at_results(project)

    def look_at_results(self, project: Project) -> None:
        """Show the results of an open project, over the coding screen or alone."""
        # what counts is imported when it is asked for: coding starts without it
        from hsbcode.tui.screens.results import ResultsScreen  # noqa: PLC0415
        from hsbcode.workflows.browsing_results import listed  # noqa: PLC0415

        coding = self.is_coding
        if not coding:
            remember_project(project.path)

        def leave() -> None:
            self.pop_screen()
            if not coding:
                self.leave_open_project()

        self.push_screen(ResultsScreen(project.path, listed(project), leave))

    def action_results(self) -> None:
        """Look at the results of the project that is open, or of one to be chosen."""
        if self._project is not None:
            self.look_at_results(self._project)
        elif isinstance(self.screen, StartScreen):
            self.screen.ask_for_results()

    @property
    def is_coding(self) -> bool:
        """Whether the coding screen is open."""
        raise NotImplementedError

    def leave_open_project(self) -> None:
        """Close the project and go to the first screen."""
        raise NotImplementedError

    def tell(self, error: HsbcodeError) -> None:
        """Tell what went wrong and what to do."""
        raise NotImplementedError
