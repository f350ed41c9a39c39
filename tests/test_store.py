"""The project file: made, opened, refused, shared, and whole after a crash."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.fold import Fold
from hsbcode.store.project import Project
from hsbcode.store.schema import APPLICATION_ID, VERSION
from tests.small_projects import ANSWERS, CODES, make_project

ROOT = Path(__file__).parents[1]


def sentence(path: Path) -> tuple[str, str]:
    """The refusal of a file, after looking that nothing was left beside it."""
    before = sorted(path.parent.iterdir()) if path.parent.exists() else []
    with pytest.raises(ProjectFileError) as caught:
        Project.open(path)
    assert (sorted(path.parent.iterdir()) if path.parent.exists() else []) == before
    return caught.value.message, caught.value.hint


# --- opening ----------------------------------------------------------------------


def test_what_was_put_in_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "a b#c?%20é.hsb"
    with make_project(path, closed={"role": ["boss", "", "clerk", "=1+1"]}) as made:
        units = made.answers.all_units("challenges")
        made.put_setting("lead", "amy", "amy")
        made.record(made.log.make("amy", "p", ActKind.FINISH, unit=units[0].id))
    with Project.open(path) as project:
        assert project.writable
        assert project.study == "test study"
        assert tuple(project.codebook) == CODES
        assert project.codebook.version
        assert project.settings == {"lead": "amy"}
        assert project.answers.all_units("challenges") == units
        assert [unit.text for unit in units] == [t for row in ANSWERS for t in row if t]
        assert [unit.name for unit in units[:3]] == [
            "1/challenges/1",
            "1/challenges/2",
            "2/challenges/1",
        ]
        assert project.answers.closed()["role"][units[0].respondent] == ("boss",)
        assert len(project.answers.closed()["role"]) == 3
        assert project.fold.unit("amy", units[0].id).finished
        assert project.fold.passes == Fold.of(project.log.all()).passes
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_suffix_is_added_when_left_out(tmp_path: Path) -> None:
    Project.create(tmp_path / "study").close()
    assert (tmp_path / "study.hsb").exists()
    Project.open(tmp_path / "study").close()


def test_an_existing_file_is_never_created_again(tmp_path: Path) -> None:
    make_project(tmp_path / "p.hsb").close()
    before = (tmp_path / "p.hsb").read_bytes()
    with pytest.raises(ProjectFileError, match=r"^p\.hsb exists already\.$"):
        Project.create(tmp_path / "p.hsb")
    assert (tmp_path / "p.hsb").read_bytes() == before


def test_a_project_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match=r"^There is no folder .*nowhere\.$"):
        Project.create(tmp_path / "nowhere" / "p.hsb")


def test_a_missing_file(tmp_path: Path) -> None:
    assert sentence(tmp_path / "p.hsb") == (
        f"There is no file {tmp_path / 'p.hsb'}.",
        "Make one with: hsbcode new p.hsb",
    )
    assert sentence(tmp_path / "no" / "p.hsb")[0].startswith("There is no file")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "p.hsb").mkdir()
    assert sentence(tmp_path / "p.hsb")[0] == ("p.hsb is a folder, not a project file.")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "p.hsb is not an hsbcode project. It is empty."),
        (b"id,answer\n1,secret words\n", "p.hsb is not an hsbcode project."),
        (b"PK\x03\x04 something zipped", "p.hsb is not an hsbcode project."),
        (b"\x00" * 4096, "p.hsb is not an hsbcode project."),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "p.hsb"
    path.write_bytes(content)
    assert sentence(path) == (
        message,
        "A survey export is brought in with: hsbcode import PROJECT.hsb EXPORT",
    )
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "p.hsb")
    other.execute("CREATE TABLE acts (id TEXT)")
    other.close()
    assert sentence(tmp_path / "p.hsb")[0] == (
        "p.hsb is a database of another program, not an hsbcode project."
    )


def test_a_file_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    assert sentence(path) == (
        f"p.hsb was written by a newer hsbcode (file version {VERSION + 1}, this one "
        f"reads up to {VERSION}).",
        "Upgrade hsbcode; the file has not been touched.",
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [16, 60, 100, 3000, 0.5, 0.9])
def test_a_truncated_file(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "p.hsb"
    make_project(path, [["long " * 400]] * 40).close()
    whole = path.read_bytes()
    size = kept if isinstance(kept, int) else int(len(whole) * kept)
    path.write_bytes(whole[: int(size)])
    message, hint = sentence(path)
    assert message.startswith("p.hsb is damaged")
    assert hint == "See the checked backups with: hsbcode restore p.hsb"


def test_a_file_with_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path, [["long " * 400]] * 40).close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    path.write_bytes(whole)
    assert sentence(path)[0].startswith("p.hsb is damaged")


# --- two windows ------------------------------------------------------------------


def test_a_second_window_reads_and_says_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as first:
        with Project.open(path) as second:
            assert not second.writable
            assert second.holder is not None
            who = second.holder.sentence()
            assert " has it open since " in who
            assert second.why_read_only == who
            assert len(second.answers.unit_ids("challenges")) == 5
            with pytest.raises(ProjectFileError) as caught:
                second.put_setting("lead", "ben", "ben")
            assert caught.value.message == f"p.hsb is read-only here: {who}."
        first.put_setting("lead", "amy", "amy")
    with Project.open(path) as third:
        assert third.writable
        assert third.settings == {"lead": "amy"}


def test_opened_for_reading_only_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    with Project.open(path, write=False) as project:
        with pytest.raises(ProjectFileError) as caught:
            project.put_setting("lead", "ben", "ben")
        assert caught.value.message == (
            "p.hsb is read-only here: it was opened for reading only."
        )
        with Project.open(path) as writer:
            assert writer.writable


CHILD = """
import sys, time
from pathlib import Path
from hsbcode.store.project import Project
project = Project.open(Path(sys.argv[1]))
print("open" if project.writable else "read-only", flush=True)
units = project.answers.unit_ids("challenges")
for number in range(10**9 if sys.argv[2] == "write" else 0):
    press = project.log.new_id()
    unit = units[number % len(units)]
    acts = [
        project.log.make("eva", press, "apply", unit=unit, code="trust"),
        project.log.make("eva", press, "finish", unit=unit),
    ]
    project.record(*acts)
    print(acts[0].id, acts[1].id, flush=True)
