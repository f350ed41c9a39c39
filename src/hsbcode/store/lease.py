"""Who may write: one window at a time, the others read.

The lock is one of the operating system on an empty file beside the project: it is
freed when the process ends, however it ends. Who holds it is written in the project
itself, for people.
"""

import contextlib
import errno
import getpass
import os
import socket
import sqlite3
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN}
if sys.platform == "win32":
    # A locked file refuses to be opened or locked with these.
    _TAKEN |= {errno.EACCES, errno.EDEADLK}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the project open for writing."""

    name: str
    host: str
    since: str
    """UTC, ISO 8601."""

    def sentence(self) -> str:
        """Return who has it since when, in words and local time."""
        try:
            at = datetime.fromisoformat(self.since).astimezone()
            since = at.strftime("%H:%M on %d %B %Y")
        except ValueError:
            since = self.since
        return f"{self.name} on {self.host} has it open since {since}"


class Lease:
    """The right to write to one project file."""

    def __init__(self, project: Path) -> None:
        self._path = project.with_name(project.name + ".lock")
        self._file: int | None = None
        self.problem = ""
        """Why no lock could be made, where nobody else has it."""

    def take(self) -> bool:
        """Try to take the lease at once; False if somebody has it."""
        self.problem = ""
        while True:
            file = None
            try:
                file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
                _lock(file)
            except OSError as error:
                if file is not None:
                    os.close(file)
                if error.errno not in _TAKEN:
                    self.problem = (error.strerror or str(error)).lower()
                return False
            # The former holder deletes the file; a lock on that one is worthless.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), self._path.stat()):
                    self._file = file
                    return True
            os.close(file)

    def give_back(self) -> None:
        """Free the lease and leave nothing beside the project."""
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            # Windows deletes no open file, so it goes last there. Elsewhere that
            # would delete the lock of whoever came next.
            os.close(file)
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        else:
            os.close(file)


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sign(connection: sqlite3.Connection) -> None:
    """Write into the project who holds the lease."""
    connection.execute(
        "INSERT OR REPLACE INTO lease VALUES (1, ?, ?, ?, ?)",
        (_user(), socket.gethostname(), os.getpid(), _now()),
    )


def holder(connection: sqlite3.Connection) -> Holder | None:
    """Return who signed last."""
    row = connection.execute("SELECT holder, host, since FROM lease").fetchone()
    return Holder(*row) if row else None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
