"""What a coder stumbles over after the first hundred answers."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets._toast import ToastRack

from hsbcode.domain.codebook import Code
from hsbcode.tui.app import HsbcodeApp
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project

CODES = (
    Code("first", "First", key="r"),
    Code("other", "Other", questions=("what",)),
    Code("later", "Later", key="rs"),
    Code("last", "Last", key="x"),
)


def test_entering_a_question_begins_at_its_first_code(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["one"], CODES, second=["two"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "down", "down", "down")
        assert coding(app).code_at == "last"
        await press(pilot, "Q", "2", "x")
        assert coding(app).session.question.id == "more"
        assert coding(app).code_at == "first"

    drive(project, script)


def test_the_letters_of_codes_say_what_enter_takes(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["one"], CODES)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = coding(app)
        await press(pilot, ";")
        assert screen.said == "; then the letters beside a code · escape leaves it"
        await press(pilot, "r")
        assert screen.said == ";r Enter First · rs Later"
        await press(pilot, "s")
        assert screen.said == "● Later"

    drive(project, script)


def test_a_notice_leaves_what_a_key_did_in_sight(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["one"], CODES)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        app.notify("Something that stays for a while. " * 6, markup=False)
        await press(pilot, "1")
        await settle(pilot)
        assert "Something that stays" in shown_text(app)
        assert "● First" in shown_text(app).splitlines()[-2]
        assert app.screen.query_one(ToastRack).region.bottom <= app.size.height - 2

    drive(project, script)


def test_whoever_codes_by_letters_is_told_of_digits_no_more(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", ["one", "two", "three"], CODES)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, ";", "x", "space")
        assert "gives the answer a code" not in coding(app).said

    drive(project, script)
