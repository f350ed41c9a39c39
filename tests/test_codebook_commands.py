"""The code frame from the command line: previews, edits, queues, versions."""

import io
import json
from pathlib import Path

import pytest

from hsbcode.cli.app import main
from hsbcode.domain.code import Code
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project

Capture = pytest.CaptureFixture[str]

TEXTS = ("trust at first", "trust \x1b]0;x\x07 that [/b] lasts", "both", "else")
CODES = (
    Code("trust", "Trust", key="t"),
    Code("building", "Building trust"),
    Code("time", "Time"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with make_project(tmp_path / "p.hsb", TEXTS, CODES) as project:
        session = CodingSession(project, "amy")
        for unit in session.units[:3]:
            session.apply(unit, "trust")
            session.finish(unit)
        session.apply(session.units[0], "building")
        return project.path


def run(*arguments: object) -> int:
    try:
        main(["codebook", *map(str, arguments)])
    except SystemExit as end:
        return int(str(end.code or 0))
    return 0


def book(path: Path) -> dict[str, Code]:
    with Project.open(path, write=False) as project:
        return {code.id: code for code in project.codebook}


def codes_of(path: Path) -> list[frozenset[str]]:
    with Project.open(path, write=False) as project:
        return [CodingSession(project, "amy").held(u).codes for u in _units(project)]


def _units(project: Project) -> list[str]:
    return project.answers.unit_ids("what")


def test_codes_are_added_renamed_moved_and_retired(path: Path, capsys: Capture) -> None:
    assert run("add", path, "Hope", "--under", "Trust", "--definition", "It may") == 0
    made = capsys.readouterr().out.strip()
    assert (book(path)[made].parent, book(path)[made].definition) == ("trust", "It may")
    assert run("rename", path, "Hope", "Hoping", "--yes") == 0
    assert run("move", path, "Hoping", "--yes") == 0
    assert run("retire", path, made, "--yes") == 0
    assert (book(path)[made].label, book(path)[made].parent) == ("Hoping", None)
    assert book(path)[made].status == "retired"
    assert run("restore", path, made, "--yes") == 0
    assert run("undo", path) == 0
    assert book(path)[made].status == "retired"
    assert run("undo", path, "--redo") == 0
    assert book(path)[made].status == "active"


def test_a_preview_and_a_no_change_nothing(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    assert run("merge", path, "trust", "building", "--preview") == 0
    said = capsys.readouterr()
    assert said.out.startswith("Merge “Trust” into “Building trust”\n")
    assert "together: 3 codings of 3 answers by amy" in said.out
    assert "Nothing was changed." in said.err
    assert path.read_bytes() == before
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run("merge", path, "trust", "building") == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("merge", path, "trust", "building") == 1
    assert "Add --yes" in capsys.readouterr().err
    assert book(path)["trust"].status == "active"


def test_a_merge_and_its_history(path: Path, capsys: Capture) -> None:
    run("merge", path, "Trust", "building", "--yes", "--json", "--coder", "eva")
    found = json.loads(capsys.readouterr().out)
    assert found["changed"]
    assert found["reach"]["answers"] == 3
    assert codes_of(path)[:2] == [{"building"}, {"building"}]
    run("show", path)
    assert "merged into Building trust" in capsys.readouterr().out
    run("history", path, "--json")
    newest, *_rest = json.loads(capsys.readouterr().out)
    assert (newest["coder"], newest["words"]) == (
        "eva",
        "merged “Trust” into “Building trust”",
    )
    run("diff", path)
    assert "+ merged into: building" in capsys.readouterr().out
    run("diff", path, "v1", newest["version"], "--json")
    changed = json.loads(capsys.readouterr().out)
    assert changed[0]["fields"]["status"] == {"before": "active", "after": "retired"}
    assert run("diff", path, "v9") == 1
    assert "There is no version “v9”" in capsys.readouterr().err


def test_a_queue_line_by_line(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("--into", "First", "--into", "Lasting", "--yes")
    assert run("split", path, "trust", *args) == 0
    assert "codebook queue p.hsb trust --coder NAME" in capsys.readouterr().err
    typed = "1\n2\nu\n2\n?\n\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run("queue", path, "trust", "--coder", "amy") == 0
    said = capsys.readouterr().out
    assert "“Trust”: 1 First, 2 Lasting" in said
    assert "0001/what/1, 3 left: trust at first" in said
    assert "Other codes: Building trust" in said
    assert "Now First." in said
    assert "Took back: removed Trust, applied Lasting." in said
    assert "Left: 1." in said
    assert "\x1b" not in said
    assert run("queue", path, "trust", "--coder", "amy", "--json") == 0
    (left,) = json.loads(capsys.readouterr().out)
    assert (left["answer"], left["text"]) == ("0003/what/1", "both")
    assert run("queue", path) == 0
    assert "split into First, Lasting  amy 1" in capsys.readouterr().out
    assert run("queue", path, "trust") == 1
    assert "--coder" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("12\n"))
    run("queue", path, "trust", "--coder", "amy")
    assert "Nothing is left." in capsys.readouterr().out
    labels = {code.id: code.label for code in book(path).values()}
    named = [{labels[code] for code in codes} for codes in codes_of(path)]
    assert named == [
        {"First", "Building trust"},
        {"Lasting"},
        {"First", "Lasting"},
        set(),
    ]


def test_redefining_and_what_still_fits(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("redefine", path, "trust") == 1
    assert run("redefine", path, "trust", "--definition", "New", "--yes") == 0
    assert "to look at: amy 3" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n0\n/time\n"))
    assert run("queue", path, "trust", "--coder", "amy") == 0
    assert "It still fits." in capsys.readouterr().out
    assert codes_of(path)[:3] == [{"trust", "building"}, frozenset(), {"time"}]


def test_comments_and_all_about_a_code(path: Path, capsys: Capture) -> None:
    assert run("comment", path, "trust", "Is it?") == 1
    assert run("comment", path, "trust", "Is it \x1b[31m?", "--coder", "ben") == 0
    capsys.readouterr()
    run("comments", path, "--json")
    (said,) = json.loads(capsys.readouterr().out)
    assert (said["code"], said["coder"], said["text"]) == (
        "trust",
        "ben",
        "Is it \x1b[31m?",
    )
    run("show", path, "Trust")
    told = capsys.readouterr().out
    assert "3 codings of 3 answers by amy" in told
    assert "ben, " in told
    assert "\x1b" not in told
    run("show", path, "trust", "--json")
    assert json.loads(capsys.readouterr().out)["use"]["people"] == 3


def test_a_file_with_a_renamed_code_is_asked_about(
    path: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = tmp_path / "frame.csv"
    frame.write_text("code\nTrust in workers\nTime\nBuilding trust\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\ny\n"))
    assert run("import", path, frame) == 0
    assert "is new there. Is it the same code, renamed?" in capsys.readouterr().err
    assert book(path)["trust"].label == "Trust in workers"
    # labels that are the same need no question, and what the file lacks stays
    assert set(book(path)) == {"trust", "building", "time"}
    assert book(path)["trust"].key == "t"
    assert codes_of(path)[1] == {"trust"}


def test_with_yes_a_like_code_is_new_and_told(
    path: Path, tmp_path: Path, capsys: Capture
) -> None:
    frame = tmp_path / "frame.csv"
    frame.write_text("code\nTrust in workers\nTime\nBuilding trust\n")
    assert run("import", path, frame, "--yes") == 0
    told = capsys.readouterr().err
    assert "codebook merge p.hsb trust trust_in_workers" in told
    assert {"trust", "trust_in_workers"} <= set(book(path))
    run("diff", path, frame)
    assert "not in the file, kept" in capsys.readouterr().out
