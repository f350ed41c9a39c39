"""The plan of a report: its parts, what is kept, what it refuses."""

from pathlib import Path

import pytest

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.joint import JointPair
from hsbcode.domain.report_plan import (
    PART_WORDS,
    PARTS,
    USUAL_PARTS,
    USUAL_PLAN,
    ReportPart,
    ReportPlan,
    parts_named,
    plan_of_value,
    plan_value,
)
from hsbcode.store.project import Project
from hsbcode.workflows.log.history import History
from hsbcode.workflows.log.naming_steps import last_step
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.reporting.plan import changed_plan, keep_plan, report_plan
from tests.projects import make_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", ["Trust takes time", "Danger for staff"])


def test_the_ledger_is_never_printed_by_itself() -> None:
    assert ReportPart.LEDGER not in USUAL_PARTS
    assert set(USUAL_PARTS) | {ReportPart.LEDGER} == set(PARTS) == set(PART_WORDS)


def test_parts_keep_the_order_in_which_they_are_named() -> None:
    found = parts_named(["joint, Quotes", "limits", "quotes"])
    assert found == (ReportPart.JOINT, ReportPart.QUOTES, ReportPart.LIMITS)


def test_an_unknown_part_is_told_with_the_nearest_one() -> None:
    with pytest.raises(UsageConflict, match="no part “qoutes”") as refused:
        parts_named(["qoutes"])
    assert "quotes" in refused.value.hint
    with pytest.raises(UsageConflict, match="No part"):
        parts_named([" , "])


def test_a_plan_comes_back_as_it_was_kept() -> None:
    plan = ReportPlan(
        parts=(ReportPart.JOINT, ReportPart.QUOTES),
        questions=("challenges",),
        by=("role2",),
        disclosure="rounded",
        pairs=(JointPair("trust", "b1", "yes", ("challenges",), ("a", "b"), "agree"),),
        template="house.docx",
        name_coders=False,
    )
    assert plan_of_value(plan_value(plan)) == plan


@pytest.mark.parametrize("value", [None, 7, [], {}, {"parts": ["no such"]}])
def test_what_is_not_known_of_a_kept_plan_is_as_usual(value: object) -> None:
    assert plan_of_value(value) == USUAL_PLAN


def test_keeping_a_plan_is_a_step_that_can_be_taken_back(project: Project) -> None:
    with project:
        plan = changed_plan(report_plan(project), parts=["quotes,joint"])
        assert keep_plan(project, plan, "lead")
        assert not keep_plan(project, plan, "lead")
        assert report_plan(project) == plan
        (step,) = History(project).page(0, 1)
        assert step.words == "set the plan of the report: quotes, joint"
        assert step.coder == "lead"
        take_back(project, last_step(project), "lead")
        assert report_plan(project) == USUAL_PLAN


def test_what_is_not_asked_for_stays_as_it_was_kept() -> None:
    kept = ReportPlan(by=("role2",), template="house.docx")
    asked = changed_plan(kept, disclosure="rounded", template="")
    assert asked == ReportPlan(by=("role2",), disclosure="rounded")
