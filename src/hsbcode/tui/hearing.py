"""What the rooms below have to say while the application runs: notices."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import App
from textual.message import Message

from hsbcode.domain.narration import listen
from hsbcode.domain.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 12


class Hearing(App[str]):
    """Shows what is said; what is said at the end is kept for the terminal."""

    @dataclass
    class Heard(Message):
        """One sentence, from any thread."""

        sentence: str

    def __init__(self) -> None:
        super().__init__()
        self.last_words: list[str] = []
        """What was said while leaving."""
        self._stop_listening: Callable[[], None] | None = None
        self._is_leaving = False
        self._last = ""

    def on_mount(self) -> None:
        """Begin to listen."""
        self._stop_listening = listen(self.hear)

    def on_unmount(self) -> None:
        """Listen no longer."""
        if self._stop_listening is not None:
            self._stop_listening()

    def hear(self, sentence: str) -> None:
        """Show a sentence soon, once; while leaving there is no screen for it."""
        if self._is_leaving:
            self.last_words.append(sentence)
        elif sentence != self._last:
            self._last = sentence
            self.post_message(self.Heard(sentence))

    def begin_leaving(self) -> None:
        """Keep what is said from now on for the end."""
        self._is_leaving = True

    def on_hearing_heard(self, message: Heard) -> None:
        """Show it long enough to be read."""
        self.notify(visible(message.sentence), markup=False, timeout=_SECONDS)
