"""What doctor finds in a project file."""

import sqlite3
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.domain.errors import ProjectFileError
from hsbcode.store.care import examine
from hsbcode.workflows.coding import CodingSession
from tests.small_projects import make_project

NONE_YET = "none yet; one is made after ten minutes, or by hsbcode backup"


def words(path: Path) -> dict[str, tuple[bool, str]]:
    return {found.what: (found.ok, found.words) for found in examine(path)}


def test_a_sound_project(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        session = CodingSession(project, "eva")
        session.apply(session.units[0], "trust")
        made = project.backups.make("by hand")
    before = path.read_bytes()
    assert words(path) == {
        "file": (True, "whole, version 2"),
        "links": (True, "every answer has its respondent"),
        "texts": (True, "every answer can be read"),
        "contents": (True, "4 respondents, 1 questions, 5 answers, 3 acts, 6 codes"),
        "codings": (True, "every coding has its answer"),
        "codes": (True, "every code used is in the codebook"),
        "backups": (True, f"1, the last {made.sentence()}"),
    }
    assert path.read_bytes() == before


def test_a_project_without_backups_and_with_strays(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    with make_project(path) as project:
        unit = project.answers.unit_ids("challenges")[0]
        apply, remove = ActKind.APPLY, ActKind.REMOVE
        undone = project.log.make("amy", "1", apply, unit=unit, code="undone")
        project.record(
            project.log.make("amy", "1", apply, unit="elsewhere", code="trust"),
            project.log.make("amy", "1", apply, unit=unit, code="forgotten"),
            undone,
            project.log.make("amy", "2", remove, unit=unit, ends=undone.id),
        )
    found = words(path)
    assert found["codings"] == (
        False,
        "1 acts are about answers this file does not hold",
    )
    assert found["codes"] == (False, "not in the codebook: forgotten")
    assert found["backups"] == (True, NONE_YET)


def test_an_empty_project_needs_no_backup(tmp_path: Path) -> None:
    make_project(tmp_path / "p.hsb", codes=[]).close()
    assert words(tmp_path / "p")["backups"] == (True, NONE_YET)


def test_broken_links_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "p.hsb"
    make_project(path).close()
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM respondents WHERE reference = '1'")
    raw.commit()
    raw.close()
    assert words(path)["links"] == (False, "2 rows point nowhere")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError):
        examine(tmp_path / "p.hsb")
