"""What is true now is a function of the set of acts, and undo is part of the log."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.acts import Act, ActKind, Span
from hsbcode.domain.fold import Fold
from hsbcode.domain.passes import UnitPass, UnitState
from hsbcode.store.project import Project
from hsbcode.workflows.coding import CodingSession
from tests.small_projects import make_project

State: TypeAlias = dict[str, object]


def act(number: int, kind: str, **fields: object) -> Act:
    base: dict[str, object] = {
        "id": f"{number:04}",
        "replica": "r",
        "seq": number,
        "coder": "amy",
        "at": "",
        "press": f"p{number}",
        "undoes": None,
        "ends": None,
        "unit": "u1",
    }
    return Act(kind=kind, **{**base, **fields})  # type: ignore[arg-type]


@st.composite
def logs(draw: st.DrawFn) -> list[Act]:
    """Any acts at all; the ending ones end any other act, even one yet to come."""
    size = draw(st.integers(0, 12))
    found = []
    for number in range(size):
        kind = draw(st.sampled_from([str(kind) for kind in ActKind]))
        others = st.sampled_from([f"{other:04}" for other in range(size)])
        ends = draw(st.none() | others) if kind != ActKind.APPLY else None
        found.append(
            act(
                number,
                kind,
                ends=None if ends == f"{number:04}" else ends,
                coder=draw(st.sampled_from(["amy", "ben"])),
                unit=draw(st.sampled_from(["u1", "u2", None])),
                code=draw(st.sampled_from(["a", "b", None])),
                flag=draw(st.sampled_from(["come_back", None])),
                start=draw(st.sampled_from([0, None])),
                end=draw(st.sampled_from([3, None])),
                body=draw(st.sampled_from(["text", None])),
                round=draw(st.sampled_from(["r1", None])),
            )
        )
    return found


@given(logs(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_acts_do_not_matter(
    log: list[Act], chance: object
) -> None:
    in_bulk = Fold.of(log).passes
    again = [*log, *log]
    chance.shuffle(again)  # type: ignore[attr-defined]
    one_by_one = Fold()
    for each in again:
        one_by_one.add(each)
    assert one_by_one.passes == in_bulk
    assert Fold.of(again).passes == in_bulk
    assert all(held.anything for units in in_bulk.values() for held in units.values())


@given(logs(), logs())
def test_adding_to_a_folded_log_is_folding_the_longer_log(
    first: list[Act], second: list[Act]
) -> None:
    known = {each.id for each in first}
    more = [each for each in second if each.id not in known]
    fold = Fold.of(first)
    for each in more:
        fold.add(each)
    assert fold.passes == Fold.of([*first, *more]).passes


def test_a_remove_that_arrives_before_its_apply_still_ends_it() -> None:
    fold = Fold()
    fold.add(act(2, ActKind.REMOVE, code="a", ends="0001"))
    fold.add(act(1, ActKind.APPLY, code="a"))
    assert fold.unit("amy", "u1") == UnitPass()
    assert fold.coders() == ()


def test_two_applies_of_one_code_stand_until_both_are_ended() -> None:
    fold = Fold.of(
        [
            act(1, ActKind.APPLY, code="a"),
            act(2, ActKind.APPLY, code="a", start=0, end=3),
            act(3, ActKind.REMOVE, code="a", ends="0001"),
        ]
    )
    held = fold.unit("amy", "u1")
    assert held.codes == {"a"}
    assert held.spans() == (("a", Span(0, 3)),)
    fold.add(act(4, ActKind.REMOVE, code="a", ends="0002"))
    assert not fold.unit("amy", "u1").codes


def test_rounds_and_coders_are_kept_apart() -> None:
    fold = Fold.of(
        [
            act(1, ActKind.FINISH),
            act(2, ActKind.FINISH, round="r1", coder="ben"),
            act(3, ActKind.APPLY, code="a", round="r1", coder="ben"),
        ]
    )
    assert fold.unit("amy", "u1").state is UnitState.NO_CODE
    assert fold.unit("ben", "u1", "r1").state is UnitState.CODED
    assert fold.unit("ben", "u1").state is UnitState.UNSEEN
    assert (fold.coders(), fold.coders("r1")) == (("amy",), ("ben",))


# --- histories made by a person ---------------------------------------------------

Step: TypeAlias = tuple[int, int, str]


def _toggle(session: CodingSession, unit: str, code: str) -> None:
    session.toggle(unit, code)


def _span(session: CodingSession, unit: str, code: str) -> None:
    session.apply(unit, code, span=Span(0, 2 + len(code) % 3))


def _finish(session: CodingSession, unit: str, _code: str) -> None:
    if session.held(unit).applied:
        session.finish(unit)
    else:
        session.finish_without_code(unit)


def _reopen(session: CodingSession, unit: str, _code: str) -> None:
    session.reopen(unit)


def _flag(session: CodingSession, unit: str, code: str) -> None:
    session.flag(unit, "come_back", code)


def _note(session: CodingSession, unit: str, code: str) -> None:
    session.note(unit, f"about {code}")


def _no_note(session: CodingSession, unit: str, _code: str) -> None:
    session.note(unit, "")


def _reject(session: CodingSession, unit: str, code: str) -> None:
    session.reject(unit, code, "none")


def _create(session: CodingSession, _unit: str, code: str) -> None:
    session.create_code(f"{code} {len(session.codebook)}")


def _undo(session: CodingSession, _unit: str, _code: str) -> None:
    session.undo()


def _redo(session: CodingSession, _unit: str, _code: str) -> None:
    session.redo()


KEYS: tuple[Callable[[CodingSession, str, str], None], ...] = (
    _toggle,
    _toggle,
    _span,
    _finish,
    _reopen,
    _flag,
    _note,
    _no_note,
    _reject,
    _create,
    _undo,
    _redo,
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, len(KEYS) - 1),
        st.integers(0, 1),
        st.sampled_from(["trust", "money"]),
    ),
    max_size=14,
)


def state(project: Project, coder: str) -> State:
    """What stands for one coder, without the ids of the acts behind it."""
    units = project.fold.passes.get((coder, None), {})
    body = project.log.body
    return {
        unit: (
            {code: sorted(map(str, at.values())) for code, at in held.applied.items()},
            sorted(held.finishes.values()),
            {flag: sorted(map(body, at.values())) for flag, at in held.flags.items()},
            [body(held.notes[note]) for note in sorted(held.notes)],
            set(held.rejected),
        )
        for unit, held in units.items()
    } | {"codes": [code.id for code in project.codebook]}


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_undoing_all_leaves_nothing_and_redoing_all_brings_it_back(
    steps: list[Step],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        make_project(Path(folder) / "p.hsb", [["one text"], ["two texts"]]) as project,
    ):
        ben = CodingSession(project, "ben")
        ben.apply(ben.units[0], "trust")
        ben.note(ben.units[0], "mine")
        of_ben = state(project, "ben") | {"codes": 0}
        session = CodingSession(project, "eva")
        empty = state(project, "eva")
        for key, place, code in steps:
            KEYS[key](session, session.units[place], code)
        former = state(project, "eva")
        presses = 0
        while session.undo() is not None:
            presses += 1
        assert state(project, "eva") == empty
        assert session.tally().finished == 0
        for _ in range(presses):
            assert session.redo() is not None
        assert state(project, "eva") == former
        assert project.fold.passes == Fold.of(project.log.all()).passes
        assert state(project, "ben") | {"codes": 0} == of_ben
        finished = [u for u in session.units if session.held(u).finished]
        assert session.tally().finished == len(finished)
