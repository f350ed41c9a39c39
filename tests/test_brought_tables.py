"""Ready-made tables from spreadsheets, and the internal ledger of quotes."""

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from hsbcode.cli.app import main
from hsbcode.domain.errors import ImportDataError
from hsbcode.files.workbooks import read_workbook
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.brought import brought_tables, read_brought
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import tabulation

Capture = pytest.CaptureFixture[str]
HOSTILE = '=HYPERLINK("http://a.example")[/b]'


def run(*arguments: str | Path, code: int = 0) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert (end.value.code or 0) == code


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    book.add_worksheet("Notes").write(0, 0, "nothing here")
    page = book.add_worksheet("Feelings")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            page.write(r, c, cell)
    book.close()
    return path


@pytest.fixture
def demo(demo_project: Path, tmp_path: Path) -> Path:
    path = tmp_path / "larc7.hsb"
    path.write_bytes(demo_project.read_bytes())
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    rows: list[list[object]] = [
        ["Statement", "%", "n"],
        ["Sure of direct work", 36, 394],
        [HOSTILE, "<b>49</b>", "\u202e12"],
    ]
    return workbook(tmp_path / "results.xlsx", rows)


def test_a_row_stands_beside_a_theme_with_its_file(
    demo: Path, results: Path, capsys: Capture
) -> None:
    beside = "engagement=sure of direct work"
    run("quotes", demo, "--bring", f"{results}:Feelings", "--beside", beside, "--json")
    tables = json.loads(capsys.readouterr().out)
    said = {
        theme["closed_result"]
        for table in tables
        for theme in table["themes"]
        if theme["code"] == "engagement"
    }
    (words,) = said
    assert words.startswith("Sure of direct work: % 36; n 394 (brought from results")
    assert "not computed here" in words


def test_a_closed_question_takes_the_place_of_a_brought_row(
    demo: Path, results: Path, capsys: Capture
) -> None:
    run("quotes", demo, "--bring", f"{results}:Feelings")
    run("quotes", demo, "--beside", "engagement=Sure of direct work")
    run("quotes", demo, "--beside", "engagement=b_confidence.direct")
    capsys.readouterr()
    run("quotes", demo, "--code", "engagement")
    assert "brought from" not in capsys.readouterr().out


def test_it_is_traced_to_its_file_and_no_further(
    demo: Path, results: Path, capsys: Capture
) -> None:
    run("quotes", demo, "--bring", f"{results}:Feelings")
    capsys.readouterr()
    run("trace", demo, "B1.1.1", "--json")
    found = json.loads(capsys.readouterr().out)
    facts = {one["what"]: one["value"] for one in found["facts"]}
    assert facts["file"] == "results.xlsx"
    assert facts["sheet"] == "Feelings"
    assert facts["digest of the file (SHA-256)"] == read_workbook(results).sha256
    assert facts["row"] == "Sure of direct work (row 2 of the file)"
    assert facts["printed"] == "36"
    assert found["respondents"] == []
    run("trace", demo, "B1.9", code=1)


def test_it_is_printed_as_it_was_and_never_counted(
    demo: Path, results: Path, tmp_path: Path
) -> None:
    with open_project(demo, write=False) as project:
        before = tabulation(project, read_study(project)).usual(every=True)
    run("quotes", demo, "--bring", f"{results}:Feelings")
    page = tmp_path / "report.html"
    run("report", demo, "-o", page, "--parts", "tables")
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;49&lt;/b&gt;" in text
    assert "<b>49</b>" not in text
    assert "\u202e" not in text
    assert "brought from results.xlsx" in text.casefold()
    with open_project(demo, write=False) as project:
        assert tabulation(project, read_study(project)).usual(every=True) == before


def test_the_same_sheet_brought_again_takes_its_place(
    demo: Path, results: Path
) -> None:
    run("quotes", demo, "--bring", f"{results}:Feelings")
    results.unlink()
    workbook(results, [["Statement", "%"], ["Sure of direct work", 37]])
    run("quotes", demo, "--bring", f"{results}:Feelings")
    with open_project(demo, write=False) as project:
        (table,) = brought_tables(project)
    assert table.rows == (("Sure of direct work", "37"),)
    assert table.id == "B1"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Statement", "%"]], "no row of results"),
        ([["Statement"], ["alone"]], "no row of results"),
        ([["a", "b"], *[[n, n] for n in range(201)]], "too many"),
        ([["a", "b"], ["x", "y" * 501]], "row 2, column 2"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, rows: list[list[object]], said: str
) -> None:
    path = workbook(tmp_path / "odd.xlsx", rows)
    with pytest.raises(ImportDataError) as problem:
        read_brought(f"{path}:Feelings")
    assert said in problem.value.message


def test_a_wrong_name_is_answered_with_the_nearest(
    demo: Path, results: Path, capsys: Capture
) -> None:
    run("quotes", demo, "--bring", f"{results}:Felings", code=1)
    assert "Feelings" in capsys.readouterr().err
    run("quotes", demo, "--bring", f"{results}:Feelings")
    run("quotes", demo, "--beside", "engagement=Sure of drect work", code=1)
    assert "Sure of direct work" in capsys.readouterr().err


def test_the_ledger_names_every_quote_and_says_that_it_is_internal(
    demo: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("quotes", demo, "--json")
    tables = json.loads(capsys.readouterr().out)
    run("quotes", demo, "--ledger", "--json")
    rows = json.loads(capsys.readouterr().out)
    quoted = {
        quote["reference"]
        for table in tables
        for theme in table["themes"]
        for quote in theme["quotes"]
    }
    references = {row["reference"] for row in rows}
    assert quoted < references
    assert any(one.startswith("J1.") for one in references)
    assert all(row["respondent"] in row["answer"] for row in rows)
    path = tmp_path / "ledger.csv"
    run("quotes", demo, "--ledger", "-o", path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert len(lines) == len(rows) + 3
    assert lines[-1][0].startswith("INTERNAL")
    run("report", demo, "-o", tmp_path / "report.md", "--parts", "quotes,joint")
    assert "INTERNAL" not in (tmp_path / "report.md").read_text(encoding="utf-8")
