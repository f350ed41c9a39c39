"""Opening a project file: is it ours, is it whole, is it not too new."""

import sqlite3
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

_SQLITE_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def create_file(path: Path) -> sqlite3.Connection:
    """Create an empty project file; an existing file is never touched."""
    if path.exists():
        raise ProjectFileError(
            f"{path.name} exists already.",
            "Open it with: hsbcode " + path.name + ", or choose another name.",
        )
    if not path.parent.is_dir():
        raise ProjectFileError(f"There is no folder {path.parent}.")
    try:
        # "x" claims the name, so that two creations cannot meet.
        with path.open("x"):
            pass
    except OSError as error:
        raise _not_created(path, error) from error
    connection = None
    try:
        connection = _connect(path)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _settle(connection)
        migrate(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        path.unlink(missing_ok=True)
        raise _not_created(path, error) from error
    return connection


def open_file(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open an existing project file after checking what it is.

    Raises:
        ProjectFileError: in a sentence, if it is missing, foreign, newer or broken.
    """
    _check_header(path)
    try:
        connection = _connect(path)
    except sqlite3.Error as error:
        raise ProjectFileError(
            f"{path.name} cannot be opened: {_reason(error)}."
        ) from error
    try:
        _check_identity(connection, path)
        _settle(connection)
        if not write:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _broken(path, error) from error
    except ProjectFileError:
        connection.close()
        raise
    return connection


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables in this file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


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
            f"{path.name} cannot be read: {_reason(error)}."
        ) from error
    if not head.startswith(_SQLITE_MAGIC):
        empty = " It is empty." if not head else ""
        raise ProjectFileError(
            f"{path.name} is not an hsbcode project.{empty}",
            "A survey export is brought in with: hsbcode import PROJECT.hsb EXPORT",
        )
    if len(head) < _HEADER:
        raise _broken(path, None)


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
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise _broken(path, None)


def _not_created(path: Path, error: Exception) -> ProjectFileError:
    return ProjectFileError(f"{path.name} cannot be created: {_reason(error)}.")


def _broken(path: Path, error: Exception | None) -> ProjectFileError:
    if "locked" in str(error):
        return ProjectFileError(
            f"{path.name} is busy: another program is writing to it.",
            "Try again in a moment.",
        )
    why = f" ({_reason(error)})" if error else ""
    return ProjectFileError(
        f"{path.name} is damaged{why}.",
        f"See the checked backups with: hsbcode restore {path.name}",
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
