"""Putting one whole file in another's place, and telling files apart by content."""

import contextlib
import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

_CHANGES_AT = 24


class Look(NamedTuple):
    """What a glance at a file tells; equal looks do not prove equal content."""

    size: int
    mtime_ns: int


def look(path: Path) -> Look:
    """Return size and time of a file.

    Raises:
        OSError: it is not there, or cannot be reached.
    """
    found = path.stat()
    return Look(found.st_size, found.st_mtime_ns)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's content, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_whole(source: Path, target: Path) -> str:
    """Copy a file to a new name, down to the disk; return the SHA-256 of what it holds.

    What arrived is read again, so that a disk that drops bytes is noticed.

    Raises:
        OSError: it could not be done; no file of the new name is left.
    """
    try:
        with source.open("rb") as read, target.open("xb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
        found = digest(target)
        if found != digest(source):
            raise OSError(5, "what was written is not what was read")
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return found


def settle_folder(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where a system can do that."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class ChangeCounter:
    """How often a database file was changed, as its header has it.

    The file is held open meanwhile: closing it would take the locks of the connection
    beside it away, as POSIX has it.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def read(self) -> int:
        """Return the counter."""
        self._file.seek(_CHANGES_AT)
        return int.from_bytes(self._file.read(4), "big")

    def close(self) -> None:
        """Let the file go, after the connection was closed."""
        self._file.close()


def changes_in(path: Path) -> int:
    """Return the change counter of a database that nobody in this process has open."""
    counter = ChangeCounter(path)
    try:
        return counter.read()
    finally:
        counter.close()
