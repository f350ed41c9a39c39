"""Putting a file in place: whole or not at all, never over another by accident."""

import os
import secrets
from pathlib import Path

from hsbcode.domain.errors import OutputError


def write_file(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write ``data`` under a temporary name, then put it into place.

    A reader never sees half a file, and two writers never overwrite each other.

    Args:
        path: where the file shall be; its folder must exist.
        data: the whole content.
        overwrite: whether an existing file may be replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    if not overwrite:
        check_free(path)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            with part.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if overwrite:
                part.replace(path)
            else:
                place(part, path)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as problem:
        raise OutputError(
            f"{path.name} could not be written: {problem.strerror or problem}.",
            "Check the folder and the space on the disk, or choose another folder.",
        ) from problem


def check_free(path: Path) -> None:
    """Make sure that a new file can be made there, before any work is done.

    Raises:
        OutputError: it exists, or its folder does not.
    """
    if path.exists() or path.is_symlink():
        raise _exists(path)
    if not path.parent.is_dir():
        raise OutputError(
            f"{path.name}: the folder “{path.parent}” does not exist.",
            "Create it, or choose another folder.",
        )


def make_folder(folder: Path) -> None:
    """Make a folder for files to be written, unless it is there.

    Raises:
        OutputError: it cannot be made, or is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise OutputError(
            f"{folder.name} is a file, not a folder.", "Name another folder."
        ) from None
    except OSError as problem:
        raise OutputError(
            f"The folder {folder.name} cannot be made: {problem.strerror or problem}.",
            "Name another folder.",
        ) from problem


def free_name(path: Path) -> Path:
    """Return the path, or a name beside it that is not taken: ``report-2.html``."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def place(part: Path, path: Path) -> None:
    """Give a whole file its name; the file there before is never overwritten.

    Raises:
        FileExistsError: the name is taken.
        OSError: it cannot be done.
    """
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this disk: hold the name with an empty file, then put the
        # whole one in its place.
        with path.open("xb"):
            pass
        try:
            part.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _exists(path: Path) -> OutputError:
    return OutputError(
        f"{path.name} exists already and is not overwritten.",
        f"Choose another name, e.g. {free_name(path).name}.",
    )
