"""Filters, orders, bulk coding, search and memos on the coding screen."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from hsbcode.domain.codebook import Code
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.dialogs.code_alike import CodeAlike
from hsbcode.workflows.coding import CodingSession
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import CODES, make_project

TEXTS = (
    "Lack of time",
    "lack of time.",
    "n/a",
    "There is danger at home",
    "-",
    "Nobody trusts anybody",
    "Lack of tiem",
)
MORE = (
    Code("only_more", "Only for more", questions=("more",)),
    Code("unclear", "Unclear", kind="validity"),
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    path = tmp_path / "study.hsb"
    return make_project(path, TEXTS, (*CODES, *MORE), second=("More danger.", "Too."))


def test_conditions_add_to_each_other_and_go_again(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "F", "2", "w", *"lack", "enter")
        assert screen.list_words == "3 of 7 answers · not finished, “lack”"
        await press(pilot, "F", "6", *"area", "enter", "down", "space", "down", "space")
        await press(pilot, "enter")
        assert screen.list_words == (
            "1 of 7 answers · not finished, “lack”, Area: area 1 or area 2"
        )
        # 80 columns have no list: the answer's frame says it.
        assert "1 of 7 answers · not finished" in shown_text(app)
        await press(pilot, "F", "2")
        assert screen.list_words.startswith("1 of 7 answers · “lack”")
        await press(pilot, "F", "6", *"area", "enter", "x")
        assert screen.list_words == "3 of 7 answers · “lack”"
        await press(pilot, "F", "1")
        assert screen.list_words == "7 answers"

    drive(project, script)


def test_a_filter_is_saved_and_chosen_by_name(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "w", *"time", "enter", "F", "end", "enter")
        await press(pilot, *"about time", "enter")
        assert screen.session.choice.saved() == {"about time": "word time"}
        await press(pilot, "F", "1", "F", "end")
        assert "saved: about time" in shown_text(app)
        await press(pilot, "enter")
        assert screen.list_words == "2 of 7 answers · “time”"

    drive(project, script)


def test_opening_with_a_filter(project: Project) -> None:
    app = HsbcodeApp(project, "amy", suggestions=False, filter_="word lack; unfinished")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert coding(app).list_words == "3 of 7 answers · not finished, “lack”"

    import asyncio

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await script(app, pilot)

    asyncio.run(run())


def test_random_order_is_named_kept_and_gone_through(project: Project) -> None:
    path = project.path
    seen: list[str] = []

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "o", "2")
        assert "random order" in screen.list_words
        assert screen.walk.at == screen.ids[0]
        await press(pilot, "0")
        assert screen.walk.at == screen.ids[1]
        await press(pilot, "p", "N")
        assert screen.walk.at == screen.ids[1]
        await press(pilot, "0")
        seen.extend(screen.ids)
        await press(pilot, "ctrl+q")

    drive(project, script)

    async def again(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        assert list(screen.ids) == seen
        assert screen.walk.at == seen[2]
        await press(pilot, "o", "1")
        assert list(screen.ids) == screen.session.units
        assert screen.walk.at == seen[2]

    drive(Project.open(path), again)


def test_most_like_this_one(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        units = screen.session.units
        await press(pilot, "o", "3")
        assert list(screen.ids[:3]) == [units[0], units[1], units[6]]
        assert screen.list_words == "7 answers · most like 0001"

    drive(project, script)


def test_alike_answers_are_coded_together_and_undo_asks_once(
    project: Project,
) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        session, units = screen.session, screen.session.units
        await press(pilot, "equals_sign")
        assert isinstance(app.screen, CodeAlike)
        shown = shown_text(app)
        assert "[x] = 0002" in shown
        assert "[ ] ≈ 0007" in shown
        await press(pilot, "enter")
        assert "Choose a code first" in shown_text(app)
        # 0003 is the validity code: it is refused here.
        await press(pilot, "slash", *"unclear", "enter")
        assert "never given in bulk" in shown_text(app)
        await press(pilot, "3", "end", "space", "enter")
        for unit in (units[0], units[1], units[6]):
            assert session.held(unit).codes == {session.digits["3"]}
            assert session.held(unit).finished
        assert "3 answers coded and finished" in shown_text(app)
        assert screen.walk.at == units[2]
        await press(pilot, "u")
        assert isinstance(app.screen, Confirm)
        assert "in 3 answers" in shown_text(app)
        await press(pilot, "y")
        assert not session.held(units[6]).anything
        assert screen.heading.finished == 0

    drive(project, script)


def test_marks_for_nothing_are_a_group(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        units = screen.session.units
        await press(pilot, "g", *"0003", "enter", "equals_sign")
        assert "2 marks for nothing" in shown_text(app)
        await press(pilot, "0", "enter")
        assert screen.session.tally().finished == 2
        assert "✓ –" in shown_text(app)
        await press(pilot, "g", *"0003", "enter", "equals_sign")
        assert "The one other answer that says the same" in coding(app).said
        assert not screen.session.held(units[0]).anything

    drive(project, script, size=(140, 40))


def test_search_goes_to_any_question(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "S", *"danger", "enter")
        await settle(pilot)
        await settle(pilot)
        assert coding(app).unit.text == "There is danger at home"
        await press(pilot, "S", *"more dang")
        await pilot.pause(0.4)
        await settle(pilot)
        assert "1 answer" in shown_text(app)
        await press(pilot, "enter")
        assert coding(app).session.question.id == "more"
        assert coding(app).unit.text == "More danger."

    drive(project, script)


def test_memos_on_answer_code_and_project(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, "m", *"one", "tab", *"two", "tab", *"three", "escape")
        session = screen.session
        assert session.notes(screen.unit.id) == ("one",)
        assert session.note_of(screen.code_at) == "two"
        assert session.note_of() == "three"
        await press(pilot, "d")
        assert "my memo two" in shown_text(app)
        await press(pilot, "n", "M")
        shown = shown_text(app)
        assert "3 memos" in shown
        await press(pilot, "down", "down", "enter")
        assert screen.place == 0
        await press(pilot, "u", "u", "u")
        assert session.note_of() == ""
        assert session.note_of(screen.code_at) == ""
        assert session.notes(screen.unit.id) == ()
        await press(pilot, "U", "U", "U")
        assert session.note_of() == "three"

    drive(project, script)


def test_a_code_of_another_question_asks_first(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        session = coding(app).session
        await press(pilot, "slash", *"only for", "enter")
        assert isinstance(app.screen, Confirm)
        assert "belongs to: More" in shown_text(app)
        await press(pilot, "n")
        assert not session.held(session.units[0]).applied
        await press(pilot, "slash", *"only for", "enter", "y")
        assert session.held(session.units[0]).codes == {"only_more"}
        assert session.codebook["only_more"].questions == ("more", "what")

    drive(project, script)


def test_progress_of_everybody(project: Project) -> None:
    ben = CodingSession(project, "ben", "what")
    ben.finish_without_code(ben.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1", "space", "i")
        shown = shown_text(app)
        assert "1 of 7" in shown.split("Challenges", 2)[2]
        assert "amy" in shown
        assert "ben" in shown
        assert "1 no code" in shown
        assert "nobody has begun" in shown

    drive(project, script)


async def _in_a_heap(app: HsbcodeApp, pilot: Pilot[str], *keys: str) -> None:
    """Let keys come all at once, as over a slow line."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(3 + len(keys)):
        await settle(pilot)


