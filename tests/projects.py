"""Builds real projects in temporary folders for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hsbcode.domain import ids
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question, Respondent
from hsbcode.store.project import Project

CODES = (
    Code("trust", "Trust", definition="Whether people rely on each other.", key="t"),
    Code("risk", "Balancing risk", keywords=("danger",), key="r"),
    Code("staff", "Staff safety", parent="risk", key="rs"),
    Code("time", "Time", keywords=("hours",)),
)


def make_project(
    path: Path,
    texts: Sequence[str],
    codes: Sequence[Code] = CODES,
    *,
    boxes: int = 1,
    second: Sequence[str] = (),
) -> Project:
    """Create a project with one answer a respondent, and return it open.

    Args:
        texts: one answer a respondent; with ``boxes`` > 1 each is written into all.
        second: answers to a second open question, ``more``.
    """
    project = Project.create(path)
    people = [
        Respondent(ids.respondent_id("s", "1", f"{i:04}"), "1", f"{i:04}", i + 1)
        for i in range(1, max(len(texts), len(second)) + 1)
    ]
    columns = tuple(f"box {box}" for box in range(1, boxes + 1))
    with project.transaction():
        now = datetime.now(UTC).isoformat(timespec="seconds")
        source = project.answers.add_source(("1", "x.csv", "a", now, len(texts), ""))
        questions = [
            Question("what", Kind.OPEN, "Challenges", "What is hard?", columns),
            Question("area", Kind.CLOSED, "Area", columns=("area",)),
        ]
        if second:
            questions.append(Question("more", Kind.OPEN, "More", "What else?", ("m",)))
        project.answers.put_questions(questions)
        project.answers.add_respondents(people, source)
        project.answers.add_boxes(
            [
                Box(ids.box_id(p.id, "what", box, 1), p.id, "what", box, text, p.row)
                for p, text in zip(people, texts, strict=False)
                for box in range(1, boxes + 1)
            ]
            + [
                Box(ids.box_id(p.id, "more", 1, 1), p.id, "more", 1, text, p.row)
                for p, text in zip(people, second, strict=False)
            ],
            source,
        )
        project.answers.put_closed(
            ClosedAnswer(p.id, "area", f"area {i % 3}") for i, p in enumerate(people)
        )
    if codes:
        project.put_codebook(Codebook(check(codes)), "setup")
    return project
