"""Backups: made, looked at, told in words, thinned, put back."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.store import backups as backups_module
from hsbcode.store.backups import Backup, folder_of, list_backups, restore
from hsbcode.store.project import Project
from tests.small_projects import make_project


def names(project: Path) -> list[str]:
    return sorted(path.name for path in folder_of(project).iterdir())


def stamped(at: datetime, why: str) -> str:
    return f"{at:%Y-%m-%d %H-%M-%S} {why}.hsb"


def test_a_backup_is_a_whole_project_that_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        units = project.answers.unit_ids("challenges")
        finish = project.log.make("amy", "p", ActKind.FINISH, unit=units[0])
        project.record(finish, project.log.make("amy", "p", ActKind.FINISH, unit="x"))
        project.record(
            project.log.make("amy", "q", ActKind.REOPEN, unit=units[0], ends=finish.id)
        )
        made = project.backups.make("by hand")
        assert (made.answers, made.acts, made.finished) == (5, 4, 1)
        project.put_setting("lead", "amy", "amy")
    assert made.sentence() == (
        f"today at {made.at.astimezone():%H:%M:%S}, by hand: 5 answers, "
        "1 times finished, 4 acts"
    )
    with Project.open(made.path) as copy:
        assert copy.log.count() == 4
    assert list_backups(path) == (
        Backup(made.path, made.at.replace(microsecond=0), "by hand", 5, 4, 1, 4),
    )
    assert names(path) == [made.path.name]


def test_an_old_backup_is_told_with_its_day() -> None:
    old = Backup(Path("x"), datetime(2024, 3, 2, 12, tzinfo=UTC), "by hand", 1, 2, 3, 2)
    assert old.sentence().startswith("02 March 2024 at ")


def test_several_within_a_second_are_listed_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        for number in range(12):
            project.put_setting("n", number, "amy")
            project.backups.make("by hand")
    acts = [each.acts for each in list_backups(path)]
    assert acts == sorted(acts, reverse=True)
    assert len(acts) == 12


def test_damaged_and_foreign_copies_are_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path, [["long " * 400]] * 40) as project:
        good = project.backups.make("by hand")
    folder = folder_of(path)
    half = good.path.read_bytes()[: good.path.stat().st_size // 2]
    (folder / "2025-01-01 10-00-00 by hand.hsb").write_bytes(half)
    (folder / "2025-01-01 11-00-00 by hand.hsb").write_text("not a project")
    sqlite3.connect(folder / "other.hsb").close()
    assert [each.path for each in list_backups(path)] == [good.path]
    assert list_backups(tmp_path / "without.hsb") == ()


def test_one_is_made_when_ten_minutes_passed_and_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(backups_module.time, "monotonic", lambda: clock[0])  # type: ignore[attr-defined]
    with make_project(tmp_path / "p.hsb") as project:
        assert project.backups.make_if_due() is None
        clock[0] = 601.0
        made = project.backups.make_if_due()
        assert made is not None
        assert made.why == "while coding"
        clock[0] = 1202.0
        assert project.backups.make_if_due() is None
        project.put_setting("lead", "amy", "amy")
        assert project.backups.make_if_due() is not None


def test_thinned_to_ten_one_an_hour_one_a_day(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    folder = folder_of(path)
    folder.mkdir()
    now = datetime.now(UTC)
    routine = [now - timedelta(minutes=10 * step) for step in range(1, 60 * 24 * 6)]
    for at in routine[: 6 * 24 * 3]:
        (folder / stamped(at, "while coding")).touch()
    for step in range(30):
        at = now - timedelta(days=step, seconds=1)
        (folder / stamped(at, "before import")).touch()
        (folder / stamped(at, "by hand")).touch()
    with make_project(path) as project:
        project.backups.make("while coding")
    kept = names(path)
    assert sum("by hand" in name for name in kept) == 30
    assert sum("before import" in name for name in kept) == 20
    while_coding = sorted((n for n in kept if "while" in n), reverse=True)
    newest = [stamped(at, "while coding") for at in routine[:9]]
    assert while_coding[1:10] == newest
    hours = {name[:13] for name in while_coding}
    assert len(hours) >= 24
    # Ten of the last two hours, one for each of 24 hours, one for each of 4 days.
    assert 24 <= len(while_coding) <= 10 + 24 + 4


def test_restoring_keeps_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        backup = project.backups.make("by hand")
        project.put_setting("lead", "amy", "amy")
        after = project.log.count()
    kept = restore(path, backup)
    assert kept is not None
    assert kept.parent == folder_of(path)
    with Project.open(path) as project:
        assert project.log.count() == backup.acts
        assert project.settings == {}
    newest = list_backups(path)[0]
    assert (newest.why, newest.acts) == ("before restore", after)
    assert backup.path.exists()
    # And back again.
    assert restore(path, newest) is not None
    with Project.open(path) as project:
        assert project.settings == {"lead": "amy"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "p.hsb",
        "p.hsb-backups",
    ]


def test_restoring_where_the_project_is_gone_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        backup = project.backups.make("by hand")
    path.unlink()
    assert restore(path, backup) is None
    Project.open(path).close()
    path.write_text("rubbish")
    (tmp_path / "p.hsb-journal").write_bytes(b"rubbish of a crash")
    kept = restore(path, backup)
    assert kept is not None
    assert kept.read_text() == "rubbish"
    assert not (tmp_path / "p.hsb-journal").exists()
    with Project.open(path) as project:
        assert project.log.count() == backup.acts


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        backup = project.backups.make("by hand")
    whole = path.read_bytes()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(ProjectFileError) as caught:
        restore(path, backup)
    assert caught.value.message.startswith("p.hsb could not be restored (")
    assert caught.value.hint == "Nothing was changed; check disk space and rights."
    assert path.read_bytes() == whole
    assert not (tmp_path / "p.hsb.restoring").exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        folder_of(path).write_text("a file is in the way")
        with pytest.raises(ProjectFileError) as caught:
            project.backups.make("by hand")
        assert caught.value.message == (
            "No backup of p.hsb could be made (file exists)."
        )
        project.put_setting("lead", "amy", "amy")


def test_a_copy_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(ProjectFileError) as caught:
            project.backups.make("by hand")
    assert caught.value.message == (
        "No backup of p.hsb could be made (no space left on device)."
    )
    assert names(path) == []
