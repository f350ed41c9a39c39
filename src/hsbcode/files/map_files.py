"""Import maps as YAML files: which column of an export is which question."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hsbcode.domain.errors import ImportDataError, nearest
from hsbcode.files.map_checks import checked
from hsbcode.files.map_form import (
    KINDS,
    SCHEMA,
    MapColumn,
    MapFact,
    MapFile,
    MapGroup,
)
from hsbcode.files.writing import write_file
from hsbcode.files.yaml_files import parse_yaml, read_yaml, to_yaml

__all__ = [
    "SCHEMA",
    "MapColumn",
    "MapFact",
    "MapFile",
    "MapGroup",
    "find_column",
    "parse_map",
    "read_map",
    "write_map",
    "write_map_text",
]

_HOW = f"""\
# One entry a column. Kinds: {", ".join(KINDS)}.
# Columns of one question share its name: boxes of an answer (open), tick boxes (tick).
# ticks needs a separator. Columns not named are left out. At most one column is id.
# Two columns that are the same box, one on each form of a survey, both say box: 1.
"""


def read_map(path: Path) -> MapFile:
    """Read and check a map.

    Raises:
        ImportDataError: names file, line and field, with the nearest right answer.
    """
    return checked(read_yaml(path, MapFile), path.name)


def parse_map(text: str, source: str = "map.yaml") -> MapFile:
    """Read a map from YAML text; ``source`` is the name for messages."""
    return checked(parse_yaml(text, MapFile, source), source)


def write_map(found: MapFile, path: Path, *, overwrite: bool = False) -> None:
    """Write a map, with a word on how to change it; it is read back the same."""
    text = _HOW + write_map_text(found)
    write_file(path, text.encode("utf-8"), overwrite=overwrite)


def write_map_text(found: MapFile) -> str:
    """Return a map as YAML text, which ``parse_map`` reads back."""
    return to_yaml(_plain(found))


def _plain(found: MapFile) -> dict[str, object]:
    """Return the fields in reading order: what holds for the file, then its columns."""
    said: dict[str, object] = msgspec.to_builtins(found) | {"schema": SCHEMA}
    last = ("columns", "facts", "groups")
    first = ("schema", *(name for name in said if name not in ("schema", *last)))
    return {name: said[name] for name in (*first, *last) if name in said}


def find_column(wanted: str | int, headers: Sequence[str], source: str) -> int:
    """Return the position, from 0, of the column a map names.

    Blanks, kinds of blanks and capitals may differ if only one header fits.

    Raises:
        ImportDataError: no such column, with the nearest header.
    """
    if isinstance(wanted, int):
        if 1 <= wanted <= len(headers):
            return wanted - 1
        raise ImportDataError(
            f"{source}: there is no column {wanted}; the export has {len(headers)}."
        )
    if wanted in headers:
        return headers.index(wanted)
    folded = [_folded(header) for header in headers]
    if folded.count(_folded(wanted)) == 1:
        return folded.index(_folded(wanted))
    raise ImportDataError(
        f"{source}: the export has no column “{wanted}”.",
        nearest(wanted, headers) or "A column can be named by its number, from 1, too.",
    )


def _folded(header: str) -> str:
    return " ".join(header.replace("\ufeff", "").split()).casefold()
