"""The tree of codes with how much each is used."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.tui.plain import fitted, plain, shortened
from hsbcode.tui.widgets.scrolled import line_width
from hsbcode.workflows.codebook.view import BookRow

_HEADING = f"{'answers':>8}{'people':>8}{'coders':>8} "
_NUMBERS = len(_HEADING)
"""Cells of the columns of numbers."""


class CodebookTree(ScrollView, can_focus=False):
    """One row a code: name, answers, people, coders; what is out of use says so."""

    DEFAULT_CSS = """
    CodebookTree {
        border: round $primary;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .codebook-tree--heading { color: $text-muted; }
        & > .codebook-tree--here { text-style: bold reverse; }
        & > .codebook-tree--gone { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "codebook-tree--heading",
        "codebook-tree--here",
        "codebook-tree--gone",
    }

    rows: reactive[tuple[BookRow, ...]] = reactive[tuple[BookRow, ...]]((), init=False)
    place: reactive[int] = reactive(0, init=False)
    words: reactive[str] = reactive("", init=False)

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def watch_rows(self) -> None:
        """Show other rows."""
        # The line with the names of the columns stays above what is scrolled.
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self.watch_place()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        if self.is_mounted and self.rows:
            region = Region(0, self.place, 1, 2)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the tree on its frame."""
        self.border_title = plain(words)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        # The line with the names of the columns stays above what is scrolled.
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which code was clicked."""
        row = event.y - self.gutter.top - 1 + self.scroll_offset.y
        if event.y > self.gutter.top and row < len(self.rows):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Return the names of the columns, or one row."""
        row, width = self.scroll_offset.y + y - 1, line_width(self)
        style = self.rich_style
        if not self.rows or row >= len(self.rows):
            return Strip.blank(width, style)
        if y == 0:
            style += self.get_component_rich_style("codebook-tree--heading")
            return Strip([Segment(f"{_HEADING:>{width}}", style)], width)
        shown = self.rows[row]
        here = row == self.place
        if here:
            style += self.get_component_rich_style("codebook-tree--here")
        elif shown.code.status == "retired":
            style += self.get_component_rich_style("codebook-tree--gone")
        room = max(8, width - _NUMBERS)
        left = f"{'▸' if here else ' '} {'  ' * shown.depth}{_name(shown)}"
        text = fitted(left, room) + _numbers(shown)
        return Strip([Segment(fitted(text, width), style)], width)


def _name(row: BookRow) -> str:
    marks = "".join(
        (
            f" [{row.left} to look at]" if row.left else "",
            f" [{row.comments} said]" if row.comments else "",
        )
    )
    # What is special goes first where the name is long: it must not be cut away.
    state = f"({shortened(row.state, 24)}) " if row.code.status == "retired" else ""
    key = f" ;{row.code.key}" if row.code.key and not state else ""
    return f"{state}{row.code.label}{key}{marks}"


def _numbers(row: BookRow) -> str:
    if row.code.kind == "container":
        return " " * _NUMBERS
    use = row.use
    return f"{use.answers or '·':>8}{use.people or '·':>8}{len(use.coders) or '·':>8} "
