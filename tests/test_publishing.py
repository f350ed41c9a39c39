"""Working on a copy: put back whole, never over what somebody else did."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hsbcode.cli.app import main
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import ProjectFileError
from hsbcode.store import publisher as publisher_room
from hsbcode.store.care import examine
from hsbcode.store.places import Place, PlaceKind
from hsbcode.store.project import Project
from hsbcode.store.publishing import KEPT, earlier
from hsbcode.tui.app import HsbcodeApp
from hsbcode.tui.settings_folder import remember_project
from hsbcode.workflows.opening import create_project, list_backups, restore_backup
from hsbcode.workflows.publishing import (
    begin_publishing,
    finish_publishing,
    publish,
    send_parcel,
    to_know,
)
from tests.driving import coding, drive, press, settle, shown_text
from tests.small_projects import make_project
from tests.synced_folders import Shared, apply, codings

ROOT = Path(__file__).parents[1]


@pytest.fixture(name="shared")
def _shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shared:
    return Shared(tmp_path, monkeypatch)


def new_code(project: Project, name: str) -> None:
    frame = Codebook((*project.codebook, Code(name, name)), title="Test")
    project.put_codebook(frame, "lead")


# --- by oneself --------------------------------------------------------------------


def test_the_file_in_the_folder_changes_only_when_work_is_put_back(
    shared: Shared,
) -> None:
    before = shared.path.read_bytes()
    with shared.amy.open(shared.path) as project:
        assert project.path == shared.path
        assert shared.amy.work in project.file.parents
        apply(project, "amy", "trust")
        assert shared.path.read_bytes() == before
        assert shared.names() == ["p.hsb", "p.hsb-backups", "p.hsb.lock"]
    assert codings(shared.path) == {("amy", "trust")}
    assert shared.names() == ["p.hsb", "p.hsb-backups"]
    assert shared.amy.told == [
        "p.hsb lies in a Syncthing folder: you work on a copy on this machine. It is "
        "put back every few minutes and when you leave."
    ]


def test_only_looking_puts_nothing_back(shared: Shared) -> None:
    before = shared.path.stat()
    with shared.amy.open(shared.path):
        pass
    with shared.amy.here(), Project.open(shared.path, write=False) as project:
        assert not project.writable
        assert project.answers.counts()["units"] == 5
    after = shared.path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_three_before_are_kept(shared: Shared) -> None:
    for place in range(5):
        shared.amy.code(shared.path, "amy", "trust", place)
    kept = earlier(shared.path)
    assert len(kept) == KEPT
    counted = []
    for path in kept:
        raw = sqlite3.connect(path)
        counted.append(
            raw.execute("SELECT count(*) FROM acts WHERE kind = 'apply'").fetchone()[0]
        )
        raw.close()
    assert counted == [4, 3, 2]
    with shared.ben.here():
        words = [backup.why for backup in list_backups(shared.path)]
    assert [each.startswith("before publishing") for each in words] == [True] * 3


def test_a_second_window_on_the_machine_reads_what_is_not_put_back_yet(
    shared: Shared,
) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        with shared.amy.here(), Project.open(shared.path) as second:
            assert not second.writable
            assert "has it open since" in second.why_read_only
            assert second.log.count() == project.log.count()


def test_work_of_a_window_that_is_open_can_be_put_back_by_command(
    shared: Shared,
) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        with shared.amy.here():
            done = publish(shared.path)
        assert done.words == ("p.hsb was brought up to date.",)
        assert codings(shared.path) == {("amy", "trust")}
        before = shared.path.stat().st_mtime_ns
    assert shared.path.stat().st_mtime_ns == before


def test_it_is_put_back_while_one_goes_on(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher_room, "EVERY_SECONDS", 0)
    with shared.amy.open(shared.path) as project, shared.amy.here():
        assert begin_publishing(project) is None
        monkeypatch.setattr(project.publisher, "_next", 0.0)
        assert begin_publishing(project) is None, "nothing has changed"
        apply(project, "amy", "trust")
        parcel = begin_publishing(project)
        assert parcel is not None
        apply(project, "amy", "money", 1)
        finish_publishing(project, send_parcel(project, parcel))
        assert codings(shared.path) == {("amy", "trust")}
        assert project.publisher is not None
        assert project.publisher.has_changes
    assert codings(shared.path) == {("amy", "trust"), ("amy", "money")}


def test_a_new_project_has_its_name_at_once(shared: Shared) -> None:
    path = shared.folder / "new.hsb"
    with shared.amy.here():
        with create_project(path) as project:
            assert path.exists()
            assert shared.amy.work in project.file.parents
            with pytest.raises(ProjectFileError, match=r"^new\.hsb exists already\.$"):
                create_project(path)
        with pytest.raises(ProjectFileError, match="There is no folder"):
            create_project(shared.folder / "nowhere" / "p.hsb")


def test_a_project_that_cannot_be_put_in_place_is_not_made(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hsbcode.store.publishing.copy_whole", full)
    with shared.amy.here():
        before = sorted(shared.amy.work.iterdir())
        with pytest.raises(
            ProjectFileError, match=r"new\.hsb cannot be created: no spa"
        ):
            create_project(shared.folder / "new.hsb")
        assert sorted(shared.amy.work.iterdir()) == before
    assert shared.names() == ["p.hsb", "p.hsb-backups"]


def test_a_project_made_anew_does_not_meet_the_former_one(shared: Shared) -> None:
    shared.amy.code(shared.path, "amy", "trust")
    shared.path.unlink()
    with shared.amy.here():
        make_project(shared.path).close()
        assert codings(shared.path) == set()
        aside = [each for each in shared.amy.work.iterdir() if " until " in each.name]
    assert len(aside) == 1
    assert codings(aside[0] / "p.hsb") == {("amy", "trust")}


def test_a_backup_is_restored_through_the_copy(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        project.backups.make("by hand")
        apply(project, "amy", "money", 1)
    with shared.amy.here():
        number = next(
            place
            for place, backup in enumerate(list_backups(shared.path), start=1)
            if backup.why == "by hand"
        )
        restore_backup(shared.path, number)
    assert codings(shared.path) == {("amy", "trust")}


def test_a_stick_leaves_nothing_on_the_machine(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = Place(PlaceKind.REMOVABLE, "vfat")
    for room in ("work_copy", "project_file"):
        monkeypatch.setattr(f"hsbcode.store.{room}.place_of", lambda path: stick)
    shutil.rmtree(shared.amy.work)
    shared.amy.code(shared.path, "amy", "trust")
    assert codings(shared.path) == {("amy", "trust")}
    assert list(shared.amy.work.iterdir()) == []


def test_the_copy_is_taken_off_the_machine_on_demand(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project, shared.amy.here():
        apply(project, "amy", "trust")
        with pytest.raises(ProjectFileError, match="is in use"):
            publish(shared.path, forget=True)
    with shared.amy.here():
        publish(shared.path, forget=True)
        assert list(shared.amy.work.iterdir()) == []
        with Project.open(shared.path) as project:
            assert project.fold.passes


# --- with others -------------------------------------------------------------------


def test_what_two_did_at_once_is_joined(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        assert project.fold.passes
        shared.without_locks()
        shared.ben.code(shared.path, "ben", "money")
        with shared.amy.here():
            assert project.publisher is not None
            project.publisher.publish()
        assert {coder for coder, _ in project.fold.passes} == {"amy", "ben"}
    assert codings(shared.path) == {("amy", "trust"), ("ben", "money")}
    assert shared.names() == ["p.hsb", "p.hsb-backups"]
    assert shared.amy.told[-1].endswith(
        "on laptop; 1 step came in (1 by ben). Nothing was lost on either side."
    )
    with shared.ben.open(shared.path) as project:
        # the codebook, two codings, and the digits each of them had
        assert project.log.count() == 5


def test_the_next_machine_takes_up_where_the_other_left(shared: Shared) -> None:
    for turn in range(3):
        shared.ben.code(shared.path, "ben", "money", turn)
        shared.amy.code(shared.path, "amy", "trust", turn)
    assert len(codings(shared.path)) == 2
    with shared.ben.open(shared.path) as project:
        # six codings, the codebook, and the digits as the first who coded had them
        assert project.log.count() == 8
    assert not any("meanwhile" in each for each in shared.amy.told + shared.ben.told)


def test_new_answers_of_one_come_to_the_other(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        shared.without_locks()
        with shared.ben.open(shared.path) as theirs, theirs.transaction():
            theirs._connection.execute("UPDATE respondents SET began = 0")
            theirs._connection.execute(
                "INSERT INTO respondents SELECT 'new', 99, wave, 'x9', 1, source, 9 "
                "FROM respondents LIMIT 1"
            )
    with shared.amy.here(), Project.open(shared.path, write=False) as project:
        assert project.answers.counts()["respondents"] == 5
        assert project.fold.passes
    assert "new answers came in" in shared.amy.told[-1]


def test_two_frames_are_kept_apart_and_nothing_is_overwritten(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        new_code(project, "hers")
        shared.without_locks()
        with shared.ben.open(shared.path) as theirs:
            apply(theirs, "ben", "money")
            new_code(theirs, "his")
        before = shared.path.read_bytes()
    assert shared.path.read_bytes() == before
    assert codings(shared.path) == {("ben", "money")}
    beside = [name for name in shared.names() if "kept apart" in name]
    assert len(beside) == 1
    assert " on desk, " in beside[0]
    assert codings(shared.folder / beside[0]) == {("amy", "trust")}
    told = shared.amy.told[-1]
    assert "both have changed the codebook" in told
    assert "on laptop" in told
    assert beside[0] in told
    # From then on there are two projects, and each goes on by itself.
    shared.amy.code(shared.path, "amy", "money", 1)
    assert codings(shared.path) == {("ben", "money"), ("amy", "money")}
    assert codings(shared.folder / beside[0]) == {("amy", "trust")}


def test_both_went_on_where_the_first_had_no_chance_to_publish(shared: Shared) -> None:
    with shared.amy.here():
        project = Project.open(shared.path)
        apply(project, "amy", "trust")
        project._opened.give_back()  # as a crash does
        project._is_open = False
    shared.ben.code(shared.path, "ben", "money")
    with shared.amy.open(shared.path) as project:
        assert {coder for coder, _ in project.fold.passes} == {"amy", "ben"}
        # What came in is put back at once.
        assert codings(shared.path) == {("amy", "trust"), ("ben", "money")}


def test_another_project_under_the_same_name_is_not_touched(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        shared.without_locks()
        other = shared.folder.parent / "other.hsb"
        make_project(other, [["something else"]]).close()
        raw = sqlite3.connect(other)
        raw.execute("UPDATE project SET value = 'x' WHERE key = 'created'")
        raw.commit()
        raw.close()
        other.replace(shared.path)
        before = shared.path.read_bytes()
    assert shared.path.read_bytes() == before
    assert "it is another project" in shared.amy.told[-1]
    assert len([name for name in shared.names() if "kept apart" in name]) == 1


def test_what_is_no_project_any_more_is_not_touched(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        shared.path.write_bytes(b"half of a download")
    assert shared.path.read_bytes() == b"half of a download"
    assert len([name for name in shared.names() if "kept apart" in name]) == 1


def test_who_has_it_open_elsewhere_is_said_and_left_alone(shared: Shared) -> None:
    lock = shared.folder / "p.hsb.lock"
    with shared.ben.open(shared.path):
        words = lock.read_bytes()
        lock.unlink()
        lock.write_bytes(words)  # as the service brings it: words without a lock
        with shared.amy.open(shared.path) as project:
            assert project.writable
            assert project.holder is not None
            assert project.holder.host == "laptop"
        assert "on laptop has it open since" in shared.amy.told[-1]
        assert "late" in shared.amy.told[-1]
        assert lock.read_bytes() == words


def test_a_lock_that_reaches_the_other_machine_keeps_it_out(shared: Shared) -> None:
    with shared.ben.open(shared.path), shared.amy.open(shared.path) as project:
        assert not project.writable
        assert "on laptop has it open since" in project.why_read_only


@pytest.mark.parametrize(
    "words", ["", "{}", '["x"]', '{"name": 1, "host": 2, "since": 3}', "\ufeff\x00"]
)
def test_words_in_a_lock_that_nobody_can_read(shared: Shared, words: str) -> None:
    (shared.folder / "p.hsb.lock").write_text(words, encoding="utf-8")
    shared.amy.code(shared.path, "amy", "trust")
    assert codings(shared.path) == {("amy", "trust")}
    assert shared.names() == ["p.hsb", "p.hsb-backups"]


# --- other copies beside -----------------------------------------------------------


def conflicted(shared: Shared) -> Path:
    """A copy as a service leaves it, with a coding that the project does not hold."""
    with shared.amy.here():
        beside = shared.folder / "p (Ben's conflicted copy 2026-11-23).hsb"
        shutil.copyfile(shared.path, beside)
    shared.ben.code(beside, "ben", "money")
    return beside


def test_a_conflicted_copy_is_told_joined_on_demand_and_kept(shared: Shared) -> None:
    beside = conflicted(shared)
    before = beside.read_bytes()
    with shared.amy.here():
        assert beside.name in to_know(shared.path)[1]
        found = {each.what: each for each in examine(shared.path)}
        assert not found["beside"].ok
        assert "holds 1 step that p.hsb does not" in found["beside"].words
        words = publish(shared.path, join=True).words
        assert words[0].startswith("1 step came in from p (Ben's conflicted copy")
        assert codings(shared.path) == {("ben", "money")}
        assert beside.read_bytes() == before
        found = {each.what: each for each in examine(shared.path)}
        assert found["beside"].ok
        assert "can be deleted" in found["beside"].words
        assert "p.hsb is up to date" in publish(shared.path, join=True).words[-1]


def test_a_file_that_only_has_such_a_name_is_left_out(shared: Shared) -> None:
    (shared.folder / "p (1).hsb").write_bytes(b"no project")
    make_project(shared.folder.parent / "x.hsb", [["other"]]).close()
    shutil.move(shared.folder.parent / "x.hsb", shared.folder / "p 2.hsb")
    with shared.amy.here():
        assert "beside" not in {each.what for each in examine(shared.path)}
        assert publish(shared.path, join=True).words[0].startswith("No other copy")


def test_a_conflicted_copy_beside_a_project_on_an_own_disk(tmp_path: Path) -> None:
    path, beside = tmp_path / "p.hsb", tmp_path / "p (conflicted copy).hsb"
    make_project(path).close()
    shutil.copyfile(path, beside)
    with Project.open(beside) as project:
        apply(project, "ben", "money")
    words = publish(path, join=True).words
    assert words[0].startswith("1 step came in")
    assert "on a disk of this machine" in words[1]
    assert codings(path) == {("ben", "money")}


# --- when the ground moves ---------------------------------------------------------


def test_the_folder_goes_away_and_comes_back(shared: Shared) -> None:
    away = shared.folder.with_name("away")
    with shared.amy.open(shared.path) as project, shared.amy.here():
        apply(project, "amy", "trust")
        shared.folder.rename(away)
        assert project.publisher is not None
        project.publisher.publish()
        apply(project, "amy", "money", 1)
        assert "could not be brought up to date" in shared.amy.told[-1]
        assert "Your work is safe" in shared.amy.told[-1]
    assert not shared.folder.exists()
    with shared.amy.open(shared.path) as project:
        assert project.writable
        apply(project, "amy", "skills", 2)
        assert "cannot be reached" in shared.amy.told[-2]
        away.rename(shared.folder)
    assert len(codings(shared.path)) == 3


def test_a_share_that_is_not_mounted_is_not_written_into(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Place(PlaceKind.NETWORK, "cifs")
    with monkeypatch.context() as patch:
        patch.setattr("hsbcode.store.work_copy.place_of", lambda path: share)
        shutil.rmtree(shared.amy.work)
        shared.amy.code(shared.path, "amy", "trust")
    # The empty folder at its place lies on this machine's own disk.
    shutil.rmtree(shared.folder)
    shared.folder.mkdir()
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "money", 1)
    assert list(shared.folder.iterdir()) == []
    assert "its folder is not there" in shared.amy.told[-1]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_full_or_read_only_folder(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = shared.path.read_bytes()

    def full(*_: object) -> str:
        raise OSError(number, os.strerror(number))

    with shared.amy.open(shared.path) as project, shared.amy.here():
        apply(project, "amy", "trust")
        with monkeypatch.context() as patch:
            patch.setattr("hsbcode.store.publishing.copy_whole", full)
            with pytest.raises(ProjectFileError) as caught:
                publish(shared.path)
            assert os.strerror(number).lower() in caught.value.message
            assert "safe in the copy" in caught.value.hint
            assert shared.path.read_bytes() == before
            assert project.publisher is not None
            project.publisher.publish()
            project.publisher.publish()
            failures = [each for each in shared.amy.told if "could not" in each]
            assert len(failures) == 1, "said once, tried again by itself"
        apply(project, "amy", "money", 1)
    assert len(codings(shared.path)) == 2


def test_a_write_protected_original_is_read_only(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hsbcode.store.opened_copy.is_writable", lambda path: False)
    with shared.amy.open(shared.path) as project:
        assert not project.writable
        assert project.why_read_only.endswith(
            "cannot be written: it is write-protected"
        )


def test_a_deleted_original_comes_back_only_when_asked_for(shared: Shared) -> None:
    shared.amy.code(shared.path, "amy", "trust")
    shared.path.unlink()
    with shared.amy.here():
        with pytest.raises(ProjectFileError) as caught:
            Project.open(shared.path)
        assert "any more; the copy on this machine" in caught.value.message
        assert "hsbcode publish p.hsb" in caught.value.hint
        assert not shared.path.exists()
        publish(shared.path)
        assert codings(shared.path) == {("amy", "trust")}
        shared.path.unlink()
        publish(shared.path, forget=True)
        assert not shared.path.exists()
        with pytest.raises(ProjectFileError, match=r"^There is no file"):
            Project.open(shared.path)


def test_an_original_deleted_while_open_is_put_back(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        shared.path.unlink()
    assert codings(shared.path) == {("amy", "trust")}
    assert shared.amy.told[-1] == "p.hsb was not there any more and was put back."


def test_work_that_waits_is_used_where_the_place_is_safe_by_now(
    shared: Shared,
) -> None:
    with shared.amy.here():
        project = Project.open(shared.path)
        apply(project, "amy", "trust")
        project._opened.give_back()
        project._is_open = False
        (shared.folder / ".stfolder").rmdir()
        with Project.open(shared.path) as project:
            assert project.publisher is not None
        assert codings(shared.path) == {("amy", "trust")}
        with Project.open(shared.path) as project:
            assert project.publisher is None


def test_doctor_says_where_it_lies_and_what_waits(shared: Shared) -> None:
    with shared.amy.open(shared.path) as project, shared.amy.here():
        apply(project, "amy", "trust")
        found = {each.what: each for each in examine(shared.path)}
        assert not found["put back"].ok
        assert found["place"].words.startswith("in a Syncthing folder; worked on in ")
    with shared.amy.here():
        assert "put back" not in {each.what for each in examine(shared.path)}


# --- a crash at every step ---------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
@pytest.mark.parametrize("phase", ["opening", "leaving", "joining"])
def test_a_crash_at_any_step_loses_nothing(tmp_path: Path, phase: str) -> None:
    memory = Path("/dev/shm")  # thousands of fsyncs
    base = memory if os.access(memory, os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(dir=base) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.crash_at_every_step", phase, folder],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10, "steps"


# --- commands and screens ----------------------------------------------------------


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(list(words))
    assert not caught.value.code


def test_the_command_says_what_it_did(
    shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    with shared.amy.open(shared.path) as project:
        apply(project, "amy", "trust")
        with shared.amy.here():
            run("publish", str(shared.path))
    out, err = capsys.readouterr()
    assert out == f"{shared.path}\n"
    assert "p.hsb was brought up to date." in err


def test_a_command_that_writes_says_that_it_writes_to_a_copy(
    shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    with shared.amy.here():
        run("backup", str(shared.path))
        run("history", str(shared.path))
    _out, err = capsys.readouterr()
    assert err.count("p.hsb lies in a Syncthing folder") == 1


def test_a_command_ends_with_an_error_where_nothing_could_be_put_back(
    shared: Shared,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with shared.amy.here():
        project = Project.open(shared.path)
        apply(project, "amy", "trust")
        project._opened.give_back()
        project._is_open = False
        monkeypatch.setattr("hsbcode.store.publishing.copy_whole", full)
        with pytest.raises(SystemExit) as caught:
            main(["publish", str(shared.path)])
    assert caught.value.code == 1
    err = capsys.readouterr().err
    assert "no space left on device" in err
    assert err.count("could not be brought up to date") == 1


def test_the_first_screen_warns_before_a_project_is_opened(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_place = shared.folder.parent / "safe.hsb"
    make_project(plain_place).close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shared.folder.parent / "config"))
    monkeypatch.setenv("APPDATA", str(shared.folder.parent / "config"))
    remember_project(shared.path)
    remember_project(plain_place)
    conflicted(shared)

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "Syncthing" not in shown_text(app)
        await press(pilot, "down")
        shown = " ".join(shown_text(app).replace("│", " ").split())
        assert "p.hsb lies in a Syncthing folder: you work on a copy" in shown
        assert "conflicted copy 2026-11-23).hsb beside it may be another" in shown
        await press(pilot, "down")
        assert "Syncthing" not in shown_text(app)

    with shared.amy.here():
        drive(None, script, coder="")


def test_coding_in_a_synced_folder_and_leaving(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(shared.folder.parent / "config"))
    monkeypatch.setenv("APPDATA", str(shared.folder.parent / "config"))

    async def script(app: HsbcodeApp, pilot: Pilot[str]) -> None:
        assert "p.hsb lies in a Syncthing folder" in shown_text(app)
        await press(pilot, "1")
        assert codings(shared.path) == set()
        publisher = coding(app).session.project.publisher
        assert publisher is not None
        monkeypatch.setattr(publisher, "_next", 0.0)
        coding(app)._back_up()
        await settle(pilot)
        assert codings(shared.path) == {("amy", "trust")}
        await press(pilot, "2")
        shared.folder.rename(shared.folder.with_name("away"))
        await app.action_quit()

    with shared.amy.here():
        project = Project.open(shared.path)
        app = drive(project, script, size=(140, 40))
    assert app.return_value is not None
    assert "its folder is not there" in app.return_value
    assert "Your work is safe" in app.return_value
