"""The list of answers: virtual, so 100,000 of them open as fast as ten."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.domain.passes import UnitPass
from hsbcode.tui.plain import fitted, plain, shortened
from hsbcode.tui.widgets.scrolled import line_width
from hsbcode.workflows.answer_lines import Line

_KEPT = 400
_NAME = 12
"""Cells for the reference; longer ones give way to the place in the list."""
_MARKS = 11


class AnswerList(ScrollView, can_focus=False):
    """One row an answer: reference, mark, codes, first words.

    Args:
        fetch: returns answers by id; asked for a screenful at a time.
        short: returns a code's abbreviation.
    """

    DEFAULT_CSS = """
    AnswerList {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .answer-list--here { text-style: bold reverse; }
        & > .answer-list--done { color: $text-muted; }
        & > .answer-list--flag { color: $warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "answer-list--here",
        "answer-list--done",
        "answer-list--flag",
    }

    ids: reactive[Sequence[str]] = reactive[Sequence[str]]((), init=False)
    place: reactive[int] = reactive(0, init=False)
    stamp: reactive[int] = reactive(0, init=False)
    epoch: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def __init__(
        self,
        fetch: Callable[[Sequence[str]], list[Line]],
        short: Callable[[str], str],
        *,
        id: str | None = None,  # noqa: A002 - the name Textual gives it
    ) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._short = short
        self._lines: OrderedDict[str, Line] = OrderedDict()
        self._name_width = 4

    # --- state coming down ---------------------------------------------------------

    def watch_ids(self, ids: Sequence[str]) -> None:
        """Take another list of answers."""
        self._lines.clear()
        self.virtual_size = Size(self.size.width, len(ids))
        self._show_place()
        self.refresh()

    def watch_place(self, old: int, new: int) -> None:
        """Bring the two rows up to date, and keep the new one in view.

        The old one may just have been finished.
        """
        for row in (old, new):
            self._renew(row)
        self._show_place()

    def watch_stamp(self) -> None:
        """Fetch the row under the cursor again: something was done to it."""
        self._renew(self.place)

    def watch_epoch(self) -> None:
        """Fetch every row again: something was done to many of them."""
        self._lines.clear()
        self.refresh()

    def watch_list_words(self, words: str) -> None:
        """Name the list on its frame."""
        self.border_title = plain(words)

    def on_resize(self) -> None:
        """Keep the place in view."""
        self.virtual_size = Size(self.size.width, len(self.ids))
        self._show_place()

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < len(self.ids):
            self.post_message(self.Chosen(row))

    # --- painting ------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row = self.scroll_offset.y + y
        width = line_width(self)
        base = self.rich_style
        if row >= len(self.ids):
            return Strip.blank(width, base)
        line = self._line(row)
        name = self._called(line, row)
        mark, style = self._mark(line.held)
        text = f"{name} {mark} "
        room = width - len(name) - 4
        marks = self._codes(line.held)
        if marks:
            marks = fitted(marks, min(_MARKS, max(0, room))) + " "
        words = fitted(line.unit.text, max(0, room - len(marks)))
        here = row == self.place
        if here:
            style = self.get_component_rich_style("answer-list--here")
        pointer = "▸" if here else " "
        shown = fitted(f"{pointer}{text}{marks}{words}", width)
        return Strip([Segment(shown, base + style)], width)

    def _line(self, row: int) -> Line:
        unit = self.ids[row]
        line = self._lines.get(unit)
        if line is None:
            height = max(self.size.height, 1)
            first = max(0, min(row, self.scroll_offset.y))
            wanted = [
                other
                for other in self.ids[first : max(row + 1, first + height)]
                if other not in self._lines
            ]
            for found in self._fetch(wanted):
                self._lines[found.unit.id] = found
                self._widen(found)
            while len(self._lines) > max(_KEPT, 2 * height):
                self._lines.popitem(last=False)
            line = self._lines[unit]
        return line

    def _widen(self, line: Line) -> None:
        """Give references the room they need, up to a limit."""
        width = min(_NAME, len(line.unit.reference) + len(_slot(line)))
        if width > self._name_width:
            self._name_width = width
            self.refresh()

    def _called(self, line: Line, row: int) -> str:
        reference = line.unit.reference
        slot = _slot(line)
        room = _NAME - len(slot)
        name = reference if len(reference) <= room else str(row + 1)
        return fitted(name + slot, self._name_width)

    def _mark(self, held: UnitPass) -> tuple[str, Style]:
        if held.flags:
            return "⚑", self.get_component_rich_style("answer-list--flag")
        if held.finished:
            style = self.get_component_rich_style("answer-list--done")
            return "✓", style
        return ("●" if held.applied else " "), Style.null()

    def _codes(self, held: UnitPass) -> str:
        if held.applied:
            return shortened(
                " ".join(self._short(code) for code in held.applied), _MARKS
            )
        return "–" if held.finished else ""

    def _show_place(self) -> None:
        if self.ids and self.is_mounted:
            region = Region(0, self.place, 1, 1)
            self.scroll_to_region(region, animate=False, force=True)

    def _renew(self, row: int) -> None:
        if row < len(self.ids):
            self._lines.pop(self.ids[row], None)
        self.refresh_line(row - self.scroll_offset.y)


def _slot(line: Line) -> str:
    unit = line.unit
    return f"·{unit.label}" if unit.boxes > 1 or not unit.is_whole else ""
