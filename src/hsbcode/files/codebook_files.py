"""Codebooks as files: YAML, which people compare, and spreadsheets, which they edit."""

from pathlib import Path

import msgspec

from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodebookError, OutputError, nearest
from hsbcode.domain.ids import code_id
from hsbcode.files.codebook_tables import codes_to_table, table_to_codes
from hsbcode.files.yaml_files import read_yaml, write_yaml

SCHEMA = "hsbcode.codebook/1"
ENDINGS = (".yaml", ".yml", ".xlsx", ".csv", ".tsv", ".xls", ".ods")


class CodeEntry(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One code as it stands in YAML; only the label is needed."""

    label: str
    id: str | None = None
    parent: str | None = None
    kind: str | None = None
    questions: list[str] | None = None
    same_as: list[str] | None = None
    definition: str | None = None
    include_when: str | None = None
    exclude_when: str | None = None
    examples: list[str] | None = None
    keywords: list[str] | None = None
    key: str | None = None
    report: bool | None = None
    status: str | None = None
    merged_into: str | None = None
    split_into: list[str] | None = None
    wordings: list[str] | None = None


class CodebookFile(msgspec.Struct, forbid_unknown_fields=True):
    """A codebook as it stands in YAML."""

    codes: list[CodeEntry]
    schema: str = SCHEMA
    title: str | None = None
    language: str | None = None


def read_codebook(path: Path) -> Codebook:
    """Read a codebook by its ending: YAML, XLSX, CSV and other tables.

    Raises:
        CodebookError: names file, code and field, or row and heading.
    """
    ending = path.suffix.casefold()
    if path.is_dir():
        raise CodebookError(f"{path} is a folder, not a codebook.")
    if ending in (".yaml", ".yml"):
        return _from_entries(read_yaml(path, CodebookFile, CodebookError), path.name)
    if ending not in ENDINGS:
        raise CodebookError(
            f"{path.name}: a codebook is not read from “{ending or 'no ending'}”.",
            "Codebooks are read from .yaml, .xlsx and .csv.",
        )
    # XLSX has its own reader, loaded only when a table is read.
    from hsbcode.files.tables import read_table  # noqa: PLC0415

    codes = table_to_codes(read_table(path, error=CodebookError))
    return Codebook(check(codes, path.name), title=path.stem)


def write_codebook(codebook: Codebook, path: Path, *, overwrite: bool = False) -> None:
    """Write a codebook by its ending; reading it back gives the same codes.

    Raises:
        OutputError: the file exists, the ending is not .yaml, .xlsx or .csv, or a
            spreadsheet cannot keep a code exactly.
    """
    ending = path.suffix.casefold()
    if ending in (".yaml", ".yml"):
        write_yaml(to_entries(codebook), path, overwrite=overwrite)
        return
    if ending not in (".xlsx", ".csv"):
        raise OutputError(
            f"{path.name}: a codebook is not written as “{ending or 'no ending'}”.",
            "Codebooks are written as .yaml, .xlsx and .csv.",
        )
    from hsbcode.files.tables import write_table  # noqa: PLC0415

    write_table(codes_to_table(codebook), path, overwrite=overwrite)


def to_entries(codebook: Codebook) -> dict[str, object]:
    """Return a codebook as the plain structure that goes into YAML."""
    entries = []
    for code in codebook:
        entry: dict[str, object] = {"id": code.id, "label": code.label}
        for name in CodeEntry.__struct_fields__[2:]:
            value = getattr(code, name)
            if value not in ("", (), None, False) and (name, value) not in (
                ("kind", "content"),
                ("status", "active"),
            ):
                entry[name] = list(value) if isinstance(value, tuple) else value
        entries.append(entry)
    return {
        "schema": SCHEMA,
        "title": codebook.title,
        "language": codebook.language,
        "codes": entries,
    }


def _from_entries(found: CodebookFile, source: str) -> Codebook:
    if found.schema != SCHEMA:
        raise CodebookError(
            f"{source}, field schema: “{found.schema}” is not known here.",
            nearest(found.schema, (SCHEMA,)) or f"It should be: {SCHEMA}",
        )
    ids = {entry.id or code_id(entry.label) for entry in found.codes}
    codes = [_code(entry, ids) for entry in found.codes]
    return Codebook(
        check(codes, source),
        title=found.title or "",
        language=found.language or "en",
    )


def _code(entry: CodeEntry, ids: set[str]) -> Code:
    parent = entry.parent or None
    if parent is not None and parent not in ids and code_id(parent) in ids:
        parent = code_id(parent)  # named by its label, where ids are made from labels
    return Code(
        id=entry.id or code_id(entry.label),
        label=entry.label,
        parent=parent,
        kind=entry.kind or "content",
        questions=tuple(entry.questions or ()),
        same_as=tuple(entry.same_as or ()),
        definition=entry.definition or "",
        include_when=entry.include_when or "",
        exclude_when=entry.exclude_when or "",
        examples=tuple(entry.examples or ()),
        keywords=tuple(entry.keywords or ()),
        key=entry.key or "",
        report=bool(entry.report),
        status=entry.status or "active",
        merged_into=entry.merged_into or "",
        split_into=tuple(entry.split_into or ()),
        wordings=tuple(entry.wordings or ()),
    )
