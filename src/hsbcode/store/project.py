"""A project: one file, opened for reading or, with the lease, for writing."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.fold import Fold
from hsbcode.store import codebooks, lease, settings
from hsbcode.store.acts import ActLog
from hsbcode.store.answers import Answers
from hsbcode.store.backups import Backups
from hsbcode.store.connection import (
    create_file,
    migrate,
    open_file,
    reason,
    schema_version,
)
from hsbcode.store.schema import SUFFIX, VERSION


class Project:
    """An open project file. Use it as a context manager.

    Only the main thread of one process writes.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, held: lease.Lease | None
    ) -> None:
        self.path = path
        self.answers = Answers(connection)
        self.log = ActLog(connection)
        self.backups = Backups(path, connection)
        self.writable = held is not None
        self.why_read_only = ""
        """In words, where ``writable`` is False."""
        self._lease = held
        self._opened = path.stat()
        self._rescue = ""
        self._connection = connection
        self._fold: Fold | None = None
        self._codebook: Codebook | None = None
        self._settings: dict[str, object] | None = None

    # --- opening and closing -----------------------------------------------------

    @classmethod
    def create(cls, path: Path, study: str = "") -> "Project":
        """Create a project file.

        Args:
            path: where; the ending is added.
            study: enters every derived id; left empty, the first import says it.
        """
        path = with_suffix(path)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        facts = {"name": study or path.stem, "created": created}
        connection = create_file(path, facts | ({"study": study} if study else {}))
        held = lease.Lease(path)
        if not held.take():
            connection.close()
            path.unlink()
            why = held.problem or "is taken"
            raise ProjectFileError(
                f"{path.name} cannot be created: {path.name}.lock beside it: {why}.",
                "Close the window that has it, or choose another name.",
            )
        project = cls(path, connection, held)
        with project._closed_on_error(), project.transaction():
            lease.sign(connection)
        return project

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> "Project":
        """Open a project; without the lease it is read-only (``writable`` False).

        Raises:
            ProjectFileError: if the file is missing, foreign, newer or broken.
        """
        path = path if path.exists() else with_suffix(path)
        held = lease.Lease(path)
        allowed = path.is_file() and _is_writable(path)
        may_write = write and allowed and held.take()
        try:
            connection = open_file(path, write=may_write)
        except ProjectFileError:
            held.give_back()
            raise
        project = cls(path, connection, held if may_write else None)
        with project._closed_on_error():
            if may_write:
                project._begin_writing()
            else:
                refused = held.problem if allowed else "it is write-protected"
                project._begin_reading(wished=write, refused=refused)
        return project

    def _begin_writing(self) -> None:
        if schema_version(self._connection) < VERSION:
            self.backups.make("before migration")
            try:
                migrate(self._connection)
            except sqlite3.Error as error:
                raise ProjectFileError(
                    f"{self.path.name} could not be brought up to date: "
                    f"{reason(error)}.",
                    "A backup of the former state lies beside it.",
                ) from error
        with self.transaction():
            lease.sign(self._connection)
        self.backups.sweep()

    def _begin_reading(self, *, wished: bool, refused: str) -> None:
        if schema_version(self._connection) < VERSION:
            raise ProjectFileError(
                f"{self.path.name} was written by an older hsbcode and must be brought "
                "up to date first.",
                "Close the other window and open it once for writing.",
            )
        who = self.holder
        if not wished:
            self.why_read_only = "it was opened for reading only"
        elif refused:
            self.why_read_only = f"this file or its folder cannot be written: {refused}"
        else:
            self.why_read_only = who.sentence() if who else "somebody has it open"

    @contextlib.contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file and give the lease back; only the file itself remains."""
        if self.writable:
            # Leaving TRUNCATE deletes the empty journal.
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()
        if self._lease is not None:
            self._lease.give_back()
            self._lease = None

    def __enter__(self) -> "Project":
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
        """Who signed the lease last."""
        return lease.holder(self._connection)

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
            if os.path.samestat(self._opened, self.path.stat()):
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

    def record(self, *acts: Act) -> None:
        """Add acts in one transaction, then to the fold: nothing is half done."""
        with self.transaction():
            self.log.add(acts)
        self.take_in(*acts)

    def take_in(self, *acts: Act) -> None:
        """Bring what is cached of the log up to date with acts just added."""
        for act in acts:
            if self._fold is not None:
                self._fold.add(act)
            if act.kind == ActKind.CODEBOOK:
                self._codebook = None
            if act.kind == ActKind.SETTING:
                self._settings = None

    # --- reading -------------------------------------------------------------------

    @property
    def study(self) -> str:
        """The study that every derived id belongs to; empty before an import."""
        return self._fact("study")

    @property
    def name(self) -> str:
        """What people call the study, for headings."""
        return self._fact("name") or self.study

    def belong_to(self, study: str) -> None:
        """Say which study this is, unless that is known; inside a transaction."""
        self._connection.execute(
            "INSERT OR IGNORE INTO project VALUES ('study', ?)", (study,)
        )

    def _fact(self, key: str) -> str:
        row = self._connection.execute(
            "SELECT value FROM project WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else ""

    @property
    def fold(self) -> Fold:
        """What is true now."""
        if self._fold is None:
            self._fold = self.log.fold()
        return self._fold

    @property
    def codebook(self) -> Codebook:
        """The code frame in force."""
        if self._codebook is None:
            self._codebook = codebooks.read(self.log)
        return self._codebook

    @property
    def settings(self) -> dict[str, object]:
        """The project's settings in force."""
        if self._settings is None:
            self._settings = settings.read(self.log)
        return self._settings

    def put_codebook(self, codebook: Codebook, coder: str, press: str = "") -> str:
        """Make ``codebook`` the frame in force, as an act; return its version."""
        press = press or self.log.new_id()
        with self.transaction():
            body = self.log.add_body(codebooks.to_json(codebook))
            act = self.log.make(
                coder,
                press,
                ActKind.CODEBOOK,
                codebook=self.codebook.version or None,
                body=body,
            )
            self.log.add([act])
        self.take_in(act)
        return act.id

    def put_setting(self, name: str, value: object, coder: str) -> None:
        """Set one project setting, as an act."""
        with self.transaction():
            body = self.log.add_body(settings.to_json(name, value))
            act = self.log.make(coder, self.log.new_id(), ActKind.SETTING, body=body)
            self.log.add([act])
        self.take_in(act)


def with_suffix(path: Path) -> Path:
    """Return the path with our ending, unless it has one."""
    return path if path.suffix else path.with_name(path.name + SUFFIX)


def _is_writable(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
