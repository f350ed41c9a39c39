"""Bringing exports in: first time, again, longer, changed, corrected."""

from pathlib import Path

import pytest

from hsbcode.domain.errors import ImportDataError, UsageConflict
from hsbcode.domain.questions import asked_of
from hsbcode.domain.survey import Kind
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.importing.bringing_in import (
    apply_plans,
    check_together,
    look_at,
    plan_import,
    write_understanding,
)
from hsbcode.workflows.mending.changing_kinds import correct_kind
from hsbcode.workflows.opening import create_project
from hsbcode.workflows.studying import read_study

HEADER = "Respondent ID,Role,What is hard about your work?,Anything else?\n"
ROWS = [
    "r1,Nurse,Nobody tells us what happened before the child came here,NA\n",
    "r2,Teacher,Keeping everyone in the class safe while he learns,\n",
    "r3,Nurse,=1+1 is what the form asks for,No thanks at all for asking\n",
    "r4,Teacher,,\n",
    "r5,,,\n",
]
OPEN = "hard_work"


def write(path: Path, rows: list[str], header: str = HEADER) -> Path:
    path.write_text(header + "".join(rows), encoding="utf-8")
    return path


def bring(project: Project, export: Path, wave: str = "1") -> str:
    raw, known = look_at(export, project=project, wave=wave)
    plan = plan_import(project, raw, known, study="s", wave=wave)
    apply_plans(project, [plan])
    return plan.sentence()


def open_question(project: Project) -> str:
    return next(q.id for q in project.answers.questions().values() if q.is_open)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    export = write(tmp_path / "e.csv", ROWS)
    with create_project(tmp_path / "p") as project:
        bring(project, export)
        before = project.answers.counts()
        said = bring(project, export)
        assert project.answers.counts() == before
    assert said == "5 known, 0 new respondents, 0 open answers"


def test_a_longer_copy_adds_only_what_is_new(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS[:3]))
        units = project.answers.unit_ids(open_question(project))
        said = bring(project, write(tmp_path / "e2.csv", ROWS))
        assert project.answers.unit_ids(open_question(project))[: len(units)] == units
    assert said.startswith("3 known, 2 new respondents (1 of them never began)")


