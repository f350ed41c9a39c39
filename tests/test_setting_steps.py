"""Decisions on the study are steps of its history, and can be taken back."""

from pathlib import Path

import pytest

from hsbcode.domain.disclosure import named_policy
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import set_lead
from hsbcode.workflows.answer_lines import ListFilter
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.filters import save_filter
from hsbcode.workflows.flagged import read_contact, set_contact
from hsbcode.workflows.kept_forms import (
    keep_forms,
    kept_instrument,
    kept_specs,
    read_forms,
)
from hsbcode.workflows.log.history import History, Step
from hsbcode.workflows.log.naming_steps import last_step
from hsbcode.workflows.log.undoing import take_back, what_taking_back_does
from hsbcode.workflows.naming import change_names, kept_names
from hsbcode.workflows.quoting.settings import set_attribution
from hsbcode.workflows.releasing import released_policy, set_released_policy
from tests.projects import make_project
from tests.small_projects import begin_round


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", ["Trust takes time", "Danger for staff"])
    for name in ("amy", "ben"):
        session = CodingSession(made, name)
        session.apply(session.units[0], "trust")
        session.finish(session.units[0])
    return made


def newest(project: Project, viewer: str = "") -> Step:
    return History(project, viewer).page(0, 1)[0]


def test_who_decided_what_is_a_step_and_no_answer_stands_in_it(
    project: Project,
) -> None:
    with project:
        set_lead(project, "ben", "lead")
        set_released_policy(project, named_policy("suppressed", 5), "lead")
        set_contact(project, "Kim in room 4", "amy")
        change_names(project, add=["Oakbridge"], coder="amy")
        steps = History(project).page(0, 4)
    assert [(step.coder, step.words) for step in steps] == [
        ("amy", "set the list of confidential names: 1 added, 0 taken off"),
        ("amy", "set who is told of safeguarding concerns: Kim in room 4"),
        ("lead", "set disclosure control: suppressed, threshold 5"),
        ("lead", "set the lead coder: ben"),
    ]
    assert [(step.answers, step.unit, step.question) for step in steps] == [
        (0, None, "")
    ] * 4


def test_what_is_somebodys_convenience_is_no_step(project: Project) -> None:
    with project:
        before = len(History(project))
        session = CodingSession(project, "amy")
        session.keep_place(session.units[1])
        session.pin(7, "time")
        save_filter(project, "mine", ListFilter(word="trust"), "amy")
        assert len(History(project)) == before


def test_taking_it_back_sets_what_was_before_and_redo_what_came(
    project: Project,
) -> None:
    with project:
        set_lead(project, "amy", "lead")
        set_lead(project, "ben", "lead")
        would = what_taking_back_does(project, newest(project).press, "lead")
        assert would.effect == "sets back the lead coder: amy"
        undone = take_back(project, newest(project).press, "lead")
        assert undone.words == "set the lead coder: ben"
        assert project.settings.get("lead") == "amy"
        assert newest(project).words == "took back: set the lead coder: ben"
        take_back(project, undone.acts[0].press, "lead")
        assert project.settings.get("lead") == "ben"
        assert newest(project).words == "did again: set the lead coder: ben"


def test_the_first_of_all_goes_back_to_what_it_is_without(project: Project) -> None:
    with project:
        usual = released_policy(project)
        set_released_policy(project, named_policy("none", 10), "lead")
        take_back(project, last_step(project, "lead"), "lead")
        assert "disclosure" not in project.settings
        assert released_policy(project) == usual
    with Project.open(project.path, write=False) as again:
        assert "disclosure" not in again.settings


def test_what_was_changed_since_stays(project: Project) -> None:
    with project:
        set_contact(project, "Kim", "amy")
        first = newest(project).press
        set_contact(project, "Lee", "amy")
        assert what_taking_back_does(project, first, "amy").effect == ""
        take_back(project, first, "amy")
        assert read_contact(project) == "Lee"


def test_the_key_that_takes_codes_back_leaves_decisions_alone(
    project: Project,
) -> None:
    with project:
        set_contact(project, "Kim", "amy")
        session = CodingSession(project, "amy")
        undone = session.undo()
        assert undone is not None
        assert undone.words == "finished"
        # hsbcode undo --last --coder amy reaches the decision
        assert what_taking_back_does(project, last_step(project, "amy"), "amy").words
        take_back(project, last_step(project, "amy"), "amy")
        assert read_contact(project) == ""
        again = session.redo()
        assert again is not None
        assert session.held(session.units[0]).finished


def test_numbers_of_places_stay(project: Project) -> None:
    with project:
        project.put_setting("area numbers", {"area": {"numbers": {"x": 1}}}, "lead")
        assert newest(project).words == "set numbers of places: area 1 place"
        with pytest.raises(UsageConflict, match="would mean other places"):
            take_back(project, newest(project).press, "lead")


def test_who_codes_in_a_blind_round_sees_their_own_steps(project: Project) -> None:
    with project:
        set_contact(project, "Kim", "ben")
        begin_round(project, "r1", "amy", "ben")
        history = History(project, "amy", "r1")
        words = [step.words for step in history.page(0, len(history))]
        assert not any("Kim" in said for said in words)


def test_instrument_and_specs_kept_together_go_together(project: Project) -> None:
    with project:
        forms = read_forms("larc7-instrument", "larc7-tables")
        keep_forms(project, forms, "lead")
        assert kept_specs(project) is not None
        assert newest(project).words == (
            "set the instrument: larc7-instrument.yaml; "
            "set the table specs: larc7-tables.yaml"
        )
        would = what_taking_back_does(project, newest(project).press, "lead")
        assert would.effect == (
            "sets back the instrument: none; sets back the table specs: none"
        )
        take_back(project, newest(project).press, "lead")
        assert kept_instrument(project) is None
        assert kept_specs(project) is None


def test_names_and_questions_are_told_short(project: Project) -> None:
    with project:
        set_attribution(project, [], "lead")
        project.put_setting("a new one", {"deep": 1}, "lead")
        assert newest(project).words == "set a new one: changed"
        project.put_setting("a number", 0.5, "lead")
        assert newest(project).words == "set a number: 0.5"
        change_names(project, add=["Oakbridge"], coder="lead")
        take_back(project, newest(project).press, "lead")
        assert kept_names(project) == ()
