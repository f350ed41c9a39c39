"""Why a code is suggested for an answer or why not, and the answers that spoke."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hsbcode.tui.dialogs.dialog import Dialog, text
from hsbcode.tui.plain import joined, one_line, plain, shortened
from hsbcode.workflows.suggestions.explaining import SpokenAnswer, Told

ANOTHER = "/"
"""The answer that asks about another code."""
_ANSWER = 300


class WhyCode(Dialog[str]):
    """What speaks for a code; the answer is the id of an answer to go to, or ``/``."""

    DEFAULT_CSS = """
    WhyCode {
        & > #box { width: 100; }
        & #told { height: auto; max-height: 40vh; margin-bottom: 1; }
        & OptionList { max-height: 40vh; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "another", "another code", show=False),
        Binding("escape,W", "leave", "leave", show=False),
    ]

    def __init__(self, told: Told) -> None:
        super().__init__(f"Why “{one_line(told.label)}”?")
        self._told = told
        there = "↑ ↓ · Enter goes to the answer · " if told.answers else ""
        self.keys_words = f"{there}/ another code · escape leaves"

    def compose_box(self) -> ComposeResult:
        """The reasons, then the answers that spoke."""
        with VerticalScroll(id="told", can_focus=False):
            yield text(joined([plain(one_line(line)) for line in self._told.lines]))
        if self._told.answers:
            yield text(plain("Coded answers that spoke loudest", "bold"))
            yield OptionList(*map(_option, self._told.answers), markup=False)

    def on_mount(self) -> None:
        """Begin at the first answer."""
        for options in self.query(OptionList):
            options.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen one."""
        self.dismiss(self._told.answers[event.option_index].unit.id)

    def action_another(self) -> None:
        """Ask about another code."""
        self.dismiss(ANOTHER)


def _option(spoken: SpokenAnswer) -> Option:
    head = f"{one_line(spoken.unit.name)} · {spoken.words}"
    said = plain(shortened(spoken.unit.text, _ANSWER))
    return Option(joined([plain(head, "dim"), said]))
