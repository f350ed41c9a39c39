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

_FAR_OFF = 1 << 30
"""Windows lets nobody read a locked byte, and what is written in the file shall be."""

_LONGEST = 2000
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
        self.error: int | None = None
        """The number the system gives to that."""

    def take(self) -> bool:
        """Try to take the lease at once; False if somebody has it."""
        self.problem, self.error = "", None
        while True:
            file = None
            try:
                file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
                _lock(file)
            except OSError as error:
                if file is not None:
                    os.close(file)
                if error.errno not in _TAKEN:
                    self.error = error.errno
                    self.problem = (error.strerror or str(error)).lower()
                return False
            # The former holder deletes the file; a lock on that one is worthless.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), self._path.stat()):
                    self._file = file
                    return True
            os.close(file)

    def write(self, words: str) -> None:
        """Write into the lock file; the lease must be held.

        Raises:
            OSError: it cannot be written.
        """
        if self._file is not None:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.truncate(self._file, 0)
            os.write(self._file, words.encode())

    def read(self) -> str:
        """Return what is written in the lock file; empty where nothing can be read."""
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                return file.read(_LONGEST)
        except OSError:
            return ""

    def give_back(self, *, leave: bool = False) -> None:
        """Free the lease and leave nothing beside the project.

        With ``leave`` the file stays: it is somebody else's word.
        """
        if self._file is None:
            return
        file, self._file = self._file, None
        if leave:
            os.close(file)
            return
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
        os.lseek(file, _FAR_OFF, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def myself() -> Holder:
    """Return who opens a project here and now."""
    return Holder(_user(), socket.gethostname(), _now())


def sign(connection: sqlite3.Connection) -> None:
    """Write into the project who holds the lease."""
    me = myself()
    connection.execute(
        "INSERT OR REPLACE INTO lease VALUES (1, ?, ?, ?, ?)",
        (me.name, me.host, os.getpid(), me.since),
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
