"""Any table by its ending: delimited text or a workbook."""

import csv
import io
from pathlib import Path

from hsbcode.domain.errors import HsbcodeError, ImportDataError
from hsbcode.files.source_tables import SourceTable
from hsbcode.files.text_tables import read_text_table
from hsbcode.files.workbooks import WORKBOOKS, read_workbook, write_workbook
from hsbcode.files.writing import write_file


def read_table(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    error: type[HsbcodeError] = ImportDataError,
) -> SourceTable:
    """Read a workbook (.xlsx, .xlsm, .xls, .ods) or, else, delimited text.

    Args:
        path: the file.
        encoding: of a text file; None finds it.
        delimiter: of a text file; None finds it.
        sheet: of a workbook; None takes the one with most cells.
        error: what to raise.

    Raises:
        error: names the file and the row or sheet.
    """
    try:
        if path.suffix.casefold() in WORKBOOKS:
            return read_workbook(path, sheet=sheet)
        return read_text_table(path, encoding=encoding, delimiter=delimiter)
    except ImportDataError as problem:
        if error is ImportDataError:
            raise
        raise error(problem.message, problem.hint) from None


def write_table(rows: list[list[str]], path: Path, *, overwrite: bool = False) -> None:
    """Write rows of text as .xlsx or, for any other ending, as CSV (UTF-8, BOM).

    Raises:
        OutputError: the file exists, or a cell is too long for a workbook.
    """
    if path.suffix.casefold() == ".xlsx":
        write_workbook({"Sheet1": rows}, path, overwrite=overwrite)
        return
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    write_file(
        path, text.getvalue().encode("utf-8-sig", "replace"), overwrite=overwrite
    )
