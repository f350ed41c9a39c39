"""What there is to read while a large project is read: the answer where one stopped."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from hsbcode.tui.plain import one_line, plain
from hsbcode.workflows.glancing import Glance


class Opening(Screen[None]):
    """Stands for a moment; it takes no keys, they wait for the screen that follows.

    Args:
        file: the project's name.
        glance: what is known of the place already.
        then: what is done once this can be read.
    """

    DEFAULT_CSS = """
    Opening {
        & > #opening-title { height: 1; background: $panel; padding: 0 1; }
        & > #opening-answer {
            height: 1fr; border: round $foreground 60%; padding: 0 1;
            border-title-color: $foreground;
        }
        & > #opening-words { height: 1; padding: 0 1; }
    }
    """

    def __init__(self, file: str, glance: Glance, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then
        self._file = file
        self._glance = glance

    def compose(self) -> ComposeResult:
        """Where one is, the answer, what is being done."""
        glance = self._glance
        title = " · ".join(filter(None, (self._file, glance.question, glance.coder)))
        yield Static(plain(one_line(title)), id="opening-title", markup=False)
        answer = Static(plain(glance.text), id="opening-answer", markup=False)
        answer.border_title = plain(one_line(glance.reference))
        yield answer
        words = f"{glance.total:,} answers: counting what was coded …"
        yield Static(plain(words), id="opening-words", markup=False)

    def on_mount(self) -> None:
        """Go on after the first paint; the application paints once it has begun."""
        self.app.call_later(self.call_after_refresh, self._then)
