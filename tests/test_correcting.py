"""A kind or a question corrected after coding began: previewed, nothing lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Kind
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.importing.bringing_in import apply_plans, look_at, plan_import
from hsbcode.workflows.log.history import History
from hsbcode.workflows.log.naming_steps import last_step
from hsbcode.workflows.log.undoing import take_back, what_taking_back_does
from hsbcode.workflows.mending.changing_kinds import correct_kind
from hsbcode.workflows.mending.choosing_acts import choose_acts
from hsbcode.workflows.mending.chosen_codings import choose_codings
from hsbcode.workflows.mending.codings import Wish, apply_mending, preview
from hsbcode.workflows.mending.correcting import look_at_correction
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tabulating import all_tables
from tests.projects import make_project
from tests.small_projects import begin_round
from tests.test_cli import Capture, run

TEXTS = ("Nobody tells us.", "Too few hours.", "There is danger.")
EXPORT = """\
id,role,Challenge,Another one
1,Nurse,Too few hours,Nobody tells us anything at all
2,Teacher,There is danger here,Parents ask for more time
3,Nurse,Money and more money,
"""
SEPARATE = """\
study: s
columns:
  - {column: id, kind: id}
  - {column: role, kind: closed, question: role}
  - {column: Challenge, kind: open, question: challenge}
  - {column: Another one, kind: open, question: another}
