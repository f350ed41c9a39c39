"""Opening and making projects, and keeping their backups."""

from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store import backups as store_backups
from hsbcode.store.backups import Backup
from hsbcode.store.lease import Lease
from hsbcode.store.project import Project, with_suffix

__all__ = [
    "Backup",
    "Project",
    "create_project",
    "list_backups",
    "make_backup",
    "open_for_writing",
    "open_project",
    "restore_backup",
    "with_suffix",
]


def open_project(path: Path, *, write: bool = True) -> Project:
    """Open a project; it is read-only where another window holds the lease."""
    return Project.open(Path(path), write=write)


def open_for_writing(path: Path) -> Project:
    """Open a project that a command is about to change.

    Raises:
        ProjectFileError: another window has it, or the file is read-only.
    """
    project = Project.open(Path(path))
    if project.writable:
        return project
    project.close()
    raise ProjectFileError(
        f"{project.path.name} is read-only here: {project.why_read_only}.",
        "Close the window that has it, or work on a copy.",
    )


def create_project(path: Path, study: str = "") -> Project:
    """Create an empty project."""
    return Project.create(Path(path), study)


def make_backup(path: Path, why: str = "by hand") -> Backup:
    """Make a checked backup now."""
    with open_for_writing(path) as project:
        return project.backups.make(why)


def list_backups(path: Path) -> tuple[Backup, ...]:
    """Return the backups of a project that can be opened, newest first.

    Raises:
        ProjectFileError: there is neither the project nor a backup of it.
    """
    path = with_suffix(Path(path))
    found = store_backups.list_backups(path)
    if not found and not path.exists():
        raise ProjectFileError(
            f"There is no file {path} and no backup of it.",
            "Backups lie beside a project, in a folder named after it.",
        )
    return found


def restore_backup(path: Path, number: int) -> tuple[Backup, Path | None]:
    """Put backup ``number`` (1 = newest) in the project's place.

    Returns:
        The backup, and where the former file was kept.

    Raises:
        ProjectFileError: there is no such backup, or another window has the file.
    """
    path = with_suffix(Path(path))
    found = list_backups(path)
    if not found:
        raise ProjectFileError(f"There are no backups of {path.name}.")
    if not 1 <= number <= len(found):
        raise ProjectFileError(
            f"There is no backup number {number}.",
            f"There are {len(found)}; 1 is the newest.",
        )
    lease = Lease(path)
    if not lease.take():
        raise ProjectFileError(
            f"{path.name} is open in another window.", "Close it first."
        )
    try:
        kept = store_backups.restore(path, found[number - 1])
    finally:
        lease.give_back()
    return found[number - 1], kept
