"""What was done, in words and by page; and any one step taken back."""

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsbcode.domain.acts import ActKind
from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import moment
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History, Step
from hsbcode.workflows.log.naming_steps import last_step, last_undone, named_step
from hsbcode.workflows.log.undoing import take_back, what_taking_back_does
from hsbcode.workflows.mending.choosing_acts import choose_acts
from tests.projects import make_project
from tests.small_projects import begin_round
from tests.test_cli import Capture, run

TEXTS = ("Nobody tells us.", "Too few hours.", "There is danger.", "Nothing.")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", TEXTS, second=("More.", "And more.")) as made:
        yield made


def steps(project: Project, viewer: str = "", **chosen: str) -> list[Step]:
    history = History(project, viewer)
    history.choose(choose_acts(project, **chosen))
    return history.page(0, 1000)


def words(project: Project, viewer: str = "", **chosen: str) -> list[str]:
    return [step.words for step in steps(project, viewer, **chosen)]


# --- the list ------------------------------------------------------------------------


def test_steps_are_told_newest_first_with_who_where_and_when(project: Project) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.apply(unit, "trust")
    session.finish(unit)
    CodingSession(project, "ben").flag(unit, "identifiable")
    found = steps(project)
    assert [(s.coder, s.answer, s.words) for s in found] == [
        ("ben", "0001/what/1", "flagged identifiable"),
        ("amy", "0001/what/1", "finished"),
        ("amy", "0001/what/1", "applied Trust"),
        ("setup", "", "changed the codebook"),
    ]
    assert found[0].question == "Challenges"
    assert found[0].unit == unit
    assert [moment(step.at) for step in found] == sorted(
        (moment(step.at) for step in found), reverse=True
    )


