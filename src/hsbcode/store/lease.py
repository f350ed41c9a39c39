"""Who may write: one window at a time, the others read.

The lock is a second, empty SQLite database beside the project, held open in an
exclusive transaction: the operating system frees it when the process ends, however
it ends, on every platform. Who holds it is written in the project itself, for people.
"""

import contextlib
import getpass
import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


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
        self._connection: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Try to take the lease at once; False if somebody has it."""
        for _attempt in range(3):
            connection = None
            try:
                self._path.touch()
                before = self._path.stat().st_ino
                connection = sqlite3.connect(
                    self._path, isolation_level=None, timeout=0
                )
                connection.execute("PRAGMA journal_mode = MEMORY")
                connection.execute("BEGIN EXCLUSIVE")
                # The former holder deletes the file; a lock on that one is worthless.
                if self._path.stat().st_ino == before:
                    self._connection = connection
                    return True
            except FileNotFoundError:
                pass
            except (OSError, sqlite3.Error):
                _close(connection)
                return False
            _close(connection)
        return False

    def give_back(self) -> None:
        """Free the lease and leave nothing beside the project."""
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            # Windows deletes no open file, so it goes last there. Elsewhere that
            # would delete the lock of whoever came next.
            connection.close()
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        else:
            connection.close()


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


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
