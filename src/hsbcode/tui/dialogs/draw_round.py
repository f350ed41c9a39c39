"""What is drawn for a round: six short lines, and what they come to while one types."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from hsbcode.tui.dialogs.dialog import Dialog, Field
from hsbcode.tui.plain import plain

if TYPE_CHECKING:
    from textual.timer import Timer

_PAUSE = 0.2
"""Seconds without a key after which what was typed is looked at."""
_LOW = 20
"""With fewer lines the screen has no room for the hint."""
_LINES = (
    ("name", "Name"),
    ("answers", "Answers"),
    ("question", "Question"),
    ("strata", "In shares by"),
    ("seed", "Seed"),
    ("suggestions", "Suggestions"),
)


@dataclass(frozen=True, slots=True)
class TypedSample:
    """What was typed."""

    name: str = ""
    answers: str = "50"
    """A number, ``all``, ``fresh 50``, or ``width 0.1``."""
    question: str = ""
    strata: str = ""
    seed: str = "0"
    suggestions: str = "off"


class DrawRound(Dialog[TypedSample]):
    """Type on any line; Enter draws once it can be done.

    Args:
        typed: what stands on the lines at first.
        look: returns what would be drawn in words, and whether it can be.
    """

    DEFAULT_CSS = """
    DrawRound {
        & Horizontal { height: 1; }
        & Horizontal > Static { width: 14; }
        & Field { width: 1fr; margin-top: 0; }
        & #found { margin: 1 0 0 0; min-height: 2; }
        & #hint { color: $text-muted; margin-top: 1; }
        &.-short #hint { display: none; }
        &.-short #found { margin: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", "next", show=False),
        Binding("up", "app.focus_previous", "before", show=False),
    ]
    keys_words = "type · tab or ↑ ↓ other line · Enter draws · escape leaves"

    def __init__(
        self, typed: TypedSample, look: Callable[[TypedSample], tuple[str, bool]]
    ) -> None:
        super().__init__("Draw a sample")
        self._typed = typed
        self._look = look
        self._timer: Timer | None = None

    def compose_box(self) -> ComposeResult:
        """The lines, what they mean, and what would be drawn."""
        for (name, label), value in zip(_LINES, astuple(self._typed), strict=True):
            with Horizontal():
                yield Static(plain(label), markup=False)
                yield Field(value, id=f"line_{name}", select_on_focus=False)
        hint = (
            "Answers: a number, all, or width 0.1 (of a code's 95 % interval); fresh "
            "before it leaves out what was coded. Suggestions: off, or half."
        )
        yield Static(plain(hint), id="hint", markup=False)
        yield Static(id="found", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what the lines mean where there is no room for it."""
        self.set_class(event.size.height < _LOW, "-short")

    def on_mount(self) -> None:
        """Say what would be drawn at first."""
        self._say()

    def on_input_changed(self) -> None:
        """Say what would be drawn once there is a pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._say)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed, if it can be drawn."""
        event.stop()
        if self._say():
            self.dismiss(self._now)

    @property
    def _now(self) -> TypedSample:
        return TypedSample(
            **{name: self.query_one(f"#line_{name}", Field).value for name, _ in _LINES}
        )

    def _say(self) -> bool:
        words, fits = self._look(self._now)
        self.query_one("#found", Static).update(plain(words, "bold" if fits else ""))
        return fits
