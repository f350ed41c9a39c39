"""The list of steps, newest first: virtual, so 100,000 of them open as fast as ten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.domain.moments import moment, short
from hsbcode.tui.plain import fitted, plain
from hsbcode.tui.widgets.scrolled import line_width
from hsbcode.workflows.log.history import Step

_PAGE = 100
"""Steps that are read together."""
_WHEN = 12
_WHEN_LONG = 16
_WHO = 10
_WIDE = 100


class StepList(ScrollView, can_focus=False):
    """One row a step: when, who, which answer, what.

    Args:
        fetch: returns some steps, from a place on.
    """

    DEFAULT_CSS = """
    StepList {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .step-list--here { text-style: bold reverse; }
        & > .step-list--undone { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"step-list--here", "step-list--undone"}

    count: reactive[int] = reactive(0, init=False)
    place: reactive[int] = reactive(0, init=False)
    stamp: reactive[int] = reactive(0, init=False)
    """Counts up when the steps are others than before."""
    words: reactive[str] = reactive("", init=False)
    with_names: reactive[bool] = reactive(False, init=False)
    """Whether the steps are of several people."""

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        place: int

    def __init__(self, fetch: Callable[[int, int], list[Step]]) -> None:
        super().__init__()
        self._fetch = fetch
        self._pages: dict[int, list[Step]] = {}

    # --- state coming down -----------------------------------------------------------

    def watch_stamp(self) -> None:
        """Read the steps anew."""
        self._pages.clear()
        self.virtual_size = Size(self.size.width, self.count)
        self.watch_place()

    def watch_place(self) -> None:
        """Keep the cursor in view."""
        if self.is_mounted and self.count:
            region = Region(0, self.place, 1, 1)
            self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the list on its frame."""
        self.border_title = plain(words)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, self.count)
        self.watch_place()

    def on_click(self, event: events.Click) -> None:
        """Say which step was clicked."""
        row = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= row < self.count:
            self.post_message(self.Chosen(row))

    # --- painting ------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        row, width, style = self.scroll_offset.y + y, line_width(self), self.rich_style
        step = self._step(row)
        if step is None:
            return Strip.blank(width, style)
        here = row == self.place
        if here:
            style += self.get_component_rich_style("step-list--here")
        elif step.taken_back:
            style += self.get_component_rich_style("step-list--undone")
        text = self._row(step, width)
        return Strip([Segment(fitted(f"{'▸' if here else ' '} {text}", width), style)])

    def _row(self, step: Step, width: int) -> str:
        long = width >= _WIDE
        when = short(moment(step.at))
        cells = [fitted(when, _WHEN_LONG if long else _WHEN)]
        if self.with_names:
            cells.append(fitted(step.by, 2 * _WHO if long else _WHO))
        answer = step.answer if long else _without_question(step.answer)
        cells.append(fitted(answer, width // 4 if long else width // 5))
        back = "taken back: " if step.taken_back else ""
        return " ".join((*cells, f"{back}{step.words}"))

    def _step(self, row: int) -> Step | None:
        if not 0 <= row < self.count:
            return None
        page, place = divmod(row, _PAGE)
        if page not in self._pages:
            if len(self._pages) > 10:
                self._pages.clear()
            self._pages[page] = self._fetch(page * _PAGE, _PAGE)
        steps = self._pages[page]
        return steps[place] if place < len(steps) else None


def _without_question(name: str) -> str:
    """Return ``reference/question/box`` as ``reference·box``: the details say more."""
    parts = name.rsplit("/", 2)
    return f"{parts[0]}·{parts[2]}" if len(parts) == 3 else name
