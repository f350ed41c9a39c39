"""The import preview tells what does not fit the instrument, before it is written."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.dialogs.confirm_import import ConfirmImport
from hsbcode.tui.screens.import_preview import ImportPreview
from hsbcode.tui.screens.start import StartScreen
from hsbcode.workflows.kept_forms import kept_instrument
from hsbcode.workflows.opening import open_project
from tests.driving import drive, press, settle, shown_text
from tests.instrument_projects import SOUND, write_garden
from tests.test_tui_hostile import assert_clean

FAULTS = (
    "7,Plot holder,1 - 5,Disagree,,,,,,,",
    "8,Site warden,1 - 5,,,,Compost,,,,",
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


async def preview(app: HsbcodeApp, pilot: Pilot[str], export: Path) -> ImportPreview:
    start = app.screen
    assert isinstance(start, StartScreen)
    start.preview(export, export.with_suffix(".hsb"))
    await settle(pilot)
    assert isinstance(app.screen, ImportPreview)
    return app.screen


async def typed(pilot: Pilot[str], key: str, words: str) -> None:
    await press(pilot, key)
    field = pilot.app.screen.query_one("Field")
    field.value = words  # type: ignore[attr-defined]
    await press(pilot, "enter")
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_what_does_not_fit_is_shown_column_by_column(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    export, map_path, form = write_garden(tmp_path, (*SOUND, *FAULTS))

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = await preview(app, pilot, export)
        await press(pilot, "n")
        assert "No instrument is given" in shown_text(app)
        await typed(pilot, "m", str(map_path))
        assert "The columns are as map.yaml says" in shown_text(app)
        await typed(pilot, "f", str(form))
        assert screen.found is not None
        said = " ".join(shown_text(app).split())
        assert "2 answers (2 of 8 respondents) do not fit" in said
        assert "!! 1 never offered" in said
        await press(pilot, "n")
        assert screen.columns[screen.place].question == "plot.soil"
        assert "!! 7 (garden-North.csv, row 8), plot.soil “Disagree”" in shown_text(app)
        await press(pilot, "n")
        assert screen.columns[screen.place].question == "wishes"
        # leaving the column out takes its faults away
        await press(pilot, "up", "up", "x")
        await settle(pilot)
        assert screen.found.total == 1
        assert_clean(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ConfirmImport)
        said = shown_text(app)
        assert "8 (garden-North.csv, row 9), wishes “Compost”" in said
        await press(pilot, "y")

    drive(None, script, coder="", size=size)
    with open_project(export.with_suffix(".hsb"), write=False) as project:
        kept = kept_instrument(project)
        assert kept is not None
        assert kept.id == "garden_2025"
        assert "wishes" in project.answers.questions()


def test_an_instrument_of_another_survey_is_told(tmp_path: Path) -> None:
    export, map_path, form = write_garden(tmp_path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        screen = await preview(app, pilot, export)
        await typed(pilot, "m", str(map_path))
        await typed(pilot, "f", "larc7-instrument")
        assert screen.found is None
        assert "No column of garden-North.csv is a question" in shown_text(app)
        await typed(pilot, "f", "no such file")
        assert "neither a file nor the name" in " ".join(shown_text(app).split())
        await typed(pilot, "f", str(form))
        assert screen.found is not None
        assert screen.found.total == 0
        await typed(pilot, "f", "")
        assert screen.found is None
        assert "No instrument." in shown_text(app)

    drive(None, script, coder="", size=(100, 30))
