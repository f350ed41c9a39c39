"""Small real projects, box by box: a file on disk, answers in it, open for writing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hsbcode.domain import ids
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question, Respondent
from hsbcode.store.project import Project
from hsbcode.workflows.rounds import drawing, phases

CODES = (
    Code("people", "People", kind="container"),
    Code("trust", "Trust", parent="people", key="t"),
    Code("skills", "Skills", parent="people"),
    Code("money", "Money"),
    Code("old_topic", "Old topic", status="retired"),
    Code("unclear", "Unclear", kind="validity"),
)
"""A container with two codes, a plain, a retired and a validity code."""

ANSWERS = (
    ("Nobody trusts the figures", "We lack people who can analyse"),
    ("Money, always money",),
    ("", "Training [/b] for =new staff"),
    ("\x1b[31m\u202ehidden\u202c 🙂 text",),
)
"""Four people; the third left the first box empty, the fourth is hostile."""


def make_project(
    path: Path,
    answers: Sequence[Sequence[str]] = ANSWERS,
    codes: Sequence[Code] | None = None,
    question: str = "challenges",
    *,
    closed: Mapping[str, Sequence[str]] | None = None,
    more: Mapping[str, Sequence[Sequence[str]]] | None = None,
) -> Project:
    """Return a new project, open for writing; close it, or use it in a ``with``.

    Args:
        path: the file to create.
        answers: per respondent (references ``1``, ``2`` …) the texts of the boxes;
            an empty text is a box left empty, which makes no unit.
        codes: the code frame; None takes ``CODES``, an empty sequence leaves the
            project without one.
        question: id of the open question.
        closed: id of a closed question → one value per respondent; an empty one is
            no answer.
        more: id of a further open question → texts as in ``answers``.
    """
    project = Project.create(path, study="test study")
    opened = {question: answers, **(more or {})}
    count = max(len(rows) for rows in opened.values())
    people = [
        Respondent(
            ids.respondent_id("test study", "1", str(number)), "1", str(number), number
        )
        for number in range(1, count + 1)
    ]
    with project.transaction():
        source = project.answers.add_source(
            ("1", "export.csv", "0" * 64, "2026-01-01T00:00:00+00:00", count, "")
        )
        project.answers.put_questions(
            [_open(name, rows) for name, rows in opened.items()]
            + [_closed(name, values) for name, values in (closed or {}).items()]
        )
        project.answers.add_respondents(people, source)
        for name, rows in opened.items():
            project.answers.add_boxes(_boxes(people, name, rows), source)
        for name, values in (closed or {}).items():
            project.answers.put_closed(
                ClosedAnswer(person.id, name, value)
                for person, value in zip(people, values, strict=False)
                if value
            )
    frame = CODES if codes is None else tuple(codes)
    if frame:
        # By nobody who codes in a test: edits of the frame can be undone, too.
        project.put_codebook(Codebook(check(frame), title="Test"), "lead")
    return project


def _open(name: str, rows: Sequence[Sequence[str]]) -> Question:
    boxes = max((len(row) for row in rows), default=1) or 1
    columns = tuple(f"{name} {box}" for box in range(1, boxes + 1))
    label = name.replace("_", " ").capitalize()
    return Question(name, Kind.OPEN, label, f"What are your {name}?", columns)


def _closed(name: str, values: Sequence[str]) -> Question:
    options = tuple(dict.fromkeys(value for value in values if value))
    label = name.replace("_", " ").capitalize()
    return Question(name, Kind.CLOSED, label, columns=(name,), options=options)


def _boxes(
    people: Sequence[Respondent], question: str, rows: Sequence[Sequence[str]]
) -> list[Box]:
    return [
        Box(
            ids.box_id(person.id, question, box, 1),
            person.id,
            question,
            box,
            text,
            person.row,
        )
        for person, row in zip(people, rows, strict=False)
        for box, text in enumerate(row, start=1)
        if text
    ]


def begin_round(project: Project, name: str, *coders: str) -> None:
    """Draw every answer for a round that all the coders code, and let it begin."""
    drawing.draw_round(project, name, drawing.Wanted(), "lead")
    drawing.assign_evenly(project, name, coders, "lead")
    phases.begin(project, name, "lead")
