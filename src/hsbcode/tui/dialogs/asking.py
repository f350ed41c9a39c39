"""Short questions: yes or no, one of a few, one line, or only something to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hsbcode.tui.dialogs.dialog import Dialog, Field, text
from hsbcode.tui.plain import joined, plain, shortened
from hsbcode.tui.widgets.key_words import KeyWords

_WIDE = 68
"""Cells for the words of a choice: each stands on one line."""
_LEAST = 8
"""Fewer cells are too few to say more in."""


class _Question(Dialog[bool]):
    """Yes or no."""

    def __init__(self, title: str, question: str) -> None:
        super().__init__(title)
        self._question = question

    def compose_box(self) -> ComposeResult:
        """The question."""
        yield text(self._question)

    def action_yes(self) -> None:
        """Say yes."""
        self.dismiss(True)


class Confirm(_Question):
    """Yes or no; y and Enter say yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "yes", "yes", show=False),
        Binding("n", "leave", "no", show=False),
    ]
    keys_words = "y or Enter: yes · n or escape: no"


class Doubt(_Question):
    """Yes or no, where a hasty Enter had better say no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", "yes", show=False),
        Binding("n,enter", "leave", "no", show=False),
    ]
    keys_words = "y: yes · n or Enter: no"


class Notice(Dialog[bool]):
    """Something to read; any key goes on."""

    keys_words = "any key goes on"

    def __init__(self, title: str, words: str | Content) -> None:
        super().__init__(title)
        self._words = words

    def compose_box(self) -> ComposeResult:
        """The words, which may be many."""
        with VerticalScroll(can_focus=False):
            yield text(self._words)

    def on_mount(self) -> None:
        """Say which keys scroll, where there is more than fits."""
        self.call_after_refresh(self._name_keys)

    def on_resize(self, event: events.Resize) -> None:
        """Say it when the screen becomes smaller, too."""
        self.call_after_refresh(self._name_keys)

    def _name_keys(self) -> None:
        more = self.query_one(VerticalScroll).max_scroll_y > 0
        keys = "↓ ↑ scroll · any other key goes on" if more else self.keys_words
        self.query_one("#keys", KeyWords).words = keys

    def on_key(self, event: events.Key) -> None:
        """Go on with any key but those that scroll."""
        scroll = self.query_one(VerticalScroll)
        event.stop()
        event.prevent_default()
        if event.key in ("down", "pagedown", "j"):
            scroll.scroll_page_down(animate=False)
        elif event.key in ("up", "pageup", "k"):
            scroll.scroll_page_up(animate=False)
        else:
            self.dismiss(True)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few answers."""

    id: str
    words: str
    more: str = ""
    mark: str = ""


class Choose(Dialog[str]):
    """One of a few; a digit chooses at once."""

    DEFAULT_CSS = """
    Choose OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """
    keys_words = "↑ ↓ and Enter, or its digit · escape leaves"

    def __init__(self, title: str, choices: Sequence[Choice], at: str = "") -> None:
        super().__init__(title)
        self._choices = tuple(choices)
        self._at = at

    def compose_box(self) -> ComposeResult:
        """The choices, numbered."""
        options = OptionList(
            *(
                Option(_shown(place, each))
                for place, each in enumerate(self._choices, start=1)
            ),
            markup=False,
        )
        ids = [each.id for each in self._choices]
        options.highlighted = ids.index(self._at) if self._at in ids else 0
        yield options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen one."""
        self.dismiss(self._choices[event.option_index].id)

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._choices):
            event.stop()
            self.dismiss(self._choices[int(event.key) - 1].id)


def _shown(place: int, choice: Choice) -> Content:
    number = f"{place} " if place < 10 else "  "
    words = shortened(choice.words, _WIDE)
    parts = [plain(number, "bold"), plain(f"{choice.mark or ' '} {words}")]
    room = _WIDE - cell_len(words) - 2
    if choice.more and room > _LEAST:
        parts.append(plain(f"  {shortened(choice.more, room)}", "dim"))
    return joined(parts, "")


class Ask(Dialog[str]):
    """One line of text."""

    keys_words = "Enter goes on · escape leaves"

    def __init__(self, title: str, words: str = "", value: str = "") -> None:
        super().__init__(title)
        self._words = words
        self._value = value

    def compose_box(self) -> ComposeResult:
        """What is wanted, and a line to type it in."""
        if self._words:
            yield text(self._words)
        yield Field(self._value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        self.dismiss(event.value)