"""
JOINED = SEPARATE.replace("question: another", "question: challenge")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", TEXTS)
    eva = CodingSession(made, "eva")
    eva.apply(eva.units[0], "trust", span=Span(0, 6))
    eva.finish(eva.units[0])
    eva.finish_without_code(eva.units[1])
    ben = CodingSession(made, "ben")
    ben.apply(ben.units[0], "time")
    return made


def test_what_happens_to_codings_is_shown_before(project: Project) -> None:
    with project:
        shown = look_at_correction(project, "what", Kind.CLOSED)
        assert (shown.answers, shown.codings, shown.coded) == (3, 3, 2)
        assert shown.coders == ("ben", "eva")
        assert shown.sets_aside
        assert shown.words == (
            "what becomes a closed question with 3 answers. 3 codings of 2 answers by "
            "ben, eva are set aside, and come back when it is corrected back "
            "(--correct what=open)."
        )
        assert project.answers.questions()["what"].kind is Kind.OPEN


@pytest.mark.parametrize("kind", [Kind.CLOSED, Kind.DROP])
def test_corrected_and_corrected_back_all_is_as_it_was(
    project: Project, kind: Kind
) -> None:
    with project:
        before = project.log.fold().passes
        assert correct_kind(project, "what", kind, "lead") == 3
        assert "what" not in {
            q for q, units in read_study(project).units.items() if units
        }
        shown = look_at_correction(project, "what", Kind.OPEN)
        assert shown.words.endswith("3 codings of 2 answers by ben, eva come back.")
        assert not shown.sets_aside
        assert correct_kind(project, "what", Kind.OPEN) == 3
        eva = CodingSession(project, "eva", "what")
        assert eva.held(eva.units[0]).spans() == (("trust", Span(0, 6)),)
        assert eva.tally().finished == 2
        assert project.log.fold().passes == before
        said = [step.words for step in History(project).page(0, 2)]
        assert said == [
            f"corrected what from {kind} to open: 3 codings came back",
            f"corrected what from open to {kind}: 3 codings set aside",
        ]


def test_a_question_left_out_stands_in_no_table(project: Project) -> None:
    with project:
        assert any(t.question == "what" for t in all_tables(read_study(project)))
        correct_kind(project, "what", Kind.DROP)
        assert not any(
            table.question == "what" and table.rows
            for table in all_tables(read_study(project))
        )


@pytest.mark.parametrize("kind", [Kind.CLOSED, Kind.DROP])
def test_a_correction_is_one_step_that_undo_and_redo_know(
    project: Project, kind: Kind
) -> None:
    with project:
        before, asked = project.log.fold().passes, project.answers.questions()
        correct_kind(project, "what", kind, "lead")
        press = last_step(project, "lead")
        would = what_taking_back_does(project, press, "lead")
        assert would.effect.endswith("3 codings of 2 answers by ben, eva come back")
        undone = take_back(project, press, "lead")
        done = f"corrected what from open to {kind}"
        assert undone.words == f"{done}: 3 codings set aside"
        assert project.answers.questions() == asked
        assert project.log.fold().passes == before
        assert History(project).page(1, 1)[0].taken_back
        # Taking the undo back does it again.
        again = what_taking_back_does(project, undone.acts[0].press, "lead")
        assert again.closes == "what"
        take_back(project, undone.acts[0].press, "lead")
        assert project.answers.questions()["what"].kind is kind
        with pytest.raises(UsageConflict, match="later step changed its kind"):
            take_back(project, undone.acts[0].press, "lead")


def test_a_closed_question_gets_its_options_back(project: Project) -> None:
    with project:
        asked = project.answers.questions()
        closed = next(q for q in asked.values() if q.kind is Kind.CLOSED)
        values = project.answers.closed()[closed.id].values()
        chosen = dict.fromkeys(value for given in values for value in given)
        more = replace(closed, options=(*chosen, "Nobody chose this"))
        with project.transaction():
            project.answers.put_questions([more])
        given = project.answers.closed()[closed.id]
        correct_kind(project, closed.id, Kind.OPEN, "lead")
        take_back(project, last_step(project, "lead"), "lead")
        now = project.answers.questions()[closed.id]
        assert now.options == more.options
        assert project.answers.closed()[closed.id] == given


def test_answers_in_a_round_stay_as_they_are(project: Project) -> None:
    with project:
        begin_round(project, "r1", "eva", "ben")
        blind = CodingSession(project, "eva", round_="r1")
        blind.apply(blind.units[2], "risk")
        with pytest.raises(UsageConflict, match="round r1"):
            look_at_correction(project, "what", Kind.CLOSED)


def test_only_what_can_be_is_corrected(project: Project) -> None:
    with project:
        with pytest.raises(UsageConflict, match="open already"):
            look_at_correction(project, "what", Kind.OPEN)
        with pytest.raises(UsageConflict, match="only an open question"):
            look_at_correction(project, "area", Kind.DROP)
        with pytest.raises(UsageConflict, match="cannot be made tick"):
            look_at_correction(project, "area", Kind.TICK)


def test_a_column_wrongly_apart_is_joined_and_its_codings_follow(
    tmp_path: Path,
) -> None:
    """The export again with a better map, the codings moved, the old one left out."""
    export, apart, joined = (tmp_path / name for name in ("e.csv", "a.yaml", "j.yaml"))
    export.write_text(EXPORT, encoding="utf-8")
    apart.write_text(SEPARATE, encoding="utf-8")
    joined.write_text(JOINED, encoding="utf-8")
    with Project.create(tmp_path / "p.hsb") as project:
        apply_plans(project, [plan_import(project, *look_at(export, apart), study="s")])
        eva = CodingSession(project, "eva", "another")
        code = eva.create_code("Time")
        project.put_codebook(Codebook((_everywhere(project, code.id),)), "lead")
        eva = CodingSession(project, "eva", "another")
        for unit in eva.units:
            eva.apply(unit, code.id)
            eva.finish(unit)
        raw, known = look_at(export, joined, project)
        apply_plans(project, [plan_import(project, raw, known)])
        chosen = choose_codings(project, choose_acts(project, question="another"))
        shown = preview(project, chosen, Wish(question="challenge"))
        assert shown.sentence.startswith("2 codings of 2 answers under")
        apply_mending(project, shown, "lead")
        correct_kind(project, "another", Kind.DROP)
        eva = CodingSession(project, "eva", "challenge")
        coded = [line.unit.name for line in eva.lines(eva.units) if line.held.finished]
        assert coded == ["1/challenge/2", "2/challenge/2"]
        assert [q.id for q in eva.questions] == ["challenge"]


def _everywhere(project: Project, code: str) -> Code:
    return replace(project.codebook[code], questions=())


def test_the_command_shows_asks_and_does(
    project: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.path
    project.close()
    run("import", path, "--correct", "what=closed", "--dry-run")
    assert "3 codings of 2 answers by ben, eva are set aside" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.readline", lambda: "n\n")
    run("import", path, "--correct", "what=closed")
    assert "Nothing was changed" in capsys.readouterr().err
    run("import", path, "--correct", "what=closed", "--yes")
    assert "what is closed now; 3 answers moved" in capsys.readouterr().err
    run("import", path, "--correct", "what=open")  # nothing is set aside: no question
    assert "come back" in capsys.readouterr().err
    with Project.open(path, write=False) as again:
        assert again.answers.questions()["what"].kind is Kind.OPEN
