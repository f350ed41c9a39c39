"""The list of tables, in three parts: of the survey, themes, answers."""

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
from hsbcode.workflows.browsing_results import ANSWERS, JOINT, SURVEY, THEMES, Listed

HEADINGS = {
    SURVEY: "Tables of the survey",
    JOINT: "Joint displays",
    THEMES: "Themes in open answers",
    ANSWERS: "Answers to choose from",
}


def found_tables(tables: tuple[Listed, ...], typed: str) -> tuple[Listed, ...]:
    """Return the tables whose title or name holds every word that was typed."""
    words = typed.casefold().replace("_", " ").split()
    return tuple(
        each
        for each in tables
        if all(
            word in f"{each.name} {each.title}".casefold().replace("_", " ")
            for word in words
        )
    )


class TableList(ScrollView, can_focus=False):
    """One row a table, with a heading before each part."""

    DEFAULT_CSS = """
    TableList {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        &.-here { border: round $primary; }
        & > .table-list--here { text-style: bold reverse; }
        & > .table-list--heading { text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table-list--here",
        "table-list--heading",
    }

    tables: reactive[tuple[Listed, ...]] = reactive[tuple[Listed, ...]]((), init=False)
    place: reactive[int] = reactive(0, init=False)
    words: reactive[str] = reactive("", init=False)
    """What the frame says: how many tables, and what was typed."""

    hint: reactive[str] = reactive("", init=False)
    """What is missing from the list."""

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[int | str] = []
        """Place of a table, or a heading."""

    def watch_tables(self, tables: tuple[Listed, ...]) -> None:
        """Show other tables."""
        self._rows = []
        before = ""
        for place, each in enumerate(tables):
            if each.kind != before:
                self._rows.append(HEADINGS[each.kind])
                before = each.kind
            self._rows.append(place)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.watch_place()

    def watch_place(self) -> None:
        """Keep the cursor in view, with the heading above the first of a part."""
        if self.place in self._rows and self.is_mounted:
            row = self._rows.index(self.place)
            above = int(row > 0 and isinstance(self._rows[row - 1], str))
            region = Region(0, row - above, 1, 1 + above)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the list on its frame."""
        self.border_title = plain(words)

    def watch_hint(self, hint: str) -> None:
        """Say below the list what is missing from it."""
        self.border_subtitle = plain(hint)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which table was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < len(self._rows):
            place = self._rows[row]
            if isinstance(place, int):
                self.post_message(self.Chosen(place))

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row, width, style = self.scroll_offset.y + y, line_width(self), self.rich_style
        if row >= len(self._rows):
            return Strip.blank(width, style)
        place = self._rows[row]
        if isinstance(place, str):
            style += self.get_component_rich_style("table-list--heading")
            return Strip([Segment(fitted(place, width), style)], width)
        here = place == self.place
        if here:
            style += self.get_component_rich_style("table-list--here")
        words = f"{'▸' if here else ' '} {self.tables[place].title}"
        return Strip([Segment(fitted(words, width), style)], width)
