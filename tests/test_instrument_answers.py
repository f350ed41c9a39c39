"""Answers held against an instrument: each fault is found, and nothing is lost."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hsbcode.domain.answer_findings import (
    AnswerFindings,
    Finding,
    FindingKind,
    Origin,
)
from hsbcode.domain.closed_data import STATES, AnswerState
from hsbcode.domain.findings_together import all_together
from hsbcode.files.instrument_checks import problems, read_instrument
from hsbcode.results.answer_states import with_states
from hsbcode.results.closed_columns import columns_from_rows
from hsbcode.results.routes import Routes
from hsbcode.workflows.checking.answers import check_project
from hsbcode.workflows.opening import open_project
from tests.closed_surveys import WHOLE, larc7_form, solved_rows
from tests.instrument_projects import SOUND, write_garden
from tests.test_cli import run

Capture = pytest.CaptureFixture[str]
EXPORTS = sorted((WHOLE / "exports").glob("*.csv"))
KEPT_ON_PURPOSE = {
    *(("off_route", who, "b_hsb_3m") for who in ("5116096", "5117716", "5120978")),
    *(
        ("off_route", who, "b_training_available")
        for who in ("5116096", "5117716", "5120978")
    ),
    ("off_route", "5107244", "b_training_impact.other"),
    ("off_route", "5114313", "b_training_impact.other"),
    ("off_route", "5108609", "c_training_impact.other"),
    ("several", "5111067", "b_training_impact.other"),
    ("never_offered", "5105014", "c_leadership.ownership"),
    ("exclusive", "5106012", "c_methods"),
    ("exclusive", "5109384", "c_methods"),
}


def listed(found: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    entries = found["findings"]
    named = {(one["kind"], one["respondent"], one["question"]) for one in entries}
    assert len(named) == len(entries)
    return named


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "whole.hsb"
    forms = ("--instrument", "larc7-instrument", "--specs", "larc7-tables")
    run("import", path, *EXPORTS, "--map", WHOLE / "map.yaml", *forms)
    return path


def found_in(path: Path) -> AnswerFindings:
    with open_project(path, write=False) as project:
        return check_project(project)


def test_what_was_kept_on_purpose_is_found_and_no_more(
    whole: Path, capsys: Capture
) -> None:
    run("instrument", "answers", whole, "--json")
    found = json.loads(capsys.readouterr().out)
    assert listed(found) == KEPT_ON_PURPOSE
    assert found["looked_at"] == 594
    assert found["not_in_the_instrument"] == []
    assert len(found["no_column"]) == 18
    rows = {one["respondent"]: (one["file"], one["row"]) for one in found["findings"]}
    for who, (file, row) in rows.items():
        lines = (WHOLE / "exports" / file).read_text("utf-8-sig").splitlines()
        # No answer has more than one line up to there.
        assert lines[row - 1].startswith(who) or who in "".join(lines)


def test_a_dry_run_tells_the_same_and_keeps_nothing(
    tmp_path: Path, capsys: Capture
) -> None:
    target = tmp_path / "w.hsb"
    command: list[str | Path] = ["import", target, *EXPORTS, "--dry-run"]
    forms = ("--map", WHOLE / "map.yaml", "--instrument", "larc7-instrument")
    run(*command, *forms, "--json")
    said = capsys.readouterr()
    reports = json.loads(said.out)
    every = set().union(*(listed(one["instrument"]) for one in reports))
    assert every == KEPT_ON_PURPOSE
    assert "13 answers (10 of 594 respondents) do not fit" in said.err
    assert "5105014 (safeguarding-survey-LA2.csv, row " in said.err
    assert "all of them with --json" in said.err
    assert not target.exists()


def test_answers_that_do_not_fit_are_kept_as_they_are(whole: Path) -> None:
    with open_project(whole, write=False) as project:
        names = {one.reference: one.id for one in project.answers.respondents()}
        closed = project.answers.closed()
    assert closed["b_hsb_3m"][names["5116096"]] == ("None",)
    assert closed["b_training_impact.other"][names["5111067"]] == ("Somewhat;A lot",)
    assert "None of the above" in closed["c_methods"][names["5106012"]]
    assert len(closed["c_methods"][names["5106012"]]) > 1


def test_routes_are_those_that_tables_are_counted_with() -> None:
    form, rows = larc7_form(), solved_rows()
    columns = columns_from_rows(form, rows)
    data = with_states(form, [row["respondent_id"] for row in rows], columns)
    routes = Routes(form, columns, len(rows))
    not_routed = STATES.index(AnswerState.NOT_ROUTED)
    for question in form.questions.values():
        if question.columns[0] not in columns:
            continue
        led = routes.led(question)
        told = np.frombuffer(data.routed[question.columns[0]], dtype=np.uint8)
        assert (led == told.astype(bool)).all(), question.id
        states = np.frombuffer(data.states[question.columns[0]], dtype=np.uint8)
        assert not led[states == not_routed].any()


# --- another survey -----------------------------------------------------------------


def garden(tmp_path: Path, *rows: str, name: str = "garden-North.csv") -> Path:
    export, map_path, form = write_garden(tmp_path, rows or SOUND, name)
    project = tmp_path / "garden.hsb"
    run("import", project, export, "--map", map_path, "--instrument", form)
    return project


def test_the_small_instrument_is_sound(tmp_path: Path) -> None:
    form = read_instrument(write_garden(tmp_path)[2])
    assert list(problems(form)) == []


def test_row_02_sound_answers_are_silent_also_twice_the_same_option(
    tmp_path: Path, capsys: Capture
) -> None:
    found = found_in(garden(tmp_path))
    assert found.findings == ()
    assert "6 respondents: every answer fits the instrument garden_2025" in (
        capsys.readouterr().err
    )
    assert found.unknown == ()
    assert found.lacking == ("batch",)


@pytest.mark.parametrize(
    ("row", "kind", "question", "answer", "why"),
    [
        (
            "9,Plot holdr,1 - 5,,,,,,,,",
            FindingKind.UNLISTED,
            "role",
            "Plot holdr",
            "not on the list. Did you mean “Plot holder”?",
        ),
        (
            "9,Plot holder,05-Jan,,,,,,,,",
            FindingKind.UNLISTED,
            "years",
            "05-Jan",
            "not on the list. The list: None, 1 - 5, More than 5, Unsure",
        ),
        (
            "9,Plot holder,1 - 5,Disagree,,,,,,,",
            FindingKind.NEVER_OFFERED,
            "plot.soil",
            "Disagree",
            "never offered here",
        ),
        (
            '9,Plot holder,1 - 5,,"Agree; Neither",,,,,,',
            FindingKind.SEVERAL,
            "plot.fence",
            "Agree; Neither",
            "only one answer is possible",
        ),
        (
            "9,Plot holder,1 - 5,,,Water,,Shed,,None of these,",
            FindingKind.EXCLUSIVE,
            "wishes",
            "None of these",
            "ticked beside “Water”, “Shed”",
        ),
        (
            "9,Site warden,1 - 5,,,,Compost,,,,",
            FindingKind.OFF_ROUTE,
            "wishes",
            "Compost",
            "asked only where role is “Plot holder”; here it is “Site warden”",
        ),
        (
            "9,,1 - 5,,,,Compost,,,,",
            FindingKind.OFF_ROUTE,
            "wishes",
            "Compost",
            "asked only where role is “Plot holder”; here it is empty",
        ),
        (
            "9,Plot holder,None,Agree,,,,,,,",
            FindingKind.OFF_ROUTE,
            "plot.soil",
            "Agree",
            "asked only where years is “1 - 5” or “More than 5”; here it is “None”",
        ),
        (
            "9,Plot holder,1 - 5,,,,,,,,My grandmother had it before me",
            FindingKind.OFF_ROUTE,
            "why",
            "",
            "asked only where years is “More than 5”; here it is “1 - 5”",
        ),
    ],
)
def test_each_fault_is_found_alone_with_its_reason(
    tmp_path: Path,
    row: str,
    kind: FindingKind,
    question: str,
    answer: str,
    why: str,
) -> None:
    project = garden(tmp_path, *SOUND, row)
    found = found_in(project)
    (one,) = found.findings
    assert (one.kind, one.question, one.answer, one.why) == (
        kind,
        question,
        answer,
        why,
    )
    origin = found.origins[one.people[0]]
    assert (origin.reference, origin.file, origin.row) == ("9", "garden-North.csv", 8)
    given = {cell.strip('" ') for cell in row.split(",")[1:]}
    with open_project(project, write=False) as opened:
        person = {r.reference: r.id for r in opened.answers.respondents()}["9"]
        kept = {v for some in opened.answers.closed_of(person).values() for v in some}
        texts = {unit.text for unit in opened.answers.all_units("why")}
    assert given - {""} <= kept | texts | {"Agree; Neither"}


def test_labels_that_differ_in_case_and_marks_only_are_on_the_list(
    tmp_path: Path,
) -> None:
    assert found_in(garden(tmp_path, "9,plot holder,1-5,agree!,,,,,,,")).total == 0


def test_row_10_none_beside_ticks_and_ticks_against_the_route_are_two_findings(
    tmp_path: Path,
) -> None:
    row = "9,Guest,None,,,,Compost,,,None of these,"
    found = found_in(garden(tmp_path, *SOUND, row))
    assert found.counts == {
        FindingKind.UNLISTED: 0,
        FindingKind.OFF_ROUTE: 1,
        FindingKind.NEVER_OFFERED: 0,
        FindingKind.SEVERAL: 0,
        FindingKind.EXCLUSIVE: 1,
    }
    assert (found.total, found.respondents) == (2, 1)


def test_an_area_that_is_not_on_the_list_is_told_without_its_name(
    tmp_path: Path,
) -> None:
    found = found_in(garden(tmp_path, *SOUND, name="garden-Secretville.csv"))
    (one,) = found.findings
    assert (one.kind, one.question, len(one.people)) == ("unlisted", "site", 6)
    assert one.answer == ""
    assert "Secretville" not in one.why


def test_a_column_that_routes_need_and_nobody_has_is_said(tmp_path: Path) -> None:
    export, map_path, form = write_garden(tmp_path)
    text = map_path.read_text("utf-8")
    line = "  - {column: role, kind: closed, question: role}\n"
    extra = "  - {column: role, kind: closed, question: rolle}\n"
    map_path.write_text(text.replace(line, extra), encoding="utf-8")
    run(
        "import",
        tmp_path / "g.hsb",
        export,
        "--map",
        map_path,
        "--instrument",
        form,
    )
    found = found_in(tmp_path / "g.hsb")
    assert found.findings == ()
    assert "Routes that hang on role are not checked: there is no such column." in (
        found.remarks
    )
    assert found.unknown == ("rolle (Did you mean “role”?)",)
    assert found.lacking == ("batch", "role")


def test_a_question_read_as_another_kind_is_said(tmp_path: Path) -> None:
    export, map_path, form = write_garden(tmp_path)
    text = map_path.read_text("utf-8")
    text = text.replace("kind: closed, question: years", "kind: open, question: years")
    text = text.replace("kind: open, question: why", "kind: closed, question: why")
    text = text.replace("option: Shed", "option: Hut")
    map_path.write_text(text, encoding="utf-8")
    forms = ("--map", map_path, "--instrument", form)
    run("import", tmp_path / "g.hsb", export, *forms)
    found = found_in(tmp_path / "g.hsb")
    assert found.remarks[:2] == (
        "years is read as open, but people gave one answer.",
        "why is read as closed, but people gave their own words.",
    )
    assert found.unknown == ("“Hut” of wishes",)
    assert "“Shed” of wishes" in found.lacking


def test_a_route_may_hang_on_what_an_earlier_export_brought(
    tmp_path: Path, capsys: Capture
) -> None:
    project = garden(tmp_path)
    later = tmp_path / "garden-North-later.csv"
    later.write_text("id,soil\n1,Agree\n3,Agree\n", encoding="utf-8")
    short = tmp_path / "short.yaml"
    short.write_text(
        "schema: hsbcode.map/1\nstudy: garden\nheader_rows: 1\ncolumns:\n"
        "  - {column: id, kind: id}\n"
        "  - {column: soil, kind: closed, question: plot.soil}\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    run("import", project, later, "--map", short, "--json")
    (one,) = json.loads(capsys.readouterr().out)["instrument"]["findings"]
    assert (one["respondent"], one["row"], one["question"]) == ("3", 3, "plot.soil")


def test_a_common_fault_does_not_hide_a_rare_one(tmp_path: Path) -> None:
    rows = [f"{n},Gardener,None,,,,,,,," for n in range(10, 60)]
    rows.append("9,Plot holder,1 - 5,Disagree,,,,,,,")
    found = found_in(garden(tmp_path, *rows))
    lines = found.lines(12)
    assert sum("Gardener" in line for line in lines) == 3
    assert lines[3] == "  … and the same of 47 more"
    assert "never offered here" in lines[-1]
    assert len(list(found.all_lines())) == 51


def test_hostile_labels_are_listed_without_harm(
    tmp_path: Path, capsys: Capture
) -> None:
    bad = "\x1b[2J[/b]\u202e=cmd|x" + "long " * 4000
    project = garden(tmp_path, *SOUND, f'9,Plot holder,"{bad}",,,,,,,,')
    capsys.readouterr()
    run("instrument", "answers", project)
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert max(map(len, said.splitlines())) < 400
    run("instrument", "answers", project, "--json")
    (one,) = json.loads(capsys.readouterr().out)["findings"]
    assert one["answer"] == bad.strip()


def test_several_files_are_told_as_one() -> None:
    why = ("role", "Gardener", "not on the list")
    one = AnswerFindings(
        "garden_2025",
        (Origin("1", "north.csv", 2), Origin("2", "north.csv", 3)),
        (Finding(FindingKind.UNLISTED, *why, (1,)),),
        unknown=("colour",),
        lacking=("batch", "years"),
        known=3,
    )
    other = AnswerFindings(
        "garden_2025",
        (Origin("3", "south.csv", 2),),
        (
            Finding(FindingKind.UNLISTED, *why, (0,)),
            Finding(FindingKind.EXCLUSIVE, "wishes", "None", "ticked beside", (0,)),
        ),
        unknown=("colour", "shape"),
        lacking=("batch",),
        known=4,
    )
    both = all_together([one, other])
    assert [(f.kind, f.people) for f in both.findings] == [
        (FindingKind.UNLISTED, (1, 2)),
        (FindingKind.EXCLUSIVE, (2,)),
    ]
    assert (both.total, both.respondents, both.known) == (3, 2, 4)
    assert both.unknown == ("colour", "shape")
    assert both.lacking == ("batch",)
    assert both.remarks == ("No column in north.csv: years.",)
    assert both.lines(9)[1].startswith("3 (south.csv, row 2), role “Gardener”: not on")
