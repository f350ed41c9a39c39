"""Tables at the command line: which are printed, in which form, split by what."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.questions import base_of
from hsbcode.domain.study import Study
from hsbcode.numbers.printing import printed_number
from hsbcode.results.engine import compute
from hsbcode.results.specs import Line, TableSpec
from hsbcode.workflows.browsing_results import ANSWERS, Wish, read_results
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.quoting.tables import quote_tables
from hsbcode.workflows.releasing import release
from hsbcode.workflows.saving_tables import save_released, save_tables
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import Tabulation, tabulation
from hsbcode.workflows.tracing.references import trace
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(demo_project: Path) -> Tabulation:
    with open_project(demo_project, write=False) as project:
        return tabulation(project, read_study(project))


@pytest.fixture(scope="module")
def study(made: Tabulation) -> Study:
    return made.study


def printed(capsys: Capture, *arguments: str | Path) -> list[dict[str, Any]]:
    capsys.readouterr()
    run("tables", *arguments, "--json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["tables"]
    return found


def test_tables_of_the_specs_come_first_and_closed_questions_on_demand(
    demo_project: Path, capsys: Capture
) -> None:
    usual = printed(capsys, demo_project)
    kinds = [table["kind"] for table in usual]
    assert usual[0]["id"] == "table_1"
    assert "frequency" not in kinds
    assert kinds.index("themes") > kinds.index("spec")
    every = printed(capsys, demo_project, "--all")
    assert {"spec", "frequency", "themes"} <= {table["kind"] for table in every}
    (one,) = printed(capsys, demo_project, "--table", "a_specialist_aware")
    assert one["kind"] == "frequency"
    again = printed(capsys, demo_project, "--table", one["id"])
    assert again == [one]
    run("tables", demo_project, "--table", "table_11", code=1)
    assert "table_1" in capsys.readouterr().err


def test_json_has_the_numbers_in_the_row_or_in_its_cells(
    demo_project: Path, capsys: Capture
) -> None:
    (one,) = printed(capsys, demo_project, "--table", "table_1")
    assert {
        *("id", "title", "population", "filter", "base_rule", "rounding", "unit"),
        *("recodes", "disclosure", "notes", "columns", "rows"),
    } <= one.keys()
    first = one["rows"][0]
    assert (first["label"], first["count"], first["base"]) == ("Neglect", 80, 185)
    assert (first["percent"], first["share"]) == (43, 80 / 185)
    (split,) = printed(capsys, demo_project, "--table", "table_4")
    row = split["rows"][0]
    assert (row["count"], row["base"], row["percent"], row["share"]) == (None,) * 4
    assert [cell["column"] for cell in row["cells"]] == ["1", "2", "3", "4", "5", "6"]
    cell = row["cells"][0]
    assert {"count", "base", "percent", "share", "text", "reference"} <= cell.keys()
    assert cell["reference"] == "table_4.1.1"
    (aware,) = printed(capsys, demo_project, "--table", "a_specialist_aware")
    yes = aware["rows"][0]
    assert (yes["label"], yes["count"], yes["base"], yes["percent"]) == (
        *("Yes", 236, 586),
        40,
    )
    (themes,) = printed(capsys, demo_project, "--table", "challenges")
    for row in themes["rows"]:
        assert row["base"] == themes["rows"][0]["base"]
        assert row["share"] == row["count"] / row["base"]


def test_every_number_of_every_table_agrees_with_its_text(
    demo_project: Path, capsys: Capture
) -> None:
    for table in printed(capsys, demo_project, "--all", "--by", "role2"):
        for row in table["rows"]:
            for cell in row["cells"]:
                if cell["percent"] is not None:
                    assert cell["base"] >= 10
                    assert cell["text"].replace("(", "").split(" %")[0].split()[-1] == (
                        str(cell["percent"])
                    )
                if cell["share"] is not None:
                    assert cell["share"] == cell["count"] / cell["base"]


@pytest.mark.parametrize(
    ("table", "by", "wanted"),
    [
        ("figure_9_agree", "agency7", "spec"),
        ("a_specialist_aware", "role2", "answer by answer"),
        ("a_specialist_aware", "challenges", "answer by answer"),
        ("figure_12", "challenges", "spec"),
        ("challenges", "b_training", "theme by answer"),
    ],
)
def test_a_table_named_is_split_by_any_question(
    demo_project: Path, capsys: Capture, table: str, by: str, wanted: str
) -> None:
    whole, split = printed(capsys, demo_project, "--table", table, "--by", by)
    assert split["kind"] == wanted
    assert split["by"]
    assert split["columns"][-1] == "Total"
    assert split["id"].startswith(f"{whole['id']}x")
    capsys.readouterr()
    run("trace", demo_project, f"{split['id']}.2.1", "--json")
    found = json.loads(capsys.readouterr().out)
    cell = split["rows"][1]["cells"][0]
    assert (found["count"], found["base"]) == (cell["count"], cell["base"])
    assert len(found["respondents"]) == (cell["count"] or 0)


def test_a_table_of_several_columns_is_not_split(
    demo_project: Path, capsys: Capture
) -> None:
    run("tables", demo_project, "--table", "table_2", "--by", "role2", code=1)
    assert "5 columns already" in capsys.readouterr().err
    run("tables", demo_project, "--table", "role2", "--by", "role2", code=1)
    run("tables", demo_project, "--table", "tools", "--by", "challenges", code=1)
    assert "closed question" in capsys.readouterr().err


def test_row_12_rounding_and_not_knowing_are_switches_of_the_command(
    demo_project: Path, capsys: Capture
) -> None:
    def education(*switches: str) -> dict[str, Any]:
        (table,) = printed(capsys, demo_project, "--table", "figure_8_agree", *switches)
        row = next(row for row in table["rows"] if row["key"] == "education")
        return {**row, "rounding": table["rounding"]}

    assert education()["percent"] == 67
    parts = education("--rounding", "parts")
    assert (parts["percent"], parts["share"]) == (66, 20 / 30)
    assert parts["cells"][0]["text"] == "66 % (n = 30)"
    assert "rounded parts added" in parts["rounding"]
    assert education("--rounding", "once")["percent"] == 67
    (inside,) = printed(capsys, demo_project, "--table", "a_specialist_aware")
    outside_too = ("--table", "a_specialist_aware", "--unsure", "outside")
    (outside,) = printed(capsys, demo_project, *outside_too)
    assert (inside["rows"][0]["base"], outside["rows"][0]["base"]) == (586, 444)
    assert "stays inside" in inside["base_rule"]
    assert "left out" in outside["base_rule"]
    run("tables", demo_project, "--unsure", "maybe", code=1)
    assert "inside, outside" in capsys.readouterr().err


def test_figure_5_lists_tools_that_more_than_one_person_names(made: Tabulation) -> None:
    table = made.spec_table("figure_5")
    assert "tool_aim" in {row.key for row in table.rows}
    for row in table.rows:
        share = row.cells[0].share
        assert share is not None
        assert share.count > 1
        assert row.description
    assert "BR8" in table.notes.base_rule


def test_row_42_pooled_tables_say_whom_answers_speak_of_or_are_refused(
    made: Tabulation,
) -> None:
    pooled = made.spec_table("table_1")
    assert "person and agency" in pooled.notes.unit
    assert any("They judge their own cases" in note for note in pooled.notes.more)
    twins = TableSpec(
        id="own",
        title="Own",
        rows=(Line(pooled=("b_training", "c_training"), keep=("yes",)),),
    )
    with pytest.raises(UsageConflict) as refused:
        compute(twins, made.people)
    assert "may not be read as one question" in refused.value.message
    reason = refused.value.message.partition(": ")[2]
    assert len(reason.split()) > 5


def test_row_50_a_question_has_one_base_wherever_it_is_printed(
    made: Tabulation, study: Study, demo_project: Path
) -> None:
    for question in study.closed_questions:
        name = question.id
        if name.partition(".")[0] not in made.people.form.questions:
            continue
        line = Line(options_of=name)
        if "." in name:
            line = Line(keep_each=name.partition(".")[0])
        spec = TableSpec(
            id="one", title="One", question=name if "." in name else "", rows=(line,)
        )
        table = compute(spec, made.people)
        bases = {row.base for row in table.rows if row.cells[0].share}
        frequency = made.question_table(name)
        assert bases == {row.base for row in frequency.rows if row.key} or not bases
        assert bases <= {len(base_of(study, name))}
    released = release(study, release_policy(demo_project), tables=made).tables
    counts = {
        (table.question, row.key): row.cells[0].share
        for table in released
        if table.kind == "themes"
        for row in table.rows
    }
    quotes = quote_tables(study, beside={"engagement": "b_confidence.direct"})
    for quoted in quotes:
        for theme in quoted.themes:
            share = counts[quoted.question, theme.code]
            assert share is not None
            assert (theme.count, theme.base) == (share.count, share.base)
    beside = next(t.closed_result for q in quotes for t in q.themes if t.closed_result)
    agree = made.spec_table("figure_9_agree")
    direct = next(row for row in agree.rows if row.key == "direct").cells[0].share
    assert direct is not None
    assert beside.endswith(
        f"agree {printed_number(direct)} % (base: n = {direct.base})"
    )


def release_policy(demo: Path) -> Any:
    from hsbcode.workflows.releasing import released_policy

    with open_project(demo, write=False) as project:
        return released_policy(project)


def test_a_cell_of_a_spec_is_traced_to_question_answers_and_rows(
    demo_project: Path,
) -> None:
    with open_project(demo_project, write=False) as project:
        found = trace(project, "table_1.1.1")
        facts = dict(found.facts)
        assert facts["count"] == "80 of 185"
        assert facts["answers counted"] == "Most; A lot"
        assert "is Six or more" in facts["filter"]
        assert facts["base of the cell"].startswith("BR1")
        assert "safeguarding-survey-LA1.csv: " in facts["rows"]
        assert len(found.respondents) == 80
        assert found.numbers["percent"] == 43
        with_support = dict(trace(project, "table_2.1.1").facts)
        assert "1:1" in with_support["who"]
        gap = trace(project, "table_2.3.1")
        assert gap.respondents == ()
        assert dict(gap.facts)["made from"] == "other cells of the table"
        tools = trace(project, "figure_5.1.1")
        assert len(dict(tools.facts)["answers"].split(", ")) >= len(tools.respondents)
        whole = dict(trace(project, "table_1").facts)
        assert "bases n = 178 to 189" in whole["base rule"]
        for wrong in ("table_1.99.1", "table_1.1.9", "figure_99.1", "table_1x9999"):
            with pytest.raises(HsbcodeError):
                trace(project, wrong)


def test_under_disclosure_control_a_trace_names_nobody(
    demo_project: Path, capsys: Capture
) -> None:
    asked = ("trace", demo_project, "table_1.3.1", "--disclosure", "rounded")
    run(*asked, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["respondents"] == []
    assert (found["count"] % 5, found["base"] % 5) == (0, 0)
    assert "rows" not in {fact["what"] for fact in found["facts"]}
    run("trace", demo_project, "Q1", "--disclosure", "rounded", code=1)
    assert "disclosure control hides" in capsys.readouterr().err


def test_without_specs_closed_questions_are_printed_as_ever(
    tmp_path: Path, capsys: Capture
) -> None:
    export = tmp_path / "e.csv"
    lines = [f"{n},{'Nurse' if n < 15 else 'Cook'},words {n}" for n in range(40)]
    export.write_text("\n".join(["id,Role,What?", *lines]), encoding="utf-8")
    run("import", tmp_path / "p.hsb", export)
    assert [t["id"] for t in printed(capsys, tmp_path / "p.hsb")] == ["T1"]
    run("tables", tmp_path / "p.hsb", "--unsure", "outside", code=1)
    assert "Nothing says which answers" in capsys.readouterr().err


def test_tables_go_into_one_file_and_never_over_another(
    demo_project: Path, tmp_path: Path, capsys: Capture
) -> None:
    book = tmp_path / "tables.xlsx"
    run("tables", demo_project, "--table", "table_1", "--table", "role2", "-o", book)
    assert capsys.readouterr().out == f"{book}\n"
    sheets = CalamineWorkbook.from_path(book)
    assert sheets.sheet_names[:4] == ["Cover", "Contents", "Notes", "table_1"]
    assert len(sheets.sheet_names) == 5
    rows = sheets.get_sheet_by_name("table_1").to_python()
    assert any("Base" in str(cell) for row in rows for cell in row)
    run("tables", demo_project, "--table", "table_1", "-o", book, code=1)
    assert "exists already" in capsys.readouterr().err
    two = ("--table", "table_1", "--table", "role2")
    run("tables", demo_project, *two, "-o", tmp_path / "two.csv", code=1)
    assert "holds one table, these are 2" in capsys.readouterr().err
    assert not (tmp_path / "two.csv").exists()


def test_sheets_have_names_that_workbooks_take(made: Tabulation) -> None:
    table = made.question_table("role2")
    odd = [replace(table, id=name) for name in ("a/b:[c]", "A-b--c-", "x" * 50, "'")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "odd.xlsx"
        save_tables(odd, path)
        names = CalamineWorkbook.from_path(path).sheet_names
    assert names[-4:] == ["a-b--c-", "A-b--c- 2", "x" * 31, "Table"]


def test_places_stand_as_numbers_in_a_file(
    demo_project: Path, tmp_path: Path, study: Study
) -> None:
    path = tmp_path / "area.csv"
    run("tables", demo_project, "--table", "area", "-o", path)
    text = path.read_text(encoding="utf-8-sig")
    places = study.questions["area"].options
    assert places
    assert not any(place in text for place in places)
    page = read_results(demo_project).page(Wish(ANSWERS, "area", released=True))
    saved = tmp_path / "saved.csv"
    save_released(demo_project, study, [page.table], saved)
    assert saved.read_text(encoding="utf-8-sig") == text
