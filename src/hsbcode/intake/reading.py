"""A survey export read from its file, every cell still the text it is there."""

from pathlib import Path
from typing import TypeAlias

from hsbcode.files.map_files import MapFile
from hsbcode.files.source_tables import SourceTable
from hsbcode.files.tables import read_table

RawExport: TypeAlias = SourceTable
"""An export as read: file, hash, encoding, delimiter or sheet, rows, notes."""


def read_export(
    path: Path,
    *,
    found_map: MapFile | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> RawExport:
    """Read a survey export: .csv, .tsv, .txt, .xlsx, .xls or .ods.

    Args:
        path: the file.
        found_map: a map, whose encoding, delimiter and sheet hold unless given here.
        encoding: of a text file; None finds it.
        delimiter: of a text file; None finds it.
        sheet: of a workbook; None takes the one with most cells.

    Raises:
        ImportDataError: names the file and the row.
    """
    if found_map is not None:
        encoding = encoding or found_map.encoding
        delimiter = delimiter or found_map.delimiter
        sheet = sheet or found_map.sheet
    return read_table(path, encoding=encoding, delimiter=delimiter, sheet=sheet)
