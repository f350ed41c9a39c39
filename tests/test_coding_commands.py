"""Search, progress, memos and flags as commands; the same at the prompt."""

import io
import json
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project
from tests.small_projects import begin_round

Capture = pytest.CaptureFixture[str]
TEXTS = ("Lack of time", "lack of time.", "n/a", "There is danger", "-", "Lack of tiem")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "p.hsb"
    with make_project(target, TEXTS, second=("More danger \x1b[31m",)) as project:
        amy = CodingSession(project, "amy", "what")
        amy.apply(amy.units[0], "time")
        amy.finish(amy.units[0])
        amy.flag(amy.units[3], "safeguarding", "told the lead")
        amy.flag(amy.units[0], "come_back")
        amy.note(amy.units[3], "who is at home?\nask")
        amy.note_on("too wide", "risk")
        amy.note_on("read chapter 2 =1+1")
        begin_round(project, "r1", "amy", "ben")
        ben = CodingSession(project, "ben", "what", round_="r1")
        ben.note(ben.units[0], "in the round")
        ben.finish_without_code(ben.units[0])
    return target


def run(capsys: Capture, *arguments: str | Path) -> str:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert end.value.code == 0
    return capsys.readouterr().out


def refused(capsys: Capture, *arguments: str | Path, told: str) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert end.value.code == 1
    assert told in capsys.readouterr().err


def type_(
    path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, filter_: str = ""
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in lines)))
    assert run_lines(path, "amy", "what", "", filter_) == 0


def test_search_over_all_questions(path: Path, capsys: Capture) -> None:
    out = run(capsys, "search", path, "DANGER")
    assert [line.split()[0] for line in out.splitlines()] == [
        "0004/what/1",
        "0001/more/1",
    ]
    assert "\x1b" not in out
    found = json.loads(run(capsys, "search", path, "lack", "time", "--json"))
    assert found["total"] == 2
    assert {hit["question"] for hit in found["answers"]} == {"what"}
    assert run(capsys, "search", path, "of time", "--question", "what").count("\n") == 2
    refused(capsys, "search", path, "x", "--question", "waht", told="“what”")


def test_progress_per_question_and_coder(path: Path, capsys: Capture) -> None:
    rows = json.loads(run(capsys, "progress", path, "--json"))
    amy, ben, more = rows
    assert (amy["coder"], amy["finished"], amy["total"], amy["flagged"]) == (
        *("amy", 1, 6, 2),
    )
    assert amy["share"] == pytest.approx(1 / 6)
    assert (ben["coder"], ben["round"], ben["no_code"]) == ("ben", "r1", 0)
    assert (ben["finished"], ben["closed"]) == (1, True)
    assert (more["question"], more["coder"], more["left"]) == ("more", "", 1)
    out = run(capsys, "progress", path)
    assert "1 of 6" in out
    assert "ben, round r1" in out
    assert "nobody" in out


def test_memos_are_listed_and_exported(
    path: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = run(capsys, "memos", path)
    assert "who is at home? ask" in out
    assert "code Balancing risk" in out
    assert "in the round" not in out
    refused(capsys, "memos", path, "--coder", "ben", told="wrote no memo")
    listed = json.loads(run(capsys, "memos", path, "--json"))
    assert [memo["about"] for memo in listed] == ["project", "code", "answer"]
    target = tmp_path / "memos.csv"
    run(capsys, "memos", path, "-o", target, "--excel")
    assert target.read_text("utf-8-sig").startswith("when,coder,about,name")
    refused(capsys, "memos", path, "-o", target, told="memos.csv")


def test_flags_with_contact_and_kind(path: Path, capsys: Capture) -> None:
    assert "come back" in run(capsys, "flags", path)
    run(capsys, "flags", path, "--contact", "  Dr  Lee, 555 ")
    out = run(capsys, "flags", path, "--flag", "safeguarding")
    assert "told the lead" in out
    assert "come back" not in out
    with Project.open(path, write=False) as project:
        assert project.settings["safeguarding_contact"] == "Dr Lee, 555"
    refused(capsys, "flags", path, "--flag", "safegarding", told="safeguarding")


def test_the_prompt_codes_alike_answers(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    type_(path, monkeypatch, "g 1", "=", "all", "g 3", "= 0", "", "u", "yes", "q")
    said = capsys.readouterr().out
    assert "1, the same, 0002/what/1: lack of time." in said
    assert "2, nearly the same, 0006/what/1: Lack of tiem" in said
    with Project.open(path, write=False) as project:
        amy = CodingSession(project, "amy", "what")
        assert amy.held(amy.units[1]).codes == {"time"}
        assert amy.held(amy.units[5]).finished
        # "= 0" was taken back by u.
        assert not amy.held(amy.units[4]).finished


def test_the_prompt_filters_orders_searches_and_notes(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    type_(
        path,
        monkeypatch,
        *("F save mine", "F list", "F mine", "F area = area 0", "F nonsense"),
        *("F drop mine", "F", "o random", "o similar", "o sideways", "o imported"),
        *("S danger", "g 0001/more/1", "M", "mc risk: narrower", "mp ", "i", "q"),
        filter_="word lack; unfinished",
    )
    said = capsys.readouterr().out
    assert "1 of 2 (not finished, “lack”)" in said
    assert "Saved: F mine shows these answers again." in said
    assert "mine: unfinished; word lack" in said
    assert "2 of 6 answers." in said
    assert "There is no filter “nonsense”." in said
    assert "Forgotten: mine." in said
    assert "Order: random order" in said
    assert "Order: most like" in said
    assert "There is no order “sideways”." in said
    assert "Order: as imported." in said
    assert "2 answers. g and a name goes there." in said
    assert "0001/more/1, not coded yet:" in said
    assert "code Balancing risk: too wide" in said
    assert "More: nobody has begun; 1 answers" in said
    with Project.open(path, write=False) as project:
        amy = CodingSession(project, "amy", "what")
        assert amy.note_of("risk") == "narrower"
        assert amy.note_of() == ""


def test_the_prompt_asks_for_a_concern_and_names_the_contact(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    run(capsys, "flags", path, "--contact", "Dr Lee")
    type_(path, monkeypatch, "g 2", "f safeguarding", "", "f safeguarding", "call", "q")
    said = capsys.readouterr().out
    assert "Contact for this project: Dr Lee" in said
    assert "Not flagged: safeguarding asks for a note." in said
    assert "Flagged: safeguarding" in said


def test_a_wrong_filter_is_told_before_anything_opens(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hsbcode.cli.terminal.has_terminal", lambda: True)
    wrong = ("code", path, "--coder", "amy", "--filter", "code Tsut")
    refused(capsys, *wrong, told="There is no code “Tsut”")
