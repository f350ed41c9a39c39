"""The columns of an export, one a row: what each is taken to hold, and why."""

from collections.abc import Mapping
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
from hsbcode.tui.widgets.scrolled import line_width
from hsbcode.workflows.importing.understanding import ANSWERS, ColumnGuess

_NUMBER, _KIND = 4, 9
_KINDS: Mapping[str, str] = {"drop": "left out", "personal": "personal"}
"""Kinds by other names than the map gives them."""
_ORDER = ("open", "closed", "tick", "ticks", "id", "date", "drop", "personal")


class ColumnTable(ScrollView, can_focus=False):
    """Rows of columns with a cursor; a box that joins the row above says so."""

    DEFAULT_CSS = """
    ColumnTable {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .column-table--heading { color: $text-muted; }
        & > .column-table--here { text-style: reverse; }
        & > .column-table--left-out { color: $text-muted; }
        & > .column-table--open { text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column-table--heading",
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
        self._measure()
        kinds = [str(column.kind) for column in columns]
        counted = " · ".join(
            f"{kinds.count(kind)} {_KINDS.get(kind, kind)}"
            for kind in dict.fromkeys((*_ORDER, *kinds))
            if kind in kinds
        )
        self.border_title = plain(f"{len(columns)} columns: {counted}")
        self.refresh()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        self.scroll_to_region(Region(0, self.place, 1, 2), animate=False, force=True)
        self.refresh()

    def watch_found(self) -> None:
        """Mark the columns with answers that do not fit."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        self.watch_place()

    def _measure(self) -> None:
        # The line with the names of the columns stays above what is scrolled.
        self.virtual_size = Size(self.size.width, len(self.columns) + 1)

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = event.y - self.gutter.top - 1 + self.scroll_offset.y
        if event.y > self.gutter.top and row < len(self.columns):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Return the names of the columns, or one row."""
        row, width = self.scroll_offset.y + y - 1, line_width(self)
        style = self.rich_style
        if not self.columns or row >= len(self.columns):
            return Strip.blank(width, style)
        if y == 0:
            style += self.get_component_rich_style("column-table--heading")
            names = ("no", "read as", "column", "question", "why")
            return Strip([Segment(fitted(self._cells(*names), width), style)], width)
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
        label = column.label or "–"
        if self._continues(row):
            label = f"└ box {column.box}"
            if column.option:
                label = f"└ {column.option}"
        elif column.option:
            label = f"{column.label}: {column.option}"
        why = self._unfit(column) if not self._continues(row) else ""
        kind = _KINDS.get(str(column.kind), str(column.kind))
        return self._cells(str(row + 1), kind, column.header, label, why or column.why)

    def _cells(self, number: str, kind: str, header: str, label: str, why: str) -> str:
        rest = line_width(self) - _NUMBER - _KIND - 2
        return (
            f"{number:>{_NUMBER - 1}} {fitted(kind, _KIND)}"
            f"{fitted(header, rest // 4 - 1)} {fitted(label, rest // 3)} {why}"
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
