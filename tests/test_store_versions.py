"""Project files of earlier versions open, with everything that was in them."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.store.project import Project
from hsbcode.store.schema import VERSION
from hsbcode.store.work_folder import FOLDER
from hsbcode.workflows.coding import CodingSession

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.hsb"
    shutil.copyfile(GOLDEN / "version_1.hsb", path)
    return path


def version_of(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return found


def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_held(old: Path) -> None:
    assert version_of(old) == 1
    with Project.open(old) as project:
        units = project.answers.all_units("what")
        held = [project.fold.unit("amy", unit.id) for unit in units]
        assert [sorted(each.codes) for each in held] == [["risk"], [], [], []]
        assert [each.finished for each in held] == [True, False, True, False]
        assert [act.picked for act in project.log.of_kind(ActKind.FINISH)] == [
            None,
            None,
        ]
        (showing,) = project.log.showings()
        assert (showing.codes, showing.scores, showing.hidden) == (
            ("risk", "time"),
            (),
            False,
        )
    assert version_of(old) == VERSION
    backups = [each for each in old.parent.iterdir() if each.is_dir()]
    assert backups, "a backup of the former state lies beside it"


def test_reading_an_older_file_brings_it_up_to_date_too(old: Path) -> None:
    with Project.open(old, write=False) as project:
        assert not project.writable
        assert project.log.count() == 5
    assert version_of(old) == VERSION


def test_an_older_file_in_a_synced_folder_can_be_read(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "work"))
    (tmp_path / ".stfolder").mkdir()
    with Project.open(old, write=False) as project:
        assert project.where
        assert project.log.count() == 5
    assert version_of(old) == VERSION


def test_a_copy_of_the_version_before_can_be_joined(old: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.hsb"
    shutil.copyfile(old, theirs)
    with Project.open(old) as ours:
        session = CodingSession(ours, "ben")
        session.finish_without_code(session.units[3], picked="random", shown="none")
        before = ours.log.count()
        assert ours.join(theirs).acts == ()
        assert ours.log.count() == before
        assert set(ours.log.picks().values()) == {"random"}
    assert version_of(theirs) == 1, "a copy that is read stays as it is"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write all")
def test_an_older_file_that_cannot_be_written_says_so(old: Path) -> None:
    from hsbcode.domain.errors import ProjectFileError

    old.chmod(0o400)
    old.parent.chmod(0o500)
    try:
        with pytest.raises(ProjectFileError, match="must be brought up to date first"):
            Project.open(old, write=False)
    finally:
        old.parent.chmod(0o700)
