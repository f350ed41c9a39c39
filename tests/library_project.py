"""A small second survey, of library users, whose every share can be counted by hand."""

from pathlib import Path

from hsbcode.domain import ids
from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.survey import Box, ClosedAnswer, Kind, Question, Respondent
from hsbcode.store.project import Project

PEOPLE = 80
CODES = (
    Code("noise", "Noise and phones"),
    Code("heating", "Cold rooms"),
    Code("staff_kind", "Kind staff"),
)
SAID = (
    "The reading room is so cold in winter that I keep my coat and gloves on.",
    "Mobile phones everywhere, and nobody ever says a word about it!",
    "Margaret at the desk found me a book I had been after for eleven years.",
    "Cold, cold, cold. I bring a hot water bottle, and I am not the only one.",
)
"""What people 1 to 4 wrote."""


def _spread(parts: dict[str, int]) -> list[str]:
    """Return one answer a person: each answer as often as it says, "" afterwards."""
    found = [answer for answer, count in parts.items() for _ in range(count)]
    return found + [""] * (PEOPLE - len(found))


SINGLE: dict[str, tuple[str, str, dict[str, int]]] = {
    "membership": (
        "Kind of membership",
        "Which kind of member are you?",
        {"Adult member": 50, "Junior member": 20, "Volunteer": 10},
    ),
    "satisfied": (
        "Satisfaction with the library",
        "All in all, how satisfied are you with the library?",
        {
            "Very satisfied": 24,
            "Fairly satisfied": 28,
            "Neither": 8,
            "Fairly dissatisfied": 12,
            "Very dissatisfied": 8,
        },
    ),
    "visits": (
        "How often people come",
        "How often do you come to the library?",
        {"Every day": 4, "Every week": 36, "Every month": 30, "Less often": 10},
    ),
    "sunday": (
        "Would come on Sundays",
        "Would you come if we opened on Sundays?",
        {"Yes": 45, "No": 25, "Unsure": 5},
    ),
}
"""Question → label, wording, answers with their counts; 75 answered on Sundays."""
TICKED = {
    "Borrow books": range(1, 61),
    "Use the computers": range(41, 61),
    "Read newspapers": range(1, 11),
    "Attend talks": range(56, 81),
}
"""What people use, several answers possible → who ticked it; everybody ticked."""


def library_project(path: Path) -> Project:
    """Return the project, open for writing; two of four answers are coded."""
    project = Project.create(path, study="library")
    people = [
        Respondent(ids.respondent_id("library", "1", str(n)), "1", str(n), n)
        for n in range(1, PEOPLE + 1)
    ]
    questions = [
        Question(name, Kind.CLOSED, label, text, (name,), options=tuple(parts))
        for name, (label, text, parts) in SINGLE.items()
    ]
    questions.append(
        Question(
            "used",
            Kind.TICKS,
            "What people use",
            "Which of these do you use?",
            ("used",),
            options=tuple(TICKED),
        )
    )
    questions.append(
        Question("wishes", Kind.OPEN, "Wishes", "What should change?", ("wishes",))
    )
    with project.transaction():
        source = project.answers.add_source(
            ("1", "library.csv", "0" * 64, "2026-01-01T00:00:00+00:00", PEOPLE, "")
        )
        project.answers.put_questions(questions)
        project.answers.add_respondents(people, source)
        project.answers.add_boxes(
            [
                Box(
                    ids.box_id(who.id, "wishes", 1, 1),
                    who.id,
                    "wishes",
                    1,
                    text,
                    who.row,
                )
                for who, text in zip(people, SAID, strict=False)
            ],
            source,
        )
        project.answers.put_closed(
            [
                ClosedAnswer(who.id, name, answer)
                for name, (_, _, parts) in SINGLE.items()
                for who, answer in zip(people, _spread(parts), strict=True)
                if answer
            ]
            + [
                ClosedAnswer(who.id, "used", option)
                for who in people
                for option, ticked in TICKED.items()
                if who.row in ticked
            ]
        )
    project.put_codebook(Codebook(check(CODES), title="Library"), "lead")
    return project
