"""Where copies to work on lie: a folder of one person on a disk of this machine."""

import hashlib
import os
import sys
from pathlib import Path

from hsbcode.store.mounts import Disk, disk_of

FOLDER = "HSBCODE_WORK_FOLDER"
"""Names another folder for the copies."""

_LONGEST = 40


def work_folder() -> Path | None:
    """Return the folder for copies to work on; None where no disk is this machine's.

    It is not made here.
    """
    wished = os.environ.get(FOLDER, "")
    if wished:
        return Path(wished).absolute()
    usual = _data_folder() / "hsbcode" / "copies"
    if _is_own(usual):
        return usual
    # A home folder on the network, as in many universities.
    other = Path("/var/tmp") / f"hsbcode-{_user()}" / "copies"
    return other if sys.platform != "win32" and _is_own(other) else None


def folder_for(original: Path) -> Path | None:
    """Return the folder of the copy of one file, by its whole path."""
    base = work_folder()
    if base is None:
        return None
    path = os.path.normcase(os.path.realpath(original))
    key = hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
    return base / f"{original.stem[:_LONGEST]}-{key}"


def make_folder(folder: Path) -> None:
    """Make a folder that nobody else can look into.

    Raises:
        OSError: it cannot be made, or belongs to somebody else.
    """
    for each in (folder.parent.parent, folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32" and folder.parent.stat().st_uid != os.geteuid():
        raise PermissionError(13, "the folder for copies belongs to somebody else")


def _data_folder() -> Path:
    """Return where programs keep their data on this system."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = os.environ.get("XDG_DATA_HOME")
    return Path(given) if given else Path.home() / ".local" / "share"


def _is_own(folder: Path) -> bool:
    return disk_of(Path(os.path.realpath(folder)))[0] is Disk.OWN


def _user() -> str:
    return str(os.geteuid()) if sys.platform != "win32" else ""
