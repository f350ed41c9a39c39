"""Spans by keyboard and mouse: exact over wrapped text, pictures and other scripts."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from hsbcode.domain.acts import Span
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.widgets.answer_view import AnswerView
from tests.driving import coding, drive, press, settle
from tests.projects import make_project

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
TEXT = (
    f"Die Schule 学校が好き and the {FAMILY} family, cafe\u0301 too; "
    "then it goes on for so long that the line is wrapped in eighty columns, "
    "with trust \U0001f44d\U0001f3fd at the end."
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def _marked(app: HsbcodeApp) -> str:
    span = coding(app).span
    assert span is not None
    return TEXT[span.start : span.end]


def test_the_keyboard_marks_sign_by_sign(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", [TEXT])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "s")
        seen = [_marked(app)]
        for _ in range(11):
            await press(pilot, "right")
            seen.append(_marked(app))
        assert seen == [
            *("Die", "Schule", "学", "校", "が", "好", "き", "and", "the"),
            *(FAMILY, "family", ","),
        ]
        await press(pilot, "right", "full_stop", "1")
        held = coding(app).session.held(coding(app).unit.id)
        ((code, span),) = held.spans()
        assert code == "trust"
        assert TEXT[span.start : span.end] == "cafe\u0301 too"

    drive(project, script)


def test_down_goes_to_the_wrapped_line(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", [TEXT])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "s", "down")
        span = coding(app).span
        assert span is not None
        first = app.screen.query_one(AnswerView).wrapped_document.get_sections(0)[0]
        assert span.start >= len(first)

    drive(project, script)


@pytest.mark.parametrize("word", ["Schule", "校", "family", "trust", "end"])
def test_the_mouse_marks_what_is_under_it(tmp_path: Path, word: str) -> None:
    project = make_project(tmp_path / "p.hsb", [TEXT])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        view = app.screen.query_one(AnswerView)
        start = TEXT.index(word)
        row, before = 0, ""
        for row, section in enumerate(view.wrapped_document.get_sections(0)):  # noqa: B007
            if len(before) + len(section) > start:
                break
            before += section
        # One cell of padding; a cell of the word itself, and drag by one more.
        column = 1 + cell_len(TEXT[len(before) : start])
        await pilot.mouse_down("#answer", offset=(column, row))
        await pilot.hover("#answer", offset=(column + cell_len(word), row))
        await pilot.mouse_up("#answer", offset=(column + cell_len(word), row))
        await settle(pilot)
        assert _marked(app) == word
        await press(pilot, "2")
        held = coding(app).session.held(coding(app).unit.id)
        assert held.spans()[0][1] == Span(start, start + len(word))

    drive(project, script)


def test_overlapping_stretches_can_be_told_apart(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["one two three four"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        session, unit = screen.session, screen.unit.id
        session.apply(unit, "trust", span=Span(0, 13))
        session.apply(unit, "risk", span=Span(8, 18))
        screen.show_answer()
        screen.code_at = "time"
        await settle(pilot)
        view = app.screen.query_one(AnswerView)

        def styles() -> dict[str, str]:
            line = view.get_line(0)
            found = {}
            for span in line.spans:
                found[line.plain[span.start : span.end]] = str(span.style)
            return found

        assert set(styles()) == {"one two ", "three", " four"}
        assert "bold" in styles()["three"]
        assert "bold" not in styles()["one two "]
        assert "reverse" not in "".join(styles().values())
        screen.code_at = "risk"
        await settle(pilot)
        assert "reverse" in styles()["three"]
        assert "reverse" in styles()[" four"]
        assert "reverse" not in styles()["one two "]

    drive(project, script)
