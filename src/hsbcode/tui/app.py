"""The application: opens a project, asks who codes, shows the coding screen."""

import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segments
from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.visible import visible
from hsbcode.tui.clipboard import give_to_clipboard
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.cover import Cover
from hsbcode.tui.leaving import Leaves
from hsbcode.tui.looks import Looks
from hsbcode.tui.painting import PaintsChanges
from hsbcode.tui.palette import Palette
from hsbcode.tui.quick_start import SECONDS, quick_start, settle
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.showing_recodes import ShowsRecodes
from hsbcode.tui.showing_suggestions import ShowsSuggestions
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.orders import order_kind


class HsbcodeApp(Leaves, PaintsChanges, Looks, ShowsSuggestions, ShowsRecodes, Palette):
    """The terminal application.

    Args:
        project: an open project to code; None shows the first screen.
        coder: who codes; asked where it is empty.
        question: the open question to begin with.
        round_: the round coded in, if any.
        suggestions: whether codes are suggested.
        results: whether the project is opened on its results instead.
        filter_: which answers are listed at first, typed or saved by name.
        order: in what order they are gone through at first.
    """

    TITLE = "hsbcode"
    # In a low window a message would else cover all the codes.
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-low"),
        (16, "-tall"),
    ]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("everywhere")]
    CSS = """
    Toast { max-width: 70; }
    Screen.-tall ToastRack { margin-bottom: 2; }
    CommandPalette {
        & > Vertical { width: 84; max-width: 100%; }
        & SearchIcon { display: none; }
        & > Vertical > #--input { border: round $primary; height: 3; padding: 0; }
        & > Vertical > #--input.--list-visible { border: round $primary; }
        & CommandList { border: none; }
        & CommandInput, & CommandInput:focus {
            height: 1;
            padding: 0 1;
            border: none;
        }
        & CommandList > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
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
        order: str = "",
    ) -> None:
        super().__init__()
        self._filter, self._order = filter_, order
        self._only_results = results
        self._project, self._coder = project, coder
        self._question, self._round = question, round_
        self._suggestions = suggestions

    def on_mount(self) -> None:
        """Show the first screen, or go straight to coding."""
        self.use_changed_keys()
        self.set_timer(SECONDS, settle)
        self.heed_signals()
        if self._project is None:
            self.push_screen(StartScreen())
        elif self._only_results:
            self.look_at_results(self._project)
        else:
            self.code(self._project)

    # --- from screen to screen -----------------------------------------------------

    def action_codebook(self) -> None:
        """Look at the codebook of the project that is open, or of one to be chosen."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_codebook(session.project, session.coder, coding.code_at)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_codebook_of()

    def action_suggestions(self) -> None:
        """See how far suggestions can be trusted, of this project or a chosen one."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_suggestions(session.project, session.coder)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_suggestions_of()

    def action_rounds(self) -> None:
        """Lead the rounds of the project that is open, or of one to be chosen."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_rounds(session.project, session.coder)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_rounds_of()

    def action_quotes(self) -> None:
        """Choose the quotes of the project that is open, or of one to be chosen."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_quotes(session.project, session.coder)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_quotes_of()

    def action_report(self) -> None:
        """Write a report of the project that is open, or of one to be chosen."""
        coding = self._coding()
        if coding is not None:
            session = coding.session
            self.look_at_report(session.project, session.coder)
        elif isinstance(self.screen, StartScreen):
            self.screen.action_report_of()

    def codes_may_differ(self) -> None:
        """Bring the coding screen up to date with the codebook."""
        coding = self._coding()
        if coding is not None:
            coding.codes_may_differ()

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

    def _fatal_error(self) -> None:
        """Leave after a bug without printing variables: they may hold answers."""
        # It brings Pygments along, which a start without a bug need not wait for.
        from rich.traceback import Traceback  # noqa: PLC0415

        self.bell()
        told = self.console.render(Traceback(show_locals=False), self.console.options)
        self._exit_renderables.append(Segments(told))
        self._close_messages_no_wait()


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
    order: str = "",
) -> int:
    """Run the application until it is left; return the exit code.

    Raises:
        HsbcodeError: the project cannot be opened, or there is no such question.
    """
    coder = checked_name(coder) if coder else ""
    if order:
        order_kind(order)
    project = None
    if path is not None:
        project = open_project(Path(path), check_later=True)
    if project is not None:
        try:
            check_question(project, question or "", filter_)
        except HsbcodeError:
            project.close()
            raise
    return _run(
        HsbcodeApp(
            project,
            coder,
            question or "",
            round_ or "",
            filter_=filter_,
            order=order,
        )
    )


def _run(app: HsbcodeApp) -> int:
    try:
        with quick_start():
            words = app.run()
    finally:
        app.close_project()
    if app.damage is not None:
        raise app.damage
    if words:
        sys.stderr.write(visible(words) + "\n")
    return app.return_code or 0
