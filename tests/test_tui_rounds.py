"""The screens of rounds: Rounds, Agreement, Settling."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.rounds import Phase
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Choose, Confirm, Doubt
from hsbcode.tui.screens.agreement import AgreementScreen
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.screens.rounds import RoundsScreen
from hsbcode.tui.screens.settling import SettlingScreen
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.rounds import drawing, phases
from tests.driving import coding, drive, press, shown_text
from tests.small_projects import begin_round, make_project
from tests.test_settling import ANSWERS, CODINGS, code_as

HOSTILE = "\x1b[31mred\x1b]52;c;x\x07 [/b] \u202ehidden"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", ANSWERS)


@pytest.fixture
def released(project: Project) -> Project:
    begin_round(project, "r1", "amy", "ben")
    code_as(project, "r1", CODINGS)
    phases.release(project, "r1", "lead")
    return project


def test_a_round_from_the_draw_to_the_release_by_enter(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T")
        assert isinstance(app.screen, RoundsScreen)
        assert "Enter draws the first sample." in shown_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, Choose)
        await press(pilot, "enter")
        assert "4 of 4 answers." in shown_text(app)
        await press(pilot, "tab", "backspace", "backspace", "3")
        await pilot.pause(0.3)
        assert "3 of 4 answers." in shown_text(app)
        await press(pilot, "enter")
        assert len(project.rounds["pilot"].units) == 3
        await press(pilot, "enter", *"amy ben", "enter")
        assert project.rounds["pilot"].coders == ("amy", "ben")
        await press(pilot, "enter", "y")
        assert project.rounds["pilot"].phase is Phase.BLIND
        text = shown_text(app)
        assert "0 of 2 back, amy 0/3, ben 0/3" in text
        assert "could read it" in text
        await press(pilot, "enter")
        screen = coding(app)
        assert screen.session.round == "pilot"
        assert "round pilot, blind" in shown_text(app)
        assert "0 of 3" in shown_text(app)
        await press(pilot, "0", "0", "0")
        assert "Your share is done" in shown_text(app)
        await press(pilot, "T", "r")
        assert isinstance(app.screen, Doubt)
        await press(pilot, "enter")
        assert phase_of(project, "pilot") is Phase.BLIND
        code_rest(project, "ben")
        await press(pilot, "r")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "y")
        assert phase_of(project, "pilot") is Phase.RELEASED
        assert "✓ released" in shown_text(app)

    drive(project, script)


def phase_of(project: Project, name: str) -> Phase:
    return project.rounds[name].phase


def code_rest(project: Project, coder: str) -> None:
    session = CodingSession(project, coder, round_="pilot")
    for unit in session.units:
        session.apply(unit, "trust")
        session.finish(unit)


def test_whoever_has_a_share_is_asked_at_the_beginning(project: Project) -> None:
    begin_round(project, "r1", "amy", "ben")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert isinstance(app.screen, Choose)
        assert "your share of r1" in shown_text(app)
        assert "0 of 4 done" in shown_text(app)
        await press(pilot, "1")
        assert coding(app).session.round == "r1"

    drive(project, script)

    async def outside(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "escape")
        assert coding(app).session.round is None

    with Project.open(project.path) as again:
        drive(again, outside)

    async def other(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert isinstance(app.screen, CodingScreen)

    with Project.open(project.path) as again:
        drive(again, other, coder="cem")


def test_nothing_can_be_compared_or_settled_before_the_release(
    project: Project,
) -> None:
    begin_round(project, "r1", "amy", "ben")
    code_as(project, "r1", CODINGS)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T")
        for key in ("g", "s"):
            await press(pilot, key)
            assert isinstance(app.screen, RoundsScreen)
            assert "closed until it is released" in shown_text(app)
        assert "Trust" not in shown_text(app)

    drive(project, script, coder="cem")


def test_settling_by_the_keys_of_coding(released: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T", "enter")
        screen = app.screen
        assert isinstance(screen, SettlingScreen)
        text = shown_text(app)
        assert "3 left" in text
        assert "a amy" in text
        assert "b ben" in text
        first = screen.at.unit
        await press(pilot, "a")
        assert "As amy" in shown_text(app)
        await press(pilot, "space", *"clear", "enter")
        held = released.fold.unit(SETTLED, first)
        said = {s.coder: set(s.codes) for s in screen.settling.difference(first).said}
        assert held.codes == said["amy"]
        decided = screen.settling.difference(first).decided
        assert decided is not None
        assert screen.settling.reason(decided) == "clear"
        assert decided.by == "cem"
        assert "2 left" in shown_text(app)
        await press(pilot, "u")
        assert "3 left" in shown_text(app)
        assert not released.fold.unit(SETTLED, first).anything
        await press(pilot, "U")
        assert "2 left" in shown_text(app)
        await press(pilot, ";", "t", "space", "enter", "0", "enter")
        assert "Nothing is left to be settled here" in shown_text(app)
        assert released.rounds["r1"].phase is Phase.SETTLED
        await press(pilot, "t")
        assert "settled:" in shown_text(app).lower()
        await press(pilot, "escape")
        assert "3 of 3 differing answers" in shown_text(app)

    drive(released, script, coder="cem")


def test_names_can_be_hidden_while_settling(released: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T", "s", "v")
        text = shown_text(app)
        assert "names hidden" in text
        assert "amy" not in text
        assert "ben" not in text
        await press(pilot, "f")
        assert "Skills" in shown_text(app)
        await press(pilot, "escape", "=", "y", "X", "y")
        assert released.rounds["r1"].phase is Phase.SETTLED
        assert released.log.last_id()

    drive(released, script, coder="cem", size=(140, 40))


def test_the_agreement_opens_its_disagreements(released: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T", "g")
        screen = app.screen
        assert isinstance(screen, AgreementScreen)
        text = shown_text(app)
        assert "alpha, sets (MASI)" in text
        assert "amy – ben" in text
        await press(pilot, "down")
        assert screen.shown is not None
        worst = screen.shown.codes[0]
        assert worst.apart == max(each.apart for each in screen.shown.codes)
        assert "anybody used it" in shown_text(app)
        await press(pilot, "l")
        assert "tops of branches" in shown_text(app)
        await press(pilot, "l", "enter")
        assert isinstance(app.screen, SettlingScreen)
        assert app.screen.code == worst.code
        assert f"about {worst.label}" in shown_text(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, RoundsScreen)

    drive(released, script, coder="cem", size=(140, 40))


def test_what_was_compared_is_kept_until_the_log_grows(released: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T", "g", "escape", "g")
        assert isinstance(app.screen, AgreementScreen)
        assert app.screen._work is None
        assert app.screen.shown is not None

    drive(released, script, coder="cem")


def test_packages_go_out_and_codings_come_back(
    project: Project, tmp_path: Path
) -> None:
    drawing.draw_round(project, "r1", drawing.Wanted(), "lea")
    drawing.assign_evenly(project, "r1", ["amy", "ben"], "lea")
    folder = tmp_path / "out"
    folder.mkdir()

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T", "p")
        await press(pilot, "ctrl+u", *(_key(sign) for sign in str(folder)), "enter")
        assert phase_of(project, "r1") is Phase.BLIND, shown_text(app)
        (package,) = folder.glob("*ben*")
        with Project.open(package) as bens:
            ben = CodingSession(bens, "ben", round_="r1")
            for unit in ben.units:
                ben.finish_without_code(unit)
        await press(pilot, "enter", "m", *(_key(sign) for sign in str(package)))
        await press(pilot, "enter")
        assert "ben" in shown_text(app)
        await press(pilot, "y")
        assert "1 of 2 back, amy 0/4" in shown_text(app)
        await press(pilot, "m", *(_key(sign) for sign in str(package)), "enter")
        assert "There is nothing new in it." in shown_text(app)

    drive(project, script, coder="lea")


def _key(sign: str) -> str:
    names = {"/": "slash", "-": "minus", "_": "underscore", ".": "full_stop"}
    return names.get(sign, sign)


def test_hostile_texts_and_names(tmp_path: Path) -> None:
    project = make_project(tmp_path / "h.hsb", [(HOSTILE,), (HOSTILE * 400,)])
    begin_round(project, "[b]odd", "amy", "be[/]n")
    order = project.answers.unit_ids("challenges")
    for coder, code in (("amy", "trust"), ("be[/]n", "money")):
        session = CodingSession(project, coder, round_="b_odd")
        for unit in order:
            session.note(unit, HOSTILE)
            session.apply(unit, code)
            session.finish(unit)
    phases.release(project, "b_odd", "lead")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "T")
        assert "[b]odd" in shown_text(app)
        await press(pilot, "s")
        assert "\x1b" not in shown_text(app)
        assert "\u202e" not in shown_text(app)
        await press(pilot, "escape", "g", "down")
        assert "\x1b" not in shown_text(app)

    drive(project, script, coder="cem")


def test_shared_out_work_is_not_called_blind(project: Project) -> None:
    drawing.share_rest(project, "rest", ["amy", "ben"], "lead")
    phases.begin(project, "rest", "lead")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        text = shown_text(app)
        assert "round rest" in text
        assert "blind" not in text

    drive(project, script, round_="rest")
