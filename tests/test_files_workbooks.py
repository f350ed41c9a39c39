"""Workbooks read as people typed them, and written without losing a character."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from hsbcode.domain.errors import ImportDataError, OutputError
from hsbcode.files.tables import read_table, write_table
from hsbcode.files.workbooks import read_workbook, typed, write_workbook


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    made = xlsxwriter.Workbook(str(path))
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = made.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, datetime.datetime):
                    page.write_datetime(r, c, value, day)
                else:
                    page.write(r, c, value)
    made.close()
    return path


def test_cells_become_text_as_typed(tmp_path: Path) -> None:
    date = datetime.datetime(2016, 5, 1)
    path = book(
        tmp_path / "a.xlsx",
        {"Form1": [["id", "n", "x", "b", "d", "t"], [1, 5.0, 2.5, True, date, "NA"]]},
    )
    table = read_workbook(path)
    assert table.rows[1] == ("1", "5", "2.5", "TRUE", "2016-05-01", "NA")
    assert (table.sheet, table.encoding, table.delimiter) == ("Form1", "", "")


def test_the_sheet_with_most_cells_is_taken(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {"Notes": [["x"]], "Data": [["id", "t"], [1, "a"], [2, "b"]]},
    )
    table = read_workbook(path)
    assert table.sheet == "Data"
    assert table.notes == ("Sheet “Data” was read; not read: “Notes”.",)
    assert read_workbook(path, sheet="Notes").rows == (("x",),)
    with pytest.raises(ImportDataError, match="no sheet “Dat”") as caught:
        read_workbook(path, sheet="Dat")
    assert caught.value.hint == "Did you mean “Data”?"


def test_empty_rows_keep_row_numbers(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"S": [["id", "t"], [], [1, "a\r\nb"]]})
    table = read_workbook(path)
    assert table.numbers == (1, 3)
    assert table.rows[1] == ("1", "a\nb")
    assert table.notes == ("1 rows without any content were skipped.",)


def test_numbers_dates_and_nothing() -> None:
    assert typed(None) == ""
    assert typed(1e20) == "1e+20"
    assert typed(False) == "FALSE"
    assert typed(datetime.datetime(2020, 1, 2, 3, 4, 5)) == "2020-01-02 03:04:05"
    assert typed(datetime.time(9, 30)) == "09:30:00"
    assert typed("a\ud800") == "a\ufffd"


def test_damaged_empty_and_locked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    with pytest.raises(ImportDataError, match=r"a\.xlsx is empty"):
        read_workbook(path)
    path.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(ImportDataError, match="damaged"):
        read_workbook(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
    path.write_bytes(packed.getvalue())
    with pytest.raises(ImportDataError, match="damaged, or another kind"):
        read_workbook(path)
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(ImportDataError, match="protected by a password"):
        read_workbook(path)
    with pytest.raises(ImportDataError, match="no cell with content"):
        read_workbook(book(tmp_path / "b.xlsx", {"S": [[]]}))


HOSTILE = [
    "=1+1",
    "http://x.org",
    "007",
    "1e5",
    "[/b] \u202e 😀",
    "a\nb",
    " x ",
    "",
    "@x",
]


def test_written_text_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook({"S": [["t"], *([text] for text in HOSTILE), ["end"]]}, path)
    assert [row[0] for row in read_workbook(path).rows[1:]] == [
        *[text for text in HOSTILE if text],
        "end",
    ]
    with pytest.raises(OutputError, match="exists already"):
        write_workbook({"S": [["t"]]}, path)


def test_a_cell_is_never_cut(tmp_path: Path) -> None:
    write_workbook({"S": [["x" * 32_767]]}, tmp_path / "fits.xlsx")
    assert len(read_workbook(tmp_path / "fits.xlsx").rows[0][0]) == 32_767
    with pytest.raises(OutputError, match=r"row 2, column 1: 32,768 characters"):
        write_workbook({"S": [["t"], ["x" * 32_768]]}, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_tables_by_their_ending(tmp_path: Path) -> None:
    rows = [["id", "t"], ["1", "=é\n"]]
    for name in ("a.csv", "a.xlsx"):
        write_table(rows, tmp_path / name)
        assert [list(row) for row in read_table(tmp_path / name).rows] == rows
