"""What happens to a project when the ground moves: locks, moves, crashes, damage."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.backups import folder_of, list_backups, restore
from hsbcode.store.care import examine
from hsbcode.store.project import Project
from tests.small_projects import make_project


def finish(project: Project) -> None:
    unit = project.answers.unit_ids("challenges")[0]
    press = project.log.new_id()
    project.record(project.log.make("amy", press, ActKind.FINISH, unit=unit))


def listing(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def spoil_text(path: Path, text: bytes) -> None:
    """Overwrite the first bytes of an answer with what is no UTF-8."""
    data = bytearray(path.read_bytes())
    at = data.find(text)
    assert at > 0
    data[at : at + 4] = b"\xff\xfe\xff\xfe"
    path.write_bytes(data)


def test_a_lock_that_cannot_be_made_is_not_blamed_on_somebody(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    (tmp_path / "p.hsb.lock").mkdir()
    with Project.open(path) as project:
        assert not project.writable
        assert "cannot be written" in project.why_read_only
        assert "has it open" not in project.why_read_only
        with pytest.raises(ProjectFileError, match="cannot be written"):
            project.put_setting("lead", "amy", "amy")


def test_creating_where_no_lock_can_be_made_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.hsb.lock").mkdir()
    with pytest.raises(ProjectFileError, match="cannot be created"):
        Project.create(tmp_path / "p.hsb")
    assert listing(tmp_path) == ["p.hsb.lock"]


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other.hsb")
    make_project(other).close()
    other.replace(path)


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.hsb"))


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file")
@pytest.mark.parametrize("happens", [deleted, replaced, moved])
def test_a_file_that_goes_away_while_open_is_rescued(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        finish(project)
        acts = project.log.count()
        happens(path)
        for _ in range(2):
            with pytest.raises(ProjectFileError, match="moved, deleted or") as error:
                finish(project)
    (kept,) = list_backups(path)
    assert str(kept.path) in error.value.hint
    assert kept.acts == acts


def test_what_a_crash_left_half_made_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        project.backups.make("by hand")
    for left in (
        tmp_path / "p.hsb.restoring",
        tmp_path / "p.hsb.restoring-journal",
        folder_of(path) / "2026-01-01 00-00-00 by hand.part",
        folder_of(path) / "2026-01-01 00-00-00 by hand.part-journal",
    ):
        left.write_bytes(b"half of a copy")
    with Project.open(path, write=False):
        assert (tmp_path / "p.hsb.restoring").exists()
    Project.open(path).close()
    assert listing(tmp_path) == ["p.hsb", "p.hsb-backups"]
    assert len(listing(folder_of(path))) == 1


def test_a_project_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hsbcode.files.writing.place", crash)
    with pytest.raises(KeyboardInterrupt):
        Project.create(tmp_path / "p.hsb")
    assert listing(tmp_path) == []


def test_restoring_after_a_crash_rolls_the_journal_back_first(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        project.backups.make("by hand")
        finish(project)
        acts = project.log.count()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as crashing:
        crashing.execute("PRAGMA cache_size = 1")
        crashing.execute("BEGIN IMMEDIATE")
        crashing.execute("DELETE FROM acts")
        crashing.execute("UPDATE boxes SET text = hex(zeroblob(9000))")
        # As after a kill: half of it is in the file, the journal lies beside it.
        for name in ("p.hsb", "p.hsb-journal"):
            (tmp_path / f"c{name}").write_bytes((tmp_path / name).read_bytes())
        crashing.execute("ROLLBACK")
    (tmp_path / "cp.hsb").replace(path)
    (tmp_path / "cp.hsb-journal").replace(tmp_path / "p.hsb-journal")
    kept = restore(path, list_backups(path)[0])
    assert kept is not None
    with Project.open(kept) as former:
        assert former.log.count() == acts
    with Project.open(path) as now:
        assert now.log.count() == acts - 1


def test_an_unreadable_text_is_never_quoted(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    spoil_text(path, b"Nobody trusts the figures")
    with (
        pytest.raises(ProjectFileError, match="cannot be read") as error,
        Project.open(path) as project,
    ):
        project.answers.all_units("challenges")
    assert "trusts" not in str(error.value) + error.value.hint
    texts = next(each for each in examine(path) if each.what == "texts")
    assert (texts.ok, texts.words[:9]) == (False, "1 answers")


def test_erased_text_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project, project.transaction():
        body = project.log.add_body("CANARY in a memo")
        assert body
    assert b"CANARY" in path.read_bytes()
    with Project.open(path) as project, project.transaction():
        project._connection.execute("DELETE FROM bodies WHERE id = ?", (body,))
    assert b"CANARY" not in path.read_bytes()


def test_presses_are_listed_by_their_first_act(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb") as project:
        units = project.answers.unit_ids("challenges")[:3]
        log = project.log
        for press in ("one", "two"):
            project.record(
                *(log.make("amy", press, ActKind.FLAG, unit=u, flag="x") for u in units)
            )
            project.record(log.make("ben", press, ActKind.FLAG, unit=units[0]))
        found = log.presses_of("amy")
        assert [(act.press, act.unit) for act in found] == [
            ("one", units[0]),
            ("two", units[0]),
        ]
        assert log.presses_of("amy", after=found[1].id)[0].press == "two"
        assert log.presses_of("amy", after=log.last_id()) == ()
