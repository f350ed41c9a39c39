"""The codes of the question: digit, mark, name, and what speaks for it."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import fitted, plain, shortened
from hsbcode.tui.states import CodeRow, strength_of

_COLUMN = 38
"""A column narrower than this cuts too many names."""
_EMPTY = "Press / and type a name to make the first code."


class CodePanel(ScrollView, can_focus=True):
    """Codes in columns, page by page, with a cursor.

    Rows never move: suggestions are marked where the code stands.
    """

    DEFAULT_CSS = """
    CodePanel {
        border: round $foreground 40%;
        border-title-color: $foreground;
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

    def watch_code_at(self, old: str, new: str) -> None:
        """Move the cursor."""
        for row, each in enumerate(self.rows):
            if each.code in (old, new):
                self._repaint(row)
        self._show_cursor()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._measure()
        self._show_cursor()
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
        column = min(x // max(1, self.size.width // columns), columns - 1)
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
        width = self.size.width
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
        mark, style = " ", Style.null()
        right = f";{row.key}" if row.key else ""
        if row.applied:
            mark = "●"
            style = self.get_component_rich_style("code-panel--applied")
        elif row.suggestion is not None:
            mark = "○"
            style = self.get_component_rich_style("code-panel--suggested")
            right = f"{strength_of(row.suggestion)} {right}".rstrip()
        right = shortened(right, width // 3) + " "
        left = f"{row.digit or ' '} {mark} {' ' * min(row.depth, 3)}{row.label}"
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
        columns = max(1, self.size.width // _COLUMN)
        if columns == 1:
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

    def _repaint(self, row: int) -> None:
        self.refresh_line(self._line_of(row) - self.scroll_offset.y)
