"""A table of results with a cursor over its cells, or bars of characters instead."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.domain.tables import Table
from hsbcode.tui.plain import fitted, one_line, plain
from hsbcode.tui.widgets.scrolled import line_width
from hsbcode.tui.widgets.table_layout import GAP, Layout, laid_out
from hsbcode.workflows.browsing_results import Page, wrapped


class TableView(ScrollView, can_focus=False):
    """Paints a page; heads stay while rows and notes are scrolled."""

    DEFAULT_CSS = """
    TableView {
        border: round $foreground 40%;
        border-title-color: $foreground;
        border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        padding: 0 0 0 1;
        &.-here { border: round $primary; }
        & > .table-view--here { text-style: bold reverse; }
        & > .table-view--title { text-style: bold; }
        & > .table-view--quiet { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table-view--here",
        "table-view--title",
        "table-view--quiet",
    }

    page: reactive[Page | None] = reactive[Page | None](None, init=False)
    words: reactive[str] = reactive("", init=False)
    """What stands there instead of a table: bars, or why there is none."""
    cell: reactive[tuple[int, int]] = reactive((0, 0), init=False)
    """Row and column of the cursor, from 0."""

    @dataclass
    class Chosen(Message):
        """A cell was clicked."""

        row: int
        column: int

    def __init__(self) -> None:
        super().__init__()
        self._laid: Layout | None = None
        self._text: list[str] = []
        self._first = 0
        """The leftmost column that is shown."""

    # --- state coming down ---------------------------------------------------------

    def watch_page(self) -> None:
        """Show another table from its top."""
        self.border_title = plain(one_line(self.page.table.id) if self.page else "")
        self._first = 0
        self.scroll_to(0, 0, animate=False, force=True)
        self._lay_out()

    def watch_words(self) -> None:
        """Show words instead of the table, or the table again."""
        self.scroll_to(0, 0, animate=False, force=True)
        self._lay_out()

    def watch_cell(self) -> None:
        """Keep the cursor in view."""
        self._show_cell()

    def on_resize(self) -> None:
        """Lay the table out for another width."""
        self._lay_out()

    # --- what is in it -------------------------------------------------------------

    @property
    def table(self) -> Table | None:
        """The table under the cursor; None while words are shown."""
        return self.page.table if self.page is not None and not self.words else None

    def scroll_pages(self, pages: int) -> None:
        """Scroll by screens of rows and notes."""
        by = pages * self.page_rows
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)

    @property
    def _room(self) -> int:
        head = self._laid.head_height if self._laid else 0
        return max(1, self.size.height - head)

    @property
    def page_rows(self) -> int:
        """Rows of a screen, about."""
        return max(1, self._room - 1)

    # --- the mouse -----------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Say which cell was clicked; a row's label stands for its first cell shown."""
        layout = self._laid
        if layout is None:
            return
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        line = self.scroll_offset.y + y - layout.head_height
        if y < layout.head_height or not 0 <= line < len(layout.lines):
            return
        columns = layout.columns_from(self._first, self._width)
        chosen = columns.start
        edge = layout.label_width + layout.base_width
        for column in columns:
            if x >= edge:
                chosen = column
            edge += GAP + layout.widths[column]
        row = layout.lines[line][0]
        count = len(layout.cells[row])
        if count:
            self.post_message(self.Chosen(row, min(chosen, count - 1)))

    # --- painting ------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line: of the words, of the head, of a row, or of the notes."""
        width = line_width(self)
        base = self.rich_style
        layout = self._laid
        if layout is None:
            at = self.scroll_offset.y + y
            text = self._text[at] if at < len(self._text) else ""
            return Strip([Segment(fitted(text, width), base)], width)
        parts = self._head(layout, y) if y < layout.head_height else []
        if y >= layout.head_height:
            at = self.scroll_offset.y + y - layout.head_height
            if at < len(layout.lines):
                parts = self._row(layout, *layout.lines[at])
            else:
                note = at - len(layout.lines) - 1
                text = layout.notes[note] if 0 <= note < len(layout.notes) else ""
                quiet = self.get_component_rich_style("table-view--quiet")
                parts = [(text, quiet)]
        segments, used = [], 0
        for text, style in parts:
            room = width - used
            shown = text if cell_len(text) <= room else fitted(text, room)
            segments.append(Segment(shown, base + style))
            used += cell_len(shown)
        return Strip(segments).adjust_cell_length(width, base)

    def _head(self, layout: Layout, y: int) -> list[tuple[str, Style]]:
        bold = self.get_component_rich_style("table-view--title")
        if y < len(layout.title):
            return [(layout.title[y], bold)]
        if y == layout.head_height - 1:
            wide = layout.label_width + layout.base_width
            columns = layout.columns_from(self._first, self._width)
            wide += sum(GAP + layout.widths[column] for column in columns)
            return [("─" * wide, Style.null())]
        depth = layout.head_height - 1 - len(layout.title)
        line = y - len(layout.title)
        text = " " * (layout.label_width + layout.base_width)
        for column in layout.columns_from(self._first, self._width):
            head = layout.heads[column]
            at = line - (depth - len(head))
            words = head[at] if at >= 0 else ""
            text += " " * GAP + _right(words, layout.widths[column])
        return [(text, bold)]

    def _row(self, layout: Layout, row: int, line: int) -> list[tuple[str, Style]]:
        here_row, here_column = self.cell
        reverse = self.get_component_rich_style("table-view--here")
        bold = self.get_component_rich_style("table-view--title")
        label = fitted(layout.labels[row][line], layout.label_width)
        parts = [(label, bold if row == here_row else Style.null())]
        if line:
            return parts
        if layout.bases:
            parts.append((_right(layout.bases[row], layout.base_width), Style.null()))
        for column in layout.columns_from(self._first, self._width):
            cells = layout.cells[row]
            text = _right(
                cells[column] if column < len(cells) else "", layout.widths[column]
            )
            here = (row, column) == (here_row, here_column)
            parts.append((" " * (GAP - 1) + ("▸" if here else " "), Style.null()))
            parts.append((text, reverse if here else Style.null()))
        return parts

    @property
    def _width(self) -> int:
        # the last cell is the scrollbar's
        return max(1, self.size.width - 1)

    def _lay_out(self) -> None:
        page, width = self.page, self._width
        if self.words or page is None:
            self._laid = None
            self._text = [
                part
                for line in map(one_line, self.words.split("\n"))
                for part in ([line] if cell_len(line) < width else wrapped(line, width))
            ]
            height = len(self._text)
        else:
            self._laid = laid_out(page, width)
            layout = self._laid
            height = layout.head_height + len(layout.lines) + 1 + len(layout.notes)
        self.virtual_size = Size(width, height)
        self._show_cell()

    def _show_cell(self) -> None:
        layout = self._laid
        if layout is None or not layout.labels:
            self.border_subtitle = plain("")
            self.refresh()
            return
        row, column = self.cell
        while column < self._first:
            self._first -= 1
        while column not in layout.columns_from(self._first, self._width):
            self._first += 1
        shown = layout.columns_from(self._first, self._width)
        every = len(layout.widths)
        some = (
            ""
            if len(shown) == every
            else (f"columns {shown.start + 1} to {shown.stop} of {every}, ← → for more")
        )
        self.border_subtitle = plain(some)
        if self.is_mounted:
            top = next((n for n, (r, _) in enumerate(layout.lines) if r == row), 0)
            height = len(layout.labels[row]) if row < len(layout.labels) else 1
            offset = self.scroll_offset.y
            if top < offset:
                self.scroll_to(y=top, animate=False, force=True)
            elif top + height > offset + self._room:
                self.scroll_to(y=top + height - self._room, animate=False, force=True)
        self.refresh()


def _right(text: str, width: int) -> str:
    """Return one line of exactly ``width`` cells, at its right end."""
    short = fitted(text, width)
    bare = short.rstrip()
    return " " * (len(short) - len(bare)) + bare
