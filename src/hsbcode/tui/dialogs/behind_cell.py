"""Who stands behind a cell, and where its number comes from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.workflows.cell_people import Behind

_BETWEEN = " · "


class BehindCell(Dialog[bool]):
    """A person a line with what they wrote, then where the number comes from."""

    DEFAULT_CSS = """
    BehindCell > #box { width: 110; height: 90%; }
    BehindCell VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,q", "leave", "leave", show=False),
        Binding("down,j", "by(1)", "down", show=False),
        Binding("up,k", "by(-1)", "up", show=False),
        Binding("pagedown", "pages(1)", "page down", show=False),
        Binding("pageup", "pages(-1)", "page up", show=False),
        Binding("home", "end(0)", "top", show=False),
        Binding("end", "end(1)", "bottom", show=False),
        Binding("y,ctrl+c", "copy", "copy", show=False),
    ]
    keys_words = "↓ ↑ scroll · end: where it comes from · y copies · escape leaves"

    def __init__(self, behind: Behind) -> None:
        super().__init__(behind.title)
        self._behind = behind

    def compose_box(self) -> ComposeResult:
        """Everything, to be scrolled."""
        with VerticalScroll(can_focus=False):
            yield text(_content(self._behind))

    @property
    def _scroll(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_by(self, lines: int) -> None:
        """Scroll by a line."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def action_pages(self, pages: int) -> None:
        """Scroll by a screen."""
        height = max(1, self._scroll.size.height - 1)
        self._scroll.scroll_relative(y=pages * height, animate=False)

    def action_end(self, bottom: int) -> None:
        """Go to the top or the bottom."""
        if bottom:
            self._scroll.scroll_end(animate=False)
        else:
            self._scroll.scroll_home(animate=False)

    def action_copy(self) -> None:
        """Give the words of the box to the clipboard."""
        self.app.copy_to_clipboard(_content(self._behind).plain)
        self.notify(
            "Gave this to the clipboard; some terminals do not take it.", markup=False
        )


def _content(behind: Behind) -> Content:
    lines = [plain(behind.number), plain(behind.words, "bold")]
    for person in behind.people:
        given = _BETWEEN.join(one_line(each) for each in person.closed)
        lines.append(
            joined(
                [plain(one_line(person.reference), "bold"), plain(given)],
                "  " if given else "",
            )
        )
        lines.extend(plain(f"    {answer}") for answer in person.answers)
    lines.append(plain("\nWhere it comes from", "bold"))
    lines.extend(
        joined([plain(f"{what}: ", "bold"), plain(one_line(value))], "")
        for what, value in behind.origin
    )
    return joined(lines)
