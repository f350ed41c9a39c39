"""The quotes screen: themes, what is quoted for each, the answer in full."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from hsbcode.domain.errors import HsbcodeError
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Notice
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.quotes_desk import QuotesDesk
from hsbcode.tui.screens.quotes_names import QuotesNames
from hsbcode.tui.screens.quotes_shown import listed
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.sentence_list import SentenceList
from hsbcode.workflows.opening import Project, open_project
from hsbcode.workflows.quoting.words import copied_quote, copied_theme, decided_lines
from hsbcode.workflows.tracing.references import trace


class QuotesScreen(QuotesNames):
    """Go through the quotes of a project.

    Args:
        project: an open project.
        by: who decides.
        leave: called when the screen is left.
        report: called when one goes on to the report.
    """

    DEFAULT_CSS = """
    QuotesScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; layout: horizontal; }
        & #themes { height: 100%; }
        & #right { height: 100%; width: 1fr; }
        & SentenceList { border: round $foreground 40%; }
        & SentenceList.-here { border: round $primary; }
        & #theme { height: auto; max-height: 6; padding: 0 1; }
        & #quotes { height: 2fr; min-height: 4; }
        & #answer { height: 3fr; padding: 0 2; scrollbar-size-vertical: 1; }
        & #answer > Static { height: auto; }
        &.-wide #themes { width: 46; }
        &.-narrow #themes { width: 1fr; }
        &.-narrow.-quotes #themes { display: none; }
        &.-narrow #right { display: none; }
        &.-narrow.-quotes #right { display: block; }
        &.-narrow #theme { max-height: 3; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (112, "-wide"),
    ]
    BINDINGS = bindings_of("quotes")

    def __init__(
        self,
        project: Project,
        by: str,
        leave: Callable[[], None],
        report: Callable[[], None],
    ) -> None:
        super().__init__(project, by)
        self.id = "quotes"
        self._leave = leave
        self._report = report
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Where one is, the themes, the quotes with the answer, two lines."""
        name = one_line(self.path.name)
        where = f"{name} · quotes · {one_line(self.by)}"
        yield Static(plain(where), id="where", markup=False)
        with Container(id="body"):
            yield SentenceList(least=10, id="themes").data_bind(
                rows=QuotesDesk.theme_rows,
                place=QuotesDesk.theme_row,
                words=QuotesDesk.list_words,
            )
            with Vertical(id="right"):
                yield Static(id="theme", markup=False)
                yield SentenceList(id="quotes").data_bind(
                    rows=QuotesDesk.quote_rows, place=QuotesDesk.line_at
                )
                with VerticalScroll(id="answer", can_focus=False):
                    yield Static(id="words", markup=False)
        yield StatusLine().data_bind(QuotesDesk.said, QuotesDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "quotes")

    def on_mount(self) -> None:
        """Read, once the screen is painted."""
        self.watch_in_quotes(in_quotes=False)
        if not self.project.writable:
            self.aside = "read-only"
        self.read()

    # --- showing -------------------------------------------------------------------

    def watch_in_quotes(self, in_quotes: bool) -> None:
        """Frame the pane in which keys move."""
        self.set_class(in_quotes, "-quotes")
        self.query_one("#themes").set_class(not in_quotes, "-here")
        self.query_one("#quotes").set_class(in_quotes, "-here")

    def show_answer(self) -> None:
        """Bring the theme and the answer under the cursor up to date."""
        self.query_one("#theme", Static).update(self.theme_text())
        self.query_one("#words", Static).update(self.answer_text())
        self.query_one("#answer", VerticalScroll).scroll_home(animate=False)

    # --- moving -------------------------------------------------------------------

    def action_quote_up(self) -> None:
        """Go up."""
        self.step(-1)

    def action_quote_down(self) -> None:
        """Go down."""
        self.step(1)

    def action_next_theme(self) -> None:
        """Show the next theme."""
        self.go_to_theme(self._theme + 1)

    def action_previous_theme(self) -> None:
        """Show the theme before."""
        self.go_to_theme(self._theme - 1)

    def action_next_open_theme(self) -> None:
        """Show the next theme with a quote that nobody has accepted."""
        review = self.review
        if review is None or not review.places:
            return
        count = len(review.places)
        for ahead in range(1, count + 1):
            at = (self._theme + ahead) % count
            quotes = review.theme(review.places[at]).quotes
            if any(not quote.by for quote in quotes):
                self.go_to_theme(at)
                self.in_quotes = True
                return
        self.say("Every quote is accepted.")

    def action_quotes_pane(self) -> None:
        """Go from the themes to the quotes, or back."""
        self.in_quotes = not self.in_quotes and bool(self.lines)

    def action_quote_scroll(self) -> None:
        """Scroll the answer."""
        self.query_one("#answer", VerticalScroll).scroll_page_down(animate=False)

    def action_quote_scroll_up(self) -> None:
        """Scroll the answer back."""
        self.query_one("#answer", VerticalScroll).scroll_page_up(animate=False)

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to what was clicked."""
        if message.control is self.query_one("#themes"):
            at = self._rows[message.place] if message.place < len(self._rows) else None
            self.in_quotes = False
            if at is not None:
                self.go_to_theme(at)
        elif self.lines[message.place].unit is not None:
            self.in_quotes = True
            self.line_at = message.place
            self.show_answer()

    def action_leave_quotes(self) -> None:
        """Go from the quotes to the themes, from there away."""
        if self.in_quotes and self.has_class("-narrow"):
            self.in_quotes = False
        elif self.reading:
            self._leaving = True
            self.say("Leaving as soon as the answers are read …")
        else:
            self._leave()

    def when_read(self) -> None:
        """Leave, if that was wished for while the answers were read."""
        if self._leaving:
            self._leave()

    def action_to_report(self) -> None:
        """Go on to the report."""
        self._report()

    # --- looking and copying -------------------------------------------------------

    def action_trace_quote(self) -> None:
        """Show where the quote comes from; in the themes: go to the quotes."""
        if not self.in_quotes:
            self.in_quotes = bool(self.lines)
            return
        with self.telling():
            line = self.line
            if line.unit is None:
                return
            name = line.quote.reference if line.quote else line.unit.name
            self.say("Looking …")
            self.beside(lambda: self._traced(name))

    def _traced(self, name: str) -> Callable[[], None]:
        """Return what shows where a quote comes from; runs in a thread."""
        try:
            with open_project(self.path, write=False) as project:
                facts = trace(project, name).facts
        except HsbcodeError as error:
            told = error
            return lambda: self.tell(told)
        words = listed([f"{what}: {value}" for what, value in facts])

        def show() -> None:
            self.say("")
            if self.is_current:
                self.app.push_screen(Notice(f"Where {name} comes from", words))

        return show

    def action_decided_quotes(self) -> None:
        """Show what was decided about the quotes of the theme."""
        if self.review is None or self.place_at is None:
            return
        lines = decided_lines(self.review, self.place_at.code)
        words = listed(lines or ("Nothing is decided about this theme yet.",))
        self.app.push_screen(Notice("Decided so far", words))

    def action_check_coding(self) -> None:
        """List answers of the theme whose coding should be looked at again."""
        review, at = self.review, self.place_at
        if review is None or at is None:
            return
        self.say("Looking …")

        def job() -> Callable[[], None]:
            found = review.to_check(at)
            return lambda: self._show_to_check(found)

        self.beside(job)

    def _show_to_check(self, found: tuple[str, ...]) -> None:
        self.say("")
        words = listed(
            found or ("No coding of this theme looks doubtful from its words.",)
        )
        if self.is_current:
            self.app.push_screen(Notice("Codings to look at again", words))

    def action_copy_quote(self) -> None:
        """Give the quote to the clipboard, with who said it and its reference."""
        with self.telling():
            self._copy(copied_quote(self.quote), "the quote")

    def action_copy_theme(self) -> None:
        """Give the quotes of the theme to the clipboard, with tabs."""
        if self.review is not None and self.place_at is not None:
            words = copied_theme(self.review.theme(self.place_at))
            self._copy(words, "the quotes of the theme")

    def _copy(self, words: str, what: str) -> None:
        try:
            self.app.copy_to_clipboard(words)
        except HsbcodeError as error:
            self.tell(error)
            return
        self.say(f"Gave {what} to the clipboard; some terminals do not take it.")