time.sleep(60)
"""


def start(path: Path, what: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def kill(child: subprocess.Popen[str]) -> str:
    child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    printed, _ = child.communicate()
    return printed


def test_the_lease_is_free_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    child = start(path, "wait")
    try:
        with Project.open(path) as project:
            assert not project.writable
    finally:
        kill(child)
    with Project.open(path) as project:
        assert project.writable
    assert [each.name for each in tmp_path.iterdir()] == ["p.hsb"]


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    acknowledged: set[str] = set()
    for wait in (0.02, 0.05, 0.11, 0.17, 0.23):
        child = start(path, "write")
        time.sleep(wait)
        lines = kill(child).split("\n")
        acknowledged.update(" ".join(lines[:-1]).split())
        with Project.open(path) as project:
            assert project.writable
            found = {act.id: act for act in project.log.all()}
            assert acknowledged <= set(found)
            by_press: dict[str, list[str]] = {}
            for act in found.values():
                if act.coder == "eva":
                    by_press.setdefault(act.press, []).append(act.kind)
            # A press is there as a whole or not at all.
            assert all(kinds == ["apply", "finish"] for kinds in by_press.values())
            whole = project._connection.execute("PRAGMA integrity_check").fetchone()
            assert whole == ("ok",)
    assert acknowledged
    assert [each.name for each in tmp_path.iterdir()] == ["p.hsb"]


def test_nobody_takes_the_lease_of_whoever_came_next(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    first = make_project(path)
    first.close()
    with Project.open(path) as second:
        first.close()
        assert second.writable
        with Project.open(path) as third:
            assert not third.writable


# --- writing ----------------------------------------------------------------------


def test_a_transaction_is_whole_or_nothing(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb") as project:
        before = project.log.count()
        act = project.log.make("amy", "p", ActKind.FINISH, unit="u")
        with pytest.raises(ProjectFileError, match="UNIQUE"):
            project.record(act, act._replace(id=project.log.new_id()))
        assert project.log.count() == before
        project.put_setting("lead", "amy", "amy")


def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
        project._connection.execute(f"PRAGMA max_page_count = {pages}")
        before = project.log.count()
        with pytest.raises(ProjectFileError) as caught:
            project.put_setting("long", "x" * 200_000, "amy")
        assert caught.value.message == (
            "p.hsb could not be written (database or disk is full)."
        )
        assert "safe" in caught.value.hint
        assert project.settings == {}
        project._connection.execute(f"PRAGMA max_page_count = {pages * 10}")
        project.put_setting("long", "short", "amy")
    with Project.open(path) as project:
        assert project.log.count() == before + 1


def test_acts_known_already_are_left_and_clashes_refused(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb") as project:
        act = project.log.make("amy", "p", ActKind.FINISH, unit="u")
        project.record(act)
        project.record(act._replace(unit="another"))
        assert project.log.get(act.id) == act
        twice = project.log.make("amy", "p", ActKind.FINISH)._replace(seq=act.seq)
        with pytest.raises(ProjectFileError, match="UNIQUE"):
            project.record(twice)


def test_ids_go_on_growing_after_reopening_with_a_slow_clock(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        late = project.log.make("amy", "p", ActKind.FINISH)
        late = late._replace(id="ffffffff-0000-7abc-8000-000000000000")
        project.record(late)
    with Project.open(path) as project:
        assert project.log.make("amy", "p", ActKind.FINISH).id > late.id


def test_our_files_can_be_told_from_others(tmp_path: Path) -> None:
    make_project(tmp_path / "p.hsb").close()
    head = (tmp_path / "p.hsb").read_bytes()[:72]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID


def test_hostile_answers_come_back_as_they_were(tmp_path: Path) -> None:
    texts = ["[/b]", "\x1b[2J", "\u202e", "=1+1", "a\x00b", "🙂" * 20_000, "\n"]
    with make_project(tmp_path / "p.hsb", [[text] for text in texts]) as project:
        units = project.answers.all_units("challenges")
        assert [unit.text for unit in units] == texts
