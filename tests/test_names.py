"""The confidential list of names: found wherever they stand, masked where it leaves."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.kept_names import KeptName
from hsbcode.files.yaml_files import to_yaml
from hsbcode.language.kept_names import NameFinder
from hsbcode.quotes import quote_table
from hsbcode.report.masking import masked
from hsbcode.workflows.kept_forms import keep_instrument
from hsbcode.workflows.naming import (
    change_names,
    kept_names,
    name_sightings,
    place_questions,
)
from hsbcode.workflows.opening import open_project
from tests.report_documents import document_of, hostile_document
from tests.reporting_study import HOSTILE, Said, make_study
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]
PLACE = "Saltmarsh Vale"
LIST = (
    KeptName(PLACE),
    KeptName("St. Olave's", "school"),
    KeptName("Zürich"),
    KeptName("LA1"),
    KeptName("東京"),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I work in Saltmarsh Vale.", "I work in [place]."),
        ("SALTMARSH-VALE's team", "[place] team"),
        ("saltmarshvale, saltmarsh  vale", "[place], [place]"),
        ("Salt\u200bmarsh V\u0101le", "[place]"),
        ("Ｓａｌｔｍａｒｓｈ vale", "[place]"),
        ("st olaves is full", "[school] is full"),
        ("St-Olave’s School", "[school] School"),
        ("in zurich and ZU\u0308RICH", "in [place] and [place]"),
        ("export_LA1.csv", "export_[place].csv"),
        ("東京では", "[place]では"),
        ("LA10, LA 2, a salt marsh, the vale", "LA10, LA 2, a salt marsh, the vale"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, shown: str) -> None:
    assert NameFinder(LIST).mask(text) == shown


def test_hostile_texts_are_looked_through_and_left_alone() -> None:
    finder = NameFinder(LIST)
    for text in HOSTILE:
        assert finder.mask(text) == text
        assert finder.mask(f"{text} {PLACE}").endswith("[place]")
    assert not NameFinder([KeptName("7"), KeptName("!")]).find("7 ! 7")


def test_a_name_within_a_longer_word_is_found_in_names_of_files_only() -> None:
    names = (KeptName("Oakham"),)
    assert NameFinder(names).find("OakhamSurvey") == []
    assert NameFinder(names, inside=True).mask("OakhamSurvey-2.csv") == (
        "[place]Survey-2.csv"
    )


def planted(folder: Path) -> Path:
    """Return a project with one area name in answer, wording, file and sheet name."""
    export = folder / "returns saltmarsh vale.xlsx"
    book = xlsxwriter.Workbook(str(export))
    sheet = book.add_worksheet("SaltmarshVale returns")
    sheet.write_row(0, 0, ["Response ID", "Your role", "What is hard?"])
    for row in range(1, 9):
        said = "We in Saltmarsh-Vale have no time" if row == 3 else f"No time {row}"
        sheet.write_row(row, 0, [str(row), "Nurse" if row % 2 else "Clerk", said])
    book.close()
    form = {
        "schema": "hsbcode.instrument/1",
        "id": "tiny",
        "title": "A tiny form",
        "option_sets": {
            "roles": {
                "options": [
                    {"id": "nurse", "label": "Nurse"},
                    {"id": "clerk", "label": "Clerk"},
                ]
            }
        },
        "sections": [
            {
                "id": "a",
                "title": "Everyone",
                "seen_by": "all",
                "questions": [
                    {
                        "id": "role",
                        "type": "single",
                        "short": "Role",
                        "text": "What do you do for the council of Saltmarsh Vale?",
                        "options": "roles",
                        "route": {"status": "section"},
                    }
                ],
            }
        ],
    }
    path = folder / "form.yaml"
    path.write_text(to_yaml(form), encoding="utf-8")
    run("import", folder / "p.hsb", export)
    with open_project(folder / "p.hsb") as project:
        keep_instrument(project, path)
    return folder / "p.hsb"


def test_row_36_a_planted_area_name_is_found_in_all_four(
    tmp_path: Path, capsys: Capture
) -> None:
    path = planted(tmp_path)
    capsys.readouterr()
    run("names", path, "--add", PLACE)
    said = capsys.readouterr()
    assert "No time" not in said.out + said.err
    run("names", path, "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["names"] == [
        {"name": PLACE, "kind": "place", "why": "put on the list"}
    ]
    where = {one["what"]: one["where"] for one in found["found"]}
    assert where["answer"].startswith("3/")
    assert where["form"] == "instrument, role, text"
    assert where["file"].startswith("returns saltmarsh vale.xlsx")
    assert where["sheet"] == "of returns saltmarsh vale.xlsx"
    assert {one["name"] for one in found["found"]} == {PLACE}


def test_codebook_and_names_of_studies_are_looked_through(tmp_path: Path) -> None:
    path = planted(tmp_path)
    with open_project(path) as project:
        change_names(project, [PLACE])
        code = Code(
            "time",
            "Time",
            definition="As in Saltmarsh Vale.",
            examples=("saltmarsh vale",),
        )
        project.put_codebook(Codebook((code,)), "lead")
        found = {(one.what, one.where) for one in name_sightings(project)}
    assert {("codebook", "time, definition"), ("codebook", "time, examples")} <= found


def test_names_of_places_come_on_the_list_and_can_be_taken_off(
    tmp_path: Path, capsys: Capture
) -> None:
    path = planted(tmp_path)
    with open_project(path) as project:
        assert kept_names(project) == ()
        change_names(project, ["The  Poplars", "Hill House"], kind="school")
        change_names(project, drop=["the poplars"])
        assert kept_names(project) == (KeptName("Hill House", "school"),)
        for wrong in (["x"], ["42"], ["…"], ["a" * 101]):
            with pytest.raises(UsageConflict, match="cannot be looked for"):
                change_names(project, wrong)
        with pytest.raises(UsageConflict, match="not on the list") as error:
            change_names(project, drop=["Hill Hose"])
        assert "Hill House" in error.value.hint
        with pytest.raises(UsageConflict, match="no kind"):
            change_names(project, ["Elm"], kind="town")
    run("areas", path, "--fact", "role")
    with open_project(path) as project:
        assert place_questions(project) == ("role",)
        assert {name.name for name in kept_names(project)} >= {"Nurse", "Clerk"}
        change_names(project, drop=["nurse"])
        assert "Nurse" not in {name.name for name in kept_names(project)}
    capsys.readouterr()


def test_a_quote_has_the_kind_in_place_of_the_name() -> None:
    study = make_study(
        [Said("a", "At St Olaves in SALTMARSH VALE no one asks", "money")]
    )
    (theme,) = quote_table(replace(study, names=LIST), "challenge").themes
    assert theme.quotes[0].text == "At [school] in [place] no one asks"
    (plain,) = quote_table(study, "challenge").themes
    assert "SALTMARSH" in plain.quotes[0].text
    statement = quote_table(replace(study, names=LIST), "challenge").statement
    assert "replaced by [place] or [school]" in statement


def test_every_text_of_a_document_is_masked() -> None:
    study = make_study(
        [Said(f"p{n}", f"in Saltmarsh Vale {n}", "money") for n in range(12)],
        closed={"role": {f"p{n}": ["Saltmarsh Vale office"] for n in range(12)}},
    )
    document = document_of(study, f"Report on {PLACE}")
    shown, changed = masked(document, NameFinder(LIST).mask)
    assert changed > 3
    assert "altmarsh" not in repr(shown)
    assert masked(shown, NameFinder(LIST).mask) == (shown, 0)
    hostile = hostile_document()
    assert masked(hostile, NameFinder(LIST).mask) == (hostile, 0)


def test_row_36_nothing_on_the_list_leaves_in_a_report(
    tmp_path: Path, capsys: Capture
) -> None:
    path = planted(tmp_path)
    with open_project(path) as project:
        change_names(project, [PLACE])
        question = next(q for q in project.answers.questions().values() if q.is_open)
        code = Code("time", "Time", definition="As in Saltmarsh Vale.")
        project.put_codebook(Codebook((code,)), "lead")
        units = project.answers.all_units(question.id)
    codings = "\n".join(f"{unit.id},ann,time" for unit in units)
    (tmp_path / "c.csv").write_text(f"unit,coder,codes\n{codings}\n", encoding="utf-8")
    run("import", path, "--codings", tmp_path / "c.csv")
    run("report", path, "-o", tmp_path / "r.md", "--disclosure", "none")
    run("quotes", path, "-o", tmp_path / "q.html", "--disclosure", "none")
    capsys.readouterr()
    for name in ("r.md", "q.html"):
        assert "altmarsh" not in (tmp_path / name).read_text("utf-8").casefold()
    report = (tmp_path / "r.md").read_text("utf-8").replace("\\", "")
    assert "Names on the project's list (1) stand in 1 answer" in report
    assert "As in [place]." in report


def test_without_a_list_the_report_says_that_nothing_was_masked(
    tmp_path: Path, capsys: Capture
) -> None:
    path = planted(tmp_path)
    run("names", path)
    assert "The list is empty" in capsys.readouterr().err
