"""An instrument kept in a project: commands, order of options, labels untouched."""

import csv
import json
import re
from pathlib import Path

import pytest
import yaml

from hsbcode.domain.errors import UsageConflict
from hsbcode.files.instrument_checks import read_instrument
from hsbcode.results.frequency import frequency_table
from hsbcode.workflows.closed_facts import asked_questions, closed_facts
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs, read_forms
from hsbcode.workflows.opening import create_project, open_project
from hsbcode.workflows.studying import read_study
from tests.closed_surveys import ROOT, WHOLE
from tests.instrument_projects import SOUND, write_garden
from tests.test_cli import run
from tests.test_workflows_importing import ROWS, write

Capture = pytest.CaptureFixture[str]
EXPORTS = sorted((WHOLE / "exports").glob("*.csv"))
FORMS = ("--instrument", "larc7-instrument", "--specs", "larc7-tables")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?/\d\d?|\d\d?-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d\d")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "whole.hsb"
    run("import", path, *EXPORTS, "--map", WHOLE / "map.yaml", *FORMS)
    return path


def test_row_01_all_218_columns_come_in_label_by_label(whole: Path) -> None:
    columns = yaml.safe_load((WHOLE / "map.yaml").read_text("utf-8"))["columns"]
    with open_project(whole, write=False) as project:
        closed = project.answers.closed()
        ids = {one.reference: one.id for one in project.answers.respondents()}
        texts = {
            (unit.respondent, unit.question, unit.box): unit.text
            for question in project.answers.questions().values()
            if question.is_open
            for unit in project.answers.all_units(question.id)
        }
    changed, seen, labels = 0, set(), 0
    for export in EXPORTS:
        with export.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        assert len(head) == len(columns)
        for place, column in enumerate(columns):
            kind, name = column["kind"], column.get("question", "")
            if kind in ("id", "date") or name in ("last_page", "completed"):
                continue
            seen.add(place)
            for row in rows:
                cell, who = row[place], ids[row[0]]
                assert not DATE.fullmatch(cell)
                if kind == "drop":
                    changed += bool(cell)
                elif kind == "open":
                    assert name
                    if cell:
                        box = column.get("box", 1)
                        changed += texts.get((who, name, box)) != cell
                elif kind == "tick":
                    ticked = column["option"] in closed.get(name, {}).get(who, ())
                    changed += ticked != bool(cell)
                    if cell:
                        changed += column["option"].removesuffix(" (2)") != cell
                else:
                    given = closed.get(name, {}).get(who, ())
                    changed += given != ((cell,) if cell else ())
                    labels += cell in ("None", "1 - 5")
    assert len(seen) == 218
    assert changed == 0
    assert labels > 400


def test_options_stand_in_the_order_of_the_instrument(whole: Path) -> None:
    with open_project(whole, write=False) as project:
        study = read_study(project)
        bare = read_study(project, derived=False)
    volume = study.questions["b_hsb_12m"].options
    assert volume[:3] == ("None", "1 - 5", "6 - 10")
    assert volume[-2:] == ("More than 50", "Unsure")
    # the form prints “Somewhat” before “A little”; size decides, not the place
    assert study.questions["b_methods_impact.confidence"].options == (
        *("Not at all", "Not a lot", "A little", "Somewhat", "A lot"),
        "Don't know",
    )
    assert study.questions["b_confidence.plan"].options[0] == "Strongly agree"
    assert study.questions["b_knowledge.plan"].options[0] == "Strongly disagree"
    assert study.questions["area"].options == tuple(f"LA{n}" for n in range(1, 7))
    feelings = study.questions["b_feelings"].options
    assert feelings[0] == "Anxious"
    assert feelings[8] == "Anxious (2)"
    # what was seen and never offered follows at the end
    owning = study.questions["c_leadership.ownership"].options
    assert owning[-1] == "Strongly disagree"
    assert len(owning) == 6
    table = frequency_table(study, "b_hsb_12m", "T1")
    assert [row.label for row in table.rows[:-1]] == list(volume)
    assert bare.questions["b_hsb_12m"].options == volume
    assert "agency7" not in bare.questions


