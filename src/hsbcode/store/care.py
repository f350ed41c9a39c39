"""What doctor asks of a project file."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from hsbcode.store.backups import acts_words, list_backups
from hsbcode.store.backups import counts as held
from hsbcode.store.opened_copy import local_time
from hsbcode.store.project import Project
from hsbcode.store.schema import VERSION

SQLITE_VERSION = sqlite3.sqlite_version


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    words: str


def examine(path: Path) -> tuple[Finding, ...]:
    """Look a project file over without changing it.

    Raises:
        ProjectFileError: it cannot be opened at all.
    """
    with Project.open(path, write=False) as project:
        connection = project._connection
        checks: list[Finding] = []
        whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        checks.append(
            Finding(
                "file",
                whole == "ok",
                f"whole, version {VERSION}" if whole == "ok" else "damaged",
            )
        )
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        checks.append(
            Finding(
                "links",
                not loose,
                "every answer has its respondent"
                if not loose
                else f"{len(loose)} rows point nowhere",
            )
        )
        unreadable = _unreadable(connection)
        checks.append(
            Finding(
                "texts",
                not unreadable,
                "every answer can be read"
                if not unreadable
                else f"{unreadable} answers cannot be read; restore a backup",
            )
        )
        counts = project.answers.counts()
        _answers, acts, _finished, open_acts = held(connection)
        checks.append(
            Finding(
                "contents",
                True,
                f"{counts['respondents']} respondents, "
                f"{counts['questions']} questions, {counts['units']} answers, "
                f"{acts_words(acts, open_acts)}, {len(project.codebook)} codes",
            )
        )
        strays = connection.execute(
            "SELECT count(*) FROM acts WHERE unit IS NOT NULL "
            "AND unit NOT IN (SELECT id FROM units)"
        ).fetchone()[0]
        checks.append(
            Finding(
                "codings",
                not strays,
                "every coding has its answer"
                if not strays
                else f"{strays} acts are about answers this file does not hold",
            )
        )
        standing = {
            code
            for units in project.fold.passes.values()
            for held in units.values()
            for code in held.applied
        }
        unknown = sorted(code for code in standing if code not in project.codebook)
        checks.append(
            Finding(
                "codes",
                not unknown,
                "every code used is in the codebook"
                if not unknown
                else "not in the codebook: " + ", ".join(unknown),
            )
        )
        backups = list_backups(project.path, project.file)
        words = (
            f"{len(backups)}, the last {backups[0].sentence()}"
            if backups
            else "none yet; one is made after ten minutes, or by hsbcode backup"
        )
        checks.append(Finding("backups", True, words))
        checks.extend(_of_its_place(project))
    return tuple(checks)


def _of_its_place(project: Project) -> list[Finding]:
    """Say where it lies, whether work waits to be put back, and what lies beside."""
    found = [
        Finding("beside", not each.steps, each.sentence(project.path.name))
        for each in project.copies_beside()
    ]
    if project.publisher is None:
        return found
    record = project.publisher.copy.record
    found.append(
        Finding(
            "place",
            True,
            f"in {project.publisher.copy.place.words}; worked on in {project.file}, "
            f"last the same {local_time(record.at)}",
        )
    )
    if project.publisher.has_changes:
        found.append(
            Finding(
                "put back",
                False,
                "the copy on this machine holds work that is not in "
                f"{project.publisher.copy.target.name} yet; leaving the window that "
                f"has it open, or hsbcode publish {project.path.name}, puts it there",
            )
        )
    return found


def _unreadable(connection: sqlite3.Connection) -> int:
    """Return how many answers are no longer UTF-8, which SQLite does not look at."""
    former = connection.text_factory
    connection.text_factory = bytes
    try:
        rows = connection.execute(
            "SELECT text FROM boxes UNION ALL SELECT value FROM closed_answers"
        )
        return sum(not _is_utf8(text) for (text,) in rows)
    finally:
        connection.text_factory = former


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
