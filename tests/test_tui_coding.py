"""The coding screen: every key on a real project."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.acts import Span
from hsbcode.store.project import Project
from hsbcode.tui import clipboard
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.widgets.answer_list import AnswerList
from hsbcode.workflows.coding import CodingSession
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project

TEXTS = (
    "Nobody tells us what the social worker has been told.",
    "Too few hours.",
    "There is danger at home.",
    "Nothing.",
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "study.hsb", TEXTS, second=("And more.", "Too."))


def test_digits_apply_and_take_off_a_code(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        unit = session.units[0]
        await press(pilot, "1")
        assert session.held(unit).codes == {session.digits["1"]}
        assert "● Trust" in shown_text(app)
        await press(pilot, "1")
        assert not session.held(unit).codes

    drive(project, script)


def test_every_press_is_in_the_file_before_the_screen_moves(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1", "space")
        unit = coding(app).session.units[0]
        with Project.open(project.path, write=False) as other:
            held = other.fold.unit("amy", unit)
            assert held.codes == {"trust"}
            assert held.finished

    drive(project, script)


def test_space_needs_a_code_and_zero_says_none_applies(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "space")
        assert "0 = no code applies, n = leave it" in shown_text(app)
        assert screen.place == 0
        await press(pilot, "0")
        assert screen.place == 1
        first = screen.session.held(screen.session.units[0])
        assert first.finished
        assert not first.applied
        assert "1 of 4" in shown_text(app)

    drive(project, script)


def test_the_list_marks_an_answer_as_soon_as_it_is_finished(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "✓" not in shown_text(app)
        await press(pilot, "0")
        assert "✓ –" in shown_text(app)

    drive(project, script, size=(140, 40))


def test_semicolon_and_letters_apply_a_code(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        await press(pilot, ";", "t")
        assert session.held(session.units[0]).codes == {"trust"}
        # "r" is a key and begins another one, so it waits for Enter or a letter.
        await press(pilot, ";", "r", "s")
        assert session.held(session.units[0]).codes == {"trust", "staff"}
        await press(pilot, ";", "r", "enter")
        assert "risk" in session.held(session.units[0]).codes
        await press(pilot, ";", "z")
        assert "No code has the key “z”" in shown_text(app)

    drive(project, script)


def test_slash_finds_a_code_or_makes_one(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        await press(pilot, "/", *"stf", "backspace", *"aff", "enter")
        assert session.held(session.units[0]).codes == {"staff"}
        await press(pilot, "/", *"hope", "enter")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "y")
        labels = {
            session.codebook.label(c) for c in session.held(session.units[0]).codes
        }
        assert labels == {"Staff safety", "hope"}

    drive(project, script)


def test_undo_and_redo_go_to_the_answer(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        session = screen.session
        await press(pilot, "1", "space", "n")
        assert screen.place == 2
        await press(pilot, "u")
        assert screen.place == 0
        assert not session.held(session.units[0]).finished
        assert "Took back: finished in 0001" in shown_text(app)
        await press(pilot, "u", "U", "U")
        assert session.held(session.units[0]).finished
        assert session.held(session.units[0]).codes == {"trust"}

    drive(project, script)


def test_undo_of_an_earlier_sitting_asks_once(project: Project) -> None:
    earlier = CodingSession(project, "amy", "what")
    earlier.apply(earlier.units[1], "time")
    earlier.finish(earlier.units[1])
    path = project.path
    project.close()

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        # As if this sitting began an hour after that one.
        coding(app).began += timedelta(hours=1)
        await press(pilot, "u")
        assert isinstance(app.screen, Confirm)
        assert "Undo from an earlier sitting" in shown_text(app)
        await press(pilot, "n")
        unit = coding(app).session.units[1]
        assert coding(app).session.held(unit).finished
        await press(pilot, "u", "y", "u")
        assert not isinstance(app.screen, Confirm)
        assert not coding(app).session.held(unit).codes

    drive(Project.open(path), script)


def test_memo_is_kept_on_escape(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "m", *"see", "escape")
        assert screen.session.notes(screen.unit.id) == ("see",)
        assert "memo see" in shown_text(app)

    drive(project, script)


def test_flags_and_safeguarding_asks_for_a_note(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        unit = screen.unit.id
        await press(pilot, "f", "3")
        assert set(screen.session.held(unit).flags) == {"come_back"}
        await press(pilot, "f", "2", "enter")
        assert "safeguarding" not in screen.session.held(unit).flags
        await press(pilot, "f", "2", *"call", "enter")
        assert "safeguarding: call" in shown_text(app)

    drive(project, script)


def test_filtered_list_never_jumps_two(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        units = screen.session.units
        await press(pilot, "F", "2")
        assert screen.list_words == "4 of 4 answers · not finished"
        await press(pilot, "0")
        assert screen.walk.at == units[1]
        assert list(screen.ids) == units[1:]
        await press(pilot, "1", "space")
        assert screen.walk.at == units[2]
        assert screen.place == 0
        assert "2 of 4 answers · not finished" in shown_text(app)

    drive(project, script)


def test_word_filter_and_nothing_found(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "w", *"danger", "enter")
        assert list(screen.ids) == [screen.session.units[2]]
        await press(pilot, "w", *"zzz", "enter", "1")
        assert screen.answer is None
        assert "None of the 4 answers fits: “zzz”." in shown_text(app)
        assert "There is no answer here" in shown_text(app)

    drive(project, script)


def test_question_switch_shows_the_wording_and_place_is_kept(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "n", "Q", "2")
        assert "What else?" in shown_text(app)
        await press(pilot, "enter")
        assert screen.session.question.id == "more"
        assert "And more." in shown_text(app)

    drive(project, script)


def test_marked_words_get_a_code(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "s", "right", "full_stop", "1")
        held = screen.session.held(screen.unit.id)
        assert held.spans() == (("trust", Span(7, 15)),)
        assert "Trust: “tells us”" in shown_text(app)
        await press(pilot, "n")
        assert screen.place == 1

    drive(project, script)


def test_mouse_marks_whole_words(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await pilot.mouse_down("#answer", offset=(3, 0))
        await pilot.hover("#answer", offset=(10, 0))
        await pilot.mouse_up("#answer", offset=(10, 0))
        await settle(pilot)
        assert screen.span == Span(0, 12)
        await press(pilot, "2")
        assert len(screen.session.held(screen.unit.id).spans()) == 1

    drive(project, script)


def test_resumes_where_one_stopped(project: Project) -> None:
    path = project.path

    async def leave(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "n", "n", "ctrl+q")

    app = drive(project, leave)
    assert app.return_value is not None
    assert app.return_value.startswith("0 of 4 finished, saved in ")

    async def back(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert coding(app).place == 2

    drive(Project.open(path), back)


def test_quitting_names_the_last_backup(project: Project) -> None:
    project.backups.make("by hand")

    async def leave(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "0", "ctrl+q")

    app = drive(project, leave)
    assert app.return_value is not None
    assert re.fullmatch(
        r"1 of 4 finished, saved in .*study\.hsb, last backup \d\d:\d\d",
        app.return_value,
    )


def test_moving_and_jumping(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "end", "n")
        assert screen.place == 3
        assert "last answer" in shown_text(app)
        await press(pilot, "g", *"0002", "enter")
        assert screen.place == 1
        await press(pilot, "home", "N")
        assert screen.place == 1

    drive(project, script)


def test_reopen_and_taking_the_last_code_off_a_finished_answer(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "1", "space", "p", "1")
        assert "no code applies" in shown_text(app)
        await press(pilot, "r")
        assert not screen.session.held(screen.unit.id).finished

    drive(project, script)


def test_pinning_moves_only_that_digit(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        before = dict(screen.session.digits)
        await press(pilot, "down", "P", "9")
        assert screen.session.digits["9"] == screen.code_at
        kept = {k: v for k, v in before.items() if v != screen.code_at}
        assert kept.items() <= screen.session.digits.items()

    drive(project, script)


def test_cover_hides_everything_until_its_key(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "backslash")
        assert "Nobody" not in shown_text(app)
        assert "study.hsb" not in shown_text(app)
        await press(pilot, "1")
        assert "Nobody" not in shown_text(app)
        await press(pilot, "backslash")
        assert "Nobody tells us" in shown_text(app)
        assert not coding(app).session.held(coding(app).unit.id).codes

    drive(project, script)


def test_read_only_says_who_has_the_file(project: Project) -> None:
    second = Project.open(project.path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "read-only" in shown_text(app)
        await press(pilot, "1")
        assert not coding(app).session.held(coding(app).unit.id).codes
        assert "read-only here:" in shown_text(app)

    drive(second, script, size=(120, 30))
    project.close()


def test_no_codes_yet_says_what_to_do(tmp_path: Path) -> None:
    empty = make_project(tmp_path / "empty.hsb", TEXTS, ())

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Press / and type a name to make the first code." in shown_text(app)
        await press(pilot, "/", *"fear", "enter", "y")
        assert "● fear" in shown_text(app)

    drive(empty, script)


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12)])
def test_every_size_shows_answer_and_codes(
    project: Project, size: tuple[int, int]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        text = shown_text(app)
        assert "Nobody tells us" in text
        assert "Trust" in text
        listed = coding(app).query_one(AnswerList).display
        assert listed == (size[0] >= 120)
        await press(pilot, "l")
        assert coding(app).query_one(AnswerList).display != listed
        await press(pilot, "d", "question_mark")
        assert "Every key" in shown_text(app)

    drive(project, script, size=size)


def test_no_color(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert app.no_color
        await press(pilot, "1", "s")
        text = shown_text(app)
        assert "●" in text
        assert "Nobody tells us" in text

    drive(project, script)


def test_the_palette_offers_commands_by_name(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "ctrl+p", *"memo")
        await press(pilot, "enter")
        await press(pilot, *"hi", "escape")
        screen = coding(app)
        assert screen.session.notes(screen.unit.id) == ("hi",)

    drive(project, script)


def test_a_bug_does_not_print_answers(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)

        def broken() -> None:
            answer = screen.unit.text
            raise RuntimeError(len(answer))

        screen.action_next = broken  # type: ignore[method-assign]
        await press(pilot, "n")

    with pytest.raises(RuntimeError):
        drive(project, script)
    told = capsys.readouterr()
    assert "RuntimeError" in told.err
    assert "Nobody tells us" not in told.out + told.err


def test_clicks_choose_an_answer_and_a_code(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await pilot.click("#list", offset=(4, 3))
        await settle(pilot)
        assert screen.place == 2
        await pilot.click("#codes", offset=(8, 2))
        await settle(pilot)
        assert screen.code_at == "risk"
        await pilot.click("#codes", offset=(8, 2), times=2)
        await settle(pilot)
        assert screen.session.held(screen.unit.id).codes == {"risk"}

    drive(project, script, size=(140, 40))


def test_copying_says_what_was_copied(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The machine's own clipboard is left alone.
    monkeypatch.setattr(clipboard, "_tools", list)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "ctrl+c")
        assert app.clipboard == TEXTS[0]
        await press(pilot, "s", "ctrl+c")
        assert app.clipboard == "Nobody"
        assert "the marked words" in coding(app).said

    drive(project, script)
