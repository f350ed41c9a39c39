"""Rounds: drawing, sharing out, blindness until the release, freezing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import RoundError, UsageConflict
from hsbcode.domain.fold import Fold
from hsbcode.domain.rounds import Phase, RoundKind, RoundStep
from hsbcode.domain.sampling import draw, shared_out, shared_sizes, size_for_width
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.merging import merging
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.exporting import export_codings
from hsbcode.workflows.log.undoing import take_back
from hsbcode.workflows.rounds import drawing, phases, reading
from hsbcode.workflows.rounds.words import round_lines
from tests.small_projects import make_project

ANSWERS = [(f"answer number {n}", f"more of {n}") for n in range(1, 21)]
AREAS = ["north"] * 10 + ["south"] * 8 + ["isle"] * 2


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS, closed={"area": AREAS}) as made:
        yield made


def code_all(project: Project, coder: str, round_: str, code: str) -> CodingSession:
    session = CodingSession(project, coder, round_=round_)
    for unit in session.units:
        session.apply(unit, code)
        session.finish(unit)
    return session


# --- samples ----------------------------------------------------------------------


def test_the_same_seed_draws_the_same_in_any_order() -> None:
    ids = [f"u{n}" for n in range(100)]
    first = draw(ids, 20, 7)
    assert first == draw(ids[::-1], 20, 7)
    assert first != draw(ids, 20, 8)
    assert len(set(first)) == 20
    assert set(draw(ids, 30, 7)) > set(first)


def test_strata_give_their_share_and_one_at_least() -> None:
    assert shared_sizes({"a": 90, "b": 9, "c": 1}, 10) == {"a": 8, "b": 1, "c": 1}
    assert shared_sizes({"a": 5, "b": 5, "c": 5}, 2) == {"a": 1, "b": 1, "c": 0}
    assert shared_sizes({"a": 2, "b": 1}, 9) == {"a": 2, "b": 1}


def test_the_size_for_a_width_is_cochrans() -> None:
    # n0 = 1.96² · 0.5 · 0.5 / 0.05² = 384.1; with N = 1,000: 277.7
    assert size_for_width(0.1, 0.5, 10**9) == 385
    assert size_for_width(0.1, 0.5, 1000) == 278
    assert size_for_width(0.1, 0.1, 50) == 37
    assert size_for_width(0.0001, 0.5, 50) == 50


@given(
    units=st.integers(0, 60),
    coders=st.integers(1, 6),
    each=st.integers(1, 6),
    seed=st.integers(0, 3),
)
def test_shares_are_even_and_every_unit_has_its_coders(
    units: int, coders: int, each: int, seed: int
) -> None:
    each = min(each, coders)
    names = [f"c{n}" for n in range(coders)]
    ids = [f"u{n}" for n in range(units)]
    shares = shared_out(ids, names, each, seed)
    counts = Counter(unit for share in shares.values() for unit in share)
    assert counts == Counter(dict.fromkeys(ids, each))
    sizes = [len(share) for share in shares.values()]
    assert max(sizes) - min(sizes) <= 1
    for share in shares.values():
        assert sorted(share, key=ids.index) == list(share)


def test_every_pair_of_coders_shares_as_many_answers() -> None:
    for many in range(3, 9):
        names = [f"c{n}" for n in range(many)]
        shares = shared_out([f"u{n}" for n in range(840)], names, 2, 1)
        shared = [
            len(set(shares[one]) & set(shares[other]))
            for place, one in enumerate(names)
            for other in names[:place]
        ]
        assert max(shared) - min(shared) <= 1


# --- from drawn to released ---------------------------------------------------------


def test_a_round_goes_through_its_phases_and_freezes(project: Project) -> None:
    drawing.draw_round(project, "Pilot 1", drawing.Wanted(size=12, seed=3), "lead")
    assert list(project.rounds) == ["pilot_1"]
    drawing.assign_evenly(project, "pilot_1", ["amy", "ben", "cem"], "lead", each=2)
    drawn = project.rounds["pilot_1"]
    assert {len(drawn.share(who)) for who in drawn.coders} == {8}
    with pytest.raises(RoundError, match="has not begun"):
        CodingSession(project, "amy", round_="pilot_1")
    phases.begin(project, "pilot_1", "lead")
    with pytest.raises(RoundError, match="has begun, so its shares stay"):
        drawing.assign_evenly(project, "pilot_1", ["amy", "dan"], "lead")
    with pytest.raises(RoundError, match="dan has no share"):
        CodingSession(project, "dan", round_="pilot_1")

    amy = code_all(project, "amy", "pilot_1", "trust")
    assert amy.units == list(drawn.share("amy"))
    assert reading.progress_words(project, drawn) == "1 of 3 back, ben 0/8, cem 0/8"
    with pytest.raises(RoundError, match="is not done: 1 of 3 back"):
        phases.release(project, "pilot_1", "lead")
    ben = code_all(project, "ben", "pilot_1", "money")
    assert project.fold.passes == {}
    assert set(project.fold.closed) == {("amy", "pilot_1"), ("ben", "pilot_1")}
    with pytest.raises(RoundError, match="what its coders did is closed"):
        reading.passes_of(project, project.rounds["pilot_1"])

    phases.release(project, "pilot_1", "lead", unfinished_too=True)
    released = project.rounds["pilot_1"]
    assert released.frozen is not None
    assert dict(released.frozen.left) == {"cem": 8}
    assert set(project.fold.passes) == {("amy", "pilot_1"), ("ben", "pilot_1")}
    for session in (amy, ben):
        with pytest.raises(RoundError, match="is released"):
            session.apply(session.units[0], "skills")
    with pytest.raises(RoundError, match="is released"):
        CodingSession(project, "amy", round_="pilot_1")


def test_undo_does_not_reach_into_a_released_round(project: Project) -> None:
    drawing.draw_round(project, "r1", drawing.Wanted(size=4), "lead")
    drawing.assign_evenly(project, "r1", ["amy", "ben"], "lead")
    phases.begin(project, "r1", "lead")
    amy = code_all(project, "amy", "r1", "trust")
    press = project.log.presses_of("amy")[-1].press
    phases.release(project, "r1", "lead", unfinished_too=True)
    for coder in ("amy", "lead"):
        with pytest.raises(UsageConflict, match="what was coded in it stays"):
            take_back(project, press, coder)
    assert all(amy.held(unit).finished for unit in amy.units)
    assert reading.came_late(project, project.rounds["r1"]) == 0


def test_neither_merging_codes_nor_mending_changes_what_was_released(
    project: Project,
) -> None:
    drawing.draw_round(project, "r1", drawing.Wanted(size=4), "lead")
    drawing.assign_evenly(project, "r1", ["amy", "ben"], "lead")
    phases.begin(project, "r1", "lead")
    code_all(project, "amy", "r1", "trust")
    code_all(project, "ben", "r1", "skills")
    phases.release(project, "r1", "lead")
    each = project.rounds["r1"]
    before = {
        coder: {unit: held.codes for unit, held in units.items()}
        for coder, units in reading.passes_of(project, each).items()
    }
    make_edit(project, merging(project, ["skills"], "trust"), "lead")
    unit = each.units[0]
    late = project.log.make(
        "ben", project.log.new_id(), ActKind.APPLY, unit=unit, code="money", round="r1"
    )
    project.record(late)
    assert project.fold.unit("ben", unit, "r1").codes == {"trust", "money"}
    after = {
        coder: {unit: held.codes for unit, held in units.items()}
        for coder, units in reading.passes_of(project, each).items()
    }
    assert after == before
    assert reading.came_late(project, each) == 1
    assert any("came after the release" in line for line in round_lines(project, each))


def test_a_blind_round_reaches_no_output(project: Project) -> None:
    drawing.draw_round(project, "r1", drawing.Wanted(size=4), "lead")
    drawing.assign_evenly(project, "r1", ["amy", "ben"], "lead")
    phases.begin(project, "r1", "lead")
    code_all(project, "amy", "r1", "trust")
    assert export_codings(project, project.path.with_suffix(".csv")) == 0
    phases.release(project, "r1", "lead", unfinished_too=True)
    assert export_codings(project, project.path.with_suffix(".2.csv")) == 4


def test_strata_and_fresh_answers(project: Project) -> None:
    wanted = drawing.Wanted(size=20, strata="area", seed=1)
    first = drawing.draw_round(project, "one", wanted, "lead")
    people = {u.id: u.respondent for u in project.answers.units(first.units)}
    area = project.answers.closed()["area"]
    counts = Counter(area[people[unit]][0] for unit in first.units)
    assert counts == {"north": 10, "south": 8, "isle": 2}
    second = drawing.draw_round(project, "two", drawing.Wanted(fresh=True), "lead")
    assert set(second.units).isdisjoint(first.units)
    assert len(second.units) == 20
    with pytest.raises(RoundError, match="no answer to draw from"):
        drawing.draw_round(project, "three", drawing.Wanted(fresh=True), "lead")


def test_coding_ones_own_answers_again_is_never_counted(project: Project) -> None:
    amy = CodingSession(project, "amy")
    for unit in amy.units[:10]:
        amy.apply(unit, "trust")
        amy.finish(unit)
    made = drawing.draw_again(project, "again", "amy", 4, "lead", seed=2)
    assert made.kind is RoundKind.SELF
    assert set(made.units) <= set(amy.units[:10])
    phases.begin(project, "again", "lead")
    again = code_all(project, "amy", "again", "money")
    assert not again.held(amy.units[12]).anything
    phases.release(project, "again", "lead")
    assert set(project.fold.passes) == {("amy", None)}
    found = reading.passes_of(project, project.rounds["again"])
    assert {frozenset(h.codes) for h in found["amy"].values()} == {frozenset({"money"})}


def test_the_rest_is_shared_out_and_counts_at_once(project: Project) -> None:
    amy = CodingSession(project, "amy")
    amy.finish_without_code(amy.units[0])
    drawing.draw_round(project, "pilot", drawing.Wanted(size=9), "lead")
    made = drawing.share_rest(project, "rest", ["amy", "ben"], "lead")
    assert len(made.units) == 40 - len({amy.units[0], *project.rounds["pilot"].units})
    assert set(made.share("amy")).isdisjoint(made.share("ben"))
    phases.begin(project, "rest", "lead")
    code_all(project, "ben", "rest", "trust")
    assert ("ben", "rest") in project.fold.passes


def test_steps_of_a_round_are_nobodys_to_undo(project: Project) -> None:
    amy = CodingSession(project, "amy")
    amy.apply(amy.units[0], "trust")
    drawing.draw_round(project, "r1", drawing.Wanted(size=2), "amy")
    undone = CodingSession(project, "amy").undo()
    assert undone is not None
    assert undone.words == "applied Trust"
    assert project.rounds["r1"].phase is Phase.OPEN


@pytest.mark.parametrize(
    ("name", "words"),
    [("  ", "needs a name"), ("r1", "There is a round “r1” already")],
)
def test_names_that_will_not_do(project: Project, name: str, words: str) -> None:
    drawing.draw_round(project, "r1", drawing.Wanted(size=2), "lead")
    with pytest.raises(RoundError, match=words):
        drawing.draw_round(project, name, drawing.Wanted(size=2), "lead")
    with pytest.raises(RoundError, match="no round “r2”"):
        reading.round_of(project, "r2")
    with pytest.raises(RoundError, match="alone cannot agree"):
        drawing.assign_evenly(project, "r1", ["amy", "amy "], "lead")
    with pytest.raises(RoundError, match="only 2 are named"):
        drawing.assign_evenly(project, "r1", ["amy", "ben"], "lead", each=3)


# --- the fold ------------------------------------------------------------------------


def _acts() -> list[Act]:
    def act(number: int, kind: str, **fields: object) -> Act:
        return Act(
            f"{number:04}", "r", number, "amy", "", f"{number}", None, kind, None,
            **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    return [
        act(1, ActKind.ROUND, flag=RoundStep.DRAW, round="r1"),
        act(2, ActKind.APPLY, unit="u", code="a", round="r1"),
        act(3, ActKind.FINISH, unit="u", round="r1"),
        act(4, ActKind.ROUND, flag=RoundStep.RELEASE, round="r1"),
        act(5, ActKind.ROUND, flag=RoundStep.DRAW_SHARE, round="s"),
        act(6, ActKind.APPLY, unit="u", code="b", round="s"),
        act(7, ActKind.ROUND, flag=RoundStep.DRAW_SELF, round="t"),
        act(8, ActKind.ROUND, flag=RoundStep.RELEASE, round="t"),
        act(9, ActKind.APPLY, unit="u", code="c", round="t"),
        act(10, ActKind.APPLY, unit="u", code="d", round="unheard of"),
    ]


@given(st.permutations(_acts()))
def test_what_is_closed_depends_on_no_order(acts: list[Act]) -> None:
    whole = Fold.of(acts)
    grown = Fold()
    for act in acts:
        grown.add(act)
    assert grown.passes == whole.passes
    assert grown.closed == whole.closed
    assert set(whole.passes) == {("amy", "r1"), ("amy", "s")}
    assert set(whole.closed) == {("amy", "t"), ("amy", "unheard of")}
