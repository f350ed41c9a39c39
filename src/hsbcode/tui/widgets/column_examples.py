"""What people answered in one column of an export."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.domain.answer_findings import AnswerFindings
from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.workflows.importing.understanding import ColumnGuess

_EXAMPLE = 200
_ODD = 20
"""How many answers that do not fit are listed under a column."""


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
    found: reactive[AnswerFindings | None] = reactive[AnswerFindings | None](
        None, init=False
    )

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_column(self) -> None:
        """Show another column."""
        self._show()

    def watch_found(self) -> None:
        """Show what does not fit the instrument."""
        self._show()

    def _show(self) -> None:
        column = self.column
        if column is None:
            return
        self.border_title = plain(
            f"{column.header} · {column.filled} filled, {column.distinct} different"
        )
        lines = [
            plain(one_line(column.text or column.header), "bold"),
            plain(f"{column.kind}: {column.why}", "dim"),
        ]
        if self.found is not None and column.question:
            odd = self.found.lines_of(column.question, _ODD)
            lines += [plain(f"!! {line}") for line in odd]
        lines += [plain(f"· {shortened(each, _EXAMPLE)}") for each in column.examples]
        self.query_one(Static).update(joined(lines))
        self.scroll_home(animate=False)
