"""What kind of disk a path lies on: this machine's own, the network's, or a stick."""

import os
import re
import subprocess
import sys
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

if sys.platform == "win32":
    import ctypes

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afpfs", "afs", "ncpfs"),
        *("ceph", "glusterfs", "lustre", "gpfs", "beegfs", "davfs", "webdav", "9p"),
        *("drvfs", "vboxsf", "vmhgfs", "prl_fs", "ftp", "sshfs"),
    }
)
_NETWORK_BY_FUSE = frozenset(
    {
        *("sshfs", "rclone", "gvfsd-fuse", "s3fs", "davfs", "davfs2", "glusterfs"),
        *("ceph", "curlftpfs", "google-drive-ocamlfuse", "onedriver", "gcsfuse"),
        *("vmhgfs-fuse", "blobfuse", "blobfuse2", "smbnetfs", "pcloud"),
    }
)
_PLUGGED_IN = ("/media/", "/run/media/", "/Volumes/")
_OCTAL = re.compile(r"\\([0-7]{3})")
_PRINTED = re.compile(r"^(?P<source>.+?) on (?P<at>/.*) \((?P<type>[\w.-]+)[,)]")
_WINDOWS_REMOVABLE = 2
_WINDOWS_REMOTE = 4


class Disk(StrEnum):
    """What holds a file."""

    OWN = "own"
    NETWORK = "network"
    REMOVABLE = "removable"


def disk_of(resolved: Path) -> tuple[Disk, str]:
    """Return what a path lies on, and how the system names that (``nfs4``).

    The path is absolute and without links; it need not exist.
    """
    if sys.platform == "win32":
        return _windows_disk(resolved)
    table = _linux_table() if sys.platform == "linux" else _printed_table()
    return disk_in(table, resolved)


def disk_in(table: tuple[tuple[str, str, str], ...], path: Path) -> tuple[Disk, str]:
    """Return what a table of mounts, rows of (source, mount point, type), says."""
    best = ("", "/", "")
    for row in table:
        if row[2] != "autofs" and len(row[1]) >= len(best[1]) and _below(path, row[1]):
            best = row
    source, at, kind = best
    fuse = kind.removeprefix("fuse.")
    far = fuse in _NETWORK_BY_FUSE if kind != fuse else kind in _NETWORK
    # A machine that is itself a guest may have all it has from its host.
    if far and at != "/":
        return Disk.NETWORK, fuse
    if at.startswith(_PLUGGED_IN) and source.startswith("/dev/"):
        return Disk.REMOVABLE, kind
    return Disk.OWN, kind


def mounts_from_proc(text: str) -> tuple[tuple[str, str, str], ...]:
    """Read ``/proc/self/mounts``."""
    rows = (line.split(" ") for line in text.splitlines())
    return tuple((_plain(r[0]), _plain(r[1]), r[2]) for r in rows if len(r) > 2)


def mounts_from_print(text: str) -> tuple[tuple[str, str, str], ...]:
    """Read what the command ``mount`` prints on macOS and the BSDs."""
    found = (_PRINTED.match(line) for line in text.splitlines())
    return tuple((f["source"], f["at"], f["type"]) for f in found if f)


def _below(path: Path, mount: str) -> bool:
    return path == Path(mount) or Path(mount) in path.parents


def _plain(word: str) -> str:
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), word)


def _linux_table() -> tuple[tuple[str, str, str], ...]:
    try:
        # Names on disk are bytes; those that are no UTF-8 come back as os.fsdecode has
        # them elsewhere.
        return mounts_from_proc(os.fsdecode(Path("/proc/self/mounts").read_bytes()))
    except OSError:
        return ()


@lru_cache(maxsize=1)
def _printed_table() -> tuple[tuple[str, str, str], ...]:
    try:
        done = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return mounts_from_print(done.stdout)


def _windows_disk(resolved: Path) -> tuple[Disk, str]:
    root = resolved.anchor
    if root.startswith("\\\\"):
        return Disk.NETWORK, "share"
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        if kind == _WINDOWS_REMOTE:
            return Disk.NETWORK, "network drive"
        if kind == _WINDOWS_REMOVABLE:
            return Disk.REMOVABLE, "removable"
    return Disk.OWN, "disk"
