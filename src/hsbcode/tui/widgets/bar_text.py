"""Sentences and text bars below each other, which scroll."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from hsbcode.tui.plain import fitted, joined, one_line, plain
from hsbcode.workflows.suggestions.lines import BarLine

_NAME, _NARROW_NAME = 44, 24
_WIDE = 96
"""Cells from which names have room for all of their words."""


class BarText(VerticalScroll, can_focus=False):
    """Lines of names, bars and words under a title."""

    DEFAULT_CSS = """
    BarText {
        border: round $foreground 40%;
        border-title-color: $foreground;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    lines: reactive[tuple[BarLine, ...]] = reactive[tuple[BarLine, ...]]((), init=False)
    named: reactive[str] = reactive("", init=False)

    def compose(self) -> ComposeResult:
        """One text that grows."""
        yield Static(plain(""), markup=False)

    def watch_lines(self) -> None:
        """Tell something else, from its beginning."""
        self._tell()
        self.scroll_home(animate=False)

    def watch_named(self, named: str) -> None:
        """Name what is told of on the frame."""
        self.border_title = plain(one_line(named))

    def on_resize(self) -> None:
        """Lay the bars out for the room there is now."""
        self._tell()

    def scroll_on(self) -> None:
        """Go a page on; from the end to the beginning."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.scroll_home(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def _tell(self) -> None:
        name = _NAME if self.size.width >= _WIDE else _NARROW_NAME
        shown = [_line(line, name) for line in self.lines]
        self.query_one(Static).update(joined(shown))


def _line(line: BarLine, name: int) -> Content:
    what = one_line(line.what)
    if line.heading:
        return plain(what, "bold")
    if not line.bar and not line.words:
        return plain(what)
    if not line.bar or len(what) <= name:
        return plain(f"{fitted(what, name)} {line.bar} {line.words}".rstrip())
    # A long name stands above its bar.
    return plain(f"{what}\n{' ' * name} {line.bar} {line.words}".rstrip())
