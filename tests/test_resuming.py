"""Where one goes on after leaving, and after a crash that kept no place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project

TEXTS = [f"answer {number}" for number in range(8)]
MORE = [f"more {number}" for number in range(3)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "p.hsb", TEXTS, second=MORE)
    yield project
    project.close()


def code(session: CodingSession, place: int, *, finish: bool = True) -> None:
    session.apply(session.units[place], "trust")
    if finish:
        session.finish(session.units[place])


def place(project: Project, question: str = "") -> tuple[str, int | None]:
    """Return the question and the number of the answer where Amy goes on."""
    session = CodingSession(project, "amy", question)
    unit = session.place()
    at = session.units.index(unit) if unit is not None else None
    return session.question.id, at


def test_who_leaves_goes_on_there_whatever_was_judged_before(project: Project) -> None:
    session = CodingSession(project, "amy")
    code(session, 5)
    session.keep_place(session.units[2])
    assert place(project) == ("what", 2)


def test_a_crash_in_the_first_sitting_goes_on_at_the_next_answer(
    project: Project,
) -> None:
    assert place(project) == ("what", None)
    code(CodingSession(project, "amy"), 3)
    assert place(project) == ("what", 4)


def test_a_crash_tells_more_than_the_place_of_a_sitting_before(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    code(session, 0)
    session.keep_place(session.units[1])
    code(session, 4)
    code(session, 5, finish=False)
    assert place(project) == ("what", 5)
    session.finish(session.units[5])
    assert place(project) == ("what", 6)


def test_a_crash_under_another_question_goes_on_there(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.keep_place(session.units[1])
    session.switch("more")
    code(session, 0)
    assert place(project) == ("more", 1)
    assert place(project, "what") == ("what", None)


def test_what_others_judged_or_imported_moves_nobody(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.keep_place(session.units[1])
    code(CodingSession(project, "ben"), 6)
    log = project.log
    with project.transaction():
        log.add(
            log.make(
                "amy", log.new_id(), ActKind.FINISH, unit=unit, origin=Origin.IMPORT
            )
            for unit in session.units[4:]
        )
    assert place(project) == ("what", 1)


def test_a_place_is_kept_once(project: Project) -> None:
    session = CodingSession(project, "amy")
    code(session, 0)
    session.keep_place(session.units[1])
    count = project.log.count()
    session.keep_place(session.units[1])
    CodingSession(project, "amy").keep_place(session.units[1])
    assert project.log.count() == count


def test_a_place_kept_by_an_earlier_version_is_where_one_goes_on(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    code(session, 5)
    kept = {"question": "what", "unit": session.units[2]}
    project.put_setting("place:amy", kept, "amy")
    assert place(project) == ("what", 2)


def test_all_finished_goes_to_the_answer_judged_last(project: Project) -> None:
    session = CodingSession(project, "amy")
    for at in (*range(3, len(TEXTS)), 0, 1, 2):
        code(session, at)
    assert place(project) == ("what", 2)
