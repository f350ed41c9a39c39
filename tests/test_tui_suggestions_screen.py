"""How far suggestions can be trusted, and the codebook's help: the two screens."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.agreement import Interval
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ModelError
from hsbcode.domain.quality import Quality
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.screens.codebook import CodebookScreen
from hsbcode.tui.screens.codebook_help import CodebookHelpScreen
from hsbcode.tui.screens.suggestions import SuggestionsScreen
from hsbcode.tui.settings_folder import remember_project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.apart import Apart
from hsbcode.workflows.suggestions.evaluating import evaluate
from hsbcode.workflows.suggestions.limit import chosen_limit
from hsbcode.workflows.suggestions.lines import (
    code_lines,
    interval_bar,
    overall_lines,
    share_bar,
)
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project
from tests.test_codebook_help import BOOK, FOOD, NOISE, PARKING, WARD
from tests.test_tui_hostile import HOSTILE, assert_clean

SOURCE = Path(__file__).parents[1] / "src/hsbcode"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def coded_project(path: Path, codes: tuple[Code, ...] = tuple(BOOK)) -> Project:
    """Return a project of sixty answers, all finished by amy."""
    parts = ((FOOD, "food"), (NOISE, "noise"), (WARD, "ward"), (PARKING, ""))
    rows = [(text, code) for _ in range(3) for texts, code in parts for text in texts]
    texts = [f"{text}, day {at}" for at, (text, _code) in enumerate(rows)]
    project = make_project(path, texts, codes)
    session = CodingSession(project, "amy")
    for unit, (_text, code) in zip(session.units, rows, strict=True):
        if code:
            session.apply(unit, code)
            session.finish(unit)
        else:
            session.finish_without_code(unit)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return coded_project(tmp_path / "s.hsb")


def judged(project: Project) -> Quality:
    steps = evaluate(project, resamples=50)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Quality = end.value
            return found


# ---- work in a process of its own --------------------------------------------------


def test_work_apart_finds_the_same(project: Project) -> None:
    work = Apart("evaluate", project.path, resamples=50)
    steps, seen = work.run(), 0
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            found = end.value
            break
        seen += 1
        assert 0 <= step.done <= step.total
    assert seen > 1
    assert found == judged(project)


def test_work_apart_tells_what_a_person_can_mend(project: Project) -> None:
    with pytest.raises(ModelError, match="There is no open question “nope”"):
        list(Apart("evaluate", project.path, question="nope").run())


def test_work_apart_can_be_stopped(project: Project) -> None:
    work = Apart("evaluate", project.path)
    steps = work.run()
    next(steps)
    work.stop()
    with pytest.raises(ModelError, match="was stopped"):
        list(steps)
    never = Apart("evaluate", project.path)
    never.stop()
    with pytest.raises(ModelError, match="was stopped"):
        list(never.run())


# ---- bars --------------------------------------------------------------------------


def test_bars_show_shares_and_intervals() -> None:
    assert share_bar(0.5, 10) == "█████·····"
    assert share_bar(None) == ""
    assert interval_bar(0.5, Interval(0.2, 0.8), 10) == "··├──●──┤·"
    assert interval_bar(1.0, Interval(0.9, 1.0), 10) == "·········●"
    assert interval_bar(0.0, Interval(0.0, 0.3), 10) == "●──┤······"
    assert interval_bar(0.3, None, 10) == "███·······"


def test_below_a_hundred_answers_no_percentage_is_told(project: Project) -> None:
    found = judged(project)
    assert found.units == 60
    lines = overall_lines(found, project.codebook, str)
    for code in found.codes:
        lines += code_lines(found, code)
    told = " ".join(f"{line.what} {line.words}" for line in lines)
    assert " of 100" not in told
    assert "%" not in told


def test_what_is_refused_is_named() -> None:
    book = Codebook(
        (
            Code("bare", "Bare"),
            Code("known", "Known", keywords=("word",)),
            Code("old", "Old", status="retired"),
        )
    )
    nothing = Quality(60, 50, 5, (), 0.5, 0.5, 0.5, 0.1, 0.1, coded=60)
    told = " ".join(line.what for line in overall_lines(nothing, book, book.label))
    assert "hardly anything suggests them (1): Bare." in told


# ---- the suggestions screen --------------------------------------------------------


def test_suggestions_are_judged_beside_and_kept(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "E")
        screen = app.screen
        assert isinstance(screen, SuggestionsScreen)
        assert "r judges the suggestions" in shown_text(app)
        await press(pilot, "c")
        assert "Judge first" in screen.said
        await press(pilot, "r")
        await settle(pilot)
        assert "as of 60 coded answers" in shown_text(app)
        assert re.search(
            r"Meals +of \d+ suggested, \d+ (was|were) right", shown_text(app)
        )
        await press(pilot, "down")
        assert screen.named == "Meals"
        assert "F1" not in shown_text(app)
        await press(pilot, "t", "right_square_bracket")
        assert any(line.what == "F1" for line in screen.lines)
        await press(pilot, "home", "c", "4")
        assert chosen_limit(project) is not None
        await press(pilot, "escape")
        assert coding(app) is app.screen
        await press(pilot, "E")
        assert "as of 60 coded answers" in shown_text(app)

    drive(project, script, size=(140, 40))
    assert not project.path.with_suffix(".cache").exists()
    kinds = {path.suffix for path in project.path.parent.iterdir() if path.is_file()}
    assert not kinds & {".pkl", ".pickle", ".joblib", ".npz", ".npy"}


def test_judging_can_be_stopped(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await pilot.press("E", "r", "s")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, SuggestionsScreen)
        assert not screen.is_working
        assert screen.quality is None
        assert "Stopped" in screen.said

    drive(project, script)


def test_an_empty_project_says_what_to_do(tmp_path: Path) -> None:
    project = make_project(tmp_path / "e.hsb", ["one", "two"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "E")
        assert "Nothing is coded yet" in shown_text(app)
        await press(pilot, "r")
        await settle(pilot)
        assert isinstance(app.screen, SuggestionsScreen)
        assert not app.screen.rows

    drive(project, script)


def test_suggestions_are_looked_at_from_the_first_screen(project: Project) -> None:
    path = project.path
    project.close()
    remember_project(path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "s")
        assert isinstance(app.screen, SuggestionsScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, SuggestionsScreen)

    drive(None, script)


# ---- the codebook's help -----------------------------------------------------------


def test_a_keyword_is_taken_with_one_key_and_given_back(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C")
        assert isinstance(app.screen, CodebookScreen)
        await press(pilot, "i")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CodebookHelpScreen)
        assert "Keywords for “Meals”" in shown_text(app)
        assert "“dinner” → Meals" in shown_text(app)
        await press(pilot, "y")
        assert project.codebook["food"].keywords == ("soup", "dinner")
        assert "“dinner” → Meals" not in shown_text(app)
        await press(pilot, "u")
        assert project.codebook["food"].keywords == ("soup",)
        assert "“dinner” → Meals" in shown_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, CodebookScreen)

    drive(project, script, size=(140, 40))


def test_a_code_is_made_of_answers_that_none_explains(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "C", "i")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CodebookHelpScreen)
        while screen.named.startswith("“"):
            await press(pilot, "down")
        words = screen.named
        assert set(words.split(", ")) & {"park", "car", "full"}
        await press(pilot, "enter")
        assert "answers" in shown_text(app)
        await press(pilot, "escape", "y")
        await press(pilot, *["backspace"] * 12, *"Cars", "enter")
        made = next(code for code in project.codebook if code.label == "Cars")
        assert made.keywords == tuple(words.split(", "))
        assert words not in [row.label for row in screen.rows]
        await press(pilot, "u")
        assert "Cars" not in [code.label for code in project.codebook]
        assert words in [row.label for row in screen.rows]

    drive(project, script, size=(140, 40))


def test_hostile_names_are_shown_harmlessly(tmp_path: Path) -> None:
    codes = (
        Code("food", f"Meals {HOSTILE}", keywords=("soup",), definition=HOSTILE),
        Code("noise", "[b]Quiet[/b]"),
        Code("ward", "Ward"),
    )
    project = coded_project(tmp_path / "h.hsb", codes)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "E", "r")
        await settle(pilot)
        await press(pilot, "down")
        assert_clean(app)
        await press(pilot, "escape", "C", "i")
        await settle(pilot)
        for _ in range(3):
            assert_clean(app)
            await press(pilot, "down")

    drive(project, script)


# ---- nothing that is learnt is kept ------------------------------------------------


def test_nothing_is_pickled_anywhere() -> None:
    risky = re.compile(
        r"^\s*(import|from) (pickle|joblib|skops|cloudpickle|dill|shelve|marshal)\b|"
        r"allow_pickle\s*=\s*True|\b(pickle|joblib)\.(dump|load)",
        re.MULTILINE,
    )
    loads = re.compile(r"\bnp\.load\(([^)]*)\)")
    files = list(SOURCE.rglob("*.py"))
    assert len(files) > 300
    for path in files:
        code = path.read_text(encoding="utf-8")
        assert risky.search(code) is None, path
        # an array is read as numbers, whatever stands in its file
        assert all("allow_pickle=False" in found for found in loads.findall(code)), path
