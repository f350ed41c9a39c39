"""Workbooks: what spreadsheet programs and screen readers meet, read back from XML."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from hsbcode.domain.visible import visible
from hsbcode.files.new_workbooks import tab_names
from hsbcode.report.document import Document
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.workbook.writing import workbook_file
from tests.reporting_study import HOSTILE
from tests.written_documents import FORMULAS, document_with, plain_document

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: [
            list(row)
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist()}


@pytest.fixture(scope="module")
def plain() -> bytes:
    return workbook_file(plain_document()).content


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return workbook_file(document_with((*HOSTILE, *FORMULAS))).content


def test_the_sheets_in_their_order(plain: bytes) -> None:
    assert list(read(plain)) == [
        *("Cover", "Contents", "Notes", "Themes Trust", "Quotes Trust"),
        *("J1", "T1", "T2", "T3", "Alpha by code"),
    ]


def test_numbers_are_numbers_and_hidden_ones_are_not_there(plain: bytes) -> None:
    rows = read(plain)["T2"]
    top = next(n for n, row in enumerate(rows) if row[0] == "Row")
    assert rows[top:] == [
        [
            *("Row", "n", "Share (%)", "Share (n)", "Gap"),
            *("Interval (from)", "Interval (to)", "Reference of the row"),
        ],
        ["Often", 61.0, 61.0, 61.0, 9.9, 0.54, 0.69, "T2.1"],
        ["Seldom", 7.0, "[low]", 7.0, -1.4, -0.1, 0.1, "T2.2"],
        ["Never", "[c]", "[c]", "[c]", "[z]", "not defined", "not defined", "T2.3"],
        ["Few", 29.0, 34.0, 29.0, "[z]", 0.1, 0.2, "T2.4"],
    ]
    assert "0 &quot;[u]&quot;" in parts(plain)["xl/styles.xml"]
    over = [str(row[0]) for row in rows[:top]]
    assert over[0] == "T2 How often"
    assert any(line.startswith("[z]: ") for line in over)
    assert any(line.startswith("[c]: ") for line in over)
    assert not any(len(line) > 250 for line in over)


def test_quotes_have_a_row_each(plain: bytes) -> None:
    rows = read(plain)["Quotes Trust"]
    top = next(n for n, row in enumerate(rows) if row[0] == "Theme")
    assert rows[top][:5] == ["Theme", "Reference", "Quote", "Attribution", "Kind"]
    assert [row[2] for row in rows[top + 1 :]] == [
        "We are never told.",
        "Nobody asks.\nEver.",
    ]
    themes = read(plain)["Themes Trust"]
    top = next(n for n, row in enumerate(themes) if row[0] == "Theme")
    assert themes[top + 1][:6] == ["Trust", 34.0, 43.0, 80.0, 34.0, 100.0]
    assert themes[top + 2][:6] == ["Trust 2", "[c]", "[c]", 80.0, "[c]", 100.0]


def test_the_column_of_the_author_is_empty(plain: bytes) -> None:
    rows = read(plain)["J1"]
    top = next(n for n, row in enumerate(rows) if "Gave this answer (%)" in row)
    own = next(n for n, h in enumerate(rows[top]) if "What follows" in str(h))
    assert [row[own] for row in rows[top + 1 :]] == ["", ""]
    assert rows[top + 1][1:5] == [49.0, 100.0, 24.0, 49.0]
    assert rows[top + 2][1:5] == ["[c]"] * 4


def test_it_follows_the_rules_for_accessible_tables(plain: bytes) -> None:
    files = parts(plain)
    book = ElementTree.fromstring(files["xl/workbook.xml"])
    view = book.find(f"{MAIN}bookViews/{MAIN}workbookView")
    assert view is not None
    assert view.get("activeTab", "0") == "0"
    styles = files["xl/styles.xml"]
    assert "<i/>" not in styles
    assert set(re.findall(r'patternType="(\w+)"', styles)) <= {"none", "gray125"}
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {"Arial"}
    assert min(map(float, re.findall(r'<sz val="([\d.]+)"', styles))) >= 10
    assert "textRotation" not in styles
    sheets = sorted(name for name in files if re.match(r"xl/worksheets/s", name))
    assert len(sheets) == 10
    for name in sheets:
        sheet = ElementTree.fromstring(files[name])
        assert sheet.find(f"{MAIN}mergeCells") is None
        first = sheet.find(f"{MAIN}sheetData/{MAIN}row/{MAIN}c")
        assert first is not None
        assert first.get("r") == "A1"
        marked = sheet.findall(f"{MAIN}tableParts/{MAIN}tablePart")
        assert len(marked) == (0 if name.endswith("/sheet1.xml") else 1)
        assert "<f>" not in files[name]
    for name in (each for each in files if each.startswith("xl/tables/")):
        assert "autoFilter" not in files[name]
        heads = re.findall(r'<tableColumn id="\d+" name="([^"]*)"', files[name])
        assert len({head.lower() for head in heads}) == len(heads)
        assert all(heads)


def test_the_contents_lead_to_every_table(plain: bytes) -> None:
    goals = re.findall(r'location="([^"]+)"', parts(plain)["xl/worksheets/sheet2.xml"])
    names = list(read(plain))
    assert [goal.split("!")[0].strip("'") for goal in goals[1:]] == names[3:]


def test_text_stays_text(hostile: bytes) -> None:
    files = parts(hostile)
    for name, text in files.items():
        assert "<f>" not in text, name
        ElementTree.fromstring(text)
    assert not any("http://a.b" in files[n] for n in files if n.endswith(".rels"))
    cells = {cell for rows in read(hostile).values() for row in rows for cell in row}
    for text in (*HOSTILE, *FORMULAS):
        if text.strip() and len(text) < 1000:
            shown = visible(text)
            assert shown in cells or "\x00" in text or "\ufffe" in text, text


def test_equal_documents_give_equal_bytes(plain: bytes) -> None:
    assert workbook_file(plain_document()).content == plain


def test_a_text_no_cell_can_hold_is_cut_and_told() -> None:
    long = "x" * 40_000
    made = workbook_file(
        Document("D", (Grid("T1", "t", "c", ("w",), (GridRow(long, ("1",)),)),))
    )
    assert made.notes == (
        "A text was cut, because no cell can hold it: T1, row 4, column 1.",
    )
    row = read(made.content)["T1"][3]
    assert str(row[0]).endswith("x […]")


def test_an_empty_document_is_a_cover() -> None:
    assert list(read(workbook_file(Document("", ())).content)) == ["Cover"]


def test_a_table_without_rows_says_so() -> None:
    made = workbook_file(Document("D", (Grid("T1", "t", "c", ("n", "n"), ()),)))
    rows = read(made.content)["T1"]
    assert rows[-1] == ["no rows", "[z]", "[z]"]
    assert rows[-2] == ["c", "n", "n (2)"]


def test_tabs_are_short_safe_and_unlike() -> None:
    found = tab_names(["a/b", "A-B", "x" * 50, "x" * 50, "'", "History", "👩" * 20])
    assert found == [
        *("a-b", "A-B 2", "x" * 31, "x" * 29 + " 2", "Table", "History 2"),
        "👩" * 15,
    ]
