"""Lets a window crash before each of its touches of a file, one after the other.

Run by a test as ``python -m tests.crash_at_every_step PHASE FOLDER``; prints how many
steps there were. A process of its own, so that forking it is cheap and safe.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from hsbcode.store.project import Project
from tests.synced_folders import Shared, apply, codings

EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "sqlite3.connect"}
CRASHED = 9
HERS = ("amy", "trust")
LATER = ("amy", "skills")


def arm(at: int, places: tuple[str, ...]) -> None:
    """End this process, as a crash does, before its nth touch of a file."""
    seen = 0

    def crash(event: str, given: tuple[object, ...]) -> None:
        nonlocal seen
        if event in EVENTS and any(place in str(given[:2]) for place in places):
            seen += 1
            if seen == at:
                os._exit(CRASHED)

    sys.addaudithook(crash)


def work(shared: Shared, phase: str, at: int, saved: Path) -> None:
    """Open, code one answer, leave; and crash on the way."""
    places = (str(shared.folder), str(shared.amy.work))
    with shared.amy.here():
        if phase == "opening":
            arm(at, places)
        project = Project.open(shared.path)
        assert project.writable
        apply(project, *HERS)
        saved.touch()
        if phase == "joining":
            (shared.folder / "p.hsb.lock").unlink()
            shared.ben.code(shared.path, "ben", "money", 1)
        if phase in ("leaving", "joining"):
            arm(at, places)
        project.close()


def crash(shared: Shared, phase: str, at: int, saved: Path) -> bool:
    """Do that in a process of its own; return whether it came to the end."""
    child = os.fork()
    if child == 0:
        try:
            work(shared, phase, at, saved)
        except BaseException as error:  # noqa: BLE001 - a child never goes on as its parent
            sys.stderr.write(f"step {at}: {error!r}\n")
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, CRASHED), f"step {at}"
    return code == 0


def look(shared: Shared, there: set[tuple[str, str]], at: int) -> None:
    """Open it again at both machines: what was saved is there, once and whole."""
    with shared.amy.open(shared.path) as project:
        assert project.writable, at
        done = [(a.coder, a.code) for a in project.log.all() if a.kind == "apply"]
        assert set(done) >= there, (at, done)
        assert len(done) == len(set(done)), at
        apply(project, *LATER, 2)
    assert codings(shared.path) >= {*there, LATER}, at
    assert shared.names() == ["p.hsb", "p.hsb-backups"], (at, shared.names())
    left = [each.name for each in shared.amy.work.rglob("*.part*")]
    assert not left, (at, left)
    assert not any("apart" in each for each in shared.amy.told), at


def main(phase: str, base: Path) -> int:
    """Crash at every step; return how many there were."""
    patch = pytest.MonkeyPatch()
    live, kept, saved = base / "live", base / "kept", base / "saved"
    live.mkdir()
    shared = Shared(live, patch)
    if phase == "opening":
        # Somebody else went on, so that the copy is made anew.
        shared.ben.code(shared.path, "ben", "money", 1)
    shutil.copytree(live, kept)
    at, ended = 0, False
    while not ended:
        at += 1
        shutil.rmtree(live)
        shutil.copytree(kept, live)
        saved.unlink(missing_ok=True)
        shared.amy.told.clear()
        ended = crash(shared, phase, at, saved)
        ben = {("ben", "money")} if phase != "leaving" else set()
        hers = {HERS} if saved.exists() else set()
        # Whoever looks now finds a whole file: the one before, or the one after.
        assert codings(shared.path) in (ben, hers, ben | hers), at
        look(shared, ben | hers, at)
    return at


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))  # noqa: T201
