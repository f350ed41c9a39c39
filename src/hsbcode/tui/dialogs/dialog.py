"""What all dialogs share: a box in the middle with a title and one answer."""

from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hsbcode.domain.visible import visible
from hsbcode.tui.plain import plain
from hsbcode.tui.widgets.key_words import KeyWords

Answer = TypeVar("Answer")

_REST = 8
"""Lines of a dialog beside its list: frame, line to type in, keys."""
_LEAST = 3


class Field(Input):
    """A line to type in; pasted control characters become visible ones."""

    DEFAULT_CSS = """
    Field {
        height: 1;
        padding: 0 1;
        border: none;
        border-left: outer $foreground 40%;
        background: $panel;
        &:focus { border: none; border-left: outer $primary; background: $panel; }
    }
    """

    def validate_value(self, value: str) -> str:
        """Keep what is typed or pasted on one visible line."""
        return visible(value).replace("\n", " ").replace("\t", " ")


class Dialog(ModalScreen[Answer | None]):
    """A question in front of the screen; escape answers nothing.

    Args:
        title: what is asked; plain text.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: transparent;
        & > #box {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            border-title-color: $foreground;
            background: $surface;
            padding: 0 1;
        }
        & #keys { margin-top: 1; }
        & Field { margin-top: 1; }
        & VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
        & OptionList {
            height: auto;
            padding: 0;
            border: none;
            background: transparent;
            scrollbar-size-vertical: 1;
            &:focus { border: none; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="leave_dialog", show=False)
    ]
    keys_words = "Enter chooses · escape leaves"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The box around what a kind of dialog asks."""
        with Vertical(id="box") as box:
            box.border_title = plain(self._title.split("\n", 1)[0])
            yield from self.compose_box()
            yield KeyWords(self.keys_words, id="keys")

    def compose_box(self) -> ComposeResult:
        """What this dialog asks."""
        raise NotImplementedError

    def on_resize(self, event: events.Resize) -> None:
        """Let what is long take most of the screen, and leave room for the rest."""
        lines = event.size.height
        # A share of the screen is not heeded in a box as high as what it holds.
        most = max(_LEAST, min(lines * 2 // 3, lines - _REST))
        parts = [
            part
            for part in self.query("#box > OptionList, #box > VerticalScroll")
            if part.styles.is_auto_height
        ]
        for part in parts:
            part.styles.max_height = max(_LEAST, most // len(parts))

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def text(content: str | Content, name: str | None = None) -> Static:
    """Return a paragraph of plain text."""
    shown = plain(content) if isinstance(content, str) else content
    return Static(shown, id=name, markup=False)
