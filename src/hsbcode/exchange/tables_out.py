"""Rows of cells into a .csv or .xlsx file, whole or not at all."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from hsbcode.domain.errors import OutputError
from hsbcode.files.new_workbooks import LONGEST_CELL, new_workbook
from hsbcode.files.writing import check_free, write_file

Cell: TypeAlias = str | int | None
"""Text stays text, a number is one, None is an empty cell."""
Rows: TypeAlias = Sequence[Sequence[Cell]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TEXT_ENDINGS = (".csv", ".tsv")


def put_tables(sheets: Mapping[str, Rows], path: Path, *, excel: bool = False) -> None:
    """Write the sheets as a workbook, or the first of them as CSV (or TSV).

    Args:
        sheets: name → rows, the heading first.
        path: a ``.csv``, ``.tsv`` or ``.xlsx`` file that does not exist yet.
        excel: CSV only: begin with a byte order mark, and put ``'`` before cells
            that a spreadsheet program would take for a formula. Without it the text
            is written as it is, so that it can be read back.

    Raises:
        OutputError: the file exists, its ending is another one, it cannot be
            written, or a text is too long for a cell.
    """
    ending = path.suffix.casefold()
    if ending not in (*_TEXT_ENDINGS, ".xlsx"):
        raise OutputError(
            f"{path.name}: codings are written as .csv, .tsv or .xlsx.",
            f"For example: {path.with_suffix('.csv').name}",
        )
    check_free(path)
    if ending == ".xlsx":
        write_file(path, _workbook(sheets, path))
        return
    rows = next(iter(sheets.values()))
    mark = "\t" if ending == ".tsv" else ","
    write_file(path, _text(rows, mark, excel=excel))


def _text(rows: Rows, mark: str, *, excel: bool) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=mark)
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        writer.writerow([_harmless(cell) for cell in cells] if excel else cells)
    return target.getvalue().encode("utf-8-sig" if excel else "utf-8", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _workbook(sheets: Mapping[str, Rows], path: Path) -> bytes:
    # The writer of the files room knows text only; 0 and 1 are there to be added up.
    target = io.BytesIO()
    book = new_workbook(target)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = body if at else heading
                if isinstance(cell, int):
                    page.write_number(at, column, cell, style)
                elif cell and len(cell) <= LONGEST_CELL:
                    page.write_string(at, column, cell, style)
                elif cell:
                    raise OutputError(
                        f"{path.name}, sheet “{name}”, row {at + 1}, column "
                        f"{column + 1}: a cell holds {LONGEST_CELL:,} characters, "
                        f"this text has {len(cell):,}.",
                        "Write .csv instead.",
                    )
    book.close()
    return target.getvalue()
