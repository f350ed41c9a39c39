"""Checked backups: each copy is opened and counted before it counts as one."""

import contextlib
import shutil
import sqlite3
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.rounds import RoundStep
from hsbcode.store.connection import reason

EVERY_SECONDS = 600
_KEEP_ROUTINE = 10
_KEEP_HOURLY = 24
_KEEP_DAILY = 30
_KEEP_BEFORE = 20
_ROUTINE = "while coding"
_STAMP = "%Y-%m-%d %H-%M-%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy, with what it holds."""

    path: Path
    at: datetime
    why: str
    answers: int
    acts: int
    finished: int
    open_acts: int
    """Acts but those in rounds that are not released: the others may not be told."""

    def sentence(self) -> str:
        """Return what the copy is, in words and local time."""
        local = self.at.astimezone()
        today = datetime.now().astimezone().date()
        day = "today" if local.date() == today else local.strftime("%d %B %Y")
        return (
            f"{day} at {local:%H:%M:%S}, {self.why}: {self.answers} answers, "
            f"{self.finished} times finished, {acts_words(self.acts, self.open_acts)}"
        )


class Backups:
    """The backups of one project, in a folder beside it."""

    def __init__(self, project: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder_of(project)
        self._project = project
        self._connection = connection
        self._last_at = time.monotonic()
        self._last_acts = -1

    def make(self, why: str) -> Backup:
        """Copy the project, open the copy, compare the counts, and keep it.

        Raises:
            ProjectFileError: the copy could not be made or is not whole.
        """
        at = datetime.now(UTC)
        target = free_name(self.folder, at, why)
        part = target.with_suffix(".part")
        try:
            self.folder.mkdir(exist_ok=True)
            _copy(self._connection, part)
            made = _look(part, at, why, check="quick_check")
            if (made.answers, made.acts) != counts(self._connection)[:2]:
                raise ProjectFileError(
                    f"The backup of {self._project.name} holds less than the project.",
                    "Nothing was changed; try again.",
                )
            part.replace(target)
        except (OSError, sqlite3.Error) as error:
            raise ProjectFileError(
                f"No backup of {self._project.name} could be made ({reason(error)}).",
                "Nothing was changed; check disk space and rights.",
            ) from error
        finally:
            _delete(part)
        self._last_at, self._last_acts = time.monotonic(), made.acts
        _thin_out(self.folder)
        return replace(made, path=target)

    def sweep(self) -> None:
        """Delete what a crash left half made. The caller holds the lease."""
        for left in [_restoring(self._project), *self.folder.glob("*.part*")]:
            _delete(left)

    def make_if_due(self) -> Backup | None:
        """Make one if ten minutes have passed and something changed."""
        if time.monotonic() - self._last_at < EVERY_SECONDS:
            return None
        if self._last_acts == counts(self._connection)[1]:
            return None
        return self.make(_ROUTINE)


def folder_of(project: Path) -> Path:
    """Return the folder that holds a project's backups."""
    return project.with_name(project.name + "-backups")


def list_backups(*projects: Path) -> tuple[Backup, ...]:
    """Return the backups that can be opened, newest first.

    A project that is worked on in a copy has some beside each. Each was checked when
    it was made and is again when it is restored; reading all their pages only to list
    them would take minutes in a large project.
    """
    found = []
    for folder in dict.fromkeys(folder_of(project) for project in projects):
        for path in newest_first(folder):
            try:
                found.append(_look(path, *_named(path)))
            except (OSError, sqlite3.Error, ProjectFileError):
                continue
    if len(projects) > 1:
        found.sort(key=lambda backup: backup.at, reverse=True)
    return tuple(found)


def restore(project: Path, backup: Backup) -> Path | None:
    """Put a backup in the project's place; return where the former file went.

    The backup stays. The caller holds the lease.

    Raises:
        ProjectFileError: it could not be done; the project is as it was.
    """
    fresh = _restoring(project)
    try:
        _copy_file(backup.path, fresh)
        found = _look(fresh, backup.at, backup.why, check="integrity_check")
        if found.acts != backup.acts:
            raise ProjectFileError(f"The backup {backup.path.name} has changed.")
        kept = _keep(project) if project.exists() else None
        fresh.replace(project)
    except (OSError, sqlite3.Error) as error:
        raise ProjectFileError(
            f"{project.name} could not be restored ({reason(error)}).",
            "Nothing was changed; check disk space and rights.",
        ) from error
    finally:
        _delete(fresh)
    return kept


def _keep(project: Path) -> Path:
    """Keep the project among its backups, too; at no moment is there none."""
    folder_of(project).mkdir(exist_ok=True)
    _roll_back(project)
    kept = free_name(folder_of(project), datetime.now(UTC), "before restore")
    try:
        kept.hardlink_to(project)
    except OSError:
        shutil.copy2(project, kept)
    journal = project.with_name(project.name + "-journal")
    if journal.exists():
        # SQLite finds the journal by name; left behind, it would spoil the new file.
        journal.replace(kept.with_name(kept.name + "-journal"))
    return kept


def _roll_back(project: Path) -> None:
    """Let SQLite undo what a crash left half written, where it can."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(project)) as former,
    ):
        former.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _restoring(project: Path) -> Path:
    return project.with_name(project.name + ".restoring")


def _copy(source: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        source.backup(copy)
    finally:
        copy.close()


def _copy_file(source: Path, target: Path) -> None:
    opened = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    try:
        _copy(opened, target)
    finally:
        opened.close()


def _delete(path: Path) -> None:
    for each in (path, path.with_name(path.name + "-journal")):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def free_name(folder: Path, at: datetime, why: str) -> Path:
    """Return a name for a copy that is not taken: when, and why."""
    stem = f"{at.strftime(_STAMP)} {why}"
    target, number = folder / f"{stem}.hsb", 1
    while target.exists():
        number += 1
        target = folder / f"{stem} ({number}).hsb"
    return target


def newest_first(folder: Path) -> list[Path]:
    """Return the copies by the time in their name; within a second, by the file's."""
    return sorted(
        folder.glob("*.hsb"),
        key=lambda path: (_named(path)[0], path.stat().st_mtime_ns),
        reverse=True,
    )


def _look(path: Path, at: datetime, why: str, *, check: str = "") -> Backup:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if check and connection.execute(f"PRAGMA {check}(1)").fetchone()[0] != "ok":
            raise ProjectFileError(f"The backup {path.name} is damaged.")
        return Backup(path, at, why, *counts(connection))
    finally:
        connection.close()


def counts(connection: sqlite3.Connection) -> tuple[int, int, int, int]:
    """Return answers, acts, standing finishes, and acts but those in closed rounds."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM units WHERE current = 1), "
        "(SELECT count(*) FROM acts), "
        "(SELECT count(*) FROM acts WHERE kind = 'finish' AND id NOT IN "
        " (SELECT ends FROM acts WHERE kind = 'reopen' AND ends IS NOT NULL)), "
        f"(SELECT count(*) FROM acts WHERE round IS NULL OR kind = '{ActKind.ROUND}' "
        f" OR round IN (SELECT round FROM acts WHERE kind = '{ActKind.ROUND}' "
        f" AND flag = '{RoundStep.RELEASE}'))"
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def acts_words(acts: int, open_acts: int) -> str:
    """Return how many acts there are, in words that a blind round allows."""
    if acts == open_acts:
        return f"{acts} acts"
    return f"{open_acts} acts outside blind rounds"


def _named(path: Path) -> tuple[datetime, str]:
    try:
        at = datetime.strptime(path.stem[:19], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return at, path.stem[20:].strip() or "by hand"


def _thin_out(folder: Path) -> None:
    """Keep the last ten, one an hour, one a day; twenty made before operations."""
    paths = newest_first(folder)
    routine = [path for path in paths if _named(path)[1].startswith(_ROUTINE)]
    before = [path for path in paths if _named(path)[1].startswith("before")]
    keep = set(routine[:_KEEP_ROUTINE]) | set(before[:_KEEP_BEFORE])
    for form, most in (("%Y-%m-%d %H", _KEEP_HOURLY), ("%Y-%m-%d", _KEEP_DAILY)):
        seen: dict[str, Path] = {}
        for path in routine:
            seen.setdefault(_named(path)[0].strftime(form), path)
        keep.update(list(seen.values())[:most])
    for path in [*routine, *before]:
        if path not in keep:
            _delete(path)
