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
from hsbcode.workflows.codebook_view import BookRow

_NUMBERS = 20
"""Cells of the columns of numbers."""


class CodebookTree(ScrollView, can_focus=False):
    """One row a code: name, answers, people, coders; what is out of use says so."""

    DEFAULT_CSS = """
    CodebookTree {
        border: round $primary;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .codebook-tree--here { text-style: bold reverse; }
        & > .codebook-tree--gone { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
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
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.watch_place()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        if self.is_mounted and self.rows:
            region = Region(0, self.place, 1, 1)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the tree on its frame, and its columns below it."""
        self.border_title = plain(words)
        self.border_subtitle = plain("answers · people · coders")

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which code was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < len(self.rows):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row, width, style = self.scroll_offset.y + y, self.size.width, self.rich_style
        if row >= len(self.rows):
            return Strip.blank(width, style)
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
    return f"{use.answers or '·':>7}{use.people or '·':>7}{len(use.coders) or '·':>5} "