def test_a_changed_text_is_kept_beside_the_earlier_one(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        question = open_question(project)
        old = project.answers.unit_ids(question)[0]
        session = CodingSession(project, "amy", question)
        session.finish_without_code(old)
        changed = ROWS[0].replace("Nobody tells us", "Somebody tells us")
        export = write(tmp_path / "e2.csv", [changed, *ROWS[1:]])
        raw, known = look_at(export, project=project)
        plan = plan_import(project, raw, known, study="s")
        assert [(c.respondent, c.question) for c in plan.changed] == [("r1", question)]
        assert "Somebody" not in plan.changed[0].why
        apply_plans(project, [plan])
        new = project.answers.units(project.answers.unit_ids(question))[0]
        assert new.text.startswith("Somebody tells us")
        assert new.version == 2
        assert project.answers.earlier_units(new) == (old,)
        # the earlier text and its coding are still there
        assert project.answers.units([old])[0].text.startswith("Nobody tells us")
        assert project.fold.unit("amy", old).finished
        assert not project.fold.unit("amy", new.id).finished


def test_an_emptied_answer_is_listed_and_kept(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        question = open_question(project)
        count = len(project.answers.unit_ids(question))
        raw, known = look_at(
            write(tmp_path / "e2.csv", ["r1,Nurse,,NA\n", *ROWS[1:]]), project=project
        )
        plan = plan_import(project, raw, known, study="s")
        assert "empty now" in plan.changed[0].why
        apply_plans(project, [plan])
        assert len(project.answers.unit_ids(question)) == count


def test_another_wave_is_other_people(tmp_path: Path) -> None:
    export = write(tmp_path / "e.csv", ROWS)
    with create_project(tmp_path / "p") as project:
        bring(project, export)
        said = bring(project, export, wave="2018")
        assert said.startswith("5 new respondents")
        assert project.answers.counts()["respondents"] == 10


def test_nothing_is_half_imported(tmp_path: Path) -> None:
    good = write(tmp_path / "good.csv", ROWS[:2])
    rows = ["r8,Nurse,One answer,\n", "r9,Nurse,Two,\n", "r9,Nurse,Three,\n"]
    bad = write(tmp_path / "bad.csv", rows)
    with create_project(tmp_path / "p") as project:
        plan_import(project, *look_at(good, project=project), study="s")
        raw, known = look_at(bad, project=project)
        with pytest.raises(ImportDataError) as caught:
            plan_import(project, raw, known, study="s")
        assert caught.value.message.startswith("bad.csv")
        assert "row" in caught.value.message
        assert "Respondent ID" in caught.value.message
        assert project.answers.counts()["respondents"] == 0


def test_two_files_together_must_not_share_people(tmp_path: Path) -> None:
    plans = []
    for name in ("a.csv", "b.csv"):
        raw, known = look_at(write(tmp_path / name, ROWS[:3]))
        plans.append(plan_import(None, raw, known, study="s"))
    with pytest.raises(ImportDataError, match=r"b\.csv, row 2: respondent “r1”"):
        check_together(plans)


def test_a_kind_is_corrected_later_and_back(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        assert project.answers.questions()["role"].kind is Kind.CLOSED
        assert correct_kind(project, "role", Kind.OPEN) == 4
        session = CodingSession(project, "amy", "role")
        texts = [line.unit.text for line in session.lines(session.units)]
        assert texts == ["Nurse", "Teacher", "Nurse", "Teacher"]
        session.finish_without_code(session.units[0])
        assert "role" not in read_study(project).closed
        correct_kind(project, "role", Kind.CLOSED)
        assert len(read_study(project).closed["role"]) == 4
        # a coding made meanwhile comes back with the units
        assert correct_kind(project, "role", Kind.OPEN) == 4
        session = CodingSession(project, "amy", "role")
        assert session.tally().finished == 1
        assert session.held(session.units[0]).finished


def test_correcting_says_what_is_possible(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        with pytest.raises(UsageConflict, match="no question “rolle”") as caught:
            correct_kind(project, "rolle", Kind.OPEN)
        assert "role" in caught.value.hint
        with pytest.raises(UsageConflict, match="closed already"):
            correct_kind(project, "role", Kind.CLOSED)


def test_the_map_written_gives_the_same_again(tmp_path: Path) -> None:
    export = write(tmp_path / "e.csv", ROWS)
    raw, known = look_at(export)
    plan = plan_import(None, raw, known, study="s")
    write_understanding(plan.raw, plan.understanding, tmp_path / "map.yaml")
    raw2, known2 = look_at(export, tmp_path / "map.yaml")
    again = plan_import(None, raw2, known2, study="s")
    assert again.intake.boxes == plan.intake.boxes
    assert again.intake.closed == plan.intake.closed


def test_two_people_with_one_export_hold_the_same_ids(tmp_path: Path) -> None:
    units = []
    for name in ("anna", "bob"):
        export = write(tmp_path / f"{name}'s copy.csv", ROWS)
        with create_project(tmp_path / name) as project:
            assert project.study == ""
            plan = plan_import(project, *look_at(export, project=project))
            apply_plans(project, [plan])
            assert project.name == name
            units.append(project.answers.unit_ids(open_question(project)))
    assert units[0] == units[1]
    other = write(tmp_path / "o.csv", ROWS, HEADER.replace("hard", "easy"))
    assert plan_import(None, *look_at(other)).intake.study != plan.intake.study


def test_answers_survive_to_the_letter(tmp_path: Path) -> None:
    odd = 'r1,Nurse,"NA, None,\n 007 =2+2  and trailing ",n/a\n'
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", [odd, *ROWS[1:]]))
        unit = project.answers.all_units(open_question(project))[0]
    assert unit.text == "NA, None,\n 007 =2+2  and trailing "


def test_new_columns_of_a_wave_become_questions_of_it_only(tmp_path: Path) -> None:
    header = HEADER.rstrip("\n") + ",What helps you most?\n"
    rows = ["r1,Nurse,Writing it all down twice,NA,A kind word from my manager\n"]
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        before = set(project.answers.questions())
        bring(project, write(tmp_path / "w2.csv", rows, header), wave="2")
        (added,) = set(project.answers.questions()) - before
        study = read_study(project)
        assert len(asked_of(study, added)) == 1
        assert len(asked_of(study, OPEN)) == 5
        assert len(project.answers.all_units(OPEN)) == 4


def test_a_missing_column_is_told_and_no_answer_called_empty(tmp_path: Path) -> None:
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        short = tmp_path / "short.csv"
        short.write_text("Respondent ID,Role\nr1,Nurse\nr9,Porter\n", "utf-8")
        raw, known = look_at(short, project=project)
        plan = plan_import(project, raw, known, study="s")
        apply_plans(project, [plan])
        assert plan.changed == ()
        assert any(OPEN in note for note in plan.notes)
        assert len(asked_of(read_study(project), OPEN)) == 4


def test_another_survey_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("id,Weight,Remarks\n1,70,Heavy as a stone\n", "utf-8")
    with create_project(tmp_path / "p") as project:
        bring(project, write(tmp_path / "e.csv", ROWS))
        raw, known = look_at(other, project=project)
        plan = plan_import(project, raw, known, study="s")
    assert "another survey" in " ".join(plan.notes)


def test_a_further_box_joins_its_question(tmp_path: Path) -> None:
    text = "is what is hard here"
    header = "id,Challenge 1: What is hard?,Challenge 2: What is hard?"
    rows = [f"{n},a {n} {text},b {n} {text}" for n in range(5)]
    first = tmp_path / "e.csv"
    first.write_text("\n".join([header, *rows]), "utf-8")
    second = tmp_path / "e2.csv"
    longer = [f"{row},c {row[0]} {text}" for row in rows]
    second.write_text(
        "\n".join([header + ",Challenge 3: What is hard?", *longer]), "utf-8"
    )
    with create_project(tmp_path / "p") as project:
        bring(project, first)
        assert bring(project, second) == "5 known, 0 new respondents, 5 open answers"
        (question,) = project.answers.questions().values()
    assert question.boxes == 3


def test_a_sheet_and_an_encoding_chosen_once_are_kept(tmp_path: Path) -> None:
    text = "id,имя,отзыв\n1,да,мне всё очень понравилось\n2,нет,всё было плохо\n"
    export = tmp_path / "e.csv"
    export.write_bytes(text.encode("cp1251"))
    chosen = tmp_path / "map.yaml"
    chosen.write_text(
        "encoding: cp1251\ncolumns:\n- {column: 1, kind: id}\n"
        "- {column: 3, kind: open, question: review}\n",
        "utf-8",
    )
    with create_project(tmp_path / "p") as project:
        raw, known = look_at(export, chosen)
        apply_plans(project, [plan_import(project, raw, known, study="s")])
        assert bring(project, export) == "2 known, 0 new respondents, 0 open answers"
        export.write_text(text, "utf-8")
        assert bring(project, export) == "2 known, 0 new respondents, 0 open answers"


def test_the_same_file_twice_at_once_is_refused(tmp_path: Path) -> None:
    raw, known = look_at(write(tmp_path / "e.csv", ROWS))
    plan = plan_import(None, raw, known, study="s")
    with pytest.raises(ImportDataError, match=r"“r1” is in e\.csv, too"):
        check_together([plan, plan])
