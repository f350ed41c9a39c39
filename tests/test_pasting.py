"""What is pasted, into every line there is to type in."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from tests.driving import coding, drive, press, shown_text
from tests.test_every_screen import study
from tests.test_tui_hostile import controls

HOSTILE = (
    "\x1b[2J\x1b]52;c;eA==\x07[/b][@click=app.quit]\u202e\x00=1+1\r\nnew line\ttab "
) * 250
LINES: dict[str, tuple[str, ...]] = {
    "find a code": ("slash",),
    "search": ("S",),
    "word": ("w",),
    "go to": ("g",),
    "memo": ("m",),
    "safeguarding note": ("f", "2"),
    "people who answered": ("F", "6"),
    "history, which codings": ("H", "M"),
    "codebook, add": ("C", "a"),
    "codebook, find": ("C", "slash"),
    "codebook, define": ("C", "e"),
    "codebook, comment": ("C", "c"),
    "codebook, rename": ("C", "r"),
    "results, find": ("R", "slash"),
    "results, save": ("R", "end", "enter", "s"),
    "everything": ("ctrl+p",),
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return study(tmp_path)


def test_a_long_hostile_text_is_pasted_into_every_line(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        home = coding(app)
        held = home.session.held(home.unit.id)
        for name, keys in LINES.items():
            for key in keys:
                await press(pilot, key)
            line = app.focused
            assert isinstance(line, Input | TextArea), name
            app.post_message(events.Paste(HOSTILE))
            await press(pilot)
            assert controls(app.export_screenshot()) == set(), name
            assert controls(shown_text(app)) == set(), name
            text = line.text if isinstance(line, TextArea) else line.value
            assert len(text) > 40, name
            for _ in range(6):
                if app.screen is home:
                    break
                # what was written in a memo or a definition is dropped
                await press(pilot, *(("ctrl+g",) if name == "memo" else ()), "escape")
            assert app.screen is home, name
        # nothing of it was taken for keys
        assert home.session.held(home.unit.id) == held

    drive(project, script, size=(100, 30))


def test_what_is_pasted_where_nothing_is_typed_does_nothing(project: Project) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        before = screen.session.tally()
        app.post_message(events.Paste("1 0 u " + HOSTILE))
        await press(pilot)
        assert app.screen is screen
        assert screen.session.tally() == before

    drive(project, script)
