"""An export held against what a project has: what is new, what is another text now."""

from dataclasses import dataclass, replace

from hsbcode.domain import ids
from hsbcode.domain.survey import Box, ClosedAnswer
from hsbcode.intake.building import Intake
from hsbcode.store.project import Project


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that an earlier import had otherwise; earlier texts are kept."""

    respondent: str
    """Reference of the respondent."""
    question: str
    why: str


def compare_boxes(
    project: Project | None, intake: Intake, wave: str
) -> tuple[tuple[Box, ...], list[Change]]:
    """Return the boxes to add, and every answer that reads otherwise than before."""
    have = project.answers.boxes(wave) if project is not None else {}
    names = {r.id: r.reference for r in intake.respondents}
    asked = {question.id for question in intake.questions}
    there = set()
    add: list[Box] = []
    changed: list[Change] = []
    for box in intake.boxes:
        key = (box.respondent, box.question, box.box)
        there.add(key)
        old = have.get(key)
        if old is None:
            add.append(box)
        elif old.text != box.text:
            version = old.version + 1
            fresh = ids.box_id(box.respondent, box.question, box.box, version)
            add.append(replace(box, id=fresh, version=version))
            changed.append(
                Change(
                    names[box.respondent],
                    box.question,
                    f"box {box.box} has another text; version {version} is kept "
                    "beside the earlier one",
                )
            )
    changed.extend(
        Change(
            names[person],
            question,
            f"box {number} is empty now; the earlier text stays",
        )
        for (person, question, number) in have
        if (person, question, number) not in there
        and person in names
        and question in asked
    )
    return tuple(add), changed


def compare_closed(
    project: Project | None, intake: Intake
) -> tuple[tuple[ClosedAnswer, ...], list[Change]]:
    """Return the closed answers to write, and those that are others now."""
    have = project.answers.closed() if project is not None else {}
    names = {r.id: r.reference for r in intake.respondents}
    given: dict[tuple[str, str], list[str]] = {}
    for answer in intake.closed:
        key = (answer.question, answer.respondent)
        given.setdefault(key, []).append(answer.value)
    add: list[ClosedAnswer] = []
    changed: list[Change] = []
    for (question, person), values in given.items():
        old = have.get(question, {}).get(person)
        if old == tuple(values):
            continue
        if old is not None:
            changed.append(
                Change(names[person], question, "the closed answer is another one now")
            )
        add.extend(ClosedAnswer(person, question, value) for value in values)
    return tuple(add), changed
