"""A terminal that is closed, a machine that is shut down: leaving without a key.

What was done is saved already. Leaving as people do keeps the place, too, gives the
file free and, in a synced folder, puts the work back in its place.
"""

import asyncio
import contextlib
import os
import signal
import threading
from types import FrameType

from textual.app import App

_SIGNALS = ("SIGHUP", "SIGTERM")
"""The terminal is gone; somebody asks the program to end."""
_PATIENCE = 5.0
"""Seconds after which it ends anyhow: nobody may be there to read what it paints."""


class HangingUp(App[str]):
    """An application that leaves as people do when it is told to end."""

    def heed_signals(self) -> None:
        """Begin to heed them; not where tests share the process, nor on Windows."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            which = getattr(signal, name, None)
            # Also where whoever started it ignores them: without a terminal nobody can
            # do anything with a screen, and the file would stay held.
            if which is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(which, self.hang_up, which)

        self._heed_stops()

    def _heed_stops(self) -> None:
        """Go on as before after a stop that nobody could foresee.

        The driver begins anew whenever it goes on. Where it was stopped without being
        asked (SIGSTOP) it never left off, and two threads would share out the keys.
        """
        which = getattr(signal, "SIGCONT", None)
        begin_anew = signal.getsignal(which) if which is not None else None
        if which is None or not callable(begin_anew):
            return

        def go_on(number: int, frame: FrameType | None) -> None:
            if getattr(self._driver, "_must_signal_resume", True):
                begin_anew(number, frame)

        signal.signal(which, go_on)

    def hang_up(self, which: int) -> None:
        """Leave, and end with the code that a signal stands for."""
        status = 128 + which
        end = threading.Timer(_PATIENCE, os._exit, (status,))
        end.daemon = True
        end.start()
        self.leave()
        self.exit(return_code=status)

    def leave(self) -> None:
        """Keep the place and give the file back."""
        raise NotImplementedError
