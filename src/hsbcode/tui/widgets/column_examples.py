"""What people answered in one column of an export."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.workflows.understanding import ColumnGuess

_EXAMPLE = 200


class ColumnExamples(VerticalScroll, can_focus=False):
    """Wording, reason for the guess, and the first different answers."""

    DEFAULT_CSS = """
    ColumnExamples {
        border: round $foreground 40%;
        border-title-color: $foreground;
        padding: 0 1;
        & > Static { height: auto; }
    }
    """

    column: reactive[ColumnGuess | None] = reactive[ColumnGuess | None](
        None, init=False
    )

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_column(self, column: ColumnGuess | None) -> None:
        """Show another column."""
        if column is None:
            return
        self.border_title = plain(
            f"{column.header} · {column.filled} filled, {column.distinct} different"
        )
        lines = [
            plain(one_line(column.text or column.header), "bold"),
            plain(f"{column.kind}: {column.why}", "dim"),
        ]
        lines += [plain(f"· {shortened(each, _EXAMPLE)}") for each in column.examples]
        self.query_one(Static).update(joined(lines))
        self.scroll_home(animate=False)
