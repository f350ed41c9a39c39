"""What all dialogs share: a box in the middle with a title and one answer."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hsbcode.domain.visible import visible
from hsbcode.tui.plain import plain

Answer = TypeVar("Answer")


class Field(Input):
    """A line to type in; pasted control characters become visible ones."""

    DEFAULT_CSS = """
    Field { border: tall $foreground 30%; &:focus { border: tall $primary; } }
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
        background: $background 60%;
        & > #box {
            width: 76;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            border: round $primary;
            border-title-color: $foreground;
            background: $surface;
            padding: 0 1;
        }
        & #keys { height: 1; color: $text-muted; }
        & OptionList {
            height: auto;
            max-height: 14;
            border: none;
            background: transparent;
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
            yield Static(plain(self.keys_words), id="keys", markup=False)

    def compose_box(self) -> ComposeResult:
        """What this dialog asks."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


def text(content: str | Content, name: str | None = None) -> Static:
    """Return a paragraph of plain text."""
    shown = plain(content) if isinstance(content, str) else content
    return Static(shown, id=name, markup=False)
