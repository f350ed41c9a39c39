"""The tutorial leads through the first steps; hints go away by themselves."""

import io
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.commands import COMMANDS
from hsbcode.tui.hints import FIRST_HINTS, HintLine, hints_done, with_keys
from hsbcode.workflows.tutorial import (
    STEPS,
    TUTORIAL_CODER,
    Learning,
    is_tutorial,
    open_tutorial,
)
from tests.driving import coding, drive, press, shown_text
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return open_tutorial(tmp_path / "learn")[0]


def hint(app: HsbcodeApp) -> str:
    """Return what the hint line says."""
    return app.screen.query_one(HintLine).words


def said_of(id_: str) -> str:
    """Return what a step says on the screen."""
    return with_keys(next(each.screen for each in STEPS if each.id == id_), {})


def test_it_is_made_once_and_known_again(path: Path) -> None:
    assert open_tutorial(path.parent) == (path, False)
    with Project.open(path, write=False) as project:
        assert is_tutorial(project)
        assert project.answers.counts()["units"] == 12
        assert len(project.codebook.codes) == 7
        assert [question.is_open for question in project.answers.questions().values()]


def test_steps_name_commands_that_there_are() -> None:
    known = {each.id for each in COMMANDS}
    for step in STEPS:
        assert set(step.done_by) <= known
        assert "{" not in with_keys(step.screen, {})


def test_a_step_is_done_by_doing_it_also_out_of_turn() -> None:
    learning = Learning()
    assert learning.step is STEPS[0]
    assert not learning.did("scroll_down")
    assert not learning.did("finish", finished=0)
    assert learning.did("undo")
    assert learning.step is STEPS[0]
    assert learning.did("digit")
    assert learning.did("finish", finished=1)
    assert learning.step is not None
    assert learning.step.id == "find"
    for step in STEPS:
        learning.did(step.done_by[0], finished=1)
    assert learning.step is None


def test_the_screen_leads_through_all_steps(path: Path) -> None:
    project = Project.open(path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Try: Read the answer" in shown_text(app)
        assert "stayed open until eight" in shown_text(app)
        for keys, after in (
            (("space",), "code"),
            (("1",), "finish"),
            (("space",), "find"),
            (("slash", *"book", "enter"), "span"),
            (("s", "escape"), "no_code"),
            (("space", "0"), "undo"),
            (("u",), "flag"),
            (("f", "escape"), "filter"),
            (("F", "escape"), "results"),
        ):
            await press(pilot, *keys)
            assert hint(app) == said_of(after), after
        await press(pilot, "R")
        await press(pilot, "escape")
        await pilot.pause()
        assert hint(app).startswith("That is all you need.")
        assert "Try: That" not in shown_text(app)
        await press(pilot, "n")
        assert not app.screen.query(HintLine)

    async def again(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert not app.screen.query(HintLine)

    drive(project, script, coder=TUTORIAL_CODER).close_project()
    drive(Project.open(path), again, coder=TUTORIAL_CODER)


def test_a_changed_key_is_the_one_that_is_named() -> None:
    assert "z takes back" in with_keys("{undo} takes back", {"undo": "z"})
    assert with_keys("{digit} codes", {}) == "1 to 9 codes"


def test_first_hints_go_away_by_doing_and_stay_away(tmp_path: Path) -> None:
    path = tmp_path / "study.hsb"
    make_project(path, ["one", "two", "three"]).close()

    async def first(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert with_keys(FIRST_HINTS[0][1], {}) in shown_text(app)
        assert not app.screen.query(HintLine)
        await press(pilot, "1")
        assert hints_done() == {"digit"}

    async def second(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert with_keys(FIRST_HINTS[1][1], {}) in shown_text(app)
        await press(pilot, "2", "space", "0", "question_mark", "escape", "u")

    async def third(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert coding(app).said == coding(app).session.question.text
        await press(pilot, "n")
        assert coding(app).said == ""

    for script in (first, second, third):
        drive(Project.open(path), script).close_project()
    assert hints_done() == {name for name, _words in FIRST_HINTS}


def test_start_offers_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Learn in ten minutes" in shown_text(app)
        app.screen._open_shipped("tutorial")  # type: ignore[attr-defined]
        await pilot.pause()
        assert coding(app).session.project.path.name == "tutorial.hsb"

    drive(None, script, coder="")


def test_line_by_line_it_leads_through_the_same_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed = ["1", "", "/book", "+ books", "s 1 27 hours", "", "0", "u", "f come_back"]
    lines = "\n".join([*typed, "F unfinished", "R", "q", ""])
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    with pytest.raises(SystemExit) as end:
        main(["tutorial", "--plain", str(tmp_path / "learn")])
    assert not end.value.code
    said = capsys.readouterr().out
    at = -1
    for step in STEPS:
        there = said.find(f"Try: {step.line}")
        assert there > at, step.id
        at = there
    assert said.find("That is all you need.") > at
    assert "Applied to “Longer hours at the weekend”: Opening hours" in said
