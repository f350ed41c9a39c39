"""The program under a real pseudo terminal: what it is sent, what it sends back."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

QUIET = 0.03
"""Seconds without a byte after which a terminal counts as painted."""
PATIENCE = 60.0
CTRL_Q = "\x11"


class Terminal:
    """``python -m hsbcode`` under a pseudo terminal of its own.

    Args:
        command: the words after ``hsbcode``.
        size: columns and lines.
        slow: bytes a second that the terminal takes; 0 takes what comes.
        environment: variables beside those of this process.

    Attributes:
        sent: every byte the program has sent to the terminal.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        slow: int = 0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.sent = bytearray()
        self._slow = slow
        columns, lines = size
        words = [sys.executable, "-m", "hsbcode", *command]
        given = {
            **os.environ,
            "TERM": "xterm-256color",
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
            **(environment or {}),
        }
        # Whoever runs the tests may have a size in mind: it would go before ours.
        given = {k: v for k, v in given.items() if k not in ("COLUMNS", "LINES")}
        # The child waits for its size: it would begin with another one.
        told, tell = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.close(tell)
            os.read(told, 1)
            os.execve(sys.executable, words, given)
        os.close(told)
        window = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, window)
        os.write(tell, b"1")
        os.close(tell)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        os.close(self.fd)

    # --- reading -------------------------------------------------------------------

    def read(self, wait: float = QUIET) -> bytes:
        """Return what comes within some seconds; nothing at the end, too."""
        ready, _writable, _odd = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        try:
            got = os.read(self.fd, 256 if self._slow else 1 << 16)
        except OSError:
            return b""
        if self._slow:
            time.sleep(len(got) / self._slow)
        self.sent += got
        return got

    def read_until(self, sign: str, since: int | None = None) -> float:
        """Return the seconds until words were painted.

        Args:
            sign: the words.
            since: the byte from which they count; without it, from now on.

        Raises:
            TimeoutError: they never came.
        """
        began = time.perf_counter()
        start = len(self.sent) if since is None else since
        while sign.encode() not in self.sent[start:]:
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"The screen never showed {sign!r}.")
            self.read(0.5)
        return time.perf_counter() - began

    def drain(self) -> None:
        """Read until nothing more comes."""
        while self.read():
            pass

    # --- pressing ------------------------------------------------------------------

    def write(self, keys: str) -> None:
        """Send keys."""
        os.write(self.fd, keys.encode())

    def press(self, key: str) -> float:
        """Return the seconds from a key to the first byte that answers it, or nan."""
        self.drain()
        began = time.perf_counter()
        self.write(key)
        return time.perf_counter() - began if self.read(2) else float("nan")

    # --- the process ---------------------------------------------------------------

    def cpu(self) -> float:
        """Return the CPU seconds used so far; nan where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return float("nan")
        fields = stat.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the MiB in memory now; nan where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        except OSError:
            return float("nan")
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2

    def kill(self) -> None:
        """End the process as a crash would; nothing happens where it has ended."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0

    def quit(self) -> int:
        """Leave as people do; return the exit code."""
        self.write(CTRL_Q)
        began = time.perf_counter()
        while time.perf_counter() - began < PATIENCE:
            # Nobody can leave whose last words are not read.
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                self.drain()
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError("The program was never left.")