def test_row_05_what_could_not_be_said_stands_last_and_is_marked(
    whole: Path, capsys: Capture
) -> None:
    run("instrument", "show", whole, "c_leadership")
    out = capsys.readouterr().out
    assert "Strongly disagree (never offered)" in out
    assert "Neither agree nor disagree (rank 3, again (3))" in out
    run("instrument", "answers", whole, "--all")
    out = capsys.readouterr().out
    assert "c_leadership.ownership “Strongly disagree”: never offered here" in out


def test_an_option_that_nobody_chose_has_its_row(tmp_path: Path) -> None:
    export, map_path, form = write_garden(tmp_path, (*SOUND, "9,Cook,Two,,,,,,,,"))
    project = tmp_path / "g.hsb"
    run("import", project, export, "--map", map_path, "--instrument", form)
    with open_project(project, write=False) as opened:
        study = read_study(opened)
    assert study.questions["years"].options == (
        *("None", "1 - 5", "More than 5", "Unsure"),
        "Two",
    )
    rows = {r.label: r.cells[0].text for r in frequency_table(study, "role", "T").rows}
    assert rows == {
        **{"Plot holder": "3", "Site warden": "1", "Guest": "1", "Cook": "1"},
        "No answer": "1",
    }


def test_a_new_project_keeps_what_it_is_given(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "n.hsb"
    run("new", path, *FORMS)
    assert "It keeps the instrument “larc7”." in capsys.readouterr().err
    with open_project(path, write=False) as project:
        form, specs = kept_instrument(project), kept_specs(project)
    assert form == read_instrument(ROOT / "codebooks" / "larc7-instrument.yaml")
    assert specs is not None
    assert specs.instrument == "larc7"
    run("instrument", "answers", path)
    assert "no answers yet" in capsys.readouterr().out
    # an export without a map has other ids, and would be of no use
    run("import", path, EXPORTS[0], code=1)
    said = capsys.readouterr().err
    assert "No column of safeguarding-survey-LA1.csv is a question" in said
    assert "--write-map" in said
    with open_project(path, write=False) as project:
        assert project.answers.counts()["respondents"] == 0
    run("import", path, EXPORTS[0], "--map", WHOLE / "map.yaml")
    assert "2 answers (1 of 56 respondents) do not fit" in capsys.readouterr().err


def test_nothing_is_made_where_a_form_is_wrong(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "n.hsb"
    for words, said in (
        (["--specs", "larc7-tables"], "needs the instrument “larc7”"),
        (["--instrument", "larc7-instrment"], "Did you mean “larc7-instrument”?"),
        (["--instrument", "larc7"], "larc7.yaml is a codebook, not an instrument."),
    ):
        run("new", path, *words, code=1)
        assert said in capsys.readouterr().err
        assert not path.exists()
    export = write(tmp_path / "e.csv", ROWS)
    run("import", path, export, "--instrument", "larc7-instrument", code=1)
    assert "No column of e.csv is a question" in capsys.readouterr().err
    assert not path.exists()


def test_an_instrument_is_kept_later_and_replaced(
    tmp_path: Path, capsys: Capture
) -> None:
    export, map_path, form = write_garden(tmp_path)
    project = tmp_path / "g.hsb"
    run("import", project, export, "--map", map_path)
    run("instrument", "answers", project, code=1)
    assert "g.hsb keeps no instrument" in capsys.readouterr().err
    run("instrument", "keep", project, "larc7-instrument", code=1)
    assert "answers to no question of the instrument “larc7”" in (
        capsys.readouterr().err
    )
    run("instrument", "keep", project, form)
    assert "every answer fits" in capsys.readouterr().err
    form.write_text(
        form.read_text("utf-8").replace('"Guest"', '"Visitor"'), encoding="utf-8"
    )
    run("instrument", "keep", project, form)
    assert "1 answer (1 of 6 respondents) does not fit" in capsys.readouterr().err
    run("instrument", "answers", project)
    assert "role “Guest”: not on the list" in capsys.readouterr().out


def test_specs_of_another_instrument_are_refused(tmp_path: Path) -> None:
    form = write_garden(tmp_path)[2]
    with pytest.raises(UsageConflict, match="is for the instrument “larc7”, not"):
        read_forms(str(form), "larc7-tables")
    with create_project(tmp_path / "p.hsb") as project:
        forms = read_forms("larc7-instrument", "larc7-tables", project)
        assert forms.form is not None
    run("new", tmp_path / "q.hsb", *FORMS)
    with (
        open_project(tmp_path / "q.hsb") as project,
        pytest.raises(UsageConflict, match="What the project keeps of table specs"),
    ):
        read_forms(str(form), "", project)


def test_an_instrument_is_shown_in_words(
    whole: Path, tmp_path: Path, capsys: Capture
) -> None:
    run("instrument", "show", whole)
    of_project = capsys.readouterr().out
    run("instrument", "show", "larc7-instrument")
    assert capsys.readouterr().out == of_project
    for words in (
        "65 questions, language en, online",
        "b_training_impact: What the training changed – grid of 5 rows",
        "only where b_training is “Yes”",
        "impact6_methods: A lot > Somewhat > A little > Not a lot > Not at all",
        "never offered: Strongly disagree",
        "agency7, version 1: Agency, seven groups – a_agency in 7 groups; without a "
        "group: secure_justice",
        "O11, duplicate (c_leadership)",
    ):
        assert words in of_project
    run("instrument", "show", whole, "--json")
    assert len(json.loads(capsys.readouterr().out)["derived"]) == 11
    run("instrument", "show", whole, "b_feelngs", code=1)
    assert "Did you mean “b_feelings”?" in capsys.readouterr().err
    run("instrument", "show", write_garden(tmp_path)[2], "wishes")
    out = capsys.readouterr().out
    assert "water_2: Water (the same as water)" in out
    assert "none: None of these (none of the others beside it)" in out


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("codebooks/larc7.yaml", "a codebook"),
        ("codebooks/larc7-tables.yaml", "a file of table specs"),
        ("data/larc7/map.yaml", "an import map"),
        ("data/larc7/exports/safeguarding-survey-LA1.csv", "a table of rows"),
        ("docs/map-form.md", "a text"),
    ],
)
@pytest.mark.parametrize("command", ["instrument check", "check-figures"])
def test_a_file_of_another_kind_is_called_by_its_name(
    command: str, name: str, what: str, capsys: Capture
) -> None:
    run(*command.split(), ROOT / name, code=1)
    said = capsys.readouterr().err.splitlines()[0]
    assert f"{Path(name).name} is {what}" in said
    assert ", not a" in said


def test_projects_and_each_others_files_are_told_apart(
    whole: Path, tmp_path: Path, capsys: Capture
) -> None:
    figures = ROOT / "tests" / "figures" / "harbour.yaml"
    for words, said in (
        (["instrument", "check", whole], "is a project"),
        (["instrument", "check", figures], "is a list of published numbers, not an"),
        (["check-figures", ROOT / "codebooks/larc7-instrument.yaml"], "an instrument,"),
        (["instrument", "check", tmp_path / "no.yaml"], "There is no file"),
    ):
        run(*words, code=1)  # type: ignore[arg-type]
        assert said in capsys.readouterr().err
    run("instrument", "check", "larc7-instrument")
    assert "sound; 65 questions" in capsys.readouterr().out


def test_closed_answers_begin_with_who_somebody_is(whole: Path) -> None:
    """Before variables are derived, too; how a form was filled in comes last."""
    with open_project(whole, write=False) as project:
        asked = [question.id for question in asked_questions(project).questions]
        known = [question.id for question in closed_facts(project).questions]
    assert asked[:2] == ["a_agency", "a_role"]
    assert known[:2] == ["agency7", "role2"]
    for ids in (asked, known):
        assert ids[-2:] == ["last_page", "completed"]
