"""The way to quotes and to the report, from coding or from the first screen."""

from pathlib import Path

from hsbcode.tui.showing_rounds import ShowsRounds
from hsbcode.workflows.opening import Project


class ShowsQuotes(ShowsRounds):
    """An application in which quotes are chosen and reports are written."""

    def quotes_path(self, path: Path) -> None:
        """Open a project to choose its quotes; errors are told on the screen."""
        self.open_for(path, self.look_at_quotes)

    def report_path(self, path: Path) -> None:
        """Open a project to write a report; errors are told on the screen."""
        self.open_for(path, self.look_at_report)

    def look_at_quotes(self, project: Project, coder: str) -> None:
        """Show the quotes of an open project, over another screen or alone."""
        # Coding starts without them.
        from hsbcode.tui.screens.quotes import QuotesScreen  # noqa: PLC0415

        coding, below = self.is_coding, self._is_open("report")

        def leave() -> None:
            self.pop_screen()
            if coding:
                self.codes_may_differ()
            elif not below:
                self.leave_open_project()

        def report() -> None:
            if below:
                leave()
            else:
                self.look_at_report(project, coder)

        self.push_screen(QuotesScreen(project, coder, leave, report))

    def look_at_report(self, project: Project, coder: str) -> None:
        """Show what a report holds, over another screen or alone."""
        from hsbcode.tui.screens.report import ReportScreen  # noqa: PLC0415

        coding, below = self.is_coding, self._is_open("quotes")

        def leave() -> None:
            self.pop_screen()
            if not below and not coding:
                self.leave_open_project()

        def quotes() -> None:
            if below:
                leave()
            else:
                self.look_at_quotes(project, coder)

        # What was chosen waits for whoever comes back.
        drafts = self.__dict__.setdefault("_report_drafts", {})
        screen = ReportScreen(project, coder, drafts.get(project.path), leave, quotes)
        drafts[project.path] = screen.draft
        self.push_screen(screen)

    def _is_open(self, name: str) -> bool:
        """Return whether the screen of a name lies below."""
        return any(each.id == name for each in self.screen_stack)
