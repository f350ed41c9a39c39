"""What to know of an export is said before it is written."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.confirm_import import ConfirmImport
from hsbcode.tui.screens.start import StartScreen
from hsbcode.workflows.importing.bringing_in import apply_plans, look_at, plan_import
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.opening import create_project
from tests.driving import drive, press, shown_text
from tests.test_tui_hostile import assert_clean

FIRST = "id,Region,What is hard?\n" + "".join(
    f"{i},{'North' if i % 2 else 'South'},Answer number {i} in a few words of its own\n"
    for i in range(1, 9)
)
OTHER = "id,Which colour do you like best of all colours?\n" + "".join(
    f"{i},Colour number {i} because of what it calls to mind\n" for i in range(1, 9)
)
LESS = "".join(
    f"{one},{last}\n"
    for one, _region, last in (line.split(",") for line in FIRST.splitlines())
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def plan_of(tmp_path: Path, project: Project | None, text: str) -> Plan:
    export = tmp_path / "export.csv"
    export.write_text(text, encoding="utf-8")
    return plan_import(project, *look_at(export))


def said_of(plan: Plan, target: Path) -> str:
    """Return what the question before an import says, on one line."""
    seen: list[str] = []

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        app.push_screen(ConfirmImport(plan, target))
        await pilot.pause()
        seen.append(shown_text(app))

    drive(None, script, coder="")
    inside = (line.strip(" │▎▕") for line in seen[0].splitlines())
    return " ".join(" ".join(inside).split())


def test_another_survey_and_missing_columns_are_said(tmp_path: Path) -> None:
    target = tmp_path / "study.hsb"
    with create_project(target) as project:
        first = plan_of(tmp_path, None, FIRST)
        apply_plans(project, [first])
        other = plan_of(tmp_path, project, OTHER)
        less = plan_of(tmp_path, project, LESS)
    assert first.notes == ()
    assert "Before it is written" not in said_of(first, target)
    assert "is it another survey?" in said_of(other, target)
    said = said_of(less, target)
    assert "No column for: region. What the project has of it stays." in said
    assert f"8 known, {less.sentence().split(', ', 1)[1]}" in said


IDS = ("Key", "UUID", "LFDN", "Response ID", "Respondent ID", "Instance ID")


def test_many_notes_leave_room_for_the_question(tmp_path: Path) -> None:
    heads = ",".join(f"{name}\x1f\u2028!" for name in IDS)
    rows = "".join(f"{'same,' * len(IDS)}Words {i % 3} that\n" for i in range(9))
    export = tmp_path / "export.csv"
    export.write_text(f"{heads},Why?\n{rows}", encoding="utf-8")
    target = tmp_path / "new.hsb"

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        start = app.screen
        assert isinstance(start, StartScreen)
        start.preview(export, target)
        await press(pilot, "enter")
        assert isinstance(app.screen, ConfirmImport)
        assert_clean(app)
        said = shown_text(app)
        assert "• Column “Key␟" in said
        assert "Import?" in said
        assert "y or Enter: yes" in said
        assert "There is no id column" not in said
        await press(pilot, "end")
        assert "There is no id column" in shown_text(app)
        await press(pilot, "escape")
        assert not target.exists()
        await press(pilot, "enter", "enter")
        assert target.exists()

    drive(None, script, coder="", size=(80, 20))
