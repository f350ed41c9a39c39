"""The codes of the question: digit, mark, name, and what speaks for it."""

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

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import fitted, one_line, plain, shortened
from hsbcode.tui.states import CodeRow, strength_of
from hsbcode.tui.widgets.scrolled import line_width

_COLUMN = 38
"""A column narrower than this cuts too many names."""
_FRAME = 4
"""Cells of a frame beside its title."""
_HIDDEN = "Suggestions hidden by design"
_EMPTY = "Press / and type a name to make the first code."


class CodePanel(ScrollView, can_focus=True):
    """Codes in columns, page by page, with a cursor.

    Rows never move: suggestions are marked where the code stands.
    """

    DEFAULT_CSS = """
    CodePanel {
        border: round $foreground 40%;
        border-title-color: $foreground;
        border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .code-panel--cursor { text-style: reverse; }
        & > .code-panel--heading { text-style: bold; }
        & > .code-panel--applied { color: $text-success; text-style: bold; }
        & > .code-panel--suggested { color: $text-warning; }
        & > .code-panel--key { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "code-panel--cursor",
        "code-panel--heading",
        "code-panel--applied",
        "code-panel--suggested",
        "code-panel--key",
    }
    BINDINGS = bindings_of("codes")

    rows: reactive[tuple[CodeRow, ...]] = reactive[tuple[CodeRow, ...]]((), init=False)
    code_at: reactive[str] = reactive("", init=False)
    sight_words: reactive[str] = reactive("", init=False)
    unit_at: reactive[str] = reactive("", init=False)

    @dataclass
    class Toggled(Message):
        """The code under the cursor is to be applied or taken off."""

        code: str

    @dataclass
    class Moved(Message):
        """The cursor stands on another code."""

        code: str

    def on_mount(self) -> None:
        """Name the frame."""
        self.border_title = plain("Codes")

    # --- state coming down ---------------------------------------------------------

    def watch_rows(self, old: tuple[CodeRow, ...], new: tuple[CodeRow, ...]) -> None:
        """Take other codes; only what differs is repainted."""
        if len(old) != len(new):
            self._measure()
            self.refresh()
            return
        for row, (was, now) in enumerate(zip(old, new, strict=True)):
            if was != now:
                self._repaint(row)

    def watch_sight_words(self, words: str) -> None:
        """Say on the frame why nothing is suggested, where that is by design."""
        whole = f"Codes · {words}" if words else "Codes"
        fits = len(whole) + _FRAME <= self.size.width
        self.border_title = plain(whole if fits or not words else _HIDDEN)

    def watch_unit_at(self) -> None:
        """Begin each answer at the codes with digits, wherever the last one ended."""
        if self.is_mounted:
            self.scroll_to(y=0, animate=False)

    def watch_code_at(self, old: str, new: str) -> None:
        """Move the cursor."""
        for row, each in enumerate(self.rows):
            if each.code in (old, new):
                self._repaint(row)
        self._show_cursor()
        self._name_whole()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        # What came down before the first layout was not watched.
        self.watch_sight_words(self.sight_words)
        self._measure()
        self._show_cursor()
        self._name_whole()
        self.refresh()

    # --- keys and mouse ------------------------------------------------------------

    def action_up(self) -> None:
        """Go to the code above."""
        self._step(-1)

    def action_down(self) -> None:
        """Go to the code below."""
        self._step(1)

    def action_choose(self) -> None:
        """Say that the code under the cursor is wanted."""
        if self.code_at:
            self.post_message(self.Toggled(self.code_at))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to a clicked code; a double click applies it."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        columns, height = self._layout()
        line = self.scroll_offset.y + y
        column = min(x // max(1, line_width(self) // columns), columns - 1)
        row = self._row_at(line, column, columns, height)
        if row < len(self.rows) and not self.rows[row].heading:
            self.post_message(self.Moved(self.rows[row].code))
            if event.chain == 2:
                self.post_message(self.Toggled(self.rows[row].code))

    def _step(self, by: int) -> None:
        codes = [row.code for row in self.rows if not row.heading]
        if not codes:
            return
        at = codes.index(self.code_at) if self.code_at in codes else -by
        self.post_message(self.Moved(codes[max(0, min(at + by, len(codes) - 1))]))

    # --- painting ------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line, across all columns."""
        width = line_width(self)
        base = self.rich_style
        if not self.rows:
            text = _EMPTY if y == 0 else ""
            return Strip([Segment(fitted(text, width), base)], width)
        columns, height = self._layout()
        line = self.scroll_offset.y + y
        segments: list[Segment] = []
        each_width = width // columns
        for column in range(columns):
            last = column == columns - 1
            room = width - each_width * (columns - 1) if last else each_width
            row = self._row_at(line, column, columns, height)
            if row < len(self.rows):
                segments.extend(self._row(self.rows[row], room, base))
            else:
                segments.append(Segment(" " * room, base))
        return Strip(segments, width)

    def _row(self, row: CodeRow, width: int, base: Style) -> list[Segment]:
        if row.heading:
            style = self.get_component_rich_style("code-panel--heading")
            text = " " * row.depth + row.label
            return [Segment(fitted(text, width), base + style)]
        style = Style.null()
        if row.applied:
            style = self.get_component_rich_style("code-panel--applied")
        elif row.suggestion is not None:
            style = self.get_component_rich_style("code-panel--suggested")
        left, right = _words(row, width)
        if row.code == self.code_at:
            style += self.get_component_rich_style("code-panel--cursor")
        key_style = style
        if row.suggestion is None and row.code != self.code_at:
            key_style = self.get_component_rich_style("code-panel--key")
        return [
            Segment(fitted(left, width - len(right) - 1) + " ", base + style),
            Segment(right, base + key_style),
        ]

    # --- layout --------------------------------------------------------------------

    def _layout(self) -> tuple[int, int]:
        """Return (columns, lines of a page); codes run down a column, then across."""
        columns = max(1, line_width(self) // _COLUMN)
        # Names may be as wide as the screen where one column holds them all.
        columns = min(columns, -(-len(self.rows) // max(1, self.size.height)))
        if columns <= 1:
            return 1, max(1, len(self.rows))
        return columns, max(1, self.size.height)

    @staticmethod
    def _row_at(line: int, column: int, columns: int, height: int) -> int:
        page, within = divmod(line, height)
        return (page * columns + column) * height + within

    def _line_of(self, row: int) -> int:
        columns, height = self._layout()
        return row // (columns * height) * height + row % height

    def _measure(self) -> None:
        columns, height = self._layout()
        pages = -(-len(self.rows) // (columns * height))
        self.virtual_size = Size(self.size.width, pages * height)

    def _show_cursor(self) -> None:
        if not self.is_mounted:
            return
        for row, each in enumerate(self.rows):
            if each.code == self.code_at:
                columns, height = self._layout()
                line = self._line_of(row)
                top, visible = self.scroll_offset.y, self.size.height
                if columns > 1:
                    self.scroll_to(y=line // height * height, animate=False)
                elif not top <= line < top + visible:
                    self.scroll_to(y=max(0, line - visible // 2), animate=False)

    def _name_whole(self) -> None:
        """Write the name under the cursor on the frame where its column cuts it."""
        whole = ""
        room = line_width(self) // max(1, self._layout()[0])
        for row in self.rows:
            if row.code == self.code_at and not row.heading:
                left, right = _words(row, room)
                if cell_len(left) > room - len(right) - 1:
                    whole = shortened(row.label, max(0, self.size.width - 4))
        self.border_subtitle = plain(whole)

    def _repaint(self, row: int) -> None:
        self.refresh_line(self._line_of(row) - self.scroll_offset.y)


def _words(row: CodeRow, width: int) -> tuple[str, str]:
    """Return what stands on the left of a row, uncut, and what on the right."""
    mark = "●" if row.applied else "○" if row.suggestion is not None else " "
    right = f";{row.key}" if row.key else ""
    if row.suggestion is not None and not row.applied:
        right = f"{strength_of(row.suggestion)} {right}".rstrip()
    left = f"{row.digit or ' '} {mark} {' ' * min(row.depth, 3)}{one_line(row.label)}"
    return left, shortened(right, width // 3) + " "
