"""Whether a folder is kept in step with a cloud service, and with which.

Each service leaves its own traces: a setting that names its folder, a file in the root
of it, a mark on the file itself, or at least its name in the path.
"""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".shortcut-targets-by-id": "Google Drive",
    ".sync/ID": "Resilio Sync",
}
_DATABASE = re.compile(r"\._?sync_[0-9a-f]+\.db")
_NAMES = (
    (re.compile(r"onedrive( - .+)?|onedrive-.+", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?|dropbox-.+", re.I), "Dropbox"),
    (re.compile(r"google ?drive|googledrive-.+|my drive", re.I), "Google Drive"),
    (re.compile(r"meine ablage|mon drive|mi unidad", re.I), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.I), "iCloud"),
    (re.compile(r"nextcloud\d*", re.I), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.I), "ownCloud"),
    (re.compile(r"box sync|box-box", re.I), "Box"),
    (re.compile(r"pcloud ?drive", re.I), "pCloud"),
    (re.compile(r"seafile|seadrive_root", re.I), "Seafile"),
)
_FAR_AWAY = 0x400000 | 0x80000 | 0x100000
"""Windows: recall on data access, pinned, unpinned; set by sync services only."""
_XATTRS = ("user.com.dropbox.attributes", "user.com.dropbox.attrs")
_MOST_NAMES = 2000


def service_of(resolved: Path) -> str:
    """Return the name of the service that syncs a path, or an empty string.

    The path is absolute and without links; it need not exist.
    """
    folders = resolved.parents
    for root, service in _told_folders():
        if root in folders:
            return service
    for folder in folders:
        service = _marked(folder)
        if service:
            return service
    return _marked_file(resolved) or _by_system(resolved) or _by_name(resolved)


def _marked(folder: Path) -> str:
    for mark, service in _MARKS.items():
        if os.path.lexists(folder / mark):
            return service
    # In a home folder that name is a folder with the settings of Dropbox.
    if (folder / ".dropbox").is_file():
        return "Dropbox"
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(_MOST_NAMES), strict=False):
                if _DATABASE.fullmatch(entry.name):
                    return "Nextcloud"
    except OSError:
        return ""
    return ""


def _marked_file(path: Path) -> str:
    """Return what the file or its folder is marked with."""
    if sys.platform == "linux":
        for each in (path, path.parent):
            with contextlib.suppress(OSError):
                if set(_XATTRS) & set(os.listxattr(each)):
                    return "Dropbox"
    if sys.platform == "win32":
        for each in (path, path.parent):
            with contextlib.suppress(OSError):
                if each.stat().st_file_attributes & _FAR_AWAY:
                    return "cloud"
    return ""


def _by_system(path: Path) -> str:
    """Return what macOS keeps in step by itself."""
    if sys.platform != "darwin":
        return ""
    library = Path.home() / "Library"
    if library / "Mobile Documents" in path.parents:
        return "iCloud"
    # With Desktop and Documents in iCloud, both stand in its folder, too.
    cloud = library / "Mobile Documents" / "com~apple~CloudDocs"
    for name in ("Desktop", "Documents"):
        if Path.home() / name in path.parents and os.path.lexists(cloud / name):
            return "iCloud"
    return "cloud" if library / "CloudStorage" in path.parents else ""


def _by_name(path: Path) -> str:
    for part in path.parent.parts:
        for pattern, service in _NAMES:
            if pattern.fullmatch(part):
                return service
    return ""


def _told_folders() -> Iterator[tuple[Path, str]]:
    """Yield the folders that services themselves say they sync."""
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        yield from _root(os.environ.get(name, ""), "OneDrive")
    for base in _setting_folders():
        for info in (base / "Dropbox" / "info.json", base / ".dropbox" / "info.json"):
            for folder in _dropbox_folders(info):
                yield from _root(folder, "Dropbox")
        for file, service in (
            (base / "Nextcloud" / "nextcloud.cfg", "Nextcloud"),
            (base / "ownCloud" / "owncloud.cfg", "ownCloud"),
        ):
            for folder in _owncloud_folders(file):
                yield from _root(folder, service)


def _setting_folders() -> Iterator[Path]:
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"):
        if os.environ.get(name):
            yield Path(os.environ[name])
    with contextlib.suppress(RuntimeError):
        home = Path.home()
        yield from (home, home / ".config", home / "Library" / "Preferences")


def _root(folder: str, service: str) -> Iterator[tuple[Path, str]]:
    if folder:
        yield Path(os.path.realpath(folder)), service


def _dropbox_folders(info: Path) -> list[str]:
    try:
        read = json.loads(info.read_text(encoding="utf-8"))
        return [str(account["path"]) for account in read.values()]
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return []


def _owncloud_folders(settings: Path) -> list[str]:
    try:
        text = settings.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return re.findall(r"\\localPath=(.+?)[\\/]?\s*$", text, re.M)
