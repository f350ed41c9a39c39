"""Memos: a few lines about an answer, a code or the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static, TextArea

from hsbcode.domain.visible import visible
from hsbcode.tui.dialogs.dialog import Dialog
from hsbcode.tui.plain import joined, plain, shortened

_LINES = 7
"""Lines to write in, where there is room for them."""


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


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo can be about."""

    id: str
    words: str
    memo: str
    """The memo as it stands."""


class Memos(Dialog[dict[str, str]]):
    """Write or change memos on several things. Leaving keeps it: nothing asks “save?”.

    The answer holds the memos that were changed, by subject.

    Args:
        subjects: what it can be about; the first one is begun with.
    """

    DEFAULT_CSS = """
    Memos #about { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "leave", "drop", show=False),
    ]
    keys_words = (
        "escape keeps it · tab: about something else · ctrl+g drops the changes"
    )

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__("Memo")
        self._subjects = tuple(subjects)
        self._written = {each.id: visible(each.memo) for each in subjects}
        self._before = dict(self._written)
        self._at = 0

    def compose_box(self) -> ComposeResult:
        """What it is about, and the memo as it stands."""
        yield Static(self._about(), id="about", markup=False)
        yield MemoText(self._written[self._subjects[0].id])

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(MemoText)
        area.move_cursor(area.document.end)

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the keys where the screen is low."""
        lines = max(2, min(_LINES, event.size.height - len(self._subjects) - 8))
        self.query_one(MemoText).styles.height = lines

    def on_key(self, event: events.Key) -> None:
        """Take escape and tab, after all letters that were typed before."""
        if event.key == "escape":
            self.action_keep()
        elif event.key in ("tab", "shift+tab"):
            self.action_other(1 if event.key == "tab" else -1)
        else:
            return
        event.stop()
        event.prevent_default()

    def action_other(self, by: int) -> None:
        """Write about something else; what was written stays."""
        area = self.query_one(MemoText)
        self._written[self._subjects[self._at].id] = area.text
        self._at = (self._at + by) % len(self._subjects)
        area.load_text(self._written[self._subjects[self._at].id])
        area.move_cursor(area.document.end)
        self.query_one("#about", Static).update(self._about())

    def action_keep(self) -> None:
        """Answer with the memos that were changed."""
        self._written[self._subjects[self._at].id] = self.query_one(MemoText).text
        changed = {
            id_: memo
            for id_, memo in self._written.items()
            if memo != self._before[id_]
        }
        self.dismiss(changed or None)

    def _about(self) -> Content:
        parts = []
        for at, each in enumerate(self._subjects):
            here = at == self._at
            mark = "▸" if here else "●" if self._written[each.id].strip() else " "
            parts.append(plain(f"{mark} {shortened(each.words, 60)}", "bold" * here))
        return joined(parts)
