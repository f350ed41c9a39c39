"""Answers that say the same are coded together: one press, an act each."""

from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.coding_facts import suggestion_use
from tests.projects import CODES, make_project

TEXTS = (
    "Lack of time",
    "lack of time.",
    "n/a",
    "Lack of tiem",
    "-",
    "Trust",
    "LACK OF TIME!",
)
UNCLEAR = Code("unclear", "Unclear", kind="validity")


@pytest.fixture
def session(tmp_path: Path) -> CodingSession:
    project = make_project(tmp_path / "p.hsb", TEXTS, (*CODES, UNCLEAR))
    return CodingSession(project, "amy")


def test_what_says_the_same_is_found(session: CodingSession) -> None:
    units = session.units
    alike = session.together.alike(units[1])
    assert alike.same == (units[1], units[0], units[6])
    assert alike.nearly == (units[3],)
    assert not alike.nothing
    nothing = session.together.alike(units[2])
    assert nothing.nothing
    assert set(nothing.same) == {units[2], units[4]}
    assert nothing.nearly == ()


def test_each_gets_its_own_act_in_one_press(session: CodingSession) -> None:
    units = session.units
    session.apply(units[0], "time")
    assert session.together.code([units[0], units[1], units[6]], ["time"]) == 3
    assert session.tally().finished == 3
    press = session.undo_stacks.next_undo
    assert press is not None
    acts = session.project.log.of_press(press)
    applied = [act for act in acts if act.kind == ActKind.APPLY]
    # The first one had the code already: by hand.
    assert [act.unit for act in applied] == [units[1], units[6]]
    assert {act.origin for act in acts} == {str(Origin.BULK)}
    undone = session.undo()
    assert undone is not None
    assert undone.units == 3
    assert session.tally().finished == 0
    assert session.held(units[0]).codes == {"time"}
    assert not session.held(units[1]).applied
    session.redo()
    assert session.tally().finished == 3
    assert session.held(units[6]).codes == {"time"}


def test_no_code_applies_to_marks_for_nothing(session: CodingSession) -> None:
    units = session.units
    assert session.together.code([units[2], units[4]], []) == 2
    assert str(session.held(units[4]).state) == "no code applies"
    session.apply(units[0], "time")
    with pytest.raises(UsageConflict, match="has a code"):
        session.together.code([units[0], units[1]], [])
    assert not session.held(units[1]).finished


def test_row_45_a_validity_code_is_never_given_in_bulk(session: CodingSession) -> None:
    with pytest.raises(UsageConflict, match="never given in bulk"):
        session.together.code(session.units, ["time", "unclear"])
    assert session.tally().finished == 0
    assert session.together.refused(["time", "unclear"]) == ("Unclear",)


def test_what_is_done_already_is_not_written_again(session: CodingSession) -> None:
    units = session.units[:2]
    session.together.code(units, ["time"])
    before = session.project.log.count()
    assert session.together.code(units, ["time"]) == 0
    assert session.project.log.count() == before


def test_bulk_coding_is_no_accepted_suggestion(session: CodingSession) -> None:
    session.together.code(session.units[:2], ["time"])
    assert suggestion_use(session.project).accepted == 0
