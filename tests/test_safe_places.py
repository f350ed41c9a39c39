"""Which places are safe to work in, and which call for a copy."""

import json
import os
from pathlib import Path

import pytest

from hsbcode.domain.narration import listening, tell
from hsbcode.store import synced_folders, work_folder
from hsbcode.store.copies_beside import names_beside
from hsbcode.store.copy_record import Record, read_record, write_record
from hsbcode.store.mounts import (
    Disk,
    disk_in,
    mounts_from_print,
    mounts_from_proc,
)
from hsbcode.store.places import WISH, PlaceKind, place_of
from hsbcode.store.work_copy import copy_for
from hsbcode.store.work_folder import FOLDER, folder_for

PROC = r"""
/dev/vda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
systemd-1 /home autofs rw 0 0
files.uni.example:/home /home nfs4 rw,vers=4.2 0 0
//nas/team\040share /mnt/team\040share cifs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /run/media/eva/STICK vfat rw 0 0
/dev/sdc1 /mnt/second fuseblk rw 0 0
mergerfs /pool fuse.mergerfs rw 0 0
me@host:/ /home/eva/far fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs 0 0
"""
PRINTED = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//eva@nas.local/team (2024) on /Volumes/team (smbfs, nodev, nosuid, mounted by eva)
/dev/disk5s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize(
    ("path", "disk", "kind"),
    [
        ("/srv/p.hsb", Disk.OWN, "ext4"),
        ("/tmp/p.hsb", Disk.OWN, "tmpfs"),
        ("/home/eva/p.hsb", Disk.NETWORK, "nfs4"),
        ("/homestead/p.hsb", Disk.OWN, "ext4"),
        ("/mnt/team share/a/p.hsb", Disk.NETWORK, "cifs"),
        ("/run/user/1000/gvfs/smb-share:server=x/p.hsb", Disk.NETWORK, "gvfsd-fuse"),
        ("/run/media/eva/STICK/p.hsb", Disk.REMOVABLE, "vfat"),
        ("/mnt/second/p.hsb", Disk.OWN, "fuseblk"),
        ("/pool/p.hsb", Disk.OWN, "fuse.mergerfs"),
        ("/home/eva/far/p.hsb", Disk.NETWORK, "sshfs"),
        ("/mnt/c/Users/p.hsb", Disk.NETWORK, "9p"),
    ],
)
def test_the_disks_of_linux(path: str, disk: Disk, kind: str) -> None:
    assert disk_in(mounts_from_proc(PROC), Path(path)) == (disk, kind)


@pytest.mark.parametrize(
    ("path", "disk"),
    [
        ("/Users/eva/p.hsb", Disk.OWN),
        ("/Volumes/team/p.hsb", Disk.NETWORK),
        ("/Volumes/STICK/p.hsb", Disk.REMOVABLE),
    ],
)
def test_the_disks_of_macos(path: str, disk: Disk) -> None:
    assert disk_in(mounts_from_print(PRINTED), Path(path))[0] is disk


def test_a_guest_that_has_its_whole_disk_from_the_host_is_no_network() -> None:
    assert disk_in((("none", "/", "9p"),), Path("/p.hsb"))[0] is Disk.OWN


def test_a_plain_folder_is_safe(tmp_path: Path) -> None:
    assert place_of(tmp_path / "p.hsb").is_safe
    assert copy_for(tmp_path / "p.hsb") is None


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder/", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        ("._sync_4f2a9b3c.db", "Nextcloud"),
        (".sync_4f2a9b3c.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.driveupload/", "Google Drive"),
    ],
)
def test_marks_of_services(tmp_path: Path, mark: str, service: str) -> None:
    if mark.endswith("/"):
        (tmp_path / mark).mkdir()
    else:
        (tmp_path / mark).touch()
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    place = place_of(deep / "p.hsb")
    assert (place.kind, place.name) == (PlaceKind.SYNCED, service)
    assert service in place.words


def test_settings_of_dropbox_in_a_home_folder_are_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert place_of(tmp_path / "p.hsb").is_safe


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - University of X", "OneDrive"),
        ("Dropbox (Team)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-eva@example.org", "Google Drive"),
        ("Nextcloud2", "Nextcloud"),
        ("iCloud Drive", "iCloud"),
    ],
)
def test_names_of_folders(tmp_path: Path, folder: str, service: str) -> None:
    assert place_of(tmp_path / folder / "x" / "p.hsb").name == service


@pytest.mark.parametrize("folder", ["dropboxes", "my OneDrive notes", "boxes"])
def test_names_that_only_remind_of_one(tmp_path: Path, folder: str) -> None:
    assert place_of(tmp_path / folder / "p.hsb").is_safe


