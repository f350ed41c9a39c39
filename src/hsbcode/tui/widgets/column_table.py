"""The columns of an export, one a row: what each is taken to hold, and why."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.domain.answer_findings import AnswerFindings
from hsbcode.tui.plain import fitted, plain
from hsbcode.workflows.understanding import ANSWERS, ColumnGuess

_NUMBER, _KIND = 4, 9


class ColumnTable(ScrollView, can_focus=False):
    """Rows of columns with a cursor; a box that joins the row above says so."""

    DEFAULT_CSS = """
    ColumnTable {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .column-table--here { text-style: reverse; }
        & > .column-table--left-out { color: $text-muted; }
        & > .column-table--open { text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column-table--here",
        "column-table--left-out",
        "column-table--open",
    }

    columns: reactive[tuple[ColumnGuess, ...]] = reactive[tuple[ColumnGuess, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    found: reactive[AnswerFindings | None] = reactive[AnswerFindings | None](
        None, init=False
    )

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def watch_columns(self, columns: tuple[ColumnGuess, ...]) -> None:
        """Show other guesses."""
        self.virtual_size = Size(self.size.width, len(columns))
        kinds = [column.kind for column in columns]
        named = dict.fromkeys(kinds)
        counted = " · ".join(f"{kinds.count(kind)} {kind}" for kind in named)
        self.border_title = plain(f"{len(columns)} columns: {counted}")
        self.refresh()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        self.scroll_to_region(Region(0, self.place, 1, 1), animate=False, force=True)
        self.refresh()

    def watch_found(self) -> None:
        """Mark the columns with answers that do not fit."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.columns))
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < len(self.columns):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row, width, style = self.scroll_offset.y + y, self.size.width, self.rich_style
        if row >= len(self.columns):
            return Strip.blank(width, style)
        column = self.columns[row]
        if row == self.place:
            style += self.get_component_rich_style("column-table--here")
        elif column.kind in ("drop", "personal"):
            style += self.get_component_rich_style("column-table--left-out")
        elif column.kind == "open":
            style += self.get_component_rich_style("column-table--open")
        return Strip([Segment(fitted(self._words(row), width), style)], width)

    def _words(self, row: int) -> str:
        column = self.columns[row]
        rest = self.size.width - _NUMBER - _KIND - 2
        header = rest // 4
        named = rest // 3
        label = column.label or "–"
        if self._continues(row):
            label = f"└ box {column.box}"
            if column.option:
                label = f"└ {column.option}"
        elif column.option:
            label = f"{column.label}: {column.option}"
        why = self._unfit(column) if not self._continues(row) else ""
        return (
            f"{row + 1:>{_NUMBER - 1}} {fitted(column.kind, _KIND)}"
            f"{fitted(column.header, header - 1)} {fitted(label, named)} "
            f"{why or column.why}"
        )

    def _unfit(self, column: ColumnGuess) -> str:
        """Return how many answers do not fit the instrument, in what way."""
        if self.found is None or column.kind not in ANSWERS:
            return ""
        odd = self.found.of_question(column.question)
        counted = ", ".join(f"{count} {kind.words}" for kind, count in odd.items())
        return f"!! {counted}" if counted else ""

    def _continues(self, row: int) -> bool:
        column = self.columns[row]
        return column.kind in ANSWERS and any(
            other.question == column.question and other.kind in ANSWERS
            for other in self.columns[:row]
        )
