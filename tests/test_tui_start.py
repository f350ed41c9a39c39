"""From the first screen to coding: projects, coders, exports, the demo."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.tui.app import HsbcodeApp, check_question
from hsbcode.tui.dialogs.asking import Doubt
from hsbcode.tui.dialogs.confirm_import import ConfirmImport
from hsbcode.tui.keymap import clashes
from hsbcode.tui.screens.coder import WhoCodes
from hsbcode.tui.screens.import_preview import ImportPreview
from hsbcode.tui.screens.start import StartScreen
from hsbcode.tui.settings_folder import (
    recent_projects,
    remember_project,
    settings_folder,
)
from hsbcode.workflows.care import examine_names
from hsbcode.workflows.coding import CodingSession
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project

EXPORT = """Respondent,Q1 Area,Q2 What is hard?,,Email
id,Response,First thing,Second thing,Address
1,North,Nobody tells us what happens next,It takes many weeks,a@example.org
2,South,"There is danger, often, at home",,b@example.org
3,North,We have too few hours for visits,The school does not answer,c@example.org
4,East,Parents will not talk to any of us,,d@example.org
5,East,Finding a placement is very hard,Training is missing,e@example.org
"""


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


def test_a_recent_project_is_one_key_away(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])
    project.close()
    remember_project(project.path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert isinstance(app.screen, StartScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, WhoCodes)
        await press(pilot, "enter")
        assert coding(app).session.coder == "amy"
        await press(pilot, "ctrl+o")
        assert isinstance(app.screen, StartScreen)
        Project.open(project.path).close()

    drive(None, script, coder="")


def test_a_name_like_a_known_one_is_questioned(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "tab", *"Amy", "enter")
        assert isinstance(app.screen, Doubt)
        assert "amy is known" in shown_text(app)
        await press(pilot, "n")
        assert coding(app).session.coder == "amy"

    drive(project, script, coder="")


@pytest.mark.parametrize(
    ("answer", "coder"), [("n", "amy"), ("enter", "amy"), ("y", "Amy")]
)
def test_a_name_typed_at_the_list_is_questioned_once(
    tmp_path: Path, answer: str, coder: str
) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, *"Amy", "enter")
        assert isinstance(app.screen, Doubt)
        assert "amy is known: is Amy somebody else?" in shown_text(app)
        await press(pilot, answer)
        assert coding(app).session.coder == coder

    drive(project, script, coder="")


def test_a_new_name_typed_at_the_list_is_not_the_first_of_it(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, *"?Zoë", "backspace", "left", "left", "left", "delete")
        await press(pilot, "end", "e", "enter")
        assert coding(app).session.coder == "Zoe"

    drive(project, script, coder="")


def test_the_same_person_named_beforehand_is_asked_once(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert isinstance(app.screen, Doubt)
        await press(pilot, "n")
        assert coding(app).session.coder == "amy"

    drive(project, script, coder="Amy")


def test_a_coder_named_beforehand_is_questioned_too(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one"])
    session = CodingSession(project, "amy")
    session.finish_without_code(session.units[0])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert isinstance(app.screen, Doubt)
        await press(pilot, "y")
        assert coding(app).session.coder == "Amy"

    drive(project, script, coder="Amy")


def test_a_file_that_is_no_project_is_told(tmp_path: Path) -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "down", "enter", *"zz.hsb", "enter")
        assert "There is no file zz.hsb" in shown_text(app)
        assert isinstance(app.screen, StartScreen)

    drive(None, script, coder="")


def test_unreadable_settings_are_nothing(tmp_path: Path) -> None:
    folder = settings_folder()
    folder.mkdir(parents=True)
    for text in ("", "{", '"x"', '[1, {"a": 2}, "gone.hsb", "\\u0000"]'):
        (folder / "recent.json").write_text(text)
        assert recent_projects() == ()
    (folder / "recent.json").write_bytes(b"\xff\xfe")
    assert recent_projects() == ()
    there = tmp_path / "a.hsb"
    there.touch()
    remember_project(there)
    remember_project(there)
    assert recent_projects() == (there,)


def test_keys_can_be_changed_in_one_file(tmp_path: Path) -> None:
    project = make_project(tmp_path / "study.hsb", ["one", "two"])
    folder = settings_folder()
    folder.mkdir(parents=True)
    (folder / "keys.toml").write_text('next = "f5"\nnonsense = "x"\n')

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "no command “nonsense”" in shown_text(app)
        await press(pilot, "n")
        assert coding(app).place == 0
        await press(pilot, "f5")
        assert coding(app).place == 1

    drive(project, script)


def test_an_unknown_question_is_told_before_the_screen(tmp_path: Path) -> None:
    with make_project(tmp_path / "study.hsb", ["one"]) as project:
        check_question(project, "what")
        with pytest.raises(UsageConflict, match="no open question “waht”"):
            check_question(project, "waht")


def test_an_export_becomes_a_project(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text(EXPORT, encoding="utf-8")
    target = tmp_path / "export.hsb"

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        start = app.screen
        assert isinstance(start, StartScreen)
        start.preview(export, target)
        await press(pilot, "down", "down", "down")
        preview = app.screen
        assert isinstance(preview, ImportPreview)
        text = shown_text(app)
        assert "export.csv" in text
        assert "Nothing is written before Enter" in text
        await press(pilot, "h", "backspace", "2", "enter")
        await press(pilot, "b", "x", "o", "j", "r", "!", "enter")
        assert preview.columns[2].label.endswith("!")
        assert preview.columns[2].question == preview.columns[3].question
        await press(pilot, "enter")
        assert isinstance(app.screen, ConfirmImport)
        assert not target.exists()
        await press(pilot, "y", "2")
        await press(pilot, *"amy", "enter")
        screen = coding(app)
        assert len(screen.session.units) == 8
        assert screen.session.codes != ()

    drive(None, script, coder="")


def test_leaving_the_preview_writes_nothing(tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    export.write_text(EXPORT, encoding="utf-8")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        start = app.screen
        assert isinstance(start, StartScreen)
        start.preview(export, tmp_path / "export.hsb")
        await press(pilot, "h", "backspace", "9", "9", "enter")
        assert "cannot be the number of header rows" in shown_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, StartScreen)

    drive(None, script, coder="")
    assert [path.name for path in tmp_path.glob("export*")] == ["export.csv"]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_a_hostile_export_is_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    from tests.test_tui_hostile import ANSWERS, assert_clean

    texts = [text.replace('"', '""') for text in ANSWERS.values()]
    texts = [text.replace("\0", "") for text in texts]
    rows = "\n".join(f'{i},"{text}","{i % 3}"' for i, text in enumerate(texts))
    export = tmp_path / "export.csv"
    head = 'id,"[/] \x1b]2;t\x07 \u202e [@click=app.quit]x","[b]"\n'
    export.write_text(head + rows + "\n", encoding="utf-8")

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        start = app.screen
        assert isinstance(start, StartScreen)
        assert_clean(app)
        start.preview(export, tmp_path / "export.hsb")
        await press(pilot, "down", "o", "r")
        assert_clean(app)
        await press(pilot, "escape", "down", "x")
        assert_clean(app)
        assert isinstance(app.screen, ImportPreview)

    drive(None, script, coder="", size=size)


def test_the_demo_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await press(pilot, "down", "down", "enter")
        assert coding(app).session.project.path.name == "larc7.hsb"

    drive(None, script, coder="")


def test_the_application_starts_lean() -> None:
    code = (
        "import sys, hsbcode.tui.app; "
        "print([m for m in ('numpy', 'scipy', 'sklearn', 'spacy', 'pandas', 'yaml', "
        "'msgspec', 'xlsxwriter', 'jinja2', 'python_calamine') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_key_given_to_two_commands_is_told(tmp_path: Path) -> None:
    assert clashes({}) == {}
    assert clashes({"next": "u"}) == {"u": ("undo", "next")}
    assert clashes({"next": "u", "undo": "n"}) == {}
    assert clashes({"digit_1": "x"}) == {"x": ("digit_1", "reject")}
    project = make_project(tmp_path / "study.hsb", ["one", "two"])
    folder = settings_folder()
    folder.mkdir(parents=True)
    (folder / "keys.toml").write_text('next = "u"\n')

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "“u” would be the key of undo" in shown_text(app)

    drive(project, script)


def test_start_says_which_pipeline_looks_for_names() -> None:
    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        await app.workers.wait_for_complete()
        await settle(pilot)
        names = str(app.screen.query_one("#names", Static).content)
        assert names == examine_names().words.partition(";")[0]

    drive(None, script, coder="")
