"""When somebody else changed the file meanwhile: join what both did, or keep both."""

import contextlib
import dataclasses
import re
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.connection import migrate, open_file, schema_version
from hsbcode.store.copies_beside import steps_of
from hsbcode.store.joining import Joined, join
from hsbcode.store.lease import Holder, holder, myself
from hsbcode.store.schema import VERSION
from hsbcode.store.whole_files import copy_whole
from hsbcode.store.work_copy import WorkCopy


@dataclasses.dataclass(frozen=True, slots=True)
class Met:
    """What became of a file that somebody else changed."""

    joined: Joined
    who: str
    """Who changed it, as far as the file says."""
    theirs: Path
    """Where what they wrote lies."""


def meet(copy: WorkCopy, connection: sqlite3.Connection, theirs: Path) -> Met:
    """Join what lies in ``theirs`` into the copy; where that cannot be, part.

    After parting, what is done here is published under a name of its own.

    Raises:
        OSError, sqlite3.Error: it could not be read; nothing was changed.
    """
    part = copy.folder / "theirs.part"
    part.unlink(missing_ok=True)
    found = copy_whole(theirs, part)
    try:
        joined, other = join_file(connection, part, copy.base)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    record = copy.record
    who = f"{other.name} on {other.host}" if other is not None else "somebody"
    kept = theirs
    if theirs == copy.target and joined.apart:
        mine = _own_name(copy, myself())
        record = record.replace(target=mine.name, sha256="", publishing="")
    elif theirs == copy.target:
        record = record.replace(sha256=found, publishing="")
    elif joined.apart:
        # Ours took its place between a look and the replacing. Among the backups it
        # would be thinned out, so it gets a name of its own beside.
        kept = _own_name(copy, other or myself())
        copy_whole(theirs, kept)
    copy.keep(record.replace(size=-1, mtime_ns=-1, changes=-1))
    return Met(joined, who, kept)


def join_file(
    connection: sqlite3.Connection, theirs: Path, base: Path | None
) -> tuple[Joined, Holder | None]:
    """Join a file that is ours alone to read; it is brought up to date first."""
    try:
        opened = open_file(theirs, write=True)
        with contextlib.closing(opened):
            if schema_version(opened) < VERSION:
                migrate(opened)
            other = holder(opened)
    except ProjectFileError as error:
        return Joined(apart=f"it cannot be read: {error.message}"), None
    return join(connection, theirs, base), other


def join_copy(connection: sqlite3.Connection, other: Path) -> Joined:
    """Join a file that may lie anywhere; it is left as it is.

    Raises:
        OSError, sqlite3.Error: it could not be read; nothing was changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "other.hsb"
        copy_whole(other, part)
        return join_file(connection, part, None)[0]


def words_of_joining(name: str, met: Met) -> str:
    """Return what came in from whom."""
    joined = met.joined
    said = [f"{name} was changed meanwhile, last by {met.who}"]
    if joined.blind:
        said.append(f"steps of {', '.join(joined.coders)} came in")
    elif joined.steps:
        by = ", ".join(f"{count} by {coder}" for coder, count in joined.coders.items())
        said.append(f"{steps_of(joined.steps)} came in ({by})")
    if joined.answers:
        said.append("new answers came in")
    if joined.settings:
        both = ", ".join(f"“{name}”" for name in joined.settings)
        said.append(f"both had set {both}, the later one counts")
    return "; ".join(said) + ". Nothing was lost on either side."


def words_of_parting(copy: WorkCopy, met: Met) -> str:
    """Return what is kept where, and what can be done."""
    mine, theirs = copy.target.name, met.theirs.name
    return (
        f"{copy.original.name} was changed meanwhile, last by {met.who}, and cannot be "
        f"joined: {met.joined.apart}. Both are kept: theirs in {theirs}, your work in "
        f"{mine} beside it. To bring one into the other, where that can be: hsbcode "
        f"merge '{theirs}' '{mine}'"
    )


def _own_name(copy: WorkCopy, whose: Holder) -> Path:
    from hsbcode.files.writing import free_name

    now = datetime.now().astimezone()
    said = re.sub(r"[^\w. -]", "_", f"{whose.name} on {whose.host}")
    return free_name(
        copy.real.with_name(
            f"{copy.real.stem} (kept apart, {said}, {now:%Y-%m-%d %H-%M})"
            f"{copy.real.suffix}"
        )
    )
