"""From a project's file to the coding screen: opening it, asking who codes, closing it.

While a large project is read a glance at it stands there (``screens/opening.py``).
"""

from pathlib import Path

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.hearing import Hearing
from hsbcode.tui.hints import Hints
from hsbcode.tui.keys_in_order import KeysInOrder
from hsbcode.tui.making_sure import MakingSure
from hsbcode.tui.screens.coder import WhoCodes, is_somebody_else
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.screens.opening import Opening
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.tui.showing_quotes import ShowsQuotes
from hsbcode.workflows.coders import known_coders, near_equal
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.glancing import glance
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.orders import order_kind
from hsbcode.workflows.publishing import where_it_lies
from hsbcode.workflows.rounds.in_package import as_packaged


class OpensProjects(KeysInOrder, Hearing, MakingSure, Hints, ShowsQuotes):
    """An application in which one project at a time is open to be coded."""

    def __init__(self) -> None:
        super().__init__()
        self._project: Project | None = None
        self._coder = self._question = self._round = ""
        self._filter = self._order = ""
        """What the first coding screen begins with."""
        self._suggestions = True

    def open_path(self, path: Path, coder: str = "") -> None:
        """Open a project and code in it; errors are told on the screen."""
        self._coder = coder
        try:
            project = open_project(path, check_later=True)
        except HsbcodeError as error:
            self.tell(error)
            return
        self._project = project
        self.code(project)

    def code(self, project: Project) -> None:
        """Code in an open project, after asking who codes."""
        remember_project(project.path)
        if where_it_lies(project) and project.writable:
            self.hear(where_it_lies(project))
        self.make_sure_of(project)
        if self.damage is not None:
            return
        self._coder, self._round = as_packaged(project, self._coder, self._round)
        seen = glance(project, self._coder, self._question, self._round)
        if seen is None:
            self._ask_who(project)
        else:
            self.hold_keys()
            name = project.path.name
            self.push_screen(Opening(name, seen, lambda: self._ask_who(project)))

    def _ask_who(self, project: Project) -> None:
        known = known_coders(project)
        near = near_equal(self._coder, known) if self._coder else None
        if near is not None:
            new, same = self._coder, near
            self.push_screen(
                is_somebody_else(new, same),
                lambda yes: self._begin(new if yes else same),
            )
        elif self._coder:
            self._begin(self._coder)
        else:
            self.push_screen(WhoCodes(known), self._begin)
        self.let_keys_come()

    def _begin(self, coder: str | None) -> None:
        project = self._project
        if project is None:
            return
        if not coder:
            self._leave_project()
            return
        if not self._round and self.offers_round(project, coder, self._begin_in):
            return
        self._begin_session(project, coder)

    def _begin_in(self, coder: str, round_: str) -> None:
        self._round = round_
        if self._project is not None:
            self._begin_session(self._project, coder)

    def code_in_round(self, project: Project, coder: str, round_: str) -> None:
        """Code somebody's share of a round, instead of what they coded before."""
        coding = self._coding()
        if coding is not None:
            coding.close()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, StartScreen):
            self.pop_screen()
        self._round = round_
        self._begin_session(project, coder)

    def _begin_session(self, project: Project, coder: str) -> None:
        try:
            session = CodingSession(project, coder, self._question, round_=self._round)
            first = session.choice.read(self._filter) if self._filter else None
        except HsbcodeError as error:
            self._leave_project()
            self.tell(error)
            return
        self._question = self._filter = ""
        screen = CodingScreen(
            session,
            suggestions=self._suggestions,
            first_filter=first,
            first_order=order_kind(self._order) if self._order else None,
        )
        self._order = ""
        self._show(screen)
        self.begin_hints(screen)

    def _show(self, screen: CodingScreen) -> None:
        """Show the coding screen, in place of what stood there while it was made."""
        if isinstance(self.screen, Opening):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_leave_project(self) -> None:
        """Close the project and go to the first screen."""
        screen = self._coding()
        if screen is None:
            return
        screen.close()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._coder = self._round = ""
        self._leave_project()

    def _leave_project(self) -> None:
        self.close_project()
        if isinstance(self.screen, Opening):
            self.pop_screen()
        if not any(isinstance(screen, StartScreen) for screen in self.screen_stack):
            self.push_screen(StartScreen())

    def leave_open_project(self) -> None:
        """Close the project and go to the first screen."""
        self._leave_project()

    @property
    def is_coding(self) -> bool:
        """Whether the coding screen is open."""
        return self._coding() is not None

    @property
    def who_codes(self) -> str:
        """Who codes on the coding screen; empty where nobody does."""
        coding = self._coding()
        return coding.session.coder if coding is not None else ""

    def _coding(self) -> CodingScreen | None:
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                return screen
        return None

    def close_project(self) -> None:
        """Give the file back; nothing happens where none is open."""
        if self._project is not None:
            self._project.close()
            self._project = None