def test_folders_that_services_name_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three", "four"):
        (tmp_path / name).mkdir()
    settings = tmp_path / "settings"
    (settings / "Dropbox").mkdir(parents=True)
    (settings / "Dropbox" / "info.json").write_text(
        json.dumps({"personal": {"path": str(tmp_path / "one"), "host": 1}})
    )
    (settings / "Nextcloud").mkdir()
    (settings / "Nextcloud" / "nextcloud.cfg").write_text(
        f"[Accounts]\n0\\Folders\\1\\localPath={(tmp_path / 'two').as_posix()}/\n"
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "three"))
    assert place_of(tmp_path / "one" / "p.hsb").name == "Dropbox"
    assert place_of(tmp_path / "two" / "a" / "p.hsb").name == "Nextcloud"
    assert place_of(tmp_path / "three" / "p.hsb").name == "OneDrive"
    assert place_of(tmp_path / "four" / "p.hsb").is_safe


@pytest.mark.parametrize("broken", ["", "[]", '{"personal": 1}', "\ufeff\x00"])
def test_unreadable_settings_of_services_are_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Dropbox" / "info.json").write_text(broken, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert synced_folders.service_of(tmp_path / "p.hsb") == ""


def test_a_link_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    synced = tmp_path / "synced"
    (synced / ".stfolder").mkdir(parents=True)
    (synced / "p.hsb").touch()
    link = tmp_path / "p.hsb"
    try:
        link.symlink_to(synced / "p.hsb")
    except OSError:
        pytest.skip("no links here")
    assert place_of(link).name == "Syncthing"
    assert folder_for(link) == folder_for(synced / "p.hsb")


def test_what_a_person_wishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WISH, "always")
    assert place_of(tmp_path / "p.hsb").kind is PlaceKind.WISHED
    (tmp_path / ".stfolder").mkdir()
    monkeypatch.setenv(WISH, "never")
    assert place_of(tmp_path / "p.hsb").is_safe


# --- where copies lie --------------------------------------------------------------


def test_copies_lie_in_a_folder_of_one_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "work"))
    one, other = folder_for(tmp_path / "a/p.hsb"), folder_for(tmp_path / "b/p.hsb")
    assert one is not None
    assert other is not None
    assert one != other
    work_folder.make_folder(one)
    if os.name == "posix":
        assert one.stat().st_mode & 0o077 == 0


def test_a_home_on_the_network_is_not_used_for_copies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(FOLDER, raising=False)

    def only_the_home_is_far(path: Path) -> tuple[Disk, str]:
        far = Path.home() in path.parents
        return (Disk.NETWORK, "nfs") if far else (Disk.OWN, "ext4")

    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(work_folder, "disk_of", only_the_home_is_far)
    found = work_folder.work_folder()
    assert found is None or Path.home() not in found.parents
    monkeypatch.setattr(work_folder, "disk_of", lambda path: (Disk.NETWORK, "nfs"))
    assert work_folder.work_folder() is None


def test_without_a_disk_for_copies_the_file_itself_is_used_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    monkeypatch.setattr(work_folder, "disk_of", lambda path: (Disk.NETWORK, "nfs"))
    (tmp_path / ".stfolder").mkdir()
    told: list[str] = []
    with listening(told.append):
        assert copy_for(tmp_path / "p.hsb") is None
    assert told[0].startswith("p.hsb lies in a Syncthing folder, and no disk")
    tell("nobody listens any more")
    assert len(told) == 1


def test_a_record_is_whole_or_none(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None
    record = Record("/a/p.hsb", sha256="ab", changes=3)
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    assert [each.name for each in tmp_path.iterdir()] == ["copy.json"]
    for broken in ("", "[]", '{"other": 1}'):
        (tmp_path / "copy.json").write_text(broken)
        assert read_record(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("p (Ben's conflicted copy 2026-11-23).hsb", True),
        ("p (conflicted copy 2026-11-23 101500).hsb", True),
        ("p_conflict-20261123-101500.hsb", True),
        ("p.sync-conflict-20261123-101500-ABCDEFG.hsb", True),
        ("p (In Konflikt stehende Kopie von Eva).hsb", True),
        ("p (kept apart, ben on laptop, 2026-11-23 10-15).hsb", True),
        ("p-DESKTOP-4F2A.hsb", True),
        ("p (1).hsb", True),
        ("p 2.hsb", True),
        ("p-ben.hsb", False),
        ("p2.hsb", False),
        ("prisons conflict study.hsb", False),
        ("conflicts.hsb", False),
        ("p (1).csv", False),
        ("p.hsb", False),
    ],
)
def test_names_of_other_copies(tmp_path: Path, name: str, is_one: bool) -> None:
    (tmp_path / name).touch()
    found = names_beside(tmp_path / "p.hsb")
    assert found == ([tmp_path / name] if is_one else [])
