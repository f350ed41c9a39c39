"""Choosing one of many by typing a part of its name."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hsbcode.tui.dialogs.dialog import Dialog, Field

MOVES = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}


class TypedChoice(Dialog[str]):
    """Type, or move with the arrows; the answer is what ``offers`` names it by."""

    DEFAULT_CSS = """
    TypedChoice {
        & Field { margin: 0 0 1 0; }
        & OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
        & OptionList > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
    }
    """
    keys_words = "type · ↑ ↓ · Enter chooses · escape leaves"

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._found: list[str] = []
        self._typed = ""

    def offers(self, typed: str) -> list[tuple[str, Content]]:
        """Return (answer, row) of what fits; a row without an answer only says so."""
        raise NotImplementedError

    def compose_box(self) -> ComposeResult:
        """A line to type in, and what fits."""
        yield Field(select_on_focus=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Begin with everything."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the highlighted one."""
        if event.value != self._typed:  # Enter was quicker than the list
            self._show(event.value)
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the clicked one."""
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index])

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move the choice while one types."""
        if event.key in MOVES:
            move(self.query_one(OptionList), MOVES[event.key])
            event.stop()

    def _show(self, typed: str) -> None:
        self._typed = typed
        offered = self.offers(typed)
        self._found = [answer for answer, _row in offered if answer]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(row) for _answer, row in offered)
        options.highlighted = 0


def move(options: OptionList, by: int) -> None:
    """Move the choice of a list by some rows, at most to an end."""
    last = options.option_count - 1
    options.highlighted = max(0, min((options.highlighted or 0) + by, last))
