"""Who codes: a known name, or a new one."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.visible import visible
from hsbcode.tui.dialogs.asking import Doubt
from hsbcode.tui.dialogs.dialog import Dialog, Field, text
from hsbcode.tui.plain import plain
from hsbcode.workflows.coders import checked_name, near_equal


class WhoCodes(Dialog[str]):
    """Choose a coder; a name much like a known one is questioned."""

    keys_words = "Enter chooses · tab: list or new name · escape leaves"

    def __init__(self, known: tuple[str, ...], title: str = "Who codes?") -> None:
        super().__init__(title)
        self._known = known
        if not known:
            self.keys_words = "Enter goes on · escape leaves"

    def compose_box(self) -> ComposeResult:
        """The known names, and a line for a new one."""
        if self._known:
            yield OptionList(*(Option(plain(name)) for name in self._known))
            yield text("\nor a new name:")
        else:
            yield text("Your name, as it shall stand beside your codes:")
        # Nothing is selected on focus: the next letter must not replace the first.
        yield Field(max_length=40, select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        """Take a name typed at the list into the line.

        Otherwise its letters would be lost, and Enter choose whoever is listed first.
        """
        if event.character and event.is_printable and not self._typing:
            event.stop()
            event.prevent_default()
            field = self.query_one(Field)
            field.focus()
            field.insert_text_at_cursor(event.character)

    @property
    def _typing(self) -> bool:
        return isinstance(self.focused, Field)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with a known name."""
        self.dismiss(self._known[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with a new name, once it is clear that it is new."""
        try:
            name = checked_name(event.value)
        except HsbcodeError as error:
            self.notify(visible(error.message), severity="warning", markup=False)
            return
        near = near_equal(name, self._known)
        if near is None:
            self.dismiss(name)
            return

        def answer(yes: bool | None) -> None:
            self.dismiss(name if yes else near)

        self.app.push_screen(is_somebody_else(name, near), answer)


def is_somebody_else(name: str, near: str) -> Doubt:
    """Return the question whether a name much like a known one is another person."""
    return Doubt(
        "A new coder?",
        f"{near} is known: is {name} somebody else? (No: it is the same person.)",
    )
