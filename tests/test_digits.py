"""Digits stay with their codes whatever happens to the code frame."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.codebook import Code
from hsbcode.store.project import Project
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.merging import merging, splitting
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project

CODES = tuple(Code(letter, letter.upper()) for letter in "abcdefghijk")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "p.hsb", ["one", "two"], CODES)
    yield project
    project.close()


def digits(project: Project) -> str:
    """Return the codes of the digits from 1, a dot where there is none."""
    has = CodingSession(project, "amy").digits
    return "".join(has.get(str(place), ".") for place in range(1, 10)).rstrip(".")


def code(project: Project) -> CodingSession:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "a")
    return session


def test_before_anybody_codes_they_follow_the_frame(project: Project) -> None:
    assert digits(project) == "abcdefghi"
    make_edit(project, merging(project, ["a"], "b"), "amy")
    assert digits(project) == "bcdefghij"


def test_a_merge_frees_a_digit_and_moves_none(project: Project) -> None:
    code(project)
    make_edit(project, merging(project, ["a"], "b"), "amy")
    assert digits(project) == ".bcdefghi"
    CodingSession(project, "amy").undo()
    assert digits(project) == "abcdefghi"


def test_a_merge_into_a_code_without_a_digit_hands_it_on(project: Project) -> None:
    code(project)
    make_edit(project, merging(project, ["b"], "k"), "amy")
    assert digits(project) == "akcdefghi"


def test_a_code_that_is_retired_or_split_moves_none(project: Project) -> None:
    code(project)
    make_edit(project, edits.retiring(project, "c"), "amy")
    make_edit(project, splitting(project, "d", ["J", "K"]), "amy")
    assert digits(project) == "ab..efghi"


def test_a_code_below_another_takes_no_digit_away(project: Project) -> None:
    code(project)
    make_edit(project, edits.adding(project, "Below a", parent="a"), "amy")
    make_edit(project, edits.moving(project, "b", "k"), "amy")
    assert digits(project) == "abcdefghi"


def test_new_codes_get_the_digits_that_nobody_has_had(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.hsb", ["one"], CODES[:2]) as project:
        session = code(project)
        made = session.create_code("New")
        assert session.digits == {"1": "a", "2": "b", "3": made.id}
        make_edit(project, edits.retiring(project, "b"), "amy")
        session.renew()
        assert session.digits == {"1": "a", "3": made.id}
        session.apply(session.units[0], made.id)
        later = session.create_code("Later")
        assert session.digits == {"1": "a", "3": made.id, "4": later.id}


def test_pinning_leaves_the_others_where_they_are(project: Project) -> None:
    session = code(project)
    session.pin(1, "c")
    assert digits(project) == "cb.defghi"
    make_edit(project, edits.retiring(project, "d"), "amy")
    assert digits(project) == "cb..efghi"


def test_digits_are_kept_once(project: Project) -> None:
    session = code(project)
    count = project.log.count()
    session.remove(session.units[0], "a")
    session.apply(session.units[1], "b")
    assert project.log.count() == count + 2
