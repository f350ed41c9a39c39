"""The history screen: look, take back, go there, mend."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Kind
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Confirm, Doubt
from hsbcode.tui.dialogs.choose_codings import ChooseCodings
from hsbcode.tui.screens.history import HistoryScreen
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.mending.changing_kinds import correct_kind
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round

TEXTS = ("Nobody tells us.", "Too few hours.", "There is danger.", "Nothing.")
HOSTILE = "\x1b[31mred\x1b]52;c;x\x07 [/b] \u202ehidden"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "study.hsb", TEXTS, second=("And more.", "Too."))


def history(app: HsbcodeApp) -> HistoryScreen:
    found = app.screen
    assert isinstance(found, HistoryScreen)
    return found


def test_any_step_is_taken_back_and_coding_shows_it(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        first, second, *_rest = session.units
        await press(pilot, "1", "space", "2", "space", "H")
        text = shown_text(app)
        assert "4 steps by amy, newest first" in text
        assert "applied Trust" in text
        await press(pilot, "j", "j", "j")
        assert "“Nobody tells us.”" in shown_text(app)
        await press(pilot, "u")
        assert isinstance(app.screen, Confirm)
        assert "Takes off Trust, reopens" in shown_text(app)
        await press(pilot, "y")
        assert not session.held(first).anything
        assert session.held(second).finished
        assert "taken back: applied Trust" in shown_text(app)
        assert history(app).step.words == "applied Trust"
        await press(pilot, "escape")
        assert "1 of 4" in shown_text(app)
        # from the history it is done again, too
        await press(pilot, "H", "end", "u", "y", "escape")
        assert session.held(first).codes == {"trust"}
        assert "2 of 4" in shown_text(app)

    drive(project, script)


def test_enter_goes_to_the_answer_in_its_question(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        more = CodingSession(project, "amy", "more")
        more.apply(more.units[1], "time")
        assert screen.session.question.id == "what"
        await press(pilot, "H", "enter")
        assert app.screen is screen
        assert screen.session.question.id == "more"
        assert screen.walk.at == more.units[1]

    drive(project, script)


def test_others_are_shown_on_a_wish_and_never_in_a_round(project: Project) -> None:
    ben = CodingSession(project, "ben")
    ben.apply(ben.units[2], "risk")

    async def outside(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "H")
        assert "Nothing has been done yet" in shown_text(app)
        await press(pilot, "e")
        assert "ben" in shown_text(app)
        assert "applied Balancing risk" in shown_text(app)
        await press(pilot, "a")
        assert history(app).count == 1
        assert "on this answer" in shown_text(app)

    drive(project, outside, size=(120, 30))

    async def blind(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1", "H", "e")
        assert "coded blind" in shown_text(app)
        assert "ben" not in shown_text(app)

    begin_round(project, "r1", "amy", "ben")
    project.close()
    with Project.open(project.path) as again:
        drive(again, blind, round_="r1")


def test_a_day_under_the_wrong_name_is_mended_from_the_screen(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        unit = session.units[0]
        await press(pilot, "1", "space", "0", "H", "M")
        assert isinstance(app.screen, ChooseCodings)
        assert "2 codings of 2 answers by amy on" in shown_text(app)
        await press(pilot, "enter", "2")
        await press(pilot, *"eva", "enter")
        assert isinstance(app.screen, Doubt)
        assert "eva has coded nothing here yet." in shown_text(app)
        await press(pilot, "enter")  # a hasty Enter says no
        assert session.held(unit).finished
        await press(pilot, "M", "enter", "2", *"eva", "enter", "y")
        assert project.fold.unit("eva", unit).codes == {"trust"}
        assert "Moved 2 codings of 2 answers" in shown_text(app)
        await press(pilot, "escape")
        assert "0 of 4" in shown_text(app)
        await press(pilot, "u")
        assert "in 2 answers" in shown_text(app)
        await press(pilot, "y")
        assert "2 of 4" in shown_text(app)
        assert session.held(unit).codes == {"trust"}

    drive(project, script)


def test_what_is_typed_wrong_is_told_in_the_dialog(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1", "H", "M", "down", *"whta", "enter")
        assert isinstance(app.screen, ChooseCodings)
        assert "There is no question “whta”" in shown_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HistoryScreen)

    drive(project, script)


def test_codes_are_replaced_and_taken_off_from_the_screen(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        unit = session.units[0]
        await press(pilot, "1", "space", "H", "M", "enter", "1")
        await press(pilot, *"Time", "enter")
        assert "Trust → Time" in shown_text(app)
        await press(pilot, "y")
        assert session.held(unit).codes == {"time"}
        await press(pilot, "M", "enter", "4", "y")
        assert not session.held(unit).anything
        await press(pilot, "M", "enter")
        assert "No coding by amy" in shown_text(app)

    drive(project, script)


def test_a_read_only_project_has_its_history_and_nothing_is_changed(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "H", "u", "y")
        await settle(pilot)
        assert history(app).count == 1

    with Project.open(project.path) as reader:
        assert not reader.writable
        drive(reader, script)
    assert session.held(session.units[0]).codes == {"trust"}
    project.close()


def test_hostile_names_and_labels_are_shown_and_not_obeyed(project: Project) -> None:
    session = CodingSession(project, "amy")
    code = session.create_code("b [/b] \x1b[2J")
    session.apply(session.units[0], code.id)
    press_ = project.log.new_id()
    project.record(
        project.log.make(HOSTILE, press_, ActKind.APPLY, unit=session.units[1],
                         code="trust")
    )  # fmt: skip

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "H", "e", "M")
        text = shown_text(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        await press(pilot, "escape", "j", "u")
        assert "[/b]" in shown_text(app)
        assert "\x1b" not in shown_text(app)

    drive(project, script, size=(140, 40))


def test_a_redo_of_an_earlier_sitting_asks_first(project: Project) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.apply(unit, "trust")
    session.undo()

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "U")
        assert isinstance(app.screen, Confirm)
        assert "Redo from an earlier sitting" in shown_text(app)
        await press(pilot, "y", "u")
        assert not coding(app).session.held(unit).codes

    drive(project, script)


def test_undo_in_another_question_names_it(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "1")
        screen.go_to_question("more")
        await press(pilot, "u")
        assert screen.session.question.id == "what"
        assert "Took back: applied Trust in 0001 under “Challenges”" in shown_text(app)

    drive(project, script, size=(120, 30))


def test_steps_of_blind_rounds_have_no_answer_to_go_to(project: Project) -> None:
    begin_round(project, "r1", "amy", "ben")
    blind = CodingSession(project, "ben", round_="r1")
    blind.apply(blind.units[0], "trust")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "escape", "H", "e", "enter")
        assert "about no answer" in shown_text(app)
        assert "Trust" not in shown_text(app)
        with pytest.raises(UsageConflict, match="round r1"):
            coding(app).session._own.take_back(history(app).step.press)

    drive(project, script)


def test_a_corrected_question_is_taken_back_from_the_list(tmp_path: Path) -> None:
    """The other question can be coded again; the one on the screen stays open."""
    made = make_project(tmp_path / "p.hsb", ["One", "Two"], second=["Uno", "Dos"])
    correct_kind(made, "more", Kind.CLOSED, "amy")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "H")
        assert "corrected more from open to closed" in shown_text(app)
        await press(pilot, "u")
        assert "more becomes an open question" in shown_text(app)
        await press(pilot, "y", "escape")
        session = coding(app).session
        assert [question.id for question in session.questions] == ["what", "more"]
        # What was closed in the meantime is open now, and may be on the screen itself.
        session.switch("more")
        await press(pilot, "H", "u")
        assert "You are coding that question" in shown_text(app)
        assert session.project.answers.questions()["more"].is_open

    drive(made, script, size=(110, 30))
