"""Parts of answers on the coding screen, at the prompt, and as a command."""

import io
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.cli.line_mode.session import run_lines
from hsbcode.domain.ids import box_id
from hsbcode.domain.survey import Box
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.parts import PartsPreview
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from tests.driving import coding, drive, press, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round

Capture = pytest.CaptureFixture[str]

TEXTS = (
    "1. Denial from the child 2. Denial from mum 3. Not enough hours",
    "Nobody has time for [/b] this",
    "- no \x1b]0;x\x07 training\n- [/] no money",
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "study.hsb", TEXTS)


@pytest.fixture
def path(project: Project) -> Path:
    project.close()
    return project.path


def texts(path: Path) -> list[str]:
    with Project.open(path, write=False) as project:
        return [unit.text for unit in project.answers.all_units("what")]


# --- the screen -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_row_24_a_key_splits_undo_takes_it_back(
    project: Project, size: tuple[int, int]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "|")
        assert isinstance(app.screen, PartsPreview)
        assert "2 Denial from mum" in shown_text(app)
        assert len(screen.session.units) == 3
        await press(pilot, "y")
        assert len(screen.ids) == len(screen.session.units) == 5
        assert screen.unit.text == "Denial from the child"
        shown = shown_text(app)
        assert "0001 · part 1 of 3" in shown
        assert "part 2 Denial from mum" in shown
        await press(pilot, "1", "space", "n")
        assert "part 1 Denial from the child  ✓ Trust" in shown_text(app)
        await press(pilot, "u", "u", "u")
        assert [len(screen.ids), screen.place] == [3, 0]
        assert "Took back: split an answer into parts in 0001" in shown_text(app)
        await press(pilot, "U")
        assert len(screen.ids) == 5

    drive(project, script, size=size)


def test_the_same_key_joins_and_tells_what_was_coded(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "|", "enter", "1", "space", "|")
        assert len(screen.ids) == 3
        assert screen.unit.text == TEXTS[0]
        assert "One answer again. Codes of the parts are kept" in shown_text(app)
        assert "before it was joined Trust (“Denial from the child”)" in shown_text(app)

    drive(project, script)


def test_marked_words_become_a_part(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "n", "|")
        assert "not plainly a list" in shown_text(app)
        await press(pilot, "s", "right", "|", "enter")
        units = [screen.session.unit(unit) for unit in screen.session.units[1:4]]
        assert [unit.text for unit in units] == ["Nobody", "has", "time for [/b] this"]
        assert screen.unit.text == "Nobody"
        # one of the parts is cut further, and one stays where one was
        await press(pilot, "n", "n", "s", "right", "|", "enter")
        assert screen.unit.text == "time"
        assert screen.unit.name == "0002/what/1.3"

    drive(project, script)


def test_the_queue_of_answers_coded_before(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "1", "space", "p", "|")
        assert "It is coded: that counts until" in shown_text(app)
        await press(pilot, "enter")
        assert "before it was split Trust" in shown_text(app)
        screen.walk.show(ListFilter(waiting=True))
        screen.show_place()
        assert "3 of 5 answers" in screen.list_words
        assert "coded before it was split or joined" in screen.list_words
        await press(pilot, "0")
        assert len(screen.ids) == 2

    drive(project, script)


def test_a_round_is_coded_as_it_was_drawn(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "|")
        assert "In the round r1 answers stay as they are." in shown_text(app)
        assert len(coding(app).ids) == 3

    begin_round(project, "r1", "amy", "ben")
    drive(project, script, round_="r1")


def test_hostile_parts_are_shown_not_obeyed(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "n", "n", "|")
        assert "1 no ␛]0;x␇ training" in shown_text(app)
        assert "2 [/] no money" in shown_text(app)
        await press(pilot, "enter")
        assert "part 2 [/] no money" in shown_text(app)
        assert "\x1b" not in shown_text(app)

    drive(project, script)


