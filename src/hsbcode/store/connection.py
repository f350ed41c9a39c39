"""Opening a project file: is it ours, is it whole, is it not too new."""

import contextlib
import secrets
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from hsbcode.store.wholeness import verdict

_SQLITE_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def create_file(path: Path, facts: Mapping[str, str]) -> sqlite3.Connection:
    """Create an empty project file that holds ``facts``; none is ever overwritten.

    It is made under a temporary name, so that a crash leaves no half project.
    """
    from hsbcode.files.writing import place

    if path.exists():
        raise _exists(path)
    if not path.parent.is_dir():
        raise ProjectFileError(f"There is no folder {path.parent}.")
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            part.touch(exist_ok=False)
            with contextlib.closing(_connect(part)) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(connection)
                rows = facts.items()
                connection.executemany("INSERT INTO project VALUES (?, ?)", rows)
            place(part, path)
        finally:
            part.unlink(missing_ok=True)
        connection = _connect(path)
        _settle(connection)
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, sqlite3.Error) as error:
        raise _not_created(path, error) from error
    return connection


def open_file(path: Path, *, write: bool, whole: bool = True) -> sqlite3.Connection:
    """Open an existing project file after checking what it is.

    Args:
        path: the file.
        write: whether it may be written.
        whole: whether every page of it is looked at; else the caller does that.

    Raises:
        ProjectFileError: in a sentence, if it is missing, foreign, newer or broken.
    """
    _check_header(path)
    try:
        connection = _connect(path)
    except sqlite3.Error as error:
        raise ProjectFileError(
            f"{path.name} cannot be opened: {reason(error)}."
        ) from error
    try:
        _check_identity(connection, path)
        if whole and verdict(connection) != "ok":
            raise damaged(path, None)
        _settle(connection)
        if not write:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(path, error) from error
    except ProjectFileError:
        connection.close()
        raise
    return connection


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables in this file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_older(path: Path) -> bool:
    """Whether a file is a project of an earlier version of the tables.

    Read from the file's header (SQLite, "Database File Format", 1.3), so that a file
    that is none is left to whoever opens it to refuse.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError:
        return False
    identity = int.from_bytes(head[68:72], "big")
    return identity == APPLICATION_ID and int.from_bytes(head[60:64], "big") < VERSION


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, each step in one transaction."""
    for number in range(schema_version(connection), VERSION):
        connection.executescript(
            "BEGIN IMMEDIATE;"
            + MIGRATIONS[number]
            + f"PRAGMA user_version = {number + 1}; COMMIT;"
        )


def _connect(path: Path) -> sqlite3.Connection:
    # "rw" for readers, too: after a crash, the first to open rolls the journal back.
    # as_uri quotes what a URI must quote; it wants an absolute path.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    # Ids are random, so a large import writes all over the file: 64 MiB, not 2.
    connection.execute("PRAGMA cache_size = -65536")


def _check_header(path: Path) -> None:
    try:
        if path.is_dir():
            raise ProjectFileError(f"{path.name} is a folder, not a project file.")
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError:
        raise ProjectFileError(
            f"There is no file {path}.", "Make one with: hsbcode new " + path.name
        ) from None
    except OSError as error:
        raise ProjectFileError(
            f"{path.name} cannot be read: {reason(error)}."
        ) from error
    if not head.startswith(_SQLITE_MAGIC):
        empty = " It is empty." if not head else ""
        raise ProjectFileError(
            f"{path.name} is not an hsbcode project.{empty}",
            "A survey export is brought in with: hsbcode import PROJECT.hsb EXPORT",
        )
    if len(head) < _HEADER:
        raise damaged(path, None)


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    found = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if found != APPLICATION_ID:
        raise ProjectFileError(
            f"{path.name} is a database of another program, not an hsbcode project."
        )
    version = schema_version(connection)
    if version > VERSION:
        raise ProjectFileError(
            f"{path.name} was written by a newer hsbcode (file version {version}, "
            f"this one reads up to {VERSION}).",
            "Upgrade hsbcode; the file has not been touched.",
        )


def _exists(path: Path) -> ProjectFileError:
    return ProjectFileError(
        f"{path.name} exists already.",
        "Open it with: hsbcode " + path.name + ", or choose another name.",
    )


def _not_created(path: Path, error: Exception) -> ProjectFileError:
    return ProjectFileError(f"{path.name} cannot be created: {reason(error)}.")


def damaged(path: Path, error: Exception | None) -> ProjectFileError:
    """Return what to say of a file that cannot be read to its end."""
    if "locked" in str(error):
        return ProjectFileError(
            f"{path.name} is busy: another program is writing to it.",
            "Try again in a moment.",
        )
    why = f" ({reason(error)})" if error else ""
    return ProjectFileError(
        f"{path.name} is damaged{why}.",
        f"See the checked backups with: hsbcode restore {path.name}",
    )


def reason(error: Exception) -> str:
    """Return why something failed, without anything that stands in the file."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    if hasattr(error, "sqlite_errorname"):
        return str(error)
    # Python's own sentence on undecodable text quotes that text.
    return "a text in it cannot be read"