def test_where_one_stopped_is_no_step(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    before = words(project)
    session.keep_place(session.units[1])
    assert words(project) == before


def test_steps_are_chosen_by_each_condition(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    session.apply(session.units[1], "time")
    more = CodingSession(project, "ben", "more")
    more.apply(more.units[0], "trust")
    assert words(project, coder="ben") == ["applied Trust"]
    assert len(words(project, coder="amy")) == 2
    assert [s.answer for s in steps(project, question="more")] == ["0001/more/1"]
    assert [s.answer for s in steps(project, question="Challenges", code="Trust")] == [
        "0001/what/1"
    ]
    assert words(project, since="today", coder="ben") == ["applied Trust"]
    assert words(project, until="2020-01-01") == []
    assert words(project, since="2100-01-01") == []
    one = choose_acts(project, answers=["0002/what/1"])
    history = History(project)
    history.choose(one)
    assert [step.words for step in history.page(0, 9)] == ["applied Time"]
    history.choose(choose_acts(project, answers=["0001"]))
    assert len(history) == 2


@pytest.mark.parametrize(
    ("chosen", "message", "hint"),
    [
        ({"coder": "amyy"}, "“amyy” has done nothing", "amy"),
        ({"question": "whta"}, "no question “whta”", "what"),
        ({"code": "Trusst"}, "no code “Trusst”", "Trust"),
        ({"since": "3 March"}, "“3 March” is no date", "2026-03-03"),
        ({"answers": ["0001/wat/1"]}, "no answer “0001/wat/1”", "0001/what/1"),
    ],
)
def test_what_is_not_there_is_answered_with_the_nearest(
    project: Project, chosen: dict[str, str], message: str, hint: str
) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    with pytest.raises(UsageConflict, match=message) as caught:
        choose_acts(project, **chosen)
    assert hint in caught.value.hint


def test_undo_and_redo_say_what_they_took_back(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    session.undo()
    session.redo()
    session.undo()
    found = steps(project, coder="amy")
    assert [(s.words, s.taken_back) for s in found] == [
        ("took back: applied Trust", False),
        ("did again: applied Trust", True),
        ("took back: applied Trust", False),  # the redo of it was undone
        ("applied Trust", True),
    ]


def test_a_press_of_several_answers_is_one_step(project: Project) -> None:
    session = CodingSession(project, "amy")
    press = project.log.new_id()
    project.record(
        *(
            project.log.make("amy", press, ActKind.APPLY, unit=unit, code="trust")
            for unit in session.units
        )
    )
    (step,) = steps(project, coder="amy")
    assert (step.answer, step.answers, step.words) == ("4 answers", 4, "applied Trust")


def test_blind_rounds_are_told_of_without_codes_and_answers(project: Project) -> None:
    begin_round(project, "r1", "amy", "ben")
    ben = CodingSession(project, "ben", round_="r1")
    ben.apply(ben.units[0], "trust")
    amy = CodingSession(project, "amy", round_="r1")
    amy.apply(amy.units[1], "time")
    before = len(History(project, "amy"))
    ben.apply(ben.units[0], "risk")  # how many steps it took would say how many codes
    assert len(History(project, "amy")) == before
    ben.undo()
    everybody = History(project, "amy")
    shown = everybody.page(0, 9)
    assert [(s.coder, s.answer, s.words, s.unit) for s in shown[1:2]] == [
        ("ben", "", "began in the round r1, blind until it is released", None)
    ]
    assert shown[0].words == "applied Time"
    within = History(project, "amy", "r1")
    assert [step.coder for step in within.page(0, 9)] == ["amy"]
    with pytest.raises(UsageConflict, match="blind"):
        within.choose(ChosenActs(coder="ben"))
    with pytest.raises(UsageConflict, match="round r1"):
        take_back(project, shown[1].press, "amy")
    assert ben.held(ben.units[0]).codes == {"trust"}


# --- taking any one step back --------------------------------------------------------


def test_any_one_step_is_taken_back_and_done_again(project: Project) -> None:
    session = CodingSession(project, "amy")
    for place, code in enumerate(("trust", "time", "risk")):
        session.apply(session.units[place], code)
    press = steps(project, code="time")[0].press
    shown = what_taking_back_does(project, press, "amy")
    assert (shown.words, shown.effect) == ("applied Time", "takes off Time")
    undone = take_back(project, press, "amy")
    assert not session.held(session.units[1]).codes
    assert session.held(session.units[0]).codes == {"trust"}
    assert what_taking_back_does(project, press, "amy").effect == ""
    take_back(project, undone.acts[0].press, "amy")
    assert session.held(session.units[1]).codes == {"time"}


def test_undo_goes_on_after_a_step_was_taken_out_of_the_middle(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    for place, code in enumerate(("trust", "time", "risk")):
        session.apply(session.units[place], code)
    take_back(project, steps(project, code="time")[0].press, "amy")
    undone = [session.undo(), session.undo(), session.undo()]
    assert [u.words for u in undone if u] == ["applied Balancing risk", "applied Trust"]
    assert not any(session.held(unit).codes for unit in session.units)


def test_doing_again_from_the_middle_is_undone_next(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    first = steps(project, code="trust")[0].press
    undone = take_back(project, first, "amy").acts[0].press
    session.apply(session.units[1], "time")  # redo is forgotten by it
    take_back(project, undone, "amy")
    assert session.held(session.units[0]).codes == {"trust"}
    assert session.undo_stacks.next_redo is None
    session.undo()
    assert not session.held(session.units[0]).codes


def test_an_answer_finished_with_a_code_is_reopened_with_it(project: Project) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.apply(unit, "trust")
    session.finish(unit)
    press = steps(project, code="trust")[0].press
    assert what_taking_back_does(project, press, "amy").effect == (
        "takes off Trust, reopens"
    )
    undone = take_back(project, press, "amy")
    held = session.held(unit)
    assert (held.codes, held.finished) == (frozenset(), False)
    take_back(project, undone.acts[0].press, "amy")
    held = session.held(unit)
    assert (held.codes, held.finished) == (frozenset({"trust"}), True)


def test_a_code_put_on_a_judgement_of_no_code_leaves_the_judgement(
    project: Project,
) -> None:
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.finish_without_code(unit)
    session.apply(unit, "trust")
    session.undo()
    assert session.held(unit).finished
    assert not session.held(unit).codes


def test_what_others_took_back_comes_back_to_whose_it_was(project: Project) -> None:
    ben = CodingSession(project, "ben")
    unit = ben.units[0]
    ben.apply(unit, "trust")
    ben.remove(unit, "trust")
    press = steps(project, coder="ben")[0].press
    take_back(project, press, "lead")
    assert ben.held(unit).codes == {"trust"}
    assert not CodingSession(project, "lead").held(unit).codes
    newest = steps(project)[0]
    assert (newest.by, newest.words) == ("lead for ben", "took back: removed Trust")
    # either of them takes it back again
    lead = UndoStacks(project.log.presses_of("lead"))
    assert lead.next_redo == newest.press
    assert ben.undo_stacks.next_redo == newest.press
    ben.redo()
    assert not ben.held(unit).codes


def test_what_comes_back_keeps_the_day_it_was_judged(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    first = project.log.of_kind(ActKind.APPLY)[0]
    session.undo()
    session.redo()
    again = project.log.of_kind(ActKind.APPLY)[1]
    assert again.at == first.at
    assert again.id > first.id


def test_steps_are_named_by_their_end(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    (step,) = steps(project, coder="amy")
    assert named_step(project, step.short.upper()) == step.press
    assert named_step(project, step.press) == step.press
    for name in ("", "zzzzzzzz", step.short[-3:]):
        with pytest.raises(UsageConflict, match="There is no step"):
            named_step(project, name)


def test_the_last_step_is_that_of_one_coder_or_of_all(project: Project) -> None:
    amy, ben = CodingSession(project, "amy"), CodingSession(project, "ben")
    amy.apply(amy.units[0], "trust")
    ben.apply(ben.units[0], "time")
    assert last_step(project) == ben.undo_stacks.next_undo
    assert last_step(project, "amy") == amy.undo_stacks.next_undo
    ben.undo()
    assert last_step(project) == amy.undo_stacks.next_undo
    assert last_undone(project, "ben") == ben.undo_stacks.next_redo
    with pytest.raises(UsageConflict, match="nothing to undo"):
        last_step(project, "ben")
    with pytest.raises(UsageConflict, match="nothing to do again"):
        last_undone(project, "amy")


def test_taking_back_at_random_and_again_leads_to_the_same(project: Project) -> None:
    """Whatever is taken back in whatever order, taking back that undo restores it."""
    chance = random.Random(7)
    session = CodingSession(project, "amy")
    for _ in range(40):
        unit = chance.choice(session.units)
        what = chance.randrange(4)
        if what == 0:
            session.toggle(unit, chance.choice(("trust", "time")))
        elif what == 1:
            session.flag(unit, "come_back")
        elif what == 2:
            session.note(unit, f"memo {chance.random()}")
        elif not session.reopen(unit) and session.held(unit).codes:
            session.finish(unit)

    def state() -> list[tuple[object, ...]]:
        held = [session.held(unit) for unit in session.units]
        return [
            (each.codes, each.finished, sorted(each.flags), sorted(
                project.log.body(body) for body in each.notes.values()
            ))
            for each in held
        ]  # fmt: skip

    for step in steps(project, coder="amy"):
        before = state()
        if what_taking_back_does(project, step.press, "amy").effect:
            undone = take_back(project, step.press, "amy")
            assert state() != before
            take_back(project, undone.acts[0].press, "amy")
            assert state() == before
    assert project.fold.passes == project.log.fold().passes


# --- commands ------------------------------------------------------------------------


def test_history_and_undo_as_commands(
    project: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    session.apply(session.units[1], "time")
    path = project.path
    project.close()
    run("history", path, "--coder", "amy", "--code", "Trust", "--json")
    (step,) = json.loads(capsys.readouterr().out)
    assert step["words"] == "applied Trust"
    run("history", path, "--limit", "1")
    said = capsys.readouterr()
    assert "applied Time" in said.out
    assert "2 earlier ones" in said.err
    monkeypatch.setattr("sys.stdin.readline", lambda: "")
    run("undo", path, "--press", step["press"][-8:], code=1)
    assert "Nobody answered" in capsys.readouterr().err
    run("undo", path, "--press", step["press"][-8:], "--yes")
    assert "takes off Trust" in capsys.readouterr().err
    run("undo", path, "--press", step["press"], "--yes", code=1)
    assert "Nothing of that step stands any more" in capsys.readouterr().err
    run("history", path)
    assert "applied Trust (taken back)" in capsys.readouterr().out
    run("undo", path, "--last", "--coder", "amy", "--yes")
    run("undo", path, "--redo", "--coder", "amy", "--yes")
    with Project.open(path, write=False) as again:
        fold = again.fold
        units = again.answers.unit_ids("what")
        assert [fold.unit("amy", unit).codes for unit in units[:2]] == [set(), {"time"}]
    run("undo", path, code=1)
    assert "Choose one of" in capsys.readouterr().err


def test_a_memo_never_stands_in_the_history(project: Project, capsys: Capture) -> None:
    session = CodingSession(project, "amy")
    session.note(session.units[0], "CANARY")
    path = project.path
    project.close()
    run("history", path, "--json")
    run("undo", path, "--last", "--yes")
    said = capsys.readouterr()
    assert "CANARY" not in said.out + said.err
    assert "wrote a memo" in said.out


def test_the_history_at_the_prompt(
    project: Project, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[0], "trust")
    session.apply(session.units[1], "time")
    name = steps(project, code="trust")[0].short
    path = project.path
    project.close()
    typed = f"H\nH all\nu {name}\nyes\nu {name}\nu\nno\nu\nyes\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    run("code", path, "--coder", "amy", "--plain")
    said = capsys.readouterr().out
    assert f"{name}: " in said
    assert "0001/what/1: applied Trust" in said
    assert "setup: changed the codebook" in said
    assert "applied Trust: taking it back takes off Trust. Do it?" in said
    assert "Nothing of that step stands any more." in said
    assert "Take back “applied Time”" in said
    with Project.open(path, write=False) as again:
        assert not again.fold.coders()
