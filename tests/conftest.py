"""What every test can rely on."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from hsbcode.store.project import Project


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
