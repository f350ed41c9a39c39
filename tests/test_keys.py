"""Keys: one table, changed in one file, with sentences for what cannot be."""

import json
import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.commands import COMMANDS
from hsbcode.tui.key_names import NEVER_ARRIVE, normal, problem_of, read, sign
from hsbcode.tui.keymap import clashes, own_keys, usual_keys, without_clashes
from hsbcode.tui.keys_file import keys_file
from hsbcode.tui.settings_folder import settings_folder
from hsbcode.tui.widgets.foot_lines import KeyLine
from tests.driving import coding, drive, press, settle, shown_text
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]

SWALLOWED = {
    *NEVER_ARRIVE,
    *(f"ctrl+{letter}" for letter in "szbc"),
    *(f"f{number}" for number in range(1, 13)),
}
"""Keys that a terminal, a multiplexer or the desktop keeps; ctrl+c copies."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def write_keys(text: str) -> None:
    """Write a person's keys.toml."""
    settings_folder().mkdir(parents=True, exist_ok=True)
    (settings_folder() / "keys.toml").write_text(text, encoding="utf-8")


def test_no_usual_key_is_one_that_terminals_swallow() -> None:
    for each in COMMANDS:
        for key in each.keys.split(","):
            assert key == "ctrl+c" or key not in SWALLOWED, each.id
            assert not key.startswith(("alt+", "super+", "meta+", "hyper+")), each.id


def test_whatever_needs_ctrl_can_be_had_otherwise() -> None:
    """Multiplexers take some; the palette, Start or another key does the same."""
    only = {each.id for each in COMMANDS if each.keys.startswith("ctrl+")}
    assert only <= {"copy", "leave", "palette", "quit"}


def test_the_usual_keys_do_not_clash_and_names_are_unique() -> None:
    assert clashes({}) == {}
    names = [name for name, _keys in usual_keys()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("written", "named", "shown"),
    [
        (".", "full_stop", "."),
        ("/", "slash", "/"),
        ("-", "minus", "-"),
        ("ctrl+\\", "ctrl+backslash", "ctrl+\\"),
        ("shift+left", "shift+left", "shift ←"),
        ("pagedown", "pagedown", "page down"),
        ("space", "space", "space"),
        ("ä", "ä", "ä"),
    ],
)
def test_a_key_is_read_as_it_is_written(written: str, named: str, shown: str) -> None:
    assert normal(written) == named
    assert read(named) == shown
    assert normal(sign(named)) == named
    assert problem_of([written]) == ""


@pytest.mark.parametrize("key", sorted(NEVER_ARRIVE))
def test_a_key_that_never_arrives_is_refused(key: str) -> None:
    assert problem_of([key]) == f"terminals send {NEVER_ARRIVE[key]} for {key}."


def test_every_command_can_have_another_key() -> None:
    names = [name for name, _keys in usual_keys()]
    for name in names:
        assert without_clashes({name: "f7"}) == ({name: "f7"}, [])


def test_two_commands_may_change_places() -> None:
    swapped = {"next": "p", "previous": "n"}
    assert without_clashes(swapped) == (swapped, [])


def test_a_clash_names_key_commands_and_place_and_keeps_what_was_usual() -> None:
    kept, told = without_clashes({"next": "u", "redo": "z"})
    assert kept == {"redo": "z"}
    assert told == [
        "keys.toml: “u” would be the key of undo (coding) and next (coding); "
        "next keeps “n”."
    ]


def test_one_clash_may_bring_another() -> None:
    # next falls back to n, which previous has been given
    kept, told = without_clashes({"next": "u", "previous": "n"})
    assert kept == {}
    assert len(told) == 2


def test_keys_of_other_places_do_not_clash() -> None:
    assert without_clashes({"take_back": "/"}) == ({"take_back": "/"}, [])


def test_what_is_wrong_is_told_with_the_nearest() -> None:
    write_keys(
        'undoo = "z"\nfind = "crtl+f"\nspan = 3\nredo = "ctrl+i"\n'
        'memo = ["e", "ctrl+e"]\nzzzz = "x"\n'
    )
    own = own_keys()
    assert own.keymap == {"memo": "e,ctrl+e"}
    told = " ".join(own.told)
    assert "there is no command “undoo”. Did you mean “undo”?" in told
    assert "find keeps “/”: there is no key “crtl+f”" in told
    assert "span keeps “s”: keys are written in quotes" in told
    assert "redo keeps “U”: terminals send Tab for ctrl+i." in told
    assert "hsbcode keys lists the commands" in told


