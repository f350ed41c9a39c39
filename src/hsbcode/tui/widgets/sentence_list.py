"""A list of which each line says something: a name, a sentence, a word."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.tui.plain import fitted, plain
from hsbcode.tui.widgets.scrolled import line_width

_WORD = 9
"""Cells of the word on the right."""


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One line."""

    label: str
    sentence: str
    word: str = ""
    """The last word on it; empty for none."""
    quiet: bool = False
    """Whether it matters less."""
    heading: bool = False


class SentenceList(ScrollView, can_focus=False):
    """Names on the left, sentences in the middle, one word on the right."""

    DEFAULT_CSS = """
    SentenceList {
        border: round $primary;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .sentence-list--here { text-style: bold reverse; }
        & > .sentence-list--quiet { color: $text-muted; }
        & > .sentence-list--heading { text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sentence-list--here",
        "sentence-list--quiet",
        "sentence-list--heading",
    }

    rows: reactive[tuple[SentenceRow, ...]] = reactive[tuple[SentenceRow, ...]](
        (), init=False
    )
    place: reactive[int] = reactive(0, init=False)
    words: reactive[str] = reactive("", init=False)

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def __init__(self, *, least: int = 20, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._least = least
        """Cells that a sentence has at least."""

    def watch_rows(self) -> None:
        """Show other rows."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.watch_place()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        # Other rows may come before the cursor that fits them.
        if self.is_mounted and self.place < len(self.rows):
            above = self.place > 0 and self.rows[self.place - 1].heading
            region = Region(0, self.place - above, 1, 1 + above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the list on its frame."""
        self.border_title = plain(words)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < len(self.rows):
            self.post_message(self.Chosen(row))

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row, width, style = self.scroll_offset.y + y, line_width(self), self.rich_style
        if row >= len(self.rows):
            return Strip.blank(width, style)
        shown, here = self.rows[row], row == self.place
        if here:
            style += self.get_component_rich_style("sentence-list--here")
        elif shown.heading:
            style += self.get_component_rich_style("sentence-list--heading")
        elif shown.quiet:
            style += self.get_component_rich_style("sentence-list--quiet")
        name = f"{'▸' if here else ' '} {shown.label}"
        if not shown.sentence:
            return Strip([Segment(fitted(name, width), style)], width)
        word = _WORD if any(each.word for each in self.rows) else 0
        longest = max(len(each.sentence) for each in self.rows)
        said = max(self._least, min(longest, (width - word) // 2))
        text = f"{fitted(name, width - said - word - 1)} {fitted(shown.sentence, said)}"
        if word:
            text += f" {shown.word}"
        return Strip([Segment(fitted(text, width), style)], width)
