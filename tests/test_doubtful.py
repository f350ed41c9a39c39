"""Doubtful codings: found, told in words, never changed, and left when looked at."""

import io
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.acts import ActKind
from hsbcode.domain.doubts import Doubt, coding_mark
from hsbcode.domain.errors import ModelError, UsageConflict
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.audit_sample import draw_audit
from hsbcode.workflows.suggestions.doubting import (
    DoubtfulCodings,
    doubtful_codings,
    keep_coding,
)
from tests.driving import coding, drive, press, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round

Capture = pytest.CaptureFixture[str]

WRONG, FORGOTTEN, TOO_MUCH = 10, 21, 32


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def survey(path: Path, coder: str = "amy") -> Project:
    """Sixty answers coded as they should be, but for three."""
    texts = [
        f"Nobody trusts the other agency {n}"
        if n % 2
        else f"Far too many hours and no time {n}"
        for n in range(60)
    ]
    project = make_project(path, texts)
    session = CodingSession(project, coder, "what")
    for place, unit in enumerate(session.units):
        right = "trust" if place % 2 else "time"
        if place == WRONG:
            session.apply(unit, "trust")
        elif place != FORGOTTEN:
            session.apply(unit, right)
        if place == TOO_MUCH:
            session.apply(unit, "trust")
        if place == FORGOTTEN:
            session.finish_without_code(unit)
        else:
            session.finish(unit)
    return project


def listed(
    project: Project, coder: str = "", question: str = "", code: str = ""
) -> DoubtfulCodings:
    job = doubtful_codings(project, coder, question, code)
    while True:
        try:
            next(job)
        except StopIteration as end:
            found: DoubtfulCodings = end.value
            return found


def run(arguments: list[str]) -> None:
    """Run a command that succeeds."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert not end.value.code


def places(found: DoubtfulCodings) -> list[int]:
    return [int(each.unit.reference) - 1 for each in found.codings]


def test_what_was_exchanged_forgotten_or_too_much_heads_the_list(
    tmp_path: Path,
) -> None:
    with survey(tmp_path / "p.hsb") as project:
        before = project.log.count()
        found = listed(project)
        assert set(places(found)) == {WRONG, FORGOTTEN, TOO_MUCH}
        labels = {code.id: code.label for code in project.codebook}
        kinds = {int(c.unit.reference) - 1: c.doubt.kind for c in found.codings}
        assert kinds == {WRONG: "instead", FORGOTTEN: "missing", TOO_MUCH: "extra"}
        words = {int(c.unit.reference) - 1: c.words(labels) for c in found.codings}
        assert words[WRONG] == "answers like it were coded “Time” rather than “Trust”"
        assert words[FORGOTTEN] == "answers like it were coded “Trust”, this one not"
        assert words[TOO_MUCH] == "answers like it were not coded “Trust”"
        assert found.coded == 60
        scores = [each.doubt.score for each in found.codings]
        assert scores == sorted(scores, reverse=True)
        assert project.log.count() == before


def test_a_list_by_code_and_by_question(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        assert places(listed(project, code="Time")) == [WRONG]
        assert set(places(listed(project, question="what"))) >= {WRONG}
        with pytest.raises(UsageConflict, match="no open question"):
            listed(project, question="wat")
        with pytest.raises(UsageConflict, match="Nobody called “any”"):
            listed(project, coder="any")


def test_each_coder_is_judged_by_their_own_codings(tmp_path: Path) -> None:
    """Ben means the opposite by the two codes; with amy's eyes all would be wrong."""
    with survey(tmp_path / "p.hsb") as project:
        ben = CodingSession(project, "ben", "what")
        for place, unit in enumerate(ben.units):
            ben.apply(unit, "time" if place % 2 else "trust")
            ben.finish(unit)
        assert listed(project, "ben").codings == ()
        assert set(places(listed(project, "amy"))) == {WRONG, FORGOTTEN, TOO_MUCH}


def test_a_round_that_is_not_released_is_left_out(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        begin_round(project, "1", "cleo", "dan")
        blind = CodingSession(project, "cleo", "what", round_="1")
        for unit in blind.units:
            blind.apply(unit, "trust")
            blind.finish(unit)
        assert set(places(listed(project))) == {WRONG, FORGOTTEN, TOO_MUCH}
        with pytest.raises(UsageConflict, match="Nobody called “cleo”"):
            listed(project, "cleo")


def test_the_audit_sample_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path, [f"answer {n}" for n in range(60)]) as project:
        sample = draw_audit(project, "what", "30")
        session = CodingSession(project, "amy", "what")
        for place, unit in enumerate(session.units):
            session.apply(unit, "trust" if place % 2 else "time")
            session.finish(unit)
        found = listed(project)
        assert found.coded == 30
        assert not {each.unit.id for each in found.codings} & set(sample.units)


def test_too_little_coded_is_said(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ["one", "two"]) as project:
        session = CodingSession(project, "amy", "what")
        session.apply(session.units[0], "trust")
        session.finish(session.units[0])
        with pytest.raises(ModelError, match="1 coded answers are too few"):
            listed(project)


def test_what_was_looked_at_stays_off_the_list_until_it_changes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.hsb"
    with survey(path) as project:
        session = CodingSession(project, "amy", "what")
        wrong = session.units[WRONG]
        assert session.keep(wrong)
        assert not session.keep(wrong)
        assert session.held(wrong).codes == {"trust"}
        found = listed(project)
        assert set(places(found)) == {FORGOTTEN, TOO_MUCH}
        assert found.stayed == 1
    with Project.open(path) as project:
        session = CodingSession(project, "amy", "what")
        undone = session.undo()
        assert undone is not None
        assert undone.words == "looked again, the codes stay"
        assert WRONG in places(listed(project))
        session.redo()
        assert WRONG not in places(listed(project))
        # other codes are another coding: it is looked at anew
        session.apply(wrong, "risk")
        assert not session.held(wrong).stays
        session.remove(wrong, "risk")
        assert session.held(wrong).stays


