"""Opening the copy that stands in for a file which lies unsafely."""

import contextlib
import sqlite3
import time
from collections.abc import Mapping
from datetime import datetime

from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.narration import tell
from hsbcode.store.connection import create_file, open_file, reason
from hsbcode.store.lease import Lease
from hsbcode.store.notice import Notice
from hsbcode.store.opened import Opened, is_writable
from hsbcode.store.publishing import How, pack, send
from hsbcode.store.whole_files import ChangeCounter, changes_in
from hsbcode.store.work_copy import Original, WorkCopy
from hsbcode.store.work_folder import make_folder

_PATIENCE = 1.0


def open_copy(copy: WorkCopy, *, write: bool, put_back: bool = False) -> Opened:
    """Open a copy, after making it anew where the original went on.

    Args:
        copy: what stands in for the file.
        write: whether it shall be written, if nobody else has it.
        put_back: whether it is opened even where its original was deleted.

    Raises:
        ProjectFileError: in a sentence, if it is missing, foreign, newer or broken.
    """
    if not copy.is_there and not copy.real.is_file():
        # The words for what is missing or no file are those of the file itself.
        open_file(copy.original, write=False).close()
    with contextlib.suppress(OSError):
        make_folder(copy.folder)
    held, notice = Lease(copy.file), Notice(copy.real)
    with contextlib.ExitStack() as undone:
        undone.callback(held.give_back)
        undone.callback(notice.give_back)
        alone = _take(held, patient=write)
        now = _renew(copy, put_back=put_back) if alone else Original.SAME
        _check_there(copy)
        was_clean = alone and not copy.holds_work
        may_write = write and alone and _may_publish(copy, notice, now)
        if may_write:
            copy.sweep()
        if alone and not may_write:
            held.give_back()
        counter = ChangeCounter(copy.file)
        undone.callback(counter.close)
        connection = open_file(copy.file, write=may_write)
        undone.pop_all()
    return Opened(
        copy.original,
        copy.file,
        connection,
        held if may_write else None,
        notice.refused or held.problem,
        copy,
        counter,
        notice,
        was_clean,
        changed_meanwhile=may_write and now is Original.CHANGED and not was_clean,
    )


def create_copy(copy: WorkCopy, facts: Mapping[str, str]) -> Opened:
    """Create an empty project as a copy that is still to be published.

    Raises:
        ProjectFileError: the name is taken, or nothing can be written there.
    """
    if copy.real.exists() or not copy.real.parent.is_dir():
        # Refused in the words of the file itself.
        create_file(copy.original, facts).close()
    try:
        copy.begin()
    except OSError as error:
        raise ProjectFileError(
            f"{copy.original.name} cannot be created: {reason(error)}."
        ) from error
    held, notice = Lease(copy.file), Notice(copy.real)
    with contextlib.ExitStack() as undone:
        undone.callback(held.give_back)
        undone.callback(notice.give_back)
        if not (held.take() and notice.take()):
            why = held.problem or notice.refused or "is taken"
            raise ProjectFileError(
                f"{copy.original.name} cannot be created: {copy.original.name}.lock "
                f"beside it: {why}.",
                "Close the window that has it, or choose another name.",
            )
        connection = create_file(copy.file, facts)
        counter = ChangeCounter(copy.file)
        undone.pop_all()
    return Opened(copy.original, copy.file, connection, held, "", copy, counter, notice)


def _take(held: Lease, *, patient: bool) -> bool:
    """Take the lease of the copy; a reader needs it only while the copy is renewed."""
    until = time.monotonic() + (_PATIENCE if patient else 0)
    while not held.take():
        if held.problem or time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _check_there(copy: WorkCopy) -> None:
    if not copy.is_there:
        raise ProjectFileError(
            f"Another window is just making the copy of {copy.original.name} to work "
            "on.",
            "Try again in a moment.",
        )


def _renew(copy: WorkCopy, *, put_back: bool) -> Original:
    """Make the copy anew where the original went on; say where it cannot be seen."""
    if not copy.is_there:
        copy.take()
        return Original.SAME
    _finish_parting(copy)
    now = copy.original_now()
    if now is Original.MISSING and not put_back:
        raise _missing(copy)
    if now is Original.UNREACHABLE:
        tell(
            f"The folder of {copy.original.name} cannot be reached: you work on the "
            f"copy on this machine, last the same {local_time(copy.record.at)}. It is "
            "put back when the folder is there again."
        )
    elif now is Original.CHANGED and not copy.holds_work:
        copy.take()
        return Original.SAME
    return now


def _finish_parting(copy: WorkCopy) -> None:
    """After the ways parted, what was done here goes to its own file beside."""
    if not copy.record.target:
        return
    if copy.holds_work:
        connection = open_file(copy.file, write=True)
        try:
            parcel = pack(copy, connection, changes_in(copy.file))
        except (OSError, sqlite3.Error):
            return
        finally:
            connection.close()
        if send(copy, parcel).how is not How.DONE:
            return
    if copy.real.is_file():
        copy.take()


def _missing(copy: WorkCopy) -> ProjectFileError:
    name = copy.original.name
    holds = (
        "holds work that was not put back yet"
        if copy.holds_work
        else f"is as it was {local_time(copy.record.at)}"
    )
    return ProjectFileError(
        f"There is no file {copy.original} any more; the copy on this machine {holds}.",
        f"Put it back with: hsbcode publish {name}; or take the copy off this machine "
        f"with: hsbcode publish {name} --forget",
    )


def _may_publish(copy: WorkCopy, notice: Notice, now: Original) -> bool:
    """Leave word beside the original; False where work could never be put back."""
    if now in (Original.UNREACHABLE, Original.MISSING):
        return True
    if not is_writable(copy.real):
        notice.refused = "it is write-protected"
        return False
    return notice.take()


def local_time(at: str) -> str:
    """Return a time in UTC as people here read it."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("on %d %B at %H:%M")
    except ValueError:
        return "before"