def test_keys_that_come_in_a_heap_go_where_they_belong(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        unit = screen.session.units[0]
        for typed, wanted in (("F2", "not finished"), ("F1", ""), ("F3", "finished")):
            await _in_a_heap(app, pilot, *typed)
            assert screen.walk.filter_words == wanted
        await _in_a_heap(app, pilot, "F", "1", "w", *"time", "enter")
        assert screen.walk.filter_words == "“time”"
        await _in_a_heap(app, pilot, "F", "1", "F", "6", *"area", "enter", "down")
        await _in_a_heap(app, pilot, "space", "enter")
        assert screen.walk.filter_words == "Area: area 1"
        await _in_a_heap(app, pilot, "F", "1", "g", *"0001", "enter")
        assert not screen.session.held(unit).anything
        await _in_a_heap(app, pilot, "m", *"hi", "tab", *"you", "escape", "n", "p")
        assert screen.session.notes(unit) == ("hi",)
        assert screen.session.note_of(screen.code_at) == "you"
        await _in_a_heap(app, pilot, "s", "full_stop", "2", "space")
        assert len(screen.session.held(unit).spans()) == 1
        assert screen.session.held(unit).finished
        assert screen.place == 1

    drive(project, script)


def test_other_answers_of_the_person_are_in_view(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        shown = shown_text(app)
        assert "More More danger." in shown
        assert "Area: area 0" in shown

    drive(project, script)


def test_an_empty_list_can_be_left(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "F", "3", "equals_sign", "o", "3")
        assert "There is no answer here" in shown_text(app)
        await press(pilot, "m", *"all", "escape", "F", "1")
        assert coding(app).session.note_of(coding(app).code_at) == "all"

    drive(project, script)
