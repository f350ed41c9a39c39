"""The codebook screen: the tree of codes, and all about the one under the cursor."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.codebook_acts import CodebookActs
from hsbcode.tui.screens.codebook_desk import CodebookDesk
from hsbcode.tui.widgets.codebook_detail import CodebookDetail
from hsbcode.tui.widgets.codebook_tree import CodebookTree
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.opening import Project


class CodebookScreen(CodebookActs):
    """Look at codes and change them.

    Args:
        project: an open project.
        coder: who makes the edits.
        leave: called when the screen is left.
        code: the code to begin at.
    """

    DEFAULT_CSS = """
    CodebookScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; }
        &.-wide #body { layout: horizontal; }
        &.-wide CodebookTree { width: 1fr; height: 100%; }
        &.-wide CodebookDetail { width: 1fr; height: 100%; }
        &.-narrow #body { layout: vertical; }
        &.-narrow CodebookTree { height: 3fr; }
        &.-narrow CodebookDetail { height: 2fr; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (112, "-wide"),
    ]
    BINDINGS = bindings_of("codebook")

    def __init__(
        self, project: Project, coder: str, leave: Callable[[], None], code: str = ""
    ) -> None:
        super().__init__(project, coder)
        self.id = "codebook"
        self._leave = leave
        self._begin_at = code

    def compose(self) -> ComposeResult:
        """Where one is, the two panes, two lines."""
        words = (
            f"{one_line(self.project.path.name)} · codebook · {one_line(self.coder)}"
        )
        yield Static(plain(words), id="where", markup=False)
        with Container(id="body"):
            yield CodebookTree().data_bind(
                CodebookDesk.rows, CodebookDesk.place, words=CodebookDesk.tree_words
            )
            yield CodebookDetail().data_bind(
                CodebookDesk.about, words=CodebookDesk.empty_words
            )
        yield StatusLine().data_bind(CodebookDesk.said, CodebookDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "codebook")

    def on_mount(self) -> None:
        """Show the frame."""
        self.renew(self._begin_at)
        if not self.project.writable:
            self.say("Read-only here: nothing can be changed.")

    def on_codebook_tree_chosen(self, message: CodebookTree.Chosen) -> None:
        """Go to a clicked code; a second click shows its answers."""
        if message.place == self.place:
            self.action_code_answers()
        else:
            self.go_to(message.place)

    def action_book_up(self) -> None:
        """Go to the code above."""
        self.go_to(self.place - 1)

    def action_book_down(self) -> None:
        """Go to the code below."""
        self.go_to(self.place + 1)

    def action_book_page_up(self) -> None:
        """Go a screen back."""
        self.go_to(self.place - self._page())

    def action_book_page_down(self) -> None:
        """Go a screen on."""
        self.go_to(self.place + self._page())

    def action_book_first(self) -> None:
        """Go to the first code."""
        self.go_to(0)

    def action_book_last(self) -> None:
        """Go to the last code."""
        self.go_to(len(self.rows) - 1)

    def action_book_scroll(self) -> None:
        """Scroll what is told of the code; from its end to its beginning."""
        detail = self.query_one(CodebookDetail)
        if detail.scroll_offset.y >= detail.max_scroll_y:
            detail.scroll_home(animate=False)
        else:
            detail.scroll_page_down(animate=False)

    def action_leave_book(self) -> None:
        """Go back to where one came from."""
        self._leave()

    def _page(self) -> int:
        return max(1, self.query_one(CodebookTree).size.height - 1)
