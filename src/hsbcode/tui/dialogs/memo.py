"""A memo: a few lines about an answer."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from hsbcode.domain.visible import visible
from hsbcode.tui.dialogs.dialog import Dialog


class MemoText(TextArea):
    """A text field that shows control characters instead of sending them on."""

    DEFAULT_CSS = """
    MemoText {
        height: 7;
        border: none;
        background: transparent;
        &:focus { border: none; }
    }
    """

    def get_line(self, line_index: int) -> Text:
        """Return a line as it may be shown."""
        line = visible(self.document.get_line(line_index))
        return Text(line, end="", no_wrap=True)


class Memo(Dialog[str]):
    """Write or change a memo. Leaving keeps it: nothing asks “save?”."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,escape", "keep", "keep", show=False, priority=True),
        Binding("ctrl+g", "leave", "drop", show=False, priority=True),
    ]
    keys_words = "escape or ctrl+s keeps it · ctrl+g drops the changes"

    def __init__(self, title: str, memo: str = "") -> None:
        super().__init__(title)
        self._memo = visible(memo)

    def compose_box(self) -> ComposeResult:
        """The memo as it stands."""
        yield MemoText(self._memo)

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(MemoText)
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Answer with the memo if it was changed."""
        written = self.query_one(MemoText).text
        self.dismiss(written if written != self._memo else None)
