"""A copy to work on: what stands on this machine for a file that lies unsafely."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from hsbcode.domain.errors import ProjectFileError
from hsbcode.domain.narration import tell
from hsbcode.store.copy_record import Record, read_record, write_record
from hsbcode.store.places import Place, PlaceKind, place_of
from hsbcode.store.whole_files import (
    changes_in,
    copy_whole,
    digest,
    look,
    settle_folder,
)
from hsbcode.store.work_folder import folder_for, make_folder

_BASE = "base.hsb"
_TRIES = 3
_MOUNTED = frozenset({PlaceKind.NETWORK, PlaceKind.REMOVABLE})
"""Places whose folder is there, but empty and another, where they are away."""


class Original(StrEnum):
    """What became of the original since it was last looked at."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    UNREACHABLE = "unreachable"
    """Its folder is not there: a share, a stick or a service that is away."""


class WorkCopy:
    """The copy of one file, keyed by the path of that file.

    Whoever calls what changes the copy holds its lease.
    """

    def __init__(self, original: Path, folder: Path, place: Place) -> None:
        self.original = original
        self.real = Path(os.path.realpath(original))
        """The file itself, where the path is a link."""
        self.folder = folder
        self.file = folder / original.name
        self.base = folder / _BASE
        """What the copy and the original held when they were last the same."""
        self.place = place

    # --- what is known -------------------------------------------------------------

    @property
    def record(self) -> Record:
        """What is known of the copy; it may be another window that wrote it."""
        return read_record(self.folder) or Record(str(self.real))

    def keep(self, record: Record) -> None:
        """Keep what is known."""
        write_record(self.folder, record)

    @property
    def is_there(self) -> bool:
        """Whether there is a copy that was once whole."""
        return self.file.exists() and not self.record.taking

    @property
    def holds_work(self) -> bool:
        """Whether the copy holds what the original does not; nobody has it open."""
        return self.is_there and changes_in(self.file) != self.record.changes

    @property
    def target(self) -> Path:
        """The file that takes up what is done here."""
        return self.real.with_name(self.record.target or self.real.name)

    def original_now(self) -> Original:
        """Look what became of the original; a new date alone is no change."""
        record = self.record
        try:
            now = look(self.real)
            if now == (record.size, record.mtime_ns) and not record.publishing:
                return Original.SAME
            found = digest(self.real)
        except FileNotFoundError:
            away = self.is_away
            return Original.UNREACHABLE if away else Original.MISSING
        except OSError:
            return Original.UNREACHABLE
        if record.publishing and found == record.publishing and not record.target:
            # Put in place just before a crash.
            record = record.replace(
                sha256=found, changes=record.publishing_changes, publishing=""
            )
        elif found != record.sha256:
            return Original.CHANGED
        self.keep(record.replace(size=now.size, mtime_ns=now.mtime_ns))
        return Original.SAME

    @property
    def is_away(self) -> bool:
        """Whether the folder of the original is not there.

        Where a share is not mounted, its empty place on this machine's disk is.
        """
        known = self.record.place
        return not self.real.parent.is_dir() or (
            known in _MOUNTED and known != place_of(self.real).kind
        )

    def sweep(self) -> None:
        """Delete what a crash left half made."""
        for left in self.folder.glob("*.part*"):
            with contextlib.suppress(OSError):
                left.unlink()

    # --- taking and leaving --------------------------------------------------------

    def take(self) -> None:
        """Make the copy anew from the original.

        Raises:
            ProjectFileError: the original cannot be read, or the copy not written.
        """
        try:
            make_folder(self.folder)
            # What was kept before holds until the new copy is whole.
            self.keep(self.record.replace(taking=True))
            part = self.folder / "taking.part"
            part.unlink(missing_ok=True)
            now, found = self._read_in(part)
            self.base.unlink(missing_ok=True)
            copy_whole(part, self.base)
            part.replace(self.file)
            settle_folder(self.folder)
            self.keep(
                Record(
                    str(self.real),
                    place=str(self.place.kind),
                    sha256=found,
                    size=now[0],
                    mtime_ns=now[1],
                    changes=changes_in(self.file),
                    at=datetime.now(UTC).isoformat(timespec="seconds"),
                )
            )
        except OSError as error:
            raise self._not_taken(error) from error

    def _read_in(self, part: Path) -> tuple[tuple[int, int], str]:
        journal = self.real.with_name(self.real.name + "-journal")
        ours = self.file.with_name(self.file.name + "-journal")
        for _ in range(_TRIES):
            before = look(self.real)
            found = copy_whole(self.real, part)
            ours.unlink(missing_ok=True)
            with contextlib.suppress(FileNotFoundError):
                # Left by a crash of one who worked on the file itself.
                shutil.copyfile(journal, ours)
            if look(self.real) == before:
                return before, found
            part.unlink()
        raise OSError(16, "it is being written by another program")

    def begin(self) -> None:
        """Make room for a new file that shall be published at this path.

        What lies here of an earlier file of that name is put aside, not deleted.
        """
        make_folder(self.folder)
        if self.file.exists():
            stamp = datetime.now(UTC).strftime("%Y-%m-%d %H-%M-%S")
            aside = self.folder.with_name(f"{self.folder.name} until {stamp}")
            self.folder.rename(aside)
            make_folder(self.folder)
        self.keep(Record(str(self.real), place=str(self.place.kind)))

    def forget(self) -> None:
        """Take the copy and its backups off this machine."""
        with contextlib.suppress(OSError):
            # First what says that this is a copy, so that a half is never taken up.
            self.keep(self.record.replace(taking=True))
            shutil.rmtree(self.folder)

    def _not_taken(self, error: OSError) -> ProjectFileError:
        why = (error.strerror or str(error)).lower()
        return ProjectFileError(
            f"{self.original.name} lies in {self.place.words}, and no copy of it to "
            f"work on could be made in {self.folder.parent}: {why}.",
            "Check the space on this machine's disk, or copy the file to a folder that "
            "is not synced.",
        )


def file_of_copy(path: Path) -> Path | None:
    """Return where the copy of a file would be; None where there is no place for it."""
    folder = folder_for(path)
    return folder / path.name if folder is not None else None


def copy_for(path: Path) -> WorkCopy | None:
    """Return the copy to work on; None where the file itself may be worked on."""
    folder, place = folder_for(path), place_of(path)
    if folder is None:
        if not place.is_safe:
            tell(
                f"{path.name} lies in {place.words}, and no disk of this machine was "
                "found for a copy to work on: make backups often."
            )
        return None
    copy = WorkCopy(path, folder, place)
    if not place.is_safe or (
        copy.is_there and (not copy.real.exists() or copy.holds_work)
    ):
        return copy
    return None
