"""The import map: which column of an export is which question, as YAML."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hsbcode.domain.errors import ImportDataError, nearest
from hsbcode.domain.survey import Kind
from hsbcode.files.writing import write_file
from hsbcode.files.yaml_files import parse_yaml, read_yaml, to_yaml

SCHEMA = "hsbcode.map/1"
KINDS = tuple(kind.value for kind in Kind)
_HOW = f"""\
# One entry a column. Kinds: {", ".join(KINDS)}.
# Columns of one question share its name: boxes of an answer (open), tick boxes (tick).
# ticks needs a separator. Columns not named are left out. At most one column is id.
"""


class MapColumn(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One column of the export."""

    column: str | int
    """The header exactly as in the file, or the number of the column from 1."""
    kind: str
    question: str | None = None
    """Columns that share one are its boxes or tick boxes, in order."""
    label: str | None = None
    text: str | None = None
    """The full wording, where the header does not have it."""
    option: str | None = None
    """What ticking this column means (kind tick)."""
    separator: str | None = None
    """Between several ticks in one cell (kind ticks)."""
    language: str | None = None
    blank: list[str] | None = None
    """Values that say nothing was answered, such as ``- Please select -``."""


class MapGroup(msgspec.Struct, forbid_unknown_fields=True, rename={"source": "from"}):
    """A closed question made by joining the answers of another one."""

    question: str
    source: str
    values: dict[str, str]
    label: str | None = None


class MapFile(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A whole map."""

    columns: list[MapColumn]
    schema: str = ""
    study: str | None = None
    language: str | None = None
    header_rows: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    id_column: str | int | None = None
    not_asked: list[str] | None = None
    """Values that mean: this person did not see the question."""
    not_answered: list[str] | None = None
    """Values that mean: asked, and left empty."""
    groups: list[MapGroup] = []


def read_map(path: Path) -> MapFile:
    """Read and check a map.

    Raises:
        ImportDataError: names file, line and field, with the nearest right answer.
    """
    return _checked(read_yaml(path, MapFile), path.name)


def parse_map(text: str, source: str = "map.yaml") -> MapFile:
    """Read a map from YAML text; ``source`` is the name for messages."""
    return _checked(parse_yaml(text, MapFile, source), source)


def write_map(found: MapFile, path: Path, *, overwrite: bool = False) -> None:
    """Write a map, with a word on how to change it; it is read back the same."""
    text = _HOW + write_map_text(found)
    write_file(path, text.encode("utf-8"), overwrite=overwrite)


def write_map_text(found: MapFile) -> str:
    """Return a map as YAML text, which ``parse_map`` reads back."""
    return to_yaml(_plain(found))


def _plain(found: MapFile) -> dict[str, object]:
    plain: dict[str, object] = {"schema": SCHEMA}
    plain.update(msgspec.to_builtins(found))
    return plain | {"schema": SCHEMA}


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


def _checked(found: MapFile, source: str) -> MapFile:
    if found.schema not in ("", SCHEMA):
        raise ImportDataError(
            f"{source}, field schema: “{found.schema}” is not known here.",
            nearest(found.schema, (SCHEMA,)) or f"It should be: {SCHEMA}",
        )
    if not found.columns:
        raise ImportDataError(f"{source}: the map names no columns.")
    if found.header_rows is not None and not 1 <= found.header_rows <= 6:
        raise ImportDataError(
            f"{source}, field header_rows: {found.header_rows} is not between 1 and 6."
        )
    kinds: dict[str, str] = {}
    for number, column in enumerate(found.columns):
        where = f"{source}: columns[{number}] (“{column.column}”)"
        if column.kind not in KINDS:
            raise ImportDataError(
                f"{where}.kind: “{column.kind}” is not a kind of column.",
                nearest(column.kind, KINDS) or "Kinds are: " + ", ".join(KINDS),
            )
        if column.separator is not None and not column.separator:
            raise ImportDataError(f"{where}.separator: it is empty.")
        if column.kind == "ticks" and column.separator is None:
            raise ImportDataError(
                f"{where}: the field “separator” is missing.",
                'Kind ticks needs one, e.g. separator: ";"',
            )
        if column.question is not None:
            _check_question(column, kinds, where)
    _check_groups(found, kinds, source)
    return found


def _check_question(column: MapColumn, kinds: dict[str, str], where: str) -> None:
    question = column.question or ""
    before = kinds.setdefault(question, column.kind)
    if before != column.kind:
        raise ImportDataError(
            f"{where}: question “{question}” is {before} in another column and "
            f"{column.kind} here.",
            "Columns of one question are all of one kind.",
        )
    if before in ("closed", "ticks") and f"{question}\n" in kinds:
        raise ImportDataError(
            f"{where}: question “{question}” has a {before} column already.",
            "Only open questions and single ticks lie in several columns.",
        )
    kinds[f"{question}\n"] = "seen"


def _check_groups(found: MapFile, kinds: dict[str, str], source: str) -> None:
    questions = [name for name in kinds if not name.endswith("\n")]
    for number, group in enumerate(found.groups):
        where = f"{source}: groups[{number}] (“{group.question}”)"
        if kinds.get(group.source) != "closed":
            raise ImportDataError(
                f"{where}.from: there is no closed question “{group.source}”.",
                nearest(group.source, questions),
            )
        if group.question in questions:
            raise ImportDataError(
                f"{where}: “{group.question}” is already the id of a question."
            )
        questions.append(group.question)
