"""Telling a file of another kind from a faulty one of the right kind."""

import re
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError, ImportDataError
from hsbcode.files.decoding import refuse_binary

INSTRUMENT = "an instrument"
FIGURES = "a list of published numbers"
_SCHEMAS = {
    "instrument": (INSTRUMENT, "hsbcode instrument check"),
    "figures": (FIGURES, "hsbcode check-figures"),
    "codebook": ("a codebook", "hsbcode codebook check"),
    "map": ("an import map", "hsbcode import PROJECT EXPORT --map"),
    "tables": ("a file of table specs", "hsbcode tables PROJECT --specs"),
    "published": ("a list of numbers to count again", "hsbcode reproduce PROJECT"),
    "facts": ("a file of study facts", ""),
}
_FIRST_FIELDS = {
    "sections": "instrument",
    "option_sets": "instrument",
    "figures": "figures",
    "codes": "codebook",
    "columns": "map",
    "tables": "tables",
}
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".sav")
_TEXTS = (".md", ".txt", ".rst", ".html", ".htm")
_SCHEMA = re.compile(r"""^[{\s]*["']?schema["']?\s*:\s*["']?hsbcode\.(\w+)/""", re.M)
_FIELD = re.compile(r"^(\w+):", re.M)
_HEAD = 200_000


def other_kind(
    path: Path, wanted: str, error: type[HsbcodeError]
) -> HsbcodeError | None:
    """Return the error that says what a file is, where it is not what was wanted.

    Args:
        path: a file that could not be read.
        wanted: what it should have been, with its article.
        error: the kind of error to return.
    """
    what, command = _kind_of(path)
    if not what or what == wanted:
        return None
    hint = f"Try: {command} {path.name}" if command else ""
    return error(f"{path.name} is {what}, not {wanted}.", hint)


def _kind_of(path: Path) -> tuple[str, str]:
    """Return what a file is, in words, and the command for it; '' where unknown."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return "", ""
    if head.startswith(b"SQLite format 3\x00"):
        return "a project (or another database)", "hsbcode doctor"
    if path.suffix.lower() in _TABLES:
        return "a table of rows and columns", "hsbcode import PROJECT"
    try:
        refuse_binary(head, path.name)
    except ImportDataError:
        return "no text file", ""
    if path.suffix.lower() in _TEXTS:
        return "a text", ""
    text = head.decode("utf-8-sig", errors="replace")
    found = _SCHEMA.search(text)
    if found is not None:
        return _SCHEMAS.get(found[1], ("", ""))
    fields = _FIELD.findall(text)
    names = (_FIRST_FIELDS[field] for field in fields if field in _FIRST_FIELDS)
    return _SCHEMAS.get(next(names, ""), ("", ""))
