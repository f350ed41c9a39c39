"""Splitting and redefining leave answers to go through; nothing is lost on the way."""

from pathlib import Path

import pytest

from hsbcode.domain.acts import SETTLED, ActKind, Origin, Span
from hsbcode.domain.code import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.merging import merging, splitting
from hsbcode.workflows.codebook.queues import CodeQueue, older_units, queues
from hsbcode.workflows.coding import CodingSession
from tests.projects import make_project

TEXTS = ("trust at first", "trust that lasts", "both", "something else")
CODES = (
    Code("trust", "Trust", definition="Relying on others."),
    Code("time", "Time"),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.hsb", TEXTS, CODES)
    for coder in ("amy", "ben"):
        session = CodingSession(made, coder)
        for unit in session.units[:3]:
            session.apply(unit, "trust")
            session.finish(unit)
    return made


def split(project: Project) -> tuple[str, str]:
    proposed = splitting(project, "trust", ["First trust", "Lasting trust"])
    assert dict(proposed.waiting) == {"amy": 3, "ben": 3}
    edits.make_edit(project, proposed, "lead")
    first, second = project.codebook["trust"].split_into
    return first, second


def everything(project: Project) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (coder, unit): held.codes
        for (coder, _round), units in project.fold.passes.items()
        for unit, held in units.items()
    }


def test_a_split_code_is_divided_answer_by_answer(project: Project) -> None:
    first, second = split(project)
    book = project.codebook
    assert book["trust"].status == "retired"
    assert book[first].label == "First trust"
    queue = CodeQueue(project, "amy", "Trust")
    assert [code.id for code in queue.choices] == [first, second]
    one, two, three = queue.waiting()
    assert [queue.unit(each).text for each in (one, two, three)] == list(TEXTS[:3])
    queue.decide(one, [first])
    queue.decide(two, [second])
    assert len(queue.waiting()) == 1
    # until it is decided, an answer counts as before
    assert everything(project)["amy", three.unit] == {"trust"}
    queue.decide(three, [first, second])
    assert queue.waiting() == ()
    assert everything(project)["amy", three.unit] == {first, second}
    # finished answers stay finished, and ben's are ben's to divide
    assert project.fold.unit("amy", one.unit).finished
    assert [line.by_coder for line in queues(project)] == [(("ben", 3),)]


def test_progress_is_kept_when_the_file_is_closed(project: Project) -> None:
    first, _second = split(project)
    queue = CodeQueue(project, "amy", "trust")
    queue.decide(queue.waiting()[0], [first])
    project.close()
    with Project.open(project.path) as again:
        queue = CodeQueue(again, "amy", "trust")
        assert len(queue.waiting()) == 2
        queue.undo()
        assert len(queue.waiting()) == 3
        queue.undo(redo=True)
        assert len(queue.waiting()) == 2
        queue.undo()
        with pytest.raises(UsageConflict, match="nothing to take back here"):
            queue.undo()


