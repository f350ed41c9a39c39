"""Looks: contrast, no colour, letters instead of marks; nothing by colour alone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.glyphs import ASCII, needs_ascii
from hsbcode.tui.settings_folder import keep_settings, own_settings, settings_folder
from hsbcode.tui.themes import CONTRAST, DARK, LIGHT, THEMES, usual_theme
from tests.driving import drive, press, settle, shown_text
from tests.projects import make_project

LEAST = 4.5


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(
        tmp_path / "study.hsb",
        ["There is danger for staff", "Trust takes time", "Nothing"],
    )


def painted(app: HsbcodeApp) -> Iterator[Segment]:
    """Yield what is painted, piece by piece; behind a dialog nothing is read."""
    lines = app.screen._compositor.render_strips()
    for child in app.screen.children:
        if child.display:
            x, y, width, height = child.region
            for strip in lines[max(0, y) : y + height]:
                yield from strip.crop(max(0, x), x + width)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, 1 to 21."""

    def luminance(colour: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(app: HsbcodeApp) -> list[str]:
    """Return the words on the screen that stand out too little."""
    found = []
    for text, style, _control in painted(app):
        if style is None or not any(letter.isalnum() for letter in text):
            continue
        ground = app.current_theme.background or ""
        front = Color.from_rich_color(style.color) if style.color else Color.parse("#f")
        back = (
            Color.from_rich_color(style.bgcolor)
            if style.bgcolor
            else Color.parse(ground)
        )
        ratio = contrast(front, back)
        if ratio < LEAST or style.dim:
            found.append(f"{text.strip()} ({front.hex} on {back.hex}: {ratio:.1f})")
    return found


def test_contrast_is_counted_as_the_standard_has_it() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)


SCREENS = {
    "coding": (),
    "applied": ("1", "f"),
    "find": ("slash",),
    "help": ("question_mark",),
    "memo": ("m",),
    "span": ("s",),
    "filter": ("F",),
    "history": ("1", "space", "H"),
    "palette": ("ctrl+p",),
    "definition": ("d",),
}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("screen", SCREENS)
def test_all_words_stand_out(screen: str, theme: str, project: Project) -> None:
    keep_settings({"theme": theme})

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert app.theme == theme
        assert "danger" in shown_text(app)
        await press(pilot, *SCREENS[screen])
        await settle(pilot)
        assert too_faint(app) == []

    drive(project, script, size=(140, 40))


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_the_first_screen_stands_out(theme: str) -> None:
    keep_settings({"theme": theme})

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert too_faint(app) == []
        await press(pilot, "down")
        assert too_faint(app) == []

    drive(None, script, coder="")


def test_without_colour_nothing_is_coloured_and_the_screen_tells_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, list[str]] = {"coloured": [], "bare": []}

    def script_of(kind: str):  # type: ignore[no-untyped-def]
        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            for keys in (("1",), ("f", "enter"), ("p",), ("down",), ("n",), ("0",)):
                await press(pilot, *keys)
                seen[kind].append(shown_text(app))
                if kind == "bare":
                    assert not [
                        segment.text
                        for segment in painted(app)
                        if segment.style
                        and (
                            (segment.style.color and not segment.style.color.is_default)
                            or (
                                segment.style.bgcolor
                                and not segment.style.bgcolor.is_default
                            )
                        )
                    ]
            await press(pilot, *("u",) * 6)

        return script

    drive(project, script_of("coloured"), size=(140, 40))
    monkeypatch.setenv("NO_COLOR", "1")
    again = Project.open(project.path)
    drive(again, script_of("bare"), size=(140, 40))
    assert len(seen["bare"]) == len(seen["coloured"])


STATES = {
    "applied": (("1",), "●"),
    "finished": (("1", "space", "p"), "✓"),
    "no code applies": (("0", "p"), "–"),
    "flagged": (("f", "1"), "⚑"),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_a_mark_of_its_own(state: str, project: Project) -> None:
    keys, mark = STATES[state]

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        before = shown_text(app).count(mark)
        await press(pilot, *keys)
        assert shown_text(app).count(mark) > before

    drive(project, script, size=(140, 40))


def test_the_row_under_the_cursor_is_told_without_colour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        def here() -> str:
            return "".join(
                text for text, style, _ in painted(app) if style and style.reverse
            )

        first = here()
        assert first.strip()
        await press(pilot, "down")
        assert here().strip()
        assert here() != first

    drive(None, script, coder="")


def test_a_terminal_without_marks_gets_letters(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "1", "f", "enter", "space", "p")
        for keys in ((), ("s",), ("escape", "question_mark")):
            await press(pilot, *keys)
            text = shown_text(app)
            assert text.isascii(), {letter for letter in text if not letter.isascii()}

    drive(project, script, size=(140, 40))


def test_marks_of_one_kind_stay_different() -> None:
    marks = "●○✓⚑▸–"
    assert len({ASCII[mark] for mark in marks}) == len(marks)
    assert all(len(letter) == 1 and letter.isascii() for letter in ASCII.values())


@pytest.mark.parametrize(
    ("environ", "chosen", "ascii_"),
    [
        ({"TERM": "xterm", "LANG": "en_GB.UTF-8"}, None, False),
        ({"TERM": "xterm", "LANG": "en_GB.UTF-8", "LC_ALL": "C"}, None, True),
        ({"TERM": "linux", "LANG": "en_GB.UTF-8"}, None, True),
        ({"TERM": "dumb", "LANG": "en_GB.UTF-8"}, "signs", False),
        ({"TERM": "xterm", "LANG": "en_GB.utf8"}, "ascii", True),
    ],
)
def test_when_letters_are_needed(
    environ: dict[str, str], chosen: str | None, ascii_: bool
) -> None:
    assert needs_ascii(environ, chosen) is ascii_


def test_a_light_terminal_gets_the_light_theme() -> None:
    assert usual_theme("0;15") == LIGHT
    assert usual_theme("15;0") == DARK
    assert usual_theme("") == DARK


def test_a_chosen_theme_is_kept() -> None:
    async def choose(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert app.theme == DARK
        assert set(app.available_themes) == {DARK, LIGHT, CONTRAST}
        app.theme = CONTRAST
        await settle(pilot)

    async def again(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert app.theme == CONTRAST

    drive(None, choose, coder="")
    assert own_settings()["theme"] == CONTRAST
    drive(None, again, coder="")


def test_settings_that_make_no_sense_are_passed_over() -> None:
    settings_folder().mkdir(parents=True)
    for text in ("[]", '{"theme": 3, "signs": []}', '{"theme": "nord"}', "{"):
        (settings_folder() / "settings.json").write_text(text)

        async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
            assert app.theme == DARK

        drive(None, script, coder="")
    assert keep_settings({"theme": LIGHT})
    assert json.loads((settings_folder() / "settings.json").read_text()) == {
        "theme": LIGHT
    }
    assert [each.name for each in settings_folder().iterdir()] == ["settings.json"]
