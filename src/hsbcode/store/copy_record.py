"""What is known of a copy to work on: which file it stands for, and how they differ."""

import contextlib
import dataclasses
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from hsbcode.store.whole_files import settle_folder

_NAME = "copy.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Kept beside the copy; written whole or not at all."""

    original: str
    """The whole path of the file it stands for."""
    place: str = ""
    """What that lies in, as ``PlaceKind`` has it."""
    target: str = ""
    """The name of the file beside the original that takes up what is done here, once
    both had changed and could not be joined; empty: the original itself."""
    sha256: str = ""
    """Of that file when it last held what the copy holds; empty: it never did."""
    size: int = -1
    mtime_ns: int = -1
    changes: int = -1
    """The change counter of the copy at that time."""
    publishing: str = ""
    """SHA-256 of what is being put in place just now."""
    publishing_changes: int = -1
    """The change counter of the copy when that was packed."""
    taking: bool = False
    """Whether the copy is being made anew just now; there is no work in it then."""
    at: str = ""
    """When both were last the same; UTC, ISO 8601."""

    def replace(self, **fields: object) -> "Record":
        """Return a record with other fields."""
        return dataclasses.replace(self, **fields)  # type: ignore[arg-type]


def read_record(folder: Path) -> Record | None:
    """Return the record of a copy; None if there is none that can be read."""
    try:
        raw = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        return Record(**raw)
    except (OSError, ValueError, TypeError):
        return None


def write_record(folder: Path, record: Record) -> None:
    """Keep a record.

    Raises:
        OSError: it could not be written; the former one is still there.
    """
    part = folder / f"{_NAME}.{secrets.token_hex(4)}.part"
    try:
        with part.open("x", encoding="utf-8") as file:
            json.dump(dataclasses.asdict(record), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / _NAME)
        settle_folder(folder)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
