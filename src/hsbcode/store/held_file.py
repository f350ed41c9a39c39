"""A project file that is held open: written in transactions, put back, closed."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store import lease
from hsbcode.store.backups import Backups
from hsbcode.store.connection import damaged, reason
from hsbcode.store.joining import Joined
from hsbcode.store.opened import Opened
from hsbcode.store.places import PlaceKind
from hsbcode.store.publisher import Publisher


class HeldFile:
    """An open file with its lease, its backups, and its copy where it has one."""

    def __init__(self, opened: Opened) -> None:
        self.path = opened.path
        self.writable = opened.lease is not None
        self.why_read_only = ""
        """In words, where ``writable`` is False."""
        self.backups = Backups(opened.file, opened.connection)
        self.publisher: Publisher | None = None
        """Puts the copy back; None where the file itself is worked on."""
        if opened.copy is not None:
            self.publisher = Publisher(opened, opened.copy, self.came_in)
        self._opened = opened
        self._connection = opened.connection
        self._as_opened = opened.file.stat()
        self._rescue = ""
        self._is_open = True

    @property
    def file(self) -> Path:
        """What SQLite works on: the project's file, or the copy that stands in."""
        return self._opened.file

    @property
    def connection(self) -> sqlite3.Connection:
        """For the rooms of the store that write SQL of their own."""
        return self._connection

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return self._is_open

    def came_in(self, joined: Joined) -> None:
        """Bring what is cached up to date after another copy was joined."""
        raise NotImplementedError

    # --- whether it is whole ---------------------------------------------------------

    @property
    def is_checked(self) -> bool:
        """Whether it is known by now that the file is whole or damaged."""
        return self._opened.check is None or not self._opened.check.is_alive()

    def make_sure(self) -> None:
        """Wait until the file is known to be whole; nothing is written before.

        Raises:
            ProjectFileError: it is damaged.
        """
        check = self._opened.check
        if check is None:
            return
        try:
            is_whole, error = check.is_whole(), None
        except sqlite3.Error as found:
            is_whole, error = False, found
        if not is_whole:
            raise damaged(self.path, error)
        self._opened.check = None
        if self.writable:
            self.begin_writing()

    def begin_writing(self) -> None:
        """Do what comes before the first step that is written."""
        raise NotImplementedError

    # --- closing ---------------------------------------------------------------------

    def close(self) -> None:
        """Put a copy back, close the file, give the lease back."""
        if not self._is_open:
            return
        try:
            if self.publisher is not None and self.writable:
                self.publisher.publish()
        finally:
            self._give_back()
        copy = self._opened.copy
        if (
            copy is not None
            and self.writable
            and copy.place.kind is PlaceKind.REMOVABLE
            and not copy.holds_work
        ):
            # Whoever carries a project on a stick does not mean to leave it behind.
            copy.forget()

    def _give_back(self) -> None:
        self._is_open = False
        self._opened.give_back()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise ProjectFileError(
                f"{self.path.name} could not be read ({reason(error)}).",
                f"Look it over with: hsbcode doctor {self.path.name}",
            ) from error

    @property
    def holder(self) -> lease.Holder | None:
        """Who has it open for writing, or had it last."""
        return self._opened.other or lease.holder(self._connection)

    # --- writing -------------------------------------------------------------------

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Write several things or none.

        Raises:
            ProjectFileError: the file is read-only here, full or gone.
        """
        if not self.writable:
            raise ProjectFileError(
                f"{self.path.name} is read-only here: {self.why_read_only}.",
                "Nothing was changed. Open the file again once it is free.",
            )
        self.make_sure()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk makes SQLite roll back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._not_written(error) from error

    def _not_written(self, error: sqlite3.Error) -> ProjectFileError:
        with contextlib.suppress(OSError):
            if os.path.samestat(self._as_opened, self._opened.file.stat()):
                return ProjectFileError(
                    f"{self.path.name} could not be written ({reason(error)}).",
                    "What was confirmed before is safe; check disk space and rights.",
                )
        if not self._rescue:
            # This window still reads the former file: nobody else may any more.
            kept = self.backups.make("when the file was gone")
            self._rescue = str(kept.path)
        return ProjectFileError(
            f"{self.path.name} was moved, deleted or replaced while it was open here; "
            "the last step was not saved.",
            f"All steps before it are in {self._rescue}. Close this window, then put "
            "the file back or bring that copy in.",
        )
