"""From exports to every table: the reference study, and another survey altogether."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hsbcode.domain.errors import InstrumentError
from hsbcode.files.instrument_checks import read_instrument
from hsbcode.files.instrument_values import closed_form
from hsbcode.results.closed_columns import answers_from_labels, answers_from_ticks
from hsbcode.results.engine import compute_all
from hsbcode.results.preparing import people_from_columns, people_of
from hsbcode.results.specs import read_tables
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.survey_tables import survey_tables
from tests.closed_surveys import ROOT, WHOLE, cell, larc7_made, single, survey, ticks
from tests.test_cli import run

BOOKS = ROOT / "codebooks"


def example(name: str, folder: Path) -> Path:
    """Write the first example of a form's description as a file."""
    text = (ROOT / "docs" / f"{name}-form.md").read_text(encoding="utf-8")
    block = re.search(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    assert block
    path = folder / f"{name}.yaml"
    path.write_text(block[1], encoding="utf-8")
    return path


def test_an_imported_project_gives_the_tables_of_the_solved_answers(
    tmp_path: Path,
) -> None:
    path = tmp_path / "whole.hsb"
    exports = sorted((WHOLE / "exports").glob("*.csv"))
    run("import", path, *exports, "--map", WHOLE / "map.yaml")
    with open_project(path, write=False) as project:
        study = read_study(project)
    made, log = survey_tables(
        study,
        read_instrument(BOOKS / "larc7-instrument.yaml"),
        read_tables(BOOKS / "larc7-tables.yaml"),
    )
    assert {one.id: one for one in made} == larc7_made()
    assert {one.id for one in log} >= {"agency7", "role2", "uses_support"}


def test_another_instrument_in_the_same_form_gets_tables(tmp_path: Path) -> None:
    form = closed_form(read_instrument(example("instrument", tmp_path)))
    file = read_tables(example("tables", tmp_path))
    rows = [
        *[{"visits": "Every week", "staff.kind": "Agree"}] * 20,
        *[{"visits": "Every week", "staff.kind": "Unsure"}] * 20,
        *[{"visits": "Never", "staff.kind": "Agree"}] * 20,
    ]
    people, _ = people_of(form, file, [str(at) for at in range(len(rows))], rows)
    visits, staff = compute_all(file, people)
    assert [row.cells[0].text for row in visits.rows] == [
        "67 % (n = 60)",
        "0 % (n = 60)",
        "33 % (n = 60)",
    ]
    assert cell(staff, "kind").text == "50 % (n = 40)"
    assert cell(staff, "know").text == "–"
    assert staff.notes.population == "Weekly visitors (n = 40)"


def test_a_list_that_holds_a_label_twice_keeps_both_places() -> None:
    question = ticks("q", "a", "b", base="asked")
    same = replace(
        question,
        options=tuple(replace(one, label="Anxious") for one in question.options),
    )
    answers = answers_from_ticks(same, [("Anxious",), ("Anxious (2)",), (), ("Odd",)])
    assert [answers.of(at) for at in range(4)] == [("a",), ("b",), (), ("Odd",)]


def test_a_route_from_a_question_without_data_is_told() -> None:
    form = replace(
        survey(single("role", "Front", "Back")),
        id="larc7",
        decided_by="role",
        parts={"front": ("Front",)},
    )
    columns = {"q": answers_from_labels(single("q", "Yes"), ["Yes"])}
    file = read_tables(BOOKS / "larc7-tables.yaml")
    with pytest.raises(InstrumentError, match="hang on role"):
        people_from_columns(form, file, ["p"], columns)
