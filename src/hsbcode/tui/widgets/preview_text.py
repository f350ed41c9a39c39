"""Text of a report, line by line, with a stretch of it framed."""

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hsbcode.tui.plain import fitted, plain
from hsbcode.tui.widgets.scrolled import line_width

_ABOVE = 2
"""Lines that stay in view above what is gone to."""
_STEP = 20


class PreviewText(ScrollView, can_focus=False):
    """Lines that are painted as they come into view; a part may have thousands."""

    DEFAULT_CSS = """
    PreviewText {
        border: round $foreground 40%;
        border-title-color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .preview-text--here { text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"preview-text--here"}  # noqa: RUF012 - as the base declares

    lines: reactive[tuple[str, ...]] = reactive[tuple[str, ...]]((), init=False)
    here: reactive[tuple[int, int]] = reactive((0, 0), init=False)
    """The stretch that is marked: from a line up to another; empty for none."""
    words: reactive[str] = reactive("", init=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._across = 0

    def watch_lines(self) -> None:
        """Show another text from its top."""
        self._across = 0
        self.virtual_size = Size(self.size.width, len(self.lines))
        self.scroll_home(animate=False)
        self.refresh()

    def watch_here(self, here: tuple[int, int]) -> None:
        """Bring what is marked into view, its beginning first."""
        start, end = here
        if end > start:
            height = max(1, self.scrollable_content_region.height)
            above = max(0, start - _ABOVE)
            if end - above <= height:
                region = Region(0, above, 1, end - above)
                self.scroll_to_region(region, animate=False, force=True)
            else:
                self.scroll_to(y=above, animate=False, force=True)
        self.refresh()

    def watch_words(self, words: str) -> None:
        """Name the text on its frame."""
        self.border_title = plain(words)

    def on_resize(self) -> None:
        """Keep to the lines there are."""
        self.virtual_size = Size(self.size.width, len(self.lines))

    def go_across(self, by: int) -> None:
        """Show what stands further right in long lines, or further left."""
        longest = max(map(len, self.lines), default=0)
        most = max(0, longest - self.size.width + _STEP)
        self._across = max(0, min(self._across + by * _STEP, most))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        at, width, style = self.scroll_offset.y + y, line_width(self), self.rich_style
        if at >= len(self.lines):
            return Strip.blank(width, style)
        start, end = self.here
        marked = start <= at < end
        if marked:
            style += self.get_component_rich_style("preview-text--here")
        line = self.lines[at][self._across :]
        text = f"{'┃' if marked else ' '}{fitted(line, width - 1)}"
        return Strip([Segment(text, style)], width)
