"""A person who codes at a terminal: presses keys, reads the screen, waits."""

import fcntl
import os
import re
import signal
import struct
import termios
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from tests.painted_screen import PaintedScreen
from tests.pty_terminal import Terminal

ESCAPE = "\x1b"
ENTER = "\r"
DOWN, UP, RIGHT, LEFT = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D"
END = "\x1b[F"
_TITLE = re.compile(r"╭─ ([^╭╮]*?) ─*╮")
_PLACE = re.compile(
    r"(?P<reference>.+?)(?: · slot (?P<slot>\d+) of \d+)?"
    r"(?: · part (?P<part>\d+) of \d+)?(?: · (?P<state>✓ finished|– no code))?"
)


class NeverShownError(TimeoutError):
    """The screen never showed what must follow a key."""


@dataclass(frozen=True)
class Place:
    """The answer on the screen."""

    reference: str
    box: str
    state: str


class CoderAtWork:
    """Somebody at a terminal with ``hsbcode``.

    Args:
        command: the words after ``hsbcode``.
        size: columns and lines.
        references: what answers can be called, to know a title from other words.

    Attributes:
        keys: how many keys were pressed.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int],
        references: Collection[str] = (),
        environment: Mapping[str, str] | None = None,
        patience: float = 30,
    ) -> None:
        self.terminal = Terminal(command, size=size, environment=environment)
        self.screen = PaintedScreen(*size)
        self.references = references
        self.keys = 0
        self._patience = patience
        self._is_open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.terminal.kill()
        if self._is_open:
            os.close(self.terminal.fd)

    # --- looking -------------------------------------------------------------------

    def look(self, wait: float = 0.02) -> bool:
        """Take in what was painted within some seconds; False if nothing was."""
        got = self.terminal.read(wait)
        self.screen.feed(got)
        return bool(got)

    def rest(self, quiet: float = 0.15) -> None:
        """Look until nothing more comes."""
        while self.look(quiet):
            pass

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Look until something is on the screen.

        Raises:
            NeverShownError: it never came.
        """
        began = time.perf_counter()
        if seen():
            return
        while not (self.look(0.05) and seen()):
            if time.perf_counter() - began > self._patience:
                raise NeverShownError(f"Never shown: {what}\n{self.screen.text}")

    def until_shown(self, *words: str) -> None:
        """Look until one of these words is on the screen."""
        self.until(
            lambda: any(w in self.screen.text for w in words), " or ".join(words)
        )

    def until_gone(self, words: str) -> None:
        """Look until words are on the screen no longer."""
        self.until(lambda: words not in self.screen.text, f"no more {words}")

    @property
    def said(self) -> str:
        """The status line."""
        return self.screen.row(-2).strip()

    @property
    def place(self) -> Place | None:
        """The answer on the screen; None while something lies over its title."""
        for y in range(1, self.screen.lines // 2):
            row = self.screen.row(y)
            for title in _TITLE.findall(row) if "╭" in row else ():
                found = _PLACE.fullmatch(title)
                if found and found["reference"] in self.references:
                    part = f".{found['part']}" if found["part"] else ""
                    box = (found["slot"] or "1") + part
                    return Place(found["reference"], box, found["state"] or "")
        return None

    # --- pressing ------------------------------------------------------------------

    def press(self, keys: str, *, as_keys: int = 0) -> None:
        """Send keys; sequences of arrows count as ``as_keys``."""
        self.terminal.write(keys)
        self.keys += as_keys or len(keys)

    def leave_dialog(self, title: str) -> None:
        """Press escape until a dialog is gone."""
        self.press(ESCAPE)
        self.until_gone(title)

    def mouse(self, what: int, x: int, y: int, *, up: bool = False) -> None:
        """Report the mouse at a cell, from 0: 0 = pressed, 32 = moved while pressed."""
        self.terminal.write(f"\x1b[<{what};{x + 1};{y + 1}{'m' if up else 'M'}")

    def click(self, x: int, y: int) -> None:
        """Press and let go."""
        self.mouse(0, x, y)
        self.mouse(0, x, y, up=True)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Mark from one cell to another."""
        self.mouse(0, *start)
        self.mouse(32, (start[0] + end[0]) // 2, end[1])
        self.mouse(32, *end)
        self.mouse(0, *end, up=True)

    # --- the terminal --------------------------------------------------------------

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(columns, lines)
        window = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.terminal.fd, termios.TIOCSWINSZ, window)

    def signal(self, which: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.terminal.pid, which)

    def hang_up(self) -> None:
        """Close the terminal, as somebody does who closes its window."""
        os.close(self.terminal.fd)
        self._is_open = False

    def ended(self) -> int | None:
        """Return how the program ended; None while it runs."""
        if not self.terminal.pid:
            return None
        pid, status = os.waitpid(self.terminal.pid, os.WNOHANG)
        if not pid:
            return None
        self.terminal.pid = 0
        return os.waitstatus_to_exitcode(status)

    def until_ended(self) -> int:
        """Wait for the end; return the exit code."""
        began = time.perf_counter()
        while time.perf_counter() - began < self._patience:
            if self._is_open:
                self.look()
            else:
                time.sleep(0.02)
            status = self.ended()
            if status is not None:
                return status
        raise NeverShownError("It never ended.")
