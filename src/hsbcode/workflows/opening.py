"""Opening and making projects, and keeping their backups."""

from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store import backups as store_backups
from hsbcode.store.backups import Backup
from hsbcode.store.copy_record import Record
from hsbcode.store.lease import Lease
from hsbcode.store.project import Project, with_suffix
from hsbcode.store.work_copy import WorkCopy, copy_for, file_of_copy
from hsbcode.store.work_folder import make_folder

__all__ = [
    "Backup",
    "Project",
    "create_project",
    "forget_copy",
    "list_backups",
    "make_backup",
    "open_for_writing",
    "open_project",
    "restore_backup",
    "with_suffix",
]


def open_project(
    path: Path, *, write: bool = True, check_later: bool = False
) -> Project:
    """Open a project; it is read-only where another window holds the lease.

    Args:
        path: where; the ending is added.
        write: whether it shall be written.
        check_later: whether it may be read before it is known to be whole; then
            ``Project.make_sure`` is to be asked once ``is_checked``.
    """
    return Project.open(Path(path), write=write, check_later=check_later)


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
    copy = file_of_copy(path)
    found = store_backups.list_backups(path, *([copy] if copy is not None else []))
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
    copy = copy_for(path)
    file = path if copy is None else _ready(copy)
    lease = Lease(file)
    if not lease.take():
        raise ProjectFileError(
            f"{path.name} is open in another window.", "Close it first."
        )
    try:
        kept = store_backups.restore(file, found[number - 1])
        if copy is not None:
            # Whatever its change counter says, it is to be put back.
            copy.keep(copy.record.replace(changes=-1))
    finally:
        lease.give_back()
    if copy is not None:
        Project.open(path, put_back=True).close()
    return found[number - 1], kept


def forget_copy(path: Path) -> None:
    """Take the copy of a project off this machine; nothing where there is none."""
    file = file_of_copy(Path(path))
    copy = copy_for(Path(path)) if file is not None and file.exists() else None
    if copy is not None:
        copy.forget()


def _ready(copy: WorkCopy) -> Path:
    """Return the file of a copy, which is up to date or still to be made."""
    if copy.real.exists():
        Project.open(copy.original, write=False).close()
    elif not copy.is_there:
        make_folder(copy.folder)
        copy.keep(Record(str(copy.real), place=str(copy.place.kind)))
    return copy.file
