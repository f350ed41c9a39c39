"""Whether a project may be worked on where it lies.

SQLite needs locks that hold and a file that nobody else replaces. Folders that a
service keeps in step, network folders and sticks promise neither.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hsbcode.store.mounts import Disk, disk_of
from hsbcode.store.synced_folders import service_of

WISH = "HSBCODE_LOCAL_COPY"
"""``never``: always work on the file itself; ``always``: always on a copy."""


class PlaceKind(StrEnum):
    """What can happen to a file there."""

    OWN = "own"
    """Nothing but what happens on this machine."""
    SYNCED = "synced"
    NETWORK = "network"
    REMOVABLE = "removable"
    WISHED = "wished"
    """Safe for all we know, but a copy is wanted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies."""

    kind: PlaceKind
    name: str = ""
    """The service, or how the system names the disk."""

    @property
    def is_safe(self) -> bool:
        """Whether a project can be worked on right there."""
        return self.kind is PlaceKind.OWN

    @property
    def words(self) -> str:
        """Return what it lies in, e.g. ``a Dropbox folder``."""
        if self.kind is PlaceKind.SYNCED:
            article = "an" if self.name.startswith(("i", "own")) else "a"
            return f"{article} {self.name} folder"
        if self.kind is PlaceKind.NETWORK:
            return f"a network folder ({self.name})"
        if self.kind is PlaceKind.REMOVABLE:
            return "a disk that can be pulled out"
        return "a folder of this machine"


def place_of(path: Path) -> Place:
    """Return where a file lies, whether it exists yet or not."""
    wish = os.environ.get(WISH, "").strip().casefold()
    if wish == "never":
        return Place(PlaceKind.OWN)
    resolved = Path(os.path.realpath(path))
    disk, name = disk_of(resolved)
    if disk is Disk.NETWORK:
        return Place(PlaceKind.NETWORK, name)
    service = service_of(resolved)
    if service:
        return Place(PlaceKind.SYNCED, service)
    if disk is Disk.REMOVABLE:
        return Place(PlaceKind.REMOVABLE, name)
    return Place(PlaceKind.WISHED if wish == "always" else PlaceKind.OWN)
