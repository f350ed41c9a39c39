"""The file under a project: made, opened with or without the lease, joined."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.narration import tell
from hsbcode.store import lease
from hsbcode.store.connection import (
    create_file,
    is_older,
    migrate,
    reason,
    schema_version,
)
from hsbcode.store.copies_beside import Beside, names_beside
from hsbcode.store.held_file import HeldFile
from hsbcode.store.incoming import Incoming
from hsbcode.store.joining import Joined, new_steps, take_in
from hsbcode.store.meeting import join_copy
from hsbcode.store.opened import Opened, open_itself
from hsbcode.store.opened_copy import create_copy, open_copy
from hsbcode.store.other_files import attached
from hsbcode.store.places import place_of
from hsbcode.store.publishing import How
from hsbcode.store.schema import SUFFIX, VERSION
from hsbcode.store.staging import Refused
from hsbcode.store.work_copy import copy_for


class ProjectFile(HeldFile):
    """What a project has of a file; ``Project`` adds what is in it.

    Where the file lies unsafely (a synced or network folder, a stick) a copy on this
    machine is worked on and put back by ``publisher``.
    """

    @property
    def where(self) -> str:
        """Where a copy is worked on, for people; empty where the file itself is."""
        return self._where_words() if self.publisher is not None else ""

    def join(self, other: Path) -> Joined:
        """Bring in what another copy of this project holds; it stays as it is.

        Raises:
            ProjectFileError: it cannot be read.
        """
        with self.transaction():
            pass  # read-only, full or gone: said before any work is done
        try:
            joined = join_copy(self._connection, other)
        except (OSError, sqlite3.Error) as error:
            raise ProjectFileError(
                f"{other.name} could not be joined ({reason(error)}).",
                f"Nothing was changed in {self.path.name}.",
            ) from error
        self.came_in(joined)
        return joined

    def bring_in(
        self, incoming: Incoming, more: Callable[[], None], answers_of: Path | None
    ) -> None:
        """Write what was staged from other files, in one transaction.

        Args:
            incoming: what is staged.
            more: what else is written with it.
            answers_of: the copy whose respondents, questions and texts come in, too.

        Raises:
            ProjectFileError: it could not be written; nothing was changed.
        """
        with self.transaction():
            pass  # read-only, full or gone: said before any work is done
        try:
            with contextlib.ExitStack() as stack:
                if answers_of is not None:
                    stack.enter_context(attached(self._connection, answers_of))
                answers = answers_of is not None
                take_in(self._connection, incoming, answers=answers, more=more)
        except (OSError, sqlite3.Error, Refused) as error:
            raise ProjectFileError(
                f"{self.path.name} could not be written ({reason(error)}).",
                f"Nothing was changed in {self.path.name}.",
            ) from error

    def copies_beside(self) -> tuple[Beside, ...]:
        """Return other copies of this project beside it, as sync services leave them.

        What only has such a name and is another project is left out.
        """
        found = []
        for path in names_beside(Path(os.path.realpath(self.path))):
            steps = new_steps(self._connection, path)
            if steps is not None:
                found.append(Beside(path, steps))
        return tuple(found)

    # --- opening and closing -----------------------------------------------------

    @classmethod
    def create(cls, path: Path, study: str = "") -> Self:
        """Create a project file.

        Args:
            path: where; the ending is added.
            study: enters every derived id; left empty, the first import says it.
        """
        path = with_suffix(path)
        # To the microsecond: it tells copies of one project from other projects.
        created = datetime.now(UTC).isoformat(timespec="microseconds")
        facts = {"name": study or path.stem, "created": created}
        facts |= {"study": study} if study else {}
        copy = None if place_of(path).is_safe else copy_for(path)
        opened = (
            _create_itself(path, facts) if copy is None else create_copy(copy, facts)
        )
        project = cls(opened)
        with project._closed_on_error():
            with project.transaction():
                lease.sign(opened.connection)
            project._take_the_name()
        return project

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = True,
        put_back: bool = False,
        check_later: bool = False,
    ) -> Self:
        """Open a project; without the lease it is read-only (``writable`` False).

        Args:
            path: where; the ending is added.
            write: whether it shall be written, if nobody else has it.
            put_back: open the copy on this machine even if its original was deleted.
            check_later: whether it may be read while a thread finds out whether it is
                whole; ``make_sure`` tells, and every step written waits for that.

        Raises:
            ProjectFileError: if the file is missing, foreign, newer or broken.
        """
        path = path if path.exists() else with_suffix(path)
        copy = copy_for(path)
        file = copy.file if copy is not None and copy.is_there else path
        if not write and is_older(file):
            # Reading cannot bring it up to date; a short opening for writing can.
            cls.open(path).close()
        if copy is None:
            opened = open_itself(path, write=write, check_later=check_later)
        else:
            opened = open_copy(copy, write=write, put_back=put_back)
        project = cls(opened)
        with project._closed_on_error():
            if not project.writable:
                project._begin_reading(wished=write)
            elif opened.check is None:
                project.begin_writing()
            elif schema_version(opened.connection) < VERSION:
                project.make_sure()
        return project

    def begin_writing(self) -> None:
        """Bring an old file up to date, sign it, meet what came in meanwhile."""
        is_old = schema_version(self._connection) < VERSION
        if is_old:
            self._migrate()
        with self.transaction():
            lease.sign(self._connection)
        self.backups.sweep()
        opened = self._opened
        if self.publisher is None or opened.copy is None or opened.counter is None:
            return
        if opened.was_clean and not is_old:
            # That somebody opened it is nothing to publish.
            now = opened.counter.read()
            opened.copy.keep(opened.copy.record.replace(changes=now))
        tell(self._where_words())
        if opened.changed_meanwhile:
            self.publisher.meet()

    def _migrate(self) -> None:
        self.backups.make("before migration")
        try:
            migrate(self._connection)
        except sqlite3.Error as error:
            raise ProjectFileError(
                f"{self.path.name} could not be brought up to date: {reason(error)}.",
                "A backup of the former state lies beside it.",
            ) from error

    def _begin_reading(self, *, wished: bool) -> None:
        if schema_version(self._connection) < VERSION:
            raise ProjectFileError(
                f"{self.path.name} was written by an older hsbcode and must be brought "
                "up to date first.",
                "Close the other window and open it once for writing.",
            )
        who, refused = self.holder, self._opened.refused
        if not wished:
            self.why_read_only = "it was opened for reading only"
        elif refused:
            self.why_read_only = f"this file or its folder cannot be written: {refused}"
        else:
            self.why_read_only = who.sentence() if who else "somebody has it open"

    def _where_words(self) -> str:
        copy, other = self._opened.copy, self._opened.other
        place = copy.place.words if copy is not None else ""
        said = (
            f"{self.path.name} lies in {place}: you work on a copy on this machine. It "
            "is put back every few minutes and when you leave."
        )
        if other is not None:
            said += (
                f" It seems that {other.sentence()}: what you both do is brought "
                "together, but late. Better take turns."
            )
        return said

    def _take_the_name(self) -> None:
        """Put an empty project in place, so that nobody else takes its name."""
        sent = self.publisher.publish() if self.publisher is not None else None
        if sent is not None and sent.how is not How.DONE:
            self._give_back()
            if self._opened.copy is not None:
                self._opened.copy.forget()
            raise ProjectFileError(f"{self.path.name} cannot be created: {sent.why}.")

    @contextlib.contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._give_back()
            raise


def with_suffix(path: Path) -> Path:
    """Return the path with our ending, unless it has one."""
    return path if path.suffix else path.with_name(path.name + SUFFIX)


def _create_itself(path: Path, facts: dict[str, str]) -> Opened:
    connection = create_file(path, facts)
    held = lease.Lease(path)
    if not held.take():
        connection.close()
        path.unlink()
        why = held.problem or "is taken"
        raise ProjectFileError(
            f"{path.name} cannot be created: {path.name}.lock beside it: {why}.",
            "Close the window that has it, or choose another name.",
        )
    return Opened(path, path, connection, held)