def test_only_a_finished_coding_stays(tmp_path: Path) -> None:
    with survey(tmp_path / "p.hsb") as project:
        session = CodingSession(project, "amy", "what")
        session.reopen(session.units[WRONG])
        with pytest.raises(UsageConflict, match="not finished"):
            session.keep(session.units[WRONG])
        with pytest.raises(UsageConflict, match="has not finished"):
            keep_coding(project, "amy", f"{WRONG + 1:04}/what/1")
        with pytest.raises(UsageConflict, match="no answer “nowhere”"):
            keep_coding(project, "amy", "nowhere")


def test_the_command_lists_and_takes_off(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "p.hsb"
    survey(path).close()
    run(["doubtful", str(path)])
    said = capsys.readouterr()
    assert "answers like it were coded “Time” rather than “Trust”" in said.out
    assert "3 of 60 codings look doubtful." in said.err
    run(["doubtful", str(path), "--json", "--coder", "amy"])
    told = json.loads(capsys.readouterr().out)
    assert (told["coded"], told["stayed"], len(told["doubtful"])) == (60, 0, 3)
    name = next(d["name"] for d in told["doubtful"] if d["kind"] == "instead")
    with pytest.raises(SystemExit):
        main(["doubtful", str(path), "--stays", name])
    assert "--stays needs --coder" in capsys.readouterr().err
    run(["doubtful", str(path), "--coder", "amy", "--stays", name])
    capsys.readouterr()
    run(["doubtful", str(path)])
    said = capsys.readouterr()
    assert "“Time” rather" not in said.out
    assert "1 more were looked at and stay" in said.err


def test_at_the_prompt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = tmp_path / "p.hsb"
    with survey(path) as project:
        first, second, _third = places(listed(project, "amy"))
    typed = ["y", "F doubtful", "y", "y", "u", "q"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in typed)))
    assert run_lines(path, "amy", "", "") == 0
    said = capsys.readouterr().out
    assert "This answer is not among the doubtful codings." in said
    assert "3 of 60 answers." in said
    assert "Doubtful: answers like it were coded “Time” rather than “Trust”." in said
    assert said.count("It stays as it is coded.") == 2
    assert "Undone: looked again, the codes stay" in said
    with Project.open(path, write=False) as project:
        assert sum(act.kind == ActKind.KEEP for act in project.log.all()) == 2
        units = project.answers.unit_ids("what")
        assert project.fold.unit("amy", units[first]).stays
        assert not project.fold.unit("amy", units[second]).stays


def test_on_the_screen(tmp_path: Path) -> None:
    project = survey(tmp_path / "p.hsb")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "y")
        assert "not among the doubtful codings" in shown_text(app)
        screen.filter(screen.session.choice.read("doubtful"))
        await press(pilot)
        assert "3 of 60 answers" in screen.list_title
        assert "y: it stays" in shown_text(app)
        assert "doubtful answers like it were" in shown_text(app)
        first = screen.unit.id
        await press(pilot, "y")
        assert screen.unit.id != first
        assert screen.session.held(first).stays
        assert "2 of 60 answers" in screen.list_title
        await press(pilot, "u")
        assert screen.unit.id == first
        assert not screen.session.held(first).stays

    drive(project, script, suggestions=True)


def test_a_round_has_no_doubtful_codings(tmp_path: Path) -> None:
    project = survey(tmp_path / "p.hsb")
    begin_round(project, "1", "amy", "ben")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "F")
        assert "doubtful" not in shown_text(app)
        await press(pilot, "escape")
        wish = screen.session.choice.read("doubtful")
        with pytest.raises(UsageConflict, match="coded blind"):
            screen.session.choice.matching(wish)

    drive(project, script, suggestions=True, round_="1")


def test_words_and_marks() -> None:
    doubt = Doubt("u", "missing", "", "trust", 0.7)
    assert doubt.words(str) == "answers like it were coded “trust”, too"
    assert coding_mark(["b", "a"]) == coding_mark({"a", "b"})
    assert coding_mark([]) != coding_mark(["a"])
    assert coding_mark(["ab"]) != coding_mark(["a", "b"])


def test_what_stays_goes_with_codings_that_are_given_to_another_coder(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.hsb"
    with survey(path) as project:
        session = CodingSession(project, "amy", "what")
        wrong = session.units[WRONG]
        session.keep(wrong)
    run(["mend", str(path), "--coder", "amy", "--to-coder", "eva", "--yes"])
    with Project.open(path, write=False) as project:
        assert project.fold.unit("eva", wrong).stays
        assert project.fold.pass_of("amy") == {}


def test_the_list_begins_with_the_most_surprising_one(tmp_path: Path) -> None:
    with survey(tmp_path / "s.hsb") as project:
        session = CodingSession(project, "amy", "what")
        places = [40, 3, 17]
        doubts = [
            Doubt(session.units[place], "extra", "trust", "", 0.9 - at / 10)
            for at, place in enumerate(places)
        ]
        session.choice.doubts.take(doubts)
        wish = ListFilter(doubtful=True)
        shown = session.choice.passing(wish)
        assert shown == [session.units[place] for place in places]
        # Whatever the order of the others is.
        backwards = session.choice.passing(wish, session.units[::-1])
        assert backwards == shown
