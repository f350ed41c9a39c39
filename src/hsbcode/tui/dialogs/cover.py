"""The cover: nothing of the project is on the screen."""

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from hsbcode.tui.plain import plain


class Cover(ModalScreen[None]):
    """Covers the whole screen until its key is pressed again."""

    DEFAULT_CSS = """
    Cover {
        background: $background;
        align: center middle;
        & > Static { width: auto; color: $text-muted; }
    }
    """

    def compose(self) -> ComposeResult:
        """Nothing that anybody could read."""
        yield Static(plain("\\ goes on"), markup=False)

    def on_key(self, event: events.Key) -> None:
        """Uncover with the key that covered; every other key is lost."""
        if event.key == "ctrl+q":
            return
        event.stop()
        event.prevent_default()
        if event.key in ("backslash", "ctrl+backslash"):
            self.dismiss(None)