def test_the_coding_of_an_earlier_text_is_told(project: Project) -> None:
    session = CodingSession(project, "amy", "what")
    old = session.unit(session.units[1])
    session.apply(old.id, "time")
    session.finish(old.id)
    fresh = box_id(old.respondent, "what", 1, 2)
    with project.transaction():
        project.answers.add_boxes(
            [Box(fresh, old.respondent, "what", 1, "We have no time", 3, 2)], 1
        )

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "n")
        assert "We have no time" in shown_text(app)
        told = " ".join(shown_text(app).replace("│", " ").split())
        assert "coded before the text changed Time (“Nobody has time" in told

    drive(project, script)


# --- the prompt -----------------------------------------------------------------------


def test_line_mode_splits_and_joins(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed = "|\nno\n|\nyes\n+ trust\n\n|\nu\n|\nn\n| 8\nyes\n| x\nF waiting\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run_lines(path, "amy", "", "") == 0
    said = capsys.readouterr().out
    assert "Part 2: Denial from mum\n" in said
    assert "Split into these 3 parts?" in said
    assert "part 1 of 3, 0001/what/1.1, not coded yet:" in said
    assert "Part 1, coded: Denial from the child" in said
    assert "One answer again." in said
    assert "Coded before it was joined: Trust (“Denial from the child”)" in said
    assert "Part 2: has time for [/b] this" in said
    assert "A part can begin at the characters 2 to" in said
    assert "\x1b" not in said
    assert texts(path)[:3] == [TEXTS[0], "Nobody", "has time for [/b] this"]


# --- the command ----------------------------------------------------------------------


def run(*arguments: object) -> int:
    try:
        main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(str(end.code or 0))
    return 0


def test_the_command_previews_then_splits_then_joins(
    path: Path, capsys: Capture
) -> None:
    assert run("split", path) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[:4] == [
        "0001/what/1  numbers, 3 parts",
        "   1  Denial from the child",
        "   2  Denial from mum",
        "   3  Not enough hours",
    ]
    assert "2 answers would be split into 5 parts." in err
    assert "Nothing was changed." in err
    assert texts(path) == list(TEXTS)
    assert run("split", path, "--apply", "--coder", "amy", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["changed"]
    assert [answer["rule"] for answer in found["answers"]] == [
        "numbers",
        "bullets at lines",
    ]
    assert found["answers"][0]["cuts"][0] == {"start": 0, "end": 3}
    assert len(texts(path)) == 6
    # the person who did it takes it back in one step
    with Project.open(path) as project:
        undone = CodingSession(project, "amy").undo()
        assert undone is not None
        assert undone.units == 2
    assert texts(path) == list(TEXTS)
    run("split", path, "--apply")
    capsys.readouterr()
    assert run("split", path, "--join") == 0
    assert "2 answers of 5 parts would be joined." in capsys.readouterr().err
    assert run("split", path, "--join", "--answer", "0001/what/1", "--apply") == 0
    assert texts(path)[0] == TEXTS[0]
    assert len(texts(path)) == 4
    assert run("split", path, "--join", "--apply") == 0
    assert texts(path) == list(TEXTS)


def test_one_answer_by_hand_and_what_cannot_be(path: Path, capsys: Capture) -> None:
    one = ("split", path, "--answer", "0002/what/1")
    assert run(*one) == 1
    assert "No rule finds a list in 0002/what/1." in capsys.readouterr().err
    assert run(*one, "--at", 7, "--at", 11, "--apply") == 0
    assert texts(path)[1:4] == ["Nobody", "has", "time for [/b] this"]
    capsys.readouterr()
    for wrong, words in (
        ((*one, "--at", 99), "No part of 0002/what/1.1 can begin at character 99."),
        (("split", path, "--at", 3), "needs --answer"),
        (("split", path, "--answer", "0009/what/1"), "no answer “0009/what/1”"),
        (("split", path, "--question", "whatt"), "no open question “whatt”"),
        (("split", path, "--join", "--answer", "0001/what/1"), "is not split"),
    ):
        assert run(*wrong) == 1
        assert words in capsys.readouterr().err
    assert len(texts(path)) == 5
