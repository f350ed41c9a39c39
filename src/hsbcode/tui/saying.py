"""What every screen says: one sentence below, and what a person can mend."""

import contextlib
from collections.abc import Iterator
from typing import TypeVar

from textual.reactive import reactive
from textual.screen import Screen

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.visible import visible

Answer = TypeVar("Answer")


class Saying(Screen[Answer]):
    """A screen with a status line, which receives these by ``data_bind``."""

    said: reactive[str] = reactive("", init=False)
    aside: reactive[str] = reactive("", init=False)

    def on_mount(self) -> None:
        """Be laid out for the width at once: it would be painted twice otherwise."""
        fitting = [
            name
            for least, name in self.HORIZONTAL_BREAKPOINTS or ()
            if self.app.size.width >= least
        ]
        self.add_class(*fitting[-1:])

    def say(self, words: str) -> None:
        """Say one sentence on the status line."""
        self.said = words

    def tell(self, error: HsbcodeError, *, aloud: bool = False) -> None:
        """Tell what went wrong and what to do.

        What one cannot do here stands in the status line if it fits; all else, and
        whatever is told ``aloud`` because other words follow, over the screen.
        """
        words = f"{error.message} {error.hint}".strip()
        fits = isinstance(error, UsageConflict) and len(words) < self.size.width
        if fits and not aloud:
            self.say(words)
        else:
            if not aloud:
                self.say("")  # What went well before would seem to be about this.
            # One at a time: they lie over what one works at.
            self.app.clear_notifications()
            self.notify(visible(words), severity="warning", markup=False, timeout=8)

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Tell errors a person can mend instead of stopping."""
        try:
            yield
        except HsbcodeError as error:
            self.tell(error)
