"""Coding line by line: the same session, every state in words."""

import io
from pathlib import Path

import pytest

from hsbcode.cli.line_mode.session import run_lines
from hsbcode.store.project import Project
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]


def code(path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Type lines at the prompt as amy."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in lines)))
    assert run_lines(path, "amy", "", "") == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "p.hsb"
    make_project(
        target,
        [
            "There is danger for staff",
            "Trust takes time [/b] \x1b]0;x\x07",
            "None",
        ],
    ).close()
    return target


def held(path: Path, place: int) -> tuple[set[str], str]:
    with Project.open(path, write=False) as project:
        question = next(iter(project.answers.questions()))
        unit = project.answers.unit_ids(question)[place]
        own = project.fold.unit("amy", unit)
        return set(own.codes), str(own.state)


def test_code_three_answers(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    code(path, monkeypatch, ";r", "", "+ trust", "", "0", "q")
    said = capsys.readouterr().out
    assert held(path, 0) == ({"risk"}, "coded")
    assert held(path, 1) == ({"trust"}, "coded")
    assert held(path, 2) == (set(), "no code applies")
    assert "3 of 3 finished" in said
    assert "Suggested: Balancing risk (from the codebook: “danger”)" in said
    # what an answer holds cannot reach the terminal's controls
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "[/b]" in said


def test_finishing_without_a_code_is_a_question(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    code(path, monkeypatch, "", "q")
    assert "0 = no code applies, n = leave it" in capsys.readouterr().out
    assert held(path, 0) == (set(), "unseen")


def test_undo_across_sittings(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    code(path, monkeypatch, "1", "q")
    assert held(path, 0)[0]
    code(path, monkeypatch, "u", "yes", "q")
    assert held(path, 0)[0] == set()
    assert "Undone: applied" in capsys.readouterr().out
    code(path, monkeypatch, "U", "yes", "u", "U", "q")
    assert held(path, 0)[0]


def test_memo_flag_span_and_filters(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    code(
        path,
        monkeypatch,
        "m remember this",
        "f safeguarding",
        "told the lead",
        "s 10 15 ;x",
        "s 10 15 risk",
        "F flagged",
        "F",
        "F word none",
        "w",
        "F",
        "g 2",
        "d trust",
        "/dang",
        "Q",
        "?",
        "nonsense",
        "q",
    )
    said = capsys.readouterr().out
    assert "Memo written." in said
    assert "What is the concern?" in said
    assert "There is no code “;x”." in said
    assert "Applied to “danger”" in said or "Applied to “" in said
    assert "1 of 3 answers." in said
    assert "Whether people rely on each other." in said
    assert "“nonsense” is not a command here. ? lists them." in said


def test_a_new_code_is_made_after_asking(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code(path, monkeypatch, "+ Shift patterns", "yes", "", "q")
    with Project.open(path, write=False) as project:
        made = [c for c in project.codebook if c.label == "Shift patterns"]
        assert len(made) == 1
        assert made[0].id.startswith("shift_patterns_")
    assert held(path, 0)[0] == {made[0].id}


def test_a_near_equal_name_is_questioned(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    code(path, monkeypatch, "1", "q")
    monkeypatch.setattr("sys.stdin", io.StringIO("Amy\nno\n2\nq\n"))
    run_lines(path, "", "", "")
    assert "amy is known here. Is Amy somebody else?" in capsys.readouterr().out
    with Project.open(path, write=False) as project:
        assert project.fold.coders() == ("amy",)
