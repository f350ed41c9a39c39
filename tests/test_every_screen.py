"""Every screen and dialog: words stand out, keys are in view, letters for signs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.content import Content
from textual.pilot import Pilot

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.settings_folder import keep_settings
from hsbcode.tui.themes import THEMES
from hsbcode.tui.widgets.foot_lines import KeyLine
from hsbcode.tui.widgets.key_words import KeyWords, pieces
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.rounds import drawing, phases
from tests.driving import drive, press, shown_text
from tests.projects import make_project
from tests.small_projects import begin_round
from tests.test_looks import too_faint
from tests.test_tui_hostile_everywhere import every_screen, name_of
from tests.touring import (
    Look,
    Tour,
    tour_beside,
    tour_coding,
    tour_rounds,
    tour_start,
)

if TYPE_CHECKING:
    from textual.screen import Screen

TEXTS = (
    "There is danger for staff, and nobody tells the night shift about it.",
    "There is danger for staff",
    "There is danger for staff",
    "1. Trust takes time 2. Too few hours 3. The rooms are cold",
    "n/a",
    "Nothing",
)
ROWS = (
    "id,Role,What is hard?,Age\n"
    "1,nurse,Trust takes time,34\n"
    "2,driver,Nobody tells us,51\n"
    "3,nurse,Too few hours,28\n"
)
NOT_TOURED = {
    # the first paint of a project, gone before anything can be looked at
    "opening.Opening",
    # opened from others than these, with the parts of those that are looked at
    "codebook_asking.EditPreview",
    "pick_answers.PickAnswers",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    for name in ("NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")


def study(folder: Path) -> Project:
    """Return a project in which two people have coded something."""
    project = make_project(folder / "study.hsb", TEXTS, second=TEXTS[:3])
    alone = CodingSession(project, "amy", "more")
    for unit in alone.units:
        alone.apply(unit, "time")
        alone.finish(unit)
    for coder in ("ben", "amy"):
        session = CodingSession(project, coder, "what")
        for unit in session.units[3:5]:
            session.apply(unit, "trust" if coder == "amy" else "time")
            session.finish(unit)
    session.note(session.units[3], "Ask ben about this one.")
    return project


def team(folder: Path) -> Project:
    """Return the same with a released round, and one that is only drawn."""
    project = study(folder)
    begin_round(project, "pilot", "ben", "cem")
    for coder in ("ben", "cem"):
        session = CodingSession(project, coder, round_="pilot")
        for unit in session.units:
            session.apply(unit, "trust" if coder == "ben" else "time")
            session.note(unit, "Not sure.")
            session.finish(unit)
    phases.release(project, "pilot", "lea", unfinished_too=True)
    drawing.draw_round(project, "second", drawing.Wanted(size=2), "lea")
    return project


def export(folder: Path) -> Path:
    """Return a small export."""
    path = folder / "export.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def tours(folder: Path) -> Iterator[tuple[Project | None, Tour]]:
    """Yield (project, tour), through all there is."""
    for name, tour in (("coding", tour_coding), ("beside", tour_beside)):
        (folder / name).mkdir()
        yield study(folder / name), tour
    (folder / "team").mkdir()
    yield team(folder / "team"), tour_rounds
    yield None, tour_start(export(folder))


def go(folder: Path, size: tuple[int, int], look_of: "LookOf") -> None:
    """Lead through everything on a screen of some size."""
    for project, tour in tours(folder):

        async def script(app: HsbcodeApp, pilot: Pilot[str], tour: Tour = tour) -> None:
            await tour(app, pilot, look_of(app))

        drive(project, script, coder="amy" if project else "", size=size)


class LookOf:
    """What is looked for on each screen; ``wrong`` tells where it was not so."""

    def __init__(self) -> None:
        self.wrong: dict[str, list[str]] = {}
        self.seen: set[str] = set()

    def __call__(self, app: HsbcodeApp) -> Look:
        """Return what looks at the screen that is open."""

        def look(name: str) -> None:
            self.seen.add(name_of(type(app.screen)))
            found = self.wrong_on(app)
            if found:
                self.wrong[name] = found

        return look

    def wrong_on(self, app: HsbcodeApp) -> list[str]:
        """Return what is wrong on the screen that is open."""
        raise NotImplementedError


class Contrast(LookOf):
    def wrong_on(self, app: HsbcodeApp) -> list[str]:
        return too_faint(app)


class KeysInView(LookOf):
    """The keys, and the box of a dialog, are wholly on the screen."""

    def wrong_on(self, app: HsbcodeApp) -> list[str]:
        screen: Screen[object] = app.screen
        inside = screen.region
        return [
            f"{part} at {part.region}"
            for part in (*screen.query(KeyWords), *screen.query(KeyLine))
            if not part.region or not inside.contains_region(part.region)
        ]


class LettersAndKeys(KeysInView):
    def wrong_on(self, app: HsbcodeApp) -> list[str]:
        signs = {sign for sign in shown_text(app) if not sign.isascii()}
        return [*super().wrong_on(app), *sorted(signs)]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_words_stand_out_on_every_screen(theme: str, tmp_path: Path) -> None:
    keep_settings({"theme": theme})
    look = Contrast()
    go(tmp_path, (140, 40), look)
    assert look.wrong == {}
    assert every_screen() - look.seen - NOT_TOURED == set()


def test_keys_are_in_view_on_every_small_screen(tmp_path: Path) -> None:
    look = KeysInView()
    go(tmp_path, (60, 15), look)
    assert look.wrong == {}


def test_terminals_with_letters_only_get_letters_on_every_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "vt100")
    look = LettersAndKeys()
    go(tmp_path, (80, 24), look)
    assert look.wrong == {}


# --- the keys of a dialog are clicked, too ------------------------------------------


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        ("Enter chooses", ["enter"]),
        ("y or Enter: yes", ["y", "enter"]),
        ("n or escape: no", ["n", "escape"]),
        ("↑ ↓ and Enter, or its digit", ["up", "down", "enter"]),
        ("type", [""]),
        ("tab or ↑ ↓ other line", ["tab", "up", "down"]),
        ("a all or none", ["a"]),
        ("1-9 or / code", ["", "slash"]),
        ("x: this question no longer", ["x"]),
        ("ctrl+g drops the changes", ["ctrl+g"]),
        ("any other key goes on", ["enter"]),
        ("end: where it comes from", ["end"]),
        ('words, all of them; "in quotes" together', [""]),
    ],
)
def test_keys_are_found_in_the_words_of_a_dialog(part: str, keys: list[str]) -> None:
    found = list(pieces(part))
    assert [piece.key for piece in found] == keys
    assert "".join(piece.words for piece in found) == part


async def click_on(app: HsbcodeApp, pilot: Pilot[str], words: str) -> None:
    """Click on words of the line of keys that is in front."""
    line = app.screen.query_one(KeyWords)
    shown = line.render()
    assert isinstance(shown, Content)
    rows = shown.plain.split("\n")
    row = next(place for place, each in enumerate(rows) if words in each)
    await pilot.click(line, offset=(rows[row].index(words), row))
    await press(pilot)


def test_a_dialog_is_answered_with_the_mouse(tmp_path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        home = app.screen
        await press(pilot, "home", "m")
        await click_on(app, pilot, "tab")
        assert "▸ the code" in shown_text(app)
        await click_on(app, pilot, "escape")
        assert app.screen is home
        await press(pilot, "o")
        await click_on(app, pilot, "↓")
        await click_on(app, pilot, "Enter")
        assert app.screen is home
        assert "random" in shown_text(app)
        await press(pilot, "slash", *"brand new", "enter")
        await click_on(app, pilot, "n or escape")
        assert "brand new" not in shown_text(app)

    drive(study(tmp_path), script)


def test_the_keys_of_the_first_screen_are_clicked(tmp_path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        start = app.screen
        await click_on(app, pilot, "? keys")
        assert "Every key" in shown_text(app)
        await click_on(app, pilot, "any")
        assert app.screen is start
        await click_on(app, pilot, "codebook")
        assert "The path of a .hsb file." in shown_text(app)

    drive(None, script, coder="")


def test_a_window_that_is_too_small_is_told(tmp_path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        told = "This window has 40 x 10 characters. Make it at least 50 x 12."
        assert [notice.message for notice in app._notifications] == [told]
        await pilot.resize_terminal(60, 15)
        await press(pilot)
        assert not list(app._notifications)
        assert "Nothing" in shown_text(app)

    drive(study(tmp_path), script, size=(40, 10))
