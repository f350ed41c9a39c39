"""Hostile text on every screen: the application lives and sends none of it on."""

import unicodedata
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.domain.codebook import Code
from hsbcode.domain.visible import BIDI_CONTROLS
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.settings_folder import remember_project
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project

ANSWERS = {
    "escape": "a\x1b]2;title\x07b\x1b[31mred\x1b[0m\x1b]52;c;aGk=\x07",
    "c1": "x\x9b31my\x85z\x90q",
    "nul": "n\x00u\x7fl\x0b\x0c\r",
    "bidi": "safe\u202eevil\u202c\u2066i\u2069\u200f",
    "markup": "[/] [bold]x[/bold] [/b] [@click=app.quit]x[/] [link='x'] \\[",
    "long": "word " * 4000,
    "one long word": "w" * 20_000,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 ❤️ é́́́ 👍🏽",
    "cjk": "子供が学校に行けない。" * 30,
    "rtl": "הילד לא הולך לבית הספר ولد",
    "formula": '=HYPERLINK("http://x","y")',
    "blank": " \t\n \n",
    "lines": "one\u2028two\u2029three\nfour",
    "tabs": "a\tb\t\tc\nd\te",
}
HOSTILE = "[/]\x1b]2;t\x07\u202e[@click=app.quit]x"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def controls(text: str) -> set[str]:
    """Return the characters of a text that a terminal could obey."""
    return {
        repr(ch)
        for ch in text
        if (unicodedata.category(ch) in ("Cc", "Cs") and ch not in "\n\t")
        or ord(ch) in BIDI_CONTROLS
    }


def assert_clean(app: HsbcodeApp) -> None:
    assert controls(app.export_screenshot()) == set()
    assert controls(shown_text(app)) == set()


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_any_answer_is_shown_and_can_be_coded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    project = make_project(tmp_path / "h.hsb", list(ANSWERS.values()), boxes=2)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        for name, text in ANSWERS.items():
            assert screen.unit.text == text
            assert_clean(app)
            await press(pilot, "s", "right", "full_stop", "1")
            assert_clean(app)
            held = screen.session.held(screen.unit.id)
            if name != "blank":
                ((_code, span),) = held.spans()
                assert 0 <= span.start < span.end <= len(text)
            await press(pilot, "n", "n")
        await press(pilot, "l", "home", "ctrl+c")
        assert_clean(app)

    drive(project, script, size=size)


def test_markup_is_visible_not_obeyed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "h.hsb", [ANSWERS["markup"]])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert ANSWERS["markup"] in shown_text(app)

    drive(project, script)


def test_hostile_names_everywhere(tmp_path: Path) -> None:
    codes = [
        Code("a", f"A {HOSTILE}", definition=HOSTILE, keywords=(HOSTILE,)),
        Code("b", f"B {HOSTILE}", kind="container", examples=(HOSTILE,)),
        Code("c", HOSTILE * 20, parent="b"),
    ]
    project = make_project(tmp_path / "h.hsb", [HOSTILE, "2", HOSTILE], codes)

    async def look(
        pilot: Pilot[str], keys: tuple[str, ...], after: tuple[str, ...] = ("escape",)
    ) -> None:
        app = pilot.app
        assert isinstance(app, HsbcodeApp)
        await press(pilot, *keys)
        assert_clean(app)
        await press(pilot, *after)
        assert len(app.screen_stack) == 2

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await look(pilot, ("1", "2", "d"), ())
        await look(pilot, ("/", "a"))
        await look(pilot, ("F",))
        await look(pilot, ("Q",))
        await look(pilot, ("P",))
        await look(pilot, ("f", "2", "[", "/", "]", "enter"), ())
        await look(pilot, ("m", "[", "/", "]"))
        await look(pilot, ("u", "u", "U"), ())
        for keys in (("F", "6"), ("F", "8"), ("o",), ("M",), ("i",), ("equals_sign",)):
            await look(pilot, keys)
        await look(pilot, ("S", "h", "e", "enter"))
        await look(pilot, ("o", "3"), ())
        await look(pilot, ("F", "7"), ())
        await look(pilot, ("w", "[", "/", "]", "enter"), ())

    drive(project, script, coder="[/]x")


def test_hostile_paths_and_coders_on_the_first_screens(tmp_path: Path) -> None:
    folder = tmp_path / "[bold] [@click=app.quit]"
    folder.mkdir()
    project = make_project(folder / "[b]x.hsb", ["a"])
    project.close()
    remember_project(project.path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "[b]x.hsb" in shown_text(app)
        await press(pilot, "enter", *"[/]", "enter")
        assert_clean(app)
        assert coding(app).session.coder == "[/]"

    drive(None, script, coder="")


def test_pasted_control_codes_become_visible(tmp_path: Path) -> None:
    from textual import events

    project = make_project(tmp_path / "h.hsb", ["a"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        for key in ("m", "w"):
            await press(pilot, key)
            app.post_message(events.Paste("x\x1b]2;t\x07y"))
            await settle(pilot)
            assert "x␛]2;t␇y" in shown_text(app)
            assert_clean(app)
            await press(pilot, "ctrl+g", "escape")

    drive(project, script)


def test_a_note_of_somebody_else_may_be_hostile(tmp_path: Path) -> None:
    project = make_project(tmp_path / "h.hsb", ["a"])
    path = project.path
    from hsbcode.workflows.coding import CodingSession

    session = CodingSession(project, "amy")
    session.note(session.units[0], ANSWERS["escape"])
    project.close()

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert_clean(app)
        await press(pilot, "m")
        assert_clean(app)
        await press(pilot, "escape")
        kept = coding(app).session.notes(coding(app).unit.id)
        assert kept == (ANSWERS["escape"],)

    drive(Project.open(path), script)