def test_words_stay_coded_and_other_codes_stay(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.hsb", TEXTS, CODES)
    session = CodingSession(project, "amy")
    unit = session.units[0]
    session.apply(unit, "trust", span=Span(0, 5))
    session.apply(unit, "trust")
    session.apply(unit, "time")
    first, _second = _split_quietly(project)
    queue = CodeQueue(project, "amy", "trust")
    (waiting,) = queue.waiting()
    assert queue.spans(waiting) == ((0, 5),)
    assert queue.beside(waiting) == ("Time",)
    queue.decide(waiting, [first])
    held = project.fold.unit("amy", unit)
    assert held.codes == {first, "time"}
    assert set(held.applied[first].values()) == {None, Span(0, 5)}


def _split_quietly(project: Project) -> tuple[str, ...]:
    edits.make_edit(project, splitting(project, "trust", ["One", "Two"]), "lead")
    return project.codebook["trust"].split_into


def test_settled_decisions_are_gone_through_as_settled(project: Project) -> None:
    unit = CodingSession(project, "amy").units[0]
    press = project.log.new_id()
    project.record(
        project.log.make(SETTLED, press, ActKind.APPLY, unit=unit, code="trust"),
        project.log.make(SETTLED, press, ActKind.FINISH, unit=unit),
    )
    first, second = _split_quietly(project)
    queue = CodeQueue(project, "lead", "trust")
    (waiting,) = queue.waiting()
    assert waiting.coder == SETTLED
    queue.decide(waiting, [first])
    assert everything(project)[SETTLED, unit] == {first}
    acts = [act for act in project.log.all() if act.code == first]
    assert [(act.coder, act.origin) for act in acts] == [(SETTLED, Origin.SETTLING)]
    queue.undo()
    assert everything(project)[SETTLED, unit] == {"trust"}
    queue.decide(queue.waiting()[0], [second])
    assert everything(project)[SETTLED, unit] == {second}


def test_taking_the_split_back_loses_no_decision(project: Project) -> None:
    first, _second = split(project)
    queue = CodeQueue(project, "amy", "trust")
    done = queue.waiting()[0]
    queue.decide(done, [first])
    edits.undo_edit(project, "lead")
    assert project.codebook["trust"].can_be_applied
    held = everything(project)
    assert held["amy", done.unit] == {first}
    assert [codes for codes in held.values() if codes == {"trust"}] == [{"trust"}] * 5
    assert queues(project) == ()


def test_another_definition_makes_a_queue_and_each_answer_leaves_it(
    project: Project,
) -> None:
    proposed = edits.redefining(project, "trust", {"definition": "Only of workers."})
    assert dict(proposed.waiting) == {"amy": 3, "ben": 3}
    edits.make_edit(project, proposed, "lead")
    queue = CodeQueue(project, "amy", "trust")
    one, two, three = queue.waiting()
    queue.decide(one, ["trust"])
    queue.decide(two, [])
    queue.decide(three, ["time"])
    assert queue.waiting() == ()
    held = everything(project)
    assert [held["amy", each.unit] for each in (one, two, three)] == [
        {"trust"},
        frozenset(),
        {"time"},
    ]
    assert older_units(project, "amy") == {}
    assert set(older_units(project, "ben").values()) == {frozenset({"trust"})}
    # what is coded now is coded under the new definition
    session = CodingSession(project, "amy")
    session.apply(session.units[3], "trust")
    assert queue.waiting() == ()


def test_taking_a_definition_back_ends_its_queue(project: Project) -> None:
    wanted = edits.redefining(project, "trust", {"definition": "Only of workers."})
    edits.make_edit(project, wanted, "lead")
    assert queues(project)[0].left("amy") == 3
    edits.undo_edit(project, "lead")
    assert queues(project) == ()


@pytest.mark.parametrize(
    ("words", "same_meaning"),
    [
        ({"keywords": ("rely",)}, False),
        ({"examples": ("An example.",)}, False),
        ({"definition": "To rely on others."}, True),
    ],
)
def test_better_words_leave_no_queue(
    project: Project, words: dict[str, str | tuple[str, ...]], same_meaning: bool
) -> None:
    wanted = edits.redefining(project, "trust", words, same_meaning=same_meaning)
    assert wanted.waiting == ()
    edits.make_edit(project, wanted, "lead")
    assert queues(project) == ()


def test_a_merge_says_that_both_mean_the_same(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[3], "time")
    edits.make_edit(project, merging(project, ["trust"], "time"), "lead")
    assert queues(project) == ()
    wanted = edits.redefining(project, "time", {"definition": "Both of them."})
    edits.make_edit(project, wanted, "lead")
    # now all that is read as the code is older, whatever it was given as
    assert dict(queues(project)[0].by_coder) == {"amy": 4, "ben": 3}


def test_a_merged_code_is_split_with_all_that_is_read_as_it(project: Project) -> None:
    session = CodingSession(project, "amy")
    session.apply(session.units[3], "time")
    edits.make_edit(project, merging(project, ["trust"], "time"), "lead")
    edits.make_edit(project, splitting(project, "time", ["One", "Two"]), "lead")
    queue = CodeQueue(project, "amy", "time")
    assert len(queue.waiting()) == 4
    one = project.codebook["time"].split_into[0]
    for waiting in queue.waiting():
        queue.decide(waiting, [one])
    assert {
        codes for (coder, _), codes in everything(project).items() if coder == "amy"
    } == {frozenset({one})}


def test_a_decision_on_what_is_gone_is_refused(project: Project) -> None:
    first, _second = split(project)
    queue = CodeQueue(project, "amy", "trust")
    waiting = queue.waiting()[0]
    with pytest.raises(UsageConflict, match="retired"):
        queue.decide(waiting, ["trust"])
    queue.decide(waiting, [first])
    with pytest.raises(UsageConflict, match="does not carry the code"):
        queue.decide(waiting, [first])