def test_a_file_that_is_no_toml_changes_nothing_and_says_where() -> None:
    write_keys("undo = z\n")
    own = own_keys()
    assert own.keymap == {}
    assert "not sound TOML" in own.told[0]
    assert "line 1" in own.told[0]


def test_an_old_file_is_read_once() -> None:
    settings_folder().mkdir(parents=True)
    old = settings_folder() / "keys.json"
    old.write_text(json.dumps({"undo": "z", "find": "\\", "cover": "ctrl+x"}))
    own = own_keys()
    assert own.keymap == {"undo": "z", "find": "backslash", "cover": "ctrl+x"}
    assert own.told == (
        "Your changed keys are now in keys.toml; keys.json is not read any more.",
    )
    old.write_text(json.dumps({"undo": "y"}))
    assert own_keys().keymap["undo"] == "z"
    assert own_keys().told == ()


def test_changed_keys_work_and_are_shown(tmp_path: Path) -> None:
    write_keys('next = "z"\ndigit_1 = "f6"\nfind = ","\n')
    project = make_project(tmp_path / "study.hsb", ["one", "two"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        first = coding(app).answer
        await press(pilot, "n")
        assert coding(app).answer == first
        await press(pilot, "z")
        assert coding(app).answer != first
        assert ", find" in shown_text(app)
        await press(pilot, "f6")
        unit = project.answers.unit_ids(next(iter(project.answers.questions())))[1]
        assert project.fold.unit("amy", unit).codes

    drive(project, script)


def test_a_clash_is_told_on_the_screen(tmp_path: Path) -> None:
    write_keys('next = "u"\n')
    project = make_project(tmp_path / "study.hsb", ["one", "two"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "“u” would be the key of undo" in shown_text(app)

    drive(project, script)


def test_the_written_file_names_every_command_and_changes_nothing() -> None:
    text = keys_file()
    assert tomllib.loads(text) == {}
    bare = "\n".join(
        line.removeprefix("# ")
        for line in text.splitlines()
        if line.startswith("# ") and " = " in line and not line.startswith("#  ")
    )
    read_back = tomllib.loads(bare)
    assert set(read_back) == {name for name, _keys in usual_keys()}
    write_keys(bare)
    assert own_keys().keymap == {}
    assert own_keys().told == ()


def test_the_command_lists_and_writes(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["keys", "--write"])
    assert not end.value.code
    path = Path(capsys.readouterr().out.strip())
    assert path.read_text("utf-8") == keys_file()
    path.write_text('undo = "z"\nfnd = "x"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["keys", "--write"])
    assert end.value.code == 1
    assert str(path) in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["keys", "--json"])
    said = capsys.readouterr()
    rows = {row["command"]: row for row in json.loads(said.out)}
    assert rows["undo"]["keys"] == ["z"]
    assert rows["undo"]["usual"] == ["u"]
    assert len(rows) == len(list(usual_keys()))
    assert "Did you mean “find”?" in said.err


def test_a_click_on_the_line_of_keys_presses_the_key(tmp_path: Path) -> None:
    write_keys('memo = "e"\n')
    project = make_project(tmp_path / "study.hsb", ["one", "two"])

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        line = app.screen.query_one(KeyLine)
        text = shown_text(app).splitlines()[line.region.y]
        await pilot.click(KeyLine, offset=(text.index("no code") - line.region.x, 0))
        await settle(pilot)
        assert coding(app).place == 1
        await pilot.click(KeyLine, offset=(text.index("e memo") - line.region.x, 0))
        await settle(pilot)
        assert app.screen is not coding(app)

    drive(project, script, size=(120, 24))


def test_looks_are_chosen_by_a_command(capsys: Capture) -> None:
    for arguments, code in (
        (["--theme", "contrast", "--signs", "ascii"], 0),
        (["--theme", "lihgt"], 1),
        (["--json"], 0),
    ):
        with pytest.raises(SystemExit) as end:
            main(["looks", *arguments])
        assert (end.value.code or 0) == code
    said = capsys.readouterr()
    assert "Did you mean “light”?" in said.err
    assert json.loads(said.out[said.out.index("{") :]) == {
        "theme": "contrast",
        "signs": "ascii",
    }
