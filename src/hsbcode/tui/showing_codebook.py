"""The way to the codebook of a project, from coding or from the first screen."""

from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.screens.coder import WhoCodes
from hsbcode.tui.settings_folder import remember_project
from hsbcode.tui.showing_results import ShowsResults
from hsbcode.workflows.coders import known_coders
from hsbcode.workflows.opening import Project, open_project


class ShowsCodebook(ShowsResults):
    """An application that opens the codebook beside coding, or alone."""

    def codebook_path(self, path: Path) -> None:
        """Open a project to work at its codebook; errors are told on the screen."""
        self.open_for(path, self.look_at_codebook, "Who changes the codebook?")

    def open_for(
        self,
        path: Path,
        look: Callable[[Project, str], None],
        title: str = "Who are you?",
    ) -> None:
        """Open a project from the first screen, ask for a name, and go on.

        Args:
            path: the project file.
            look: called with the project and the name.
            title: how the name is asked for.
        """
        try:
            project = open_project(path)
        except HsbcodeError as error:
            self.tell(error)
            return
        self._project = project
        remember_project(project.path)

        def begin(coder: str | None) -> None:
            if coder:
                look(project, coder)
            else:
                self.leave_open_project()

        known = set(known_coders(project))
        for each in project.rounds.values():
            known |= {*each.coders, each.drawn_by}
        self.push_screen(WhoCodes(tuple(sorted(known)), title), begin)

    def look_at_codebook(self, project: Project, coder: str, code: str = "") -> None:
        """Show the codebook of an open project, over the coding screen or alone."""
        # Coding starts without it.
        from hsbcode.tui.screens.codebook import CodebookScreen  # noqa: PLC0415

        coding = self.is_coding

        def leave() -> None:
            self.pop_screen()
            if coding:
                self.codes_may_differ()
            else:
                self.leave_open_project()

        self.push_screen(CodebookScreen(project, coder, leave, code))

    def codes_may_differ(self) -> None:
        """Bring the coding screen up to date with the codebook."""
        raise NotImplementedError
