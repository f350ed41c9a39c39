"""Projects in synced and network folders: what to know, and putting the copy back."""

import os
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.copies_beside import names_beside, steps_of
from hsbcode.store.lease import Lease
from hsbcode.store.opened_copy import local_time
from hsbcode.store.project import Project, with_suffix
from hsbcode.store.publishing import How, Parcel, Sent
from hsbcode.store.work_copy import WorkCopy, copy_for

__all__ = [
    "Parcel",
    "Published",
    "Sent",
    "begin_publishing",
    "finish_publishing",
    "publish",
    "publish_if_due",
    "send_parcel",
    "to_know",
    "where_it_lies",
]


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, in sentences."""

    path: Path
    words: tuple[str, ...]


def where_it_lies(project: Project) -> str:
    """Return that a copy is worked on, and why; empty where the file itself is."""
    return project.where


def to_know(path: Path) -> tuple[str, ...]:
    """Return what to know of a project before it is opened; empty if nothing.

    Nothing is opened or copied for this.
    """
    copy = copy_for(path)
    real = Path(os.path.realpath(path))
    said = [_place_words(copy)] if copy is not None else []
    said.extend(
        f"{other.name} beside it may be another copy of {path.name}."
        for other in names_beside(real)
    )
    return tuple(said)


def publish(path: Path, *, join: bool = False, forget: bool = False) -> Published:
    """Put what was done in place of the original now.

    Args:
        path: the project.
        join: bring in other copies of it that lie beside it, first.
        forget: afterwards take the copy, and its backups, off this machine.

    Raises:
        ProjectFileError: it could not be done; the work is safe in the copy.
    """
    path = path if path.exists() else with_suffix(path)
    copy = copy_for(path)
    if forget and copy is not None and not copy.real.exists() and copy.is_there:
        return _forget_deleted(copy)
    said: list[str] = []
    with Project.open(path, put_back=True) as project:
        if join:
            said.extend(_join_beside(project))
        if project.publisher is None:
            said.append(
                f"{project.path.name} is worked on where it lies, on a disk of this "
                "machine: everything is in it already."
            )
        else:
            said.append(_publish(project))
    if forget and copy is not None:
        said.append(_forget(copy))
    return Published(path, tuple(said))


def begin_publishing(project: Project) -> Parcel | None:
    """Pack what is to be put back, if it is time; for the thread that writes."""
    if project.publisher is None or not project.writable:
        return None
    return project.publisher.pack_if_due()


def publish_if_due(project: Project) -> None:
    """Put the copy back if it is time, where nobody minds waiting for it."""
    parcel = begin_publishing(project)
    if parcel is not None:
        finish_publishing(project, send_parcel(project, parcel))


def send_parcel(project: Project, parcel: Parcel) -> Sent | None:
    """Put a parcel in place; in any thread."""
    return project.publisher.send(parcel) if project.publisher is not None else None


def finish_publishing(project: Project, sent: Sent | None) -> None:
    """Take in what others did meanwhile, and say so; for the thread that writes."""
    if sent is not None and project.publisher is not None and project.is_open:
        project.publisher.settle(sent)


def _publish(project: Project) -> str:
    publisher, name = project.publisher, project.path.name
    if publisher is None:
        return ""
    if project.writable:
        sent = publisher.publish(quiet=True, again=True)
    elif publisher.has_changes:
        # Another window writes: what it has saved by now can be put back all the same.
        sent = publisher.publish_as_reader()
    else:
        sent = None
    if sent is None:
        return f"{name} is up to date."
    if sent.how is not How.DONE:
        raise ProjectFileError(
            f"{sent.target.name} could not be brought up to date: {sent.why}.",
            "Your work is safe in the copy on this machine. Try again later with: "
            f"hsbcode publish {name}",
        )
    return f"{sent.target.name} was brought up to date."


def _join_beside(project: Project) -> list[str]:
    said = []
    for other in project.copies_beside():
        if not other.steps:
            said.append(other.sentence(project.path.name))
            continue
        project.backups.make("before joining")
        joined = project.join(other.path)
        if joined.apart:
            said.append(f"{other.path.name} cannot be joined: {joined.apart}.")
            continue
        came = "steps" if joined.blind else steps_of(joined.steps)
        more = " and new answers" if joined.answers else ""
        both = "".join(f"; both had set “{name}”" for name in joined.settings)
        later = ", the later one counts" if joined.settings else ""
        said.append(
            f"{came}{more} came in from {other.path.name}{both}{later}. It holds "
            "nothing more now and can be deleted."
        )
    return said or [f"No other copy of {project.path.name} lies beside it."]


def _forget_deleted(copy: WorkCopy) -> Published:
    if copy.holds_work:
        raise ProjectFileError(
            f"The copy of {copy.original.name} on this machine holds work that is "
            "nowhere else.",
            f"Put it back first: hsbcode publish {copy.original.name}",
        )
    return Published(copy.original, (_forget(copy),))


def _forget(copy: WorkCopy) -> str:
    if not copy.folder.exists():
        return "There is no copy on this machine."
    lease = Lease(copy.file)
    taken = lease.take()
    in_use = not taken or copy.holds_work
    lease.give_back()
    if in_use:
        raise ProjectFileError(
            f"The copy of {copy.original.name} is in use or holds work that is nowhere "
            "else: it was not taken away.",
            "Close the window that has it open, and try again.",
        )
    copy.forget()
    return f"The copy of {copy.original.name} was taken off this machine."


def _place_words(copy: WorkCopy) -> str:
    name, record = copy.original.name, copy.record
    if not copy.real.exists():
        return (
            f"{name} cannot be reached; the copy on this machine is as it was "
            f"{local_time(record.at)}."
        )
    said = f"{name} lies in {copy.place.words}: you work on a copy on this machine"
    return said + ", which is put back every few minutes and when you leave."
