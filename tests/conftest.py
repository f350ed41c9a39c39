"""What every test can rely on."""

import contextlib
import itertools
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hsbcode.store.project import Project

_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _projects_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a test left open: newer Pythons warn of databases forgotten."""
    opened: list[Project] = []
    build = Project.__init__

    def remember(project: Project, *given: Any, **named: Any) -> None:
        build(project, *given, **named)
        opened.append(project)

    monkeypatch.setattr(Project, "__init__", remember)
    yield
    for project in opened:
        # One opened in a worker thread was closed there.
        with contextlib.suppress(sqlite3.ProgrammingError):
            project.close()


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the shipped study as the demo makes it; open it to read."""
    from hsbcode.workflows.demo import open_demo

    return open_demo(tmp_path_factory.mktemp("demo"))[0]


@pytest.fixture(autouse=True)
def _own_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the settings of whoever runs the tests out of them, and untouched."""
    folder = tmp_path_factory.getbasetemp() / f"settings-{next(_NUMBERS)}"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))


def pytest_xdist_auto_num_workers() -> int:
    """Take two workers a core: half the time tests wait for a screen to be painted."""
    return 2 * min(4, os.cpu_count() or 1)
