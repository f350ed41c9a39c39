"""The report screen: parts with ticks, how it is made, each part as it will stand."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.report_acts import ReportActs
from hsbcode.tui.screens.report_desk import ReportDesk
from hsbcode.tui.screens.report_draft import ReportDraft
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.preview_text import PreviewText
from hsbcode.tui.widgets.sentence_list import SentenceList
from hsbcode.workflows.opening import Project


class ReportScreen(ReportActs):
    """Choose what a report holds, look at it, write it.

    Args:
        project: an open project.
        by: who writes.
        draft: what was chosen before, if anything.
        leave: called when the screen is left.
        quotes: called when one goes to the quotes.
    """

    DEFAULT_CSS = """
    ReportScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; layout: horizontal; }
        & SentenceList { height: 100%; border: round $foreground 40%; }
        & PreviewText { height: 100%; width: 1fr; }
        & SentenceList.-here, & PreviewText.-here { border: round $primary; }
        &.-wide SentenceList { width: 66; }
        &.-narrow SentenceList { width: 1fr; }
        &.-narrow.-text SentenceList { display: none; }
        &.-narrow PreviewText { display: none; }
        &.-narrow.-text PreviewText { display: block; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (112, "-wide"),
    ]
    BINDINGS = bindings_of("report")

    def __init__(
        self,
        project: Project,
        by: str,
        draft: ReportDraft | None,
        leave: Callable[[], None],
        quotes: Callable[[], None],
    ) -> None:
        super().__init__(project, by, draft)
        self.id = "report"
        self._leave = leave
        self._quotes = quotes

    def compose(self) -> ComposeResult:
        """Where one is, the parts, the text, two lines."""
        name = one_line(self.path.name)
        where = f"{name} · report · {one_line(self.by)}"
        yield Static(plain(where), id="where", markup=False)
        with Container(id="body"):
            yield SentenceList(least=44, id="parts").data_bind(
                rows=ReportDesk.rows, place=ReportDesk.row_at
            )
            yield PreviewText(id="text").data_bind(
                ReportDesk.lines, ReportDesk.here, words=ReportDesk.part_words
            )
        yield StatusLine().data_bind(ReportDesk.said, ReportDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "report")

    def on_mount(self) -> None:
        """Show the parts at once; what they hold is read beside typing."""
        self.query_one("#parts", SentenceList).border_title = plain("Parts")
        self.watch_in_text(in_text=False)
        self.show_all()
        self.call_after_refresh(self.read)

    def on_resize(self) -> None:
        """Bring the text to another width."""
        self.call_after_refresh(self.lay_out_again)

    # --- moving -------------------------------------------------------------------

    def watch_in_text(self, in_text: bool) -> None:
        """Frame the pane in which keys move."""
        self.set_class(in_text, "-text")
        self.query_one("#parts").set_class(not in_text, "-here")
        self.query_one("#text").set_class(in_text, "-here")

    @property
    def _text(self) -> PreviewText:
        return self.query_one(PreviewText)

    def action_report_up(self) -> None:
        """Go up."""
        if not self.in_text:
            self.go_to_row(self.row_at - 1)
        elif not self.go_to_piece(-1):
            self._text.scroll_home(animate=False)

    def action_report_down(self) -> None:
        """Go down."""
        if not self.in_text:
            self.go_to_row(self.row_at + 1)
        elif not self.go_to_piece(1):
            self._text.scroll_page_down(animate=False)

    def action_report_page_down(self) -> None:
        """Scroll the text."""
        self._text.scroll_page_down(animate=False)

    def action_report_page_up(self) -> None:
        """Scroll back."""
        self._text.scroll_page_up(animate=False)

    def action_report_right(self) -> None:
        """Show more of a wide table; from the parts: go to the text."""
        if self.in_text:
            self._text.go_across(1)
        else:
            self.in_text = True

    def action_report_left(self) -> None:
        """Show the beginning of the lines again."""
        self._text.go_across(-1)

    def action_report_home(self) -> None:
        """Go to the first part, or to the top of the text."""
        if self.in_text:
            self.mark(None)
            self._text.scroll_home(animate=False)
        else:
            self.go_to_row(0)

    def action_report_end(self) -> None:
        """Go to the last line."""
        if self.in_text:
            self.mark(None)
            self._text.scroll_end(animate=False)
        else:
            self.go_to_row(len(self.rows) - 1)

    def action_report_pane(self) -> None:
        """Go from the parts to the text, or back."""
        self.in_text = not self.in_text

    def action_report_enter(self) -> None:
        """Go into the part, or look where what is marked comes from."""
        if self.option and not self.in_text:
            with self.telling():
                self.change_option()
        elif not self.in_text:
            self.in_text = True
            self.go_to_piece(1)
        else:
            self.look_behind()

    def action_leave_report(self) -> None:
        """Go from the text to the parts, from there away."""
        if self.in_text:
            self.in_text = False
        elif self.writing is not None:
            self.say("A report is being written; x stops it.")
        else:
            self._leave()

    def action_report_quotes(self) -> None:
        """Go to the quotes."""
        if self.writing is not None:
            self.say("A report is being written; x stops it.")
        else:
            self._quotes()

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to what was clicked; a second click looks at it."""
        again = message.place == self.row_at and not self.in_text
        self.in_text = False
        if not self.rows[message.place].heading:
            self.row_at = message.place
            self.show_text()
        if again:
            self.action_report_enter()
