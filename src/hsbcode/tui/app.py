"""The application: opens a project, asks who codes, shows the coding screen."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.segment import Segments
from textual import events
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.visible import visible
from hsbcode.tui.clipboard import give_to_clipboard
from hsbcode.tui.commands import COMMANDS, Where, bindings_of
from hsbcode.tui.dialogs.cover import Cover
from hsbcode.tui.dialogs.help import Help
from hsbcode.tui.farewell import farewell
from hsbcode.tui.hearing import Hearing
from hsbcode.tui.hints import Hints
from hsbcode.tui.keys_in_order import KeysInOrder
from hsbcode.tui.looks import Looks
from hsbcode.tui.quick_start import SECONDS, quick_start, settle
from hsbcode.tui.screens.coder import WhoCodes, is_somebody_else
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.tui.showing_codebook import ShowsCodebook
from hsbcode.workflows.coders import checked_name, known_coders, near_equal
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.publishing import where_it_lies


class HsbcodeApp(KeysInOrder, Hearing, Looks, Hints, ShowsCodebook):
    """The terminal application.

    Args:
        project: an open project to code; None shows the first screen.
        coder: who codes; asked where it is empty.
        question: the open question to begin with.
        round_: the round coded in, if any.
        suggestions: whether codes are suggested.
        results: whether the project is opened on its results instead.
        filter_: which answers are listed at first, typed or saved by name.
    """

    TITLE = "hsbcode"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("everywhere")]
    CSS = """
    Toast { max-width: 70; }
    """

    def __init__(
        self,
        project: Project | None = None,
        coder: str = "",
        question: str = "",
        round_: str = "",
        *,
        suggestions: bool = True,
        results: bool = False,
        filter_: str = "",
    ) -> None:
        super().__init__()
        self._filter = filter_
        self._only_results = results
        self._project = project
        self._coder = coder
        self._question = question
        self._round = round_
        self._suggestions = suggestions

    def on_mount(self) -> None:
        """Show the first screen, or go straight to coding."""
        self.use_changed_keys()
        self.set_timer(SECONDS, settle)
        if self._project is None:
            self.push_screen(StartScreen())
        elif self._only_results:
            self.look_at_results(self._project)
        else:
            self.code(self._project)

    # --- from screen to screen -----------------------------------------------------

    def open_path(self, path: Path, coder: str = "") -> None:
        """Open a project and code in it; errors are told on the screen."""
        self._coder = coder
        try:
            project = open_project(path)
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

    def _begin(self, coder: str | None) -> None:
        project = self._project
        if project is None:
            return
        if not coder:
            self._leave_project()
            return
        try:
            session = CodingSession(project, coder, self._question, round_=self._round)
            first = session.choice.read(self._filter) if self._filter else None
        except HsbcodeError as error:
            self._leave_project()
            self.tell(error)
            return
        self._question = self._filter = ""
        screen = CodingScreen(
            session, suggestions=self._suggestions, first_filter=first
        )
        self.push_screen(screen)
        self.begin_hints(screen)

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
        if not any(isinstance(screen, StartScreen) for screen in self.screen_stack):
            self.push_screen(StartScreen())

    def leave_open_project(self) -> None:
        """Close the project and go to the first screen."""
        self._leave_project()

    @property
    def is_coding(self) -> bool:
        """Whether the coding screen is open."""
        return self._coding() is not None

    def action_codebook(self) -> None:
        """Look at the codebook of the project that is open, or of one to be chosen."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_codebook(session.project, session.coder, coding.code_at)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_codebook_of()

    def codes_may_differ(self) -> None:
        """Bring the coding screen up to date with the codebook."""
        coding = self._coding()
        if coding is not None:
            coding.codes_may_differ()

    def _coding(self) -> CodingScreen | None:
        for screen in self.screen_stack:
            if isinstance(screen, CodingScreen):
                return screen
        return None

    async def action_quit(self) -> None:
        """Leave once the keys typed before this one are done."""
        # They wait in the queues from the focus up to here; this key came past them.
        nodes = self.focused.ancestors_with_self if self.focused else [self.screen]
        self._leave_behind([node for node in nodes if isinstance(node, Widget)])

    def _leave_behind(self, nodes: Sequence[Widget]) -> None:
        if nodes:
            nodes[0].call_later(self._leave_behind, nodes[1:])
        else:
            self.call_later(self._leave)

    def _leave(self) -> None:
        """Keep the place, close the file, and say how far one has come."""
        screen = self._coding()
        words = ""
        if screen is not None:
            screen.close()
            words = farewell(screen.session)
        self.begin_leaving()
        self.close_project()
        self.exit("\n".join(filter(None, [words, *self.last_words])))

    def close_project(self) -> None:
        """Give the file back; nothing happens where none is open."""
        if self._project is not None:
            self._project.close()
            self._project = None

    # --- everywhere ----------------------------------------------------------------

    def tell(self, error: HsbcodeError) -> None:
        """Tell what went wrong and what to do."""
        self.warn(f"{error.message} {error.hint}".strip())

    def copy_to_clipboard(self, text: str) -> None:
        """Give text to the system's clipboard, or else to the terminal's."""
        shown = visible(text)
        if not give_to_clipboard(shown):
            super().copy_to_clipboard(shown)

    def on_key(self, event: events.Key) -> None:
        """Give letters to the line that got the keys while they were on their way.

        Somebody who types fast, or on a busy machine, would lose them otherwise.
        """
        line = self.focused
        if isinstance(line, Input) and event.is_printable and event.character:
            event.prevent_default()
            line.insert_text_at_cursor(event.character)

    def action_cover(self) -> None:
        """Cover the screen at once."""
        self.push_screen(Cover())

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(Help(_places_of(self.screen), self.keymap))

    def action_palette(self) -> None:
        """Show everything by name."""
        self.action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the table of commands has for this screen."""
        places: tuple[Where, ...] = (*_places_of(screen), "everywhere")
        for each in COMMANDS:
            if each.where not in places or each.each or each.where in ("span", "codes"):
                continue
            if each.id == "palette":
                continue
            owner = screen if hasattr(screen, f"action_{each.id}") else self
            run = getattr(owner, f"action_{each.id}", None)
            if run is not None:
                title = f"{each.words[:1].upper()}{each.words[1:]}"
                yield SystemCommand(title, each.help, run)
        yield SystemCommand(
            "Colours",
            "Dark, light or high contrast; it is kept",
            self.action_change_theme,
        )

    def _fatal_error(self) -> None:
        """Leave after a bug without printing variables: they may hold answers."""
        # It brings Pygments along, which a start without a bug need not wait for.
        from rich.traceback import Traceback  # noqa: PLC0415

        self.bell()
        told = self.console.render(Traceback(show_locals=False), self.console.options)
        self._exit_renderables.append(Segments(told))
        self._close_messages_no_wait()


def _places_of(screen: Screen[object]) -> tuple[Where, ...]:
    if isinstance(screen, CodingScreen):
        return ("coding", "codes", "span")
    if isinstance(screen, StartScreen):
        return ("start", "coding", "codes", "span", "import", "results")
    if screen.id == "results":
        return ("results",)
    if screen.id == "history":
        return ("history",)
    if screen.id == "codebook":
        return ("codebook",)
    if screen.id == "queue":
        return ("queue",)
    return ("import",)


def check_question(project: Project, question: str, filter_: str = "") -> None:
    """Tell of a wrong question or filter before the screen is taken.

    Raises:
        UsageConflict: there is no such open question, or none at all; or something in
            the filter is unknown.
    """
    known = [q.id for q in project.answers.questions().values() if q.is_open]
    if filter_ or not known or (question and question not in known):
        # The session says which ones there are.
        session = CodingSession(project, "-", question)
        if filter_:
            session.choice.read(filter_)


def run_results(path: Path | str) -> int:
    """Show the results of a project until they are left; return the exit code.

    Raises:
        HsbcodeError: the project cannot be opened.
    """
    return _run(HsbcodeApp(open_project(Path(path), write=False), results=True))


def run_app(
    path: Path | str | None = None,
    coder: str | None = None,
    question: str | None = None,
    round_: str | None = None,
    filter_: str = "",
) -> int:
    """Run the application until it is left; return the exit code.

    Raises:
        HsbcodeError: the project cannot be opened, or there is no such question.
    """
    coder = checked_name(coder) if coder else ""
    project = open_project(Path(path)) if path is not None else None
    if project is not None:
        try:
            check_question(project, question or "", filter_)
        except HsbcodeError:
            project.close()
            raise
    return _run(
        HsbcodeApp(project, coder, question or "", round_ or "", filter_=filter_)
    )


def _run(app: HsbcodeApp) -> int:
    try:
        with quick_start():
            words = app.run()
    finally:
        app.close_project()
    if words:
        sys.stderr.write(visible(words) + "\n")
    return app.return_code or 0
