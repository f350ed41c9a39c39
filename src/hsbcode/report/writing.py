"""A document becomes a file: whole or not at all, and never over another."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.report.document import Document
from hsbcode.report.html import html
from hsbcode.report.markdown import markdown

WRITERS: dict[str, Callable[[Document], str]] = {".html": html, ".md": markdown}
"""Ending of the file → writer."""


def write_document(document: Document, path: Path) -> None:
    """Write a document in the format its ending names.

    The text goes to a temporary name in the same folder first, so that a reader
    never sees half a report.

    Raises:
        OutputError: the ending is unknown, the file exists already, or the folder
            does not take it.
    """
    check_output(path)
    text = WRITERS[path.suffix.lower()](document)
    write_new(path, text.encode("utf-8"))


def check_output(path: Path) -> None:
    """Make sure that a report can be written there, before any work is done.

    Raises:
        OutputError: as ``write_document``.
    """
    possible = " or ".join(sorted(WRITERS))
    if path.suffix.lower() not in WRITERS:
        ending = path.suffix or "no ending"
        raise OutputError(
            f"{path.name}: a report cannot be written with {ending}.",
            f"Possible endings are {possible}, e.g. {path.stem or 'report'}.html.",
        )
    if path.exists() or path.is_symlink():
        raise _exists(path)
    if not path.parent.is_dir():
        raise OutputError(
            f"{path.name}: the folder “{path.parent}” does not exist.",
            "Create it, or choose another folder.",
        )


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, whole or not at all.

    Raises:
        OutputError: it exists, or the folder does not take it.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            with part.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            _place(part, path)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as problem:
        raise OutputError(
            f"{path.name} could not be written: {problem.strerror or problem}.",
            "Check the folder and the space on the disk, or choose another folder.",
        ) from problem


def free_name(path: Path) -> Path:
    """Return a name beside ``path`` that is not taken: ``report-2.html``."""
    number = 2
    while (free := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return free


def _place(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # no hard links on this disk: hold the name with an empty file, then put
        # the whole one in its place
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
