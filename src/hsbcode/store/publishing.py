"""Putting the copy that is worked on back in the original's place, whole or not at all.

Never over a file that somebody else changed: what lies there must be what was last
seen there. At every moment a whole file has the original's name, and the three before
it stay in the folder of backups beside it.
"""

import contextlib
import hashlib
import secrets
import socket
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from hsbcode.store.backups import folder_of, free_name, newest_first
from hsbcode.store.lease import Lease
from hsbcode.store.whole_files import copy_whole, digest, look, settle_folder
from hsbcode.store.work_copy import WorkCopy

KEPT = 3
_WHY = "before publishing"
_PATIENCE = 20.0


class How(StrEnum):
    """How publishing went."""

    DONE = "done"
    CHANGED = "changed"
    """Somebody else changed the file; nothing was overwritten."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The state of a copy, packed to be sent."""

    file: Path
    changes: int


@dataclass(frozen=True, slots=True)
class Sent:
    """How publishing went, and why."""

    how: How
    target: Path
    why: str = ""
    theirs: Path | None = None
    """What somebody else wrote, where both had changed."""
    put_back: bool = False
    """The file had gone and is there again."""


def pack(copy: WorkCopy, connection: sqlite3.Connection, changes: int) -> Parcel:
    """Copy the present state to a file of its own, for ``send``.

    Args:
        copy: what is worked on.
        connection: its open connection.
        changes: its change counter now.

    Raises:
        OSError, sqlite3.Error: it could not be done.
    """
    part = copy.folder / f"parcel-{secrets.token_hex(4)}.part"
    packed = sqlite3.connect(part, isolation_level=None)
    try:
        connection.backup(packed)
        whole = packed.execute("PRAGMA quick_check(1)").fetchone()[0]
    except BaseException:
        packed.close()
        part.unlink(missing_ok=True)
        raise
    packed.close()
    if whole != "ok":
        part.unlink(missing_ok=True)
        raise OSError(5, "the copy is damaged")
    return Parcel(part, changes)


def send(copy: WorkCopy, parcel: Parcel) -> Sent:
    """Put a parcel in the place of the original; may run in a thread of its own."""
    target = copy.target
    try:
        with _alone(copy):
            target = copy.target
            if copy.is_away:
                return Sent(How.FAILED, target, "its folder is not there")
            return _put(copy, parcel, target)
    except OSError as error:
        return Sent(How.FAILED, target, (error.strerror or str(error)).lower())
    finally:
        with contextlib.suppress(OSError):
            parcel.file.unlink(missing_ok=True)


def _put(copy: WorkCopy, parcel: Parcel, target: Path) -> Sent:
    from hsbcode.files.writing import place

    record = copy.record
    found = digest(target) if target.exists() else ""
    new = digest(parcel.file)
    if found not in ("", new, record.sha256, record.publishing):
        return Sent(How.CHANGED, target, theirs=target)
    if found != new:
        copy.keep(record.replace(publishing=new, publishing_changes=parcel.changes))
        _sweep(target)
        part = target.with_name(f"{_part_of(target)}-{secrets.token_hex(4)}.tmp")
        try:
            copy_whole(parcel.file, part)
            kept = _keep(target) if found else None
            if kept is None:
                place(part, target)
            else:
                part.replace(target)
        except FileExistsError:
            return Sent(How.CHANGED, target, theirs=target)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        settle_folder(target.parent)
        if kept is not None and digest(kept) != found:
            # It was changed between the look and the replacing; both are there.
            copy.keep(record.replace(sha256=new, publishing=""))
            return Sent(How.CHANGED, target, theirs=kept)
        _thin_out(target)
    now = look(target)
    parcel.file.replace(copy.base)
    copy.keep(
        record.replace(
            sha256=new,
            size=now.size,
            mtime_ns=now.mtime_ns,
            changes=parcel.changes,
            publishing="",
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )
    return Sent(How.DONE, target, put_back=not found and bool(record.sha256))


def earlier(target: Path) -> list[Path]:
    """Return the files that were in this place before, newest first."""
    return [path for path in newest_first(folder_of(target)) if _WHY in path.name]


def _keep(target: Path) -> Path:
    """Give what is in place now a second name in the folder of backups."""
    folder_of(target).mkdir(exist_ok=True)
    kept = free_name(folder_of(target), datetime.now(UTC), _WHY)
    try:
        kept.hardlink_to(target)
    except OSError:
        copy_whole(target, kept)
    return kept


def _thin_out(target: Path) -> None:
    for path in earlier(target)[KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()


def _part_of(target: Path) -> str:
    """Return how our unfinished files begin; services leave ``~*.tmp`` alone."""
    host = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
    return f"~{target.stem}-{host}"


def _sweep(target: Path) -> None:
    """Delete what a crash on this machine left half written."""
    begin = _part_of(target)
    for left in target.parent.iterdir():
        if left.name.startswith(begin) and left.suffix == ".tmp":
            with contextlib.suppress(OSError):
                left.unlink()


@contextlib.contextmanager
def _alone(copy: WorkCopy) -> Iterator[None]:
    """Let one window at a time publish a copy."""
    lease = Lease(copy.folder / "publishing")
    until = time.monotonic() + _PATIENCE
    while not lease.take():
        if lease.problem or time.monotonic() > until:
            raise OSError(16, lease.problem or "another window is publishing it")
        time.sleep(0.05)
    try:
        yield
    finally:
        lease.give_back()
