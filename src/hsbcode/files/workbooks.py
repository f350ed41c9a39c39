"""Workbooks (.xlsx, .xls, .ods) read as the text people typed, and .xlsx written."""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import python_calamine as calamine

from hsbcode.domain.errors import ImportDataError, OutputError, nearest
from hsbcode.files.new_workbooks import LONGEST_CELL, new_workbook
from hsbcode.files.opening import read_bytes
from hsbcode.files.source_tables import SourceTable
from hsbcode.files.writing import write_file

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST = 300_000_000
LARGEST_UNPACKED = 2_000_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(path: Path, *, sheet: str | None = None) -> SourceTable:
    """Read one sheet; every cell becomes the text a person would have typed.

    Whole numbers lose their ``.0``, dates are ISO, an empty cell is empty text. Rows
    without any content are skipped and counted.

    Args:
        path: the workbook.
        sheet: name of a sheet; None takes the one with most cells.

    Raises:
        ImportDataError: damaged, protected by a password, empty, or no such sheet.
    """
    data = read_bytes(path, ImportDataError, LARGEST)
    book = _opened(data, path)
    filled = {
        name: rows
        for name in book.sheet_names
        if (sheet is None or name == sheet) and (rows := _rows(book, name, path))
    }
    names = tuple(book.sheet_names)
    if sheet is not None and sheet not in names:
        raise ImportDataError(
            f"{path.name}: there is no sheet “{sheet}”.",
            nearest(sheet, names) or "Sheets are: " + ", ".join(names),
        )
    if not filled:
        raise ImportDataError(f"{path.name}: {_named(sheet)} no cell with content.")
    chosen = max(filled, key=lambda name: sum(len(row) for _, row in filled[name]))
    rows = filled[chosen]
    width = max(len(row) for _, row in rows)
    notes = []
    others = [name for name in names if name != chosen]
    if others and sheet is None:
        listed = ", ".join(f"“{name}”" for name in others[:5])
        notes.append(f"Sheet “{chosen}” was read; not read: {listed}.")
    numbers = tuple(number for number, _ in rows)
    empty = numbers[-1] - len(numbers)
    if empty:
        notes.append(f"{empty:,} rows without any content were skipped.")
    return SourceTable(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        rows=tuple((*row, *[""] * (width - len(row))) for _, row in rows),
        numbers=numbers,
        lines=numbers,
        sheet=chosen,
        sheets=names,
        notes=tuple(notes),
    )


def write_workbook(
    sheets: Mapping[str, Sequence[Sequence[str]]],
    path: Path,
    *,
    overwrite: bool = False,
) -> None:
    """Write sheets of text cells; nothing becomes a formula, number or link.

    The first row of each sheet is bold and stays in sight.

    Raises:
        OutputError: the file exists, or a cell is longer than a workbook allows.
    """
    target = io.BytesIO()
    book = new_workbook(target)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name[:31])
        page.freeze_panes(1, 0)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if len(text) > LONGEST_CELL:
                    raise OutputError(
                        f"{path.name}, sheet “{name}”, row {row + 1}, column "
                        f"{column + 1}: {len(text):,} characters; a cell of a workbook "
                        f"holds {LONGEST_CELL:,}.",
                        "Write .csv instead.",
                    )
                if text:
                    page.write_string(row, column, text, body if row else heading)
        for column in range(max((len(cells) for cells in rows), default=0)):
            page.set_column(column, column, 24)
    book.close()
    write_file(path, target.getvalue(), overwrite=overwrite)


def _opened(data: bytes, path: Path) -> calamine.CalamineWorkbook:
    if not data:
        raise ImportDataError(f"{path.name} is empty.")
    locked = data.startswith(_OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le")
    if locked and locked in data:
        raise _locked(path)
    if data.startswith(b"PK"):
        _refuse_bomb(data, path)
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise _locked(path) from None
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise ImportDataError(
            f"{path.name} cannot be read as a workbook: it is damaged, or another kind "
            f"of file.",
            "Open it in a spreadsheet program and save it as .xlsx or .csv.",
        ) from problem


def _locked(path: Path) -> ImportDataError:
    return ImportDataError(
        f"{path.name} is protected by a password.",
        "Save a copy without the password.",
    )


def _refuse_bomb(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError):
        return
    if size > LARGEST_UNPACKED:
        raise ImportDataError(f"{path.name} unpacks to {size / 1e9:.1f} GB.")


def _rows(
    book: calamine.CalamineWorkbook, name: str, path: Path
) -> list[tuple[int, list[str]]]:
    """Return (row number, cells up to the last filled one) of the filled rows."""
    try:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (calamine.CalamineError, ValueError) as problem:
        raise ImportDataError(
            f"{path.name}: sheet “{name}” is damaged.",
            "Open it in a spreadsheet program and save it again.",
        ) from problem
    rows = []
    for number, values in enumerate(cells, start=1):
        texts = [typed(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append((number, texts))
    return rows


def typed(value: object) -> str:
    """Return a cell value as the text a person would have typed."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def _named(sheet: str | None) -> str:
    return f"sheet “{sheet}” has" if sheet else "the workbook has"
