"""Commands under bad luck: a sentence and exit code 1, never the text of an answer."""

import sys
import time
from pathlib import Path

import pytest

from hsbcode.cli import printing
from hsbcode.cli.app import main
from tests.small_projects import make_project
from tests.test_cli import Capture, run
from tests.test_store_safety import spoil_text

COMMANDS = (
    ("tables",),
    ("quotes", "--json"),
    ("agree",),
    ("history", "--json"),
    ("flags", "--json"),
    ("suggest", "--json"),
    ("evaluate",),
    ("trace", "T1"),
    ("codebook", "show"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("whole", [True, False], ids=["unreadable", "torn"])
def test_a_damaged_file_never_shows_an_answer(
    tmp_path: Path, capsys: Capture, command: tuple[str, ...], whole: bool
) -> None:
    path = tmp_path / "p.hsb"
    texts = [[f"CANARY_{i} we lack people and money"] for i in range(300)]
    make_project(path, texts).close()
    if whole:
        spoil_text(path, b"CANARY_7 we")
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    place = 2 if command[0] == "codebook" else 1
    with pytest.raises(SystemExit):
        main([*command[:place], str(path), *command[place:]])
    said = capsys.readouterr()
    assert "CANARY" not in said.err
    assert "_7" not in said.err
    assert "Traceback" not in said.err
    assert "not have happened" not in said.err


def test_a_bug_is_told_by_place_and_not_by_content(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()

    def fail(*_: object, **__: object) -> None:
        raise KeyError("CANARY what somebody wrote")

    monkeypatch.setattr("hsbcode.workflows.tabulating.Tabulation.usual", fail)
    run("tables", path, code=1)
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "cli/table_commands.py, line" in said
    assert "CANARY" not in said
    monkeypatch.setenv("HSBCODE_TRACEBACK", "1")
    with pytest.raises(KeyError):
        main(["tables", str(path)])


@pytest.mark.parametrize("command", [("tables",), ("doctor",), ("backup",), ()])
def test_a_name_of_300_characters(
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr("hsbcode.cli.terminal.has_terminal", lambda: True)
    run(*command, tmp_path / ("n" * 300 + ".hsb"), code=1)
    said = capsys.readouterr().err
    assert said.startswith("hsbcode: nnn")
    assert len(said.splitlines()) <= 2


def test_long_work_is_told_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with printing.waiting("counting"):
        pass
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with printing.waiting("counting"):
        time.sleep(1.2)
    with printing.waiting("too short to tell"):
        pass
    said = capsys.readouterr().err
    assert "counting: 1 s" in said
    assert said.endswith("\r\x1b[K")
    assert "too short" not in said
