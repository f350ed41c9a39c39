"""Writing a coder package: a project file that holds one share, and nothing besides."""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hsbcode.domain.acts import Act
from hsbcode.domain.survey import Question
from hsbcode.store.acts import ActLog
from hsbcode.store.connection import migrate
from hsbcode.store.project import Project
from hsbcode.store.schema import APPLICATION_ID

_FEW = 500
_BLANK = " "
"""What stands in a box for the parts of it that are not in the package."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package."""

    units: tuple[str, ...]
    """The answers, in the order in which they are coded."""
    closed: tuple[tuple[Question, Mapping[str, Sequence[str]]], ...] = ()
    """Closed questions, each with respondent → answers."""
    acts: tuple[Act, ...] = ()
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Id → text of the acts' bodies."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself: study, name, created, package."""


def pack(project: Project, contents: Contents) -> bytes:
    """Return the file: made in memory, so that nothing else ever was in it.

    Only what is named is copied: the log, the settings and the history of the project
    stay where they are, and so does every answer outside the share.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(made)
        made.execute("BEGIN")
        made.executemany("INSERT INTO project VALUES (?, ?)", contents.facts.items())
        _answers(project, made, contents)
        ActLog(made).add(contents.acts)
        made.executemany("INSERT INTO bodies VALUES (?, ?)", contents.bodies.items())
        made.execute("COMMIT")
        made.execute("VACUUM")
        return made.serialize()


def facts_of(project: Project) -> dict[str, str]:
    """Return what tells a project from others: its study, its name, when it began."""
    rows = project.connection.execute(
        "SELECT key, value FROM project WHERE key IN ('study', 'name', 'created')"
    )
    return dict(rows.fetchall())


def _answers(project: Project, made: sqlite3.Connection, contents: Contents) -> None:
    ours = project.connection
    units = _rows(
        ours,
        'SELECT id, box, question, start, "end" FROM units WHERE id IN',
        contents.units,
    )
    boxes = _rows(
        ours,
        "SELECT id, respondent, question, box, version, text FROM boxes WHERE id IN",
        [row[1] for row in units.values()],
    )
    people = _rows(
        ours,
        "SELECT id, wave, reference, began FROM respondents WHERE id IN",
        [row[1] for row in boxes.values()],
    )
    waves = sorted({str(row[1]) for row in people.values()})
    source = {wave: number for number, wave in enumerate(waves, start=1)}
    # Not which files the answers came from, nor the rows they stood in.
    made.executemany(
        "INSERT INTO sources VALUES (?, ?, '', '', '', 0, '')",
        ((number, wave) for wave, number in source.items()),
    )
    asked = {str(row[2]) for row in units.values()}
    every = project.answers.questions()
    _questions(
        made,
        [replace(q, options=()) for q in every.values() if q.id in asked]
        + [_as_given(q, given, people) for q, given in contents.closed],
    )
    made.executemany(
        "INSERT INTO respondents VALUES (?, ?, ?, ?, ?, ?, 0)",
        (
            (id_, place, wave, reference, began, source[str(wave)])
            for place, (id_, wave, reference, began) in enumerate(
                people.values(), start=1
            )
        ),
    )
    waves_of = {str(id_): source[str(row[1])] for id_, row in people.items()}
    made.executemany(
        "INSERT INTO boxes VALUES (?, ?, ?, ?, ?, 1, ?, ?, 0)",
        (
            (*row[:5], _shown(str(row[5]), row[0], units), waves_of[str(row[1])])
            for row in boxes.values()
        ),
    )
    # In the order of the share: the place in the export is nobody's business.
    made.executemany(
        "INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, 1)",
        (
            (unit, box, question, place, start, end)
            for place, (unit, box, question, start, end) in enumerate(
                (units[unit] for unit in contents.units if unit in units), start=1
            )
        ),
    )
    for question, given in contents.closed:
        made.executemany(
            "INSERT INTO closed_answers VALUES (?, ?, ?, ?)",
            (
                (person, question.id, place, value)
                for person in people
                for place, value in enumerate(given.get(str(person), ()))
            ),
        )


def _questions(made: sqlite3.Connection, questions: Sequence[Question]) -> None:
    made.executemany(
        "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                each.id,
                place,
                str(each.kind),
                each.label,
                each.text,
                each.language,
                json.dumps(each.columns, ensure_ascii=False),
                json.dumps(each.options, ensure_ascii=False),
            )
            for place, each in enumerate(questions, start=1)
        ),
    )


def _as_given(
    question: Question, given: Mapping[str, Sequence[str]], people: Iterable[object]
) -> Question:
    """Return a closed question with the options that these people chose, in order."""
    chosen = {value for person in people for value in given.get(str(person), ())}
    return replace(question, options=tuple(o for o in question.options if o in chosen))


def _shown(text: str, box: object, units: Mapping[object, tuple[object, ...]]) -> str:
    """Return a box with the parts that are not in the share blanked out."""
    kept = [False] * len(text)
    for row in units.values():
        if row[1] == box:
            start = int(str(row[3]))
            end = len(text) if row[4] is None else int(str(row[4]))
            kept[start:end] = [True] * len(kept[start:end])
    if all(kept):
        return text
    return "".join(
        char if keep else _BLANK for char, keep in zip(text, kept, strict=True)
    )


def _rows(
    connection: sqlite3.Connection, asked: str, ids: Sequence[object]
) -> dict[object, tuple[object, ...]]:
    """Return id → row, in the order of the ids."""
    found: dict[object, tuple[object, ...]] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _FEW):
        some = wanted[start : start + _FEW]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"{asked} ({marks})", some)
        found.update((row[0], tuple(row)) for row in rows.fetchall())
    return {id_: found[id_] for id_ in wanted if id_ in found}
