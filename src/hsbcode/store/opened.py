"""What a project holds of the system while it is open: file, locks, connection."""

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.connection import open_file
from hsbcode.store.lease import Holder, Lease
from hsbcode.store.notice import Notice
from hsbcode.store.whole_files import ChangeCounter
from hsbcode.store.wholeness import WholenessCheck
from hsbcode.store.work_copy import WorkCopy


@dataclass(slots=True)
class Opened:
    """An open project file; ``give_back`` frees all of it."""

    path: Path
    """The project as people name it."""
    file: Path
    """What SQLite works on: that file, or a copy that stands in for it."""
    connection: sqlite3.Connection
    lease: Lease | None
    """Only where it may be written."""
    refused: str = ""
    """Why nobody could write here; empty where it is that somebody has it."""
    copy: WorkCopy | None = None
    counter: ChangeCounter | None = None
    notice: Notice | None = None
    was_clean: bool = False
    """Whether the copy held nothing that the original did not."""
    changed_meanwhile: bool = False
    """Whether both the copy and the original went on by themselves."""
    check: WholenessCheck | None = None
    """Finds out whether the file is whole; None where that is known."""

    @property
    def other(self) -> Holder | None:
        """Who seems to have it open on another machine."""
        return self.notice.other if self.notice is not None else None

    def give_back(self) -> None:
        """Close the file and free every lock; only files that count remain."""
        if self.check is not None:
            self.check.stop()
            self.check = None
        if self.lease is not None:
            # Leaving TRUNCATE deletes the empty journal.
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()
        if self.counter is not None:
            self.counter.close()
        if self.notice is not None:
            self.notice.give_back()
            self.notice = None
        if self.lease is not None:
            self.lease.give_back()
            self.lease = None


def open_itself(path: Path, *, write: bool, check_later: bool = False) -> Opened:
    """Open a project where it lies.

    Args:
        path: the file.
        write: whether it shall be written, if nobody else has it.
        check_later: whether it may be read before every page of it was looked at.

    Raises:
        ProjectFileError: in a sentence, if it is missing, foreign, newer or broken.
    """
    held = Lease(path)
    allowed = path.is_file() and is_writable(path)
    may_write = write and allowed and held.take()
    try:
        connection = open_file(path, write=may_write, whole=not check_later)
    except ProjectFileError:
        held.give_back()
        raise
    refused = held.problem if allowed else "it is write-protected"
    check = WholenessCheck(path) if check_later else None
    lease = held if may_write else None
    return Opened(path, path, connection, lease, refused, check=check)


def is_writable(path: Path) -> bool:
    """Return whether a file may be written; the system itself knows best."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
