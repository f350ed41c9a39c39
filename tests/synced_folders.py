"""A folder that looks synced, and machines that share it, for tests."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.narration import listening
from hsbcode.store.project import Project
from hsbcode.store.work_folder import FOLDER
from hsbcode.workflows.coding import CodingSession
from tests.small_projects import make_project


class Machine:
    """One person's machine: its own folder for copies."""

    def __init__(self, name: str, base: Path, patch: pytest.MonkeyPatch) -> None:
        self.name = name
        self.work = base / name
        self._patch = patch
        self.told: list[str] = []

    @contextlib.contextmanager
    def here(self) -> Iterator[None]:
        """Be at this machine; another one sees neither its locks nor its copies."""
        with self._patch.context() as patch, listening(self.told.append):
            patch.setenv(FOLDER, str(self.work))
            patch.setattr("socket.gethostname", lambda: self.name)
            yield

    @contextlib.contextmanager
    def open(self, path: Path) -> Iterator[Project]:
        """Open a project at this machine, and leave it again."""
        with self.here():
            project = Project.open(path)
        try:
            yield project
        finally:
            with self.here():
                project.close()

    def code(self, path: Path, coder: str, code: str, place: int = 0) -> None:
        """Code one answer and leave."""
        with self.open(path) as project:
            apply(project, coder, code, place)


class Shared:
    """A synced folder with a project in it, and two machines."""

    def __init__(self, base: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = base / "shared"
        self.folder.mkdir()
        (self.folder / ".stfolder").mkdir()
        self.path = self.folder / "p.hsb"
        self.amy = Machine("desk", base, patch)
        self.ben = Machine("laptop", base, patch)
        with self.amy.here():
            make_project(self.path).close()
        self.amy.told.clear()

    def without_locks(self) -> None:
        """As on another machine, which a lock of the system does not reach."""
        (self.folder / "p.hsb.lock").unlink()

    def names(self) -> list[str]:
        """Return what lies in the folder."""
        return sorted(
            each.name for each in self.folder.iterdir() if each.name != ".stfolder"
        )


def apply(project: Project, coder: str, code: str, place: int = 0) -> None:
    """Apply one code to one answer."""
    session = CodingSession(project, coder)
    session.apply(session.units[place], code)


def codings(path: Path) -> set[tuple[str, str]]:
    """Return (coder, code) of every coding in a file, without going through a copy."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return set(raw.execute("SELECT coder, code FROM acts WHERE kind = 'apply'"))
    finally:
        raw.close()
