"""Which codings are meant: five short lines, and what they come to while one types."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from hsbcode.tui.dialogs.dialog import Dialog, Field, text
from hsbcode.tui.plain import plain

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 0.25
"""Seconds without a key after which what was typed is looked up."""
_LINES = (
    ("coder", "Coder"),
    ("question", "Question"),
    ("code", "Code"),
    ("since", "From"),
    ("until", "Up to"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; empty lines mean any."""

    coder: str = ""
    question: str = ""
    code: str = ""
    since: str = ""
    until: str = ""


class ChooseCodings(Dialog[Typed]):
    """Type on any line; Enter goes on once codings fit.

    Args:
        typed: what stands on the lines at first.
        look: returns what fits in words, and whether that is anything.
    """

    DEFAULT_CSS = """
    ChooseCodings {
        & Horizontal { height: 1; }
        & Horizontal > Static { width: 11; }
        & Field { width: 1fr; margin-top: 0; }
        & #found { margin: 1 0; min-height: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "before", show=False),
    ]
    keys_words = "type · tab or ↑ ↓ other line · Enter goes on · escape leaves"

    def __init__(self, typed: Typed, look: Callable[[Typed], tuple[str, bool]]) -> None:
        super().__init__("Which codings?")
        self._typed = typed
        self._look = look
        self._timer: Timer | None = None

    def compose_box(self) -> ComposeResult:
        """The lines, and what fits."""
        yield text("Empty lines mean any. Days as 2026-03-03, today or yesterday.")
        for (name, label), value in zip(_LINES, astuple(self._typed), strict=True):
            with Horizontal():
                yield Static(plain(label), markup=False)
                yield Field(value, id=f"line_{name}", select_on_focus=False)
        yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        """Say what fits at first."""
        self._say()

    def on_input_changed(self) -> None:
        """Say what fits once there is a pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._say)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed, if that is anything."""
        event.stop()
        if self._say():
            self.dismiss(self._now)

    @property
    def _now(self) -> Typed:
        return Typed(
            **{name: self.query_one(f"#line_{name}", Field).value for name, _ in _LINES}
        )

    def _say(self) -> bool:
        words, fits = self._look(self._now)
        self.query_one("#found", Static).update(plain(words, "bold" if fits else ""))
        return fits
