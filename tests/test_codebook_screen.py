"""The codebook screen and its guided queue."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.code import Code
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.codebook import CodebookScreen
from hsbcode.tui.screens.codebook_queue import QueueScreen
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.workflows.coding import CodingSession
from tests.driving import coding, drive, press, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round

TEXTS = ("trust at first", "it \x1b]0;x\x07 [/b] lasts", "both \u202e", "else")
CODES = (
    Code("trust", "Trust", key="t"),
    Code("hostile", "\x1b[31m[/b] \u202ename", parent="trust"),
    Code("time", "Time"),
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", TEXTS, CODES)
    for coder in ("amy", "ben"):
        session = CodingSession(made, coder)
        for unit in session.units[:3]:
            session.apply(unit, "trust")
            session.finish(unit)
    return made


def screen_of(app: HsbcodeApp) -> CodebookScreen:
    return next(s for s in app.screen_stack if isinstance(s, CodebookScreen))


async def write(pilot: Pilot[str], text: str) -> None:
    await press(pilot, *("space" if char == " " else char for char in text))


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_the_tree_tells_how_much_each_code_is_used(
    project: Project, size: tuple[int, int]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C")
        shown = shown_text(app)
        assert "3 codes in use" in shown
        row = next(line for line in shown.splitlines() if "▸ Trust ;t" in line)
        assert row[: size[0] // (2 if size[0] > 100 else 1)].split()[-4:-1] == [
            "3",
            "3",
            "2",
        ]
        assert "6 codings of 3 answers by amy, ben" in shown
        await press(pilot, "enter")
        assert "0001/what/1 (amy, ben): trust at first" in shown_text(app)
        assert "\x1b" not in shown_text(app)
        await press(pilot, "n", "escape")
        assert isinstance(app.screen, CodingScreen)

    drive(project, script, size=size)


def test_add_rename_move_retire_and_undo(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "a")
        await write(pilot, "Hope")
        await press(pilot, "enter", "2")
        code = screen_of(app).code
        assert (code.label, code.parent) == ("Hope", "trust")
        await press(pilot, "r")
        await write(pilot, "Hopeful")
        await press(pilot, "enter", "y")
        assert screen_of(app).code.label == "Hopeful"
        await press(pilot, "v", "enter", "y")
        assert screen_of(app).code.parent is None
        await press(pilot, "x", "y")
        assert screen_of(app).code.status == "retired"
        assert "(retired) Hopeful" in shown_text(app)
        await press(pilot, "u")
        assert "Retired Hopeful." in shown_text(app)
        await press(pilot, "y")
        assert screen_of(app).code.status == "active"
        await press(pilot, "U", "y")
        assert screen_of(app).project.codebook[code.id].status == "retired"
        await press(pilot, "h")
        assert "renamed “Hope” to “Hopeful”" in shown_text(app)

    drive(project, script)


def test_a_merge_is_seen_on_the_coding_screen(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "/")
        await write(pilot, "trust")
        await press(pilot, "enter", "M")
        await write(pilot, "time")
        await press(pilot, "enter")
        assert "Merge “Trust” into “Time”?" in shown_text(app)
        await press(pilot, "y")
        assert "(merged into Time) Trust" in shown_text(app)
        await press(pilot, "escape", "home")
        assert coding(app).session.held(coding(app).unit.id).codes == {"time"}
        assert "● Time" in shown_text(app)
        # the coder who merged can take it back from here, too
        await press(pilot, "u")
        if not isinstance(app.screen, CodingScreen):
            await press(pilot, "y")
        assert coding(app).session.held(coding(app).unit.id).codes == {"trust"}

    drive(project, script)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_a_split_leads_through_its_answers(
    project: Project, size: tuple[int, int]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "home", "S")
        await write(pilot, "First;Lasting")
        await press(pilot, "enter", "y")
        assert isinstance(app.screen, QueueScreen)
        shown = shown_text(app)
        assert "“Trust” · split · 3 left" in shown
        assert "1   First" in shown
        await press(pilot, "1")
        assert "it ␛]0;x␇ [/b] lasts" in shown_text(app)
        await press(pilot, "2", "u")
        assert "Took back: removed Trust, applied Lasting" in shown_text(app)
        await press(pilot, "2", "+", "1", "2", "+")
        assert "Nothing is left for you." in shown_text(app)
        await press(pilot, "escape")
        assert "to look at ben 3" in shown_text(app)

    drive(project, script, size=size)
    with Project.open(project.path, write=False) as again:
        first, lasting = again.codebook["trust"].split_into
        units = again.answers.unit_ids("what")
        assert [again.fold.unit("amy", unit).codes for unit in units] == [
            {first},
            {lasting},
            {first, lasting},
            frozenset(),
        ]
        assert again.fold.unit("ben", units[0]).codes == {"trust"}


def test_a_new_definition_asks_whether_it_means_the_same(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "home", "e")
        await write(pilot, "Relying")
        await press(pilot, "escape", "1")
        assert screen_of(app).code.definition == "Relying"
        assert "3 to look at again: q" in shown_text(app)
        await press(pilot, "q")
        assert "“Trust” · under an older definition · 3 left" in shown_text(app)
        await press(pilot, "y", "0", "slash")
        await write(pilot, "time")
        await press(pilot, "enter")
        assert "Nothing is left for you." in shown_text(app)
        await press(pilot, "escape", "e")
        await write(pilot, "!")
        await press(pilot, "escape", "2")
        assert "Kept. u takes it back." in shown_text(app)
        assert screen_of(app).view.own_queues() == ()

    drive(project, script)


def test_comments_stand_with_the_code(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "home", "c")
        await write(pilot, "Is it?")
        await press(pilot, "escape")
        assert "[1 said]" in shown_text(app)
        told = " ".join(shown_text(app).replace("│", " ").split())
        assert "Is it?" in told
        assert "amy, " in told

    drive(project, script, size=(140, 40))


def test_in_a_round_the_codebook_waits(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C")
        assert isinstance(app.screen, CodingScreen)
        assert "it waits until the release" in shown_text(app)

    begin_round(project, "r1", "amy", "ben")
    drive(project, script, round_="r1")


def test_an_empty_frame_says_what_to_do(tmp_path: Path) -> None:
    empty = make_project(tmp_path / "e.hsb", TEXTS, ())

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C")
        assert "No codes yet. a adds one" in shown_text(app)
        await press(pilot, "r", "M", "S", "x", "e", "c", "enter", "q", "u")
        assert isinstance(app.screen, CodebookScreen)
        await press(pilot, "a")
        await write(pilot, "Hope")
        await press(pilot, "enter")
        assert screen_of(app).code.label == "Hope"

    drive(empty, script)
