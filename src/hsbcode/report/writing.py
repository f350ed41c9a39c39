"""A document becomes a file: whole or not at all, and never over another."""

from collections.abc import Callable
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.files.writing import check_free, write_file
from hsbcode.report.document import Document
from hsbcode.report.html import html
from hsbcode.report.markdown import markdown

WRITERS: dict[str, Callable[[Document], str]] = {".html": html, ".md": markdown}
"""Ending of the file → writer."""


def write_document(document: Document, path: Path) -> None:
    """Write a document in the format its ending names.

    Raises:
        OutputError: the ending is unknown, the file exists already, or the folder
            does not take it.
    """
    check_output(path)
    text = WRITERS[path.suffix.lower()](document)
    write_file(path, text.encode("utf-8"))


def check_output(path: Path) -> None:
    """Make sure that a report can be written there, before any work is done.

    Raises:
        OutputError: as ``write_document``.
    """
    if path.suffix.lower() not in WRITERS:
        possible = " or ".join(sorted(WRITERS))
        ending = path.suffix or "no ending"
        raise OutputError(
            f"{path.name}: a report cannot be written with {ending}.",
            f"Possible endings are {possible}, e.g. {path.stem or 'report'}.html.",
        )
    check_free(path)
