"""Terminals that cannot show a screen: lines instead, or a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "study.hsb", ["Trust takes time", "Nothing"])
    project.close()
    return project.path


def hsbcode(
    *words: str, term: str = "xterm", typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "hsbcode", *words],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "TERM": term},
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ((), "hsbcode --help"),
        (("{path}",), "study.hsb --plain"),
        (("code", "{path}", "--coder", "amy"), "study.hsb --plain"),
        (("results", "{path}"), "hsbcode tables study.hsb"),
    ],
)
def test_without_a_terminal_it_is_said_in_a_sentence(
    words: tuple[str, ...], instead: str, path: Path
) -> None:
    done = hsbcode(*(word.format(path=path) for word in words))
    assert done.returncode == 1
    assert done.stdout == ""
    said = done.stderr.splitlines()
    assert said[0] == "hsbcode: There is no terminal here that could show the screen."
    assert instead in said[1]
    assert len(said) == 2


def test_where_only_lines_are_shown_coding_goes_on_line_by_line(path: Path) -> None:
    done = hsbcode("code", str(path), "--coder", "amy", term="dumb", typed="1\n\nq\n")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == (
        "This terminal shows lines only: coding line by line."
    )
    assert "Trust takes time" in done.stdout
    assert "not coded yet" in done.stdout
    assert "1 of 2 finished" in done.stdout + done.stderr


def test_where_only_lines_are_shown_the_first_screen_is_not_drawn() -> None:
    done = hsbcode(term="dumb")
    assert done.returncode == 1
    assert "This terminal shows lines, and no full screen." in done.stderr
