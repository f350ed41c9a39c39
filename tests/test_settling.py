"""Settling: what counts where coders differed; first passes never change."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hsbcode.agreement.set_distances import masi
from hsbcode.cli.command_line import app
from hsbcode.domain.acts import SETTLED, ActKind, Span
from hsbcode.domain.counting import Standing, verdicts
from hsbcode.domain.errors import CodebookError, RoundError, UsageConflict
from hsbcode.domain.rounds import Phase
from hsbcode.domain.settling import (
    decided_codes,
    decided_mark,
    set_distance,
    standing_decisions,
)
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.edits import make_edit
from hsbcode.workflows.codebook.merging import merging
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History
from hsbcode.workflows.rounds import drawing, phases, reading
from hsbcode.workflows.rounds.differences import Differences, without_names
from hsbcode.workflows.rounds.settling import Settling, settle
from tests.small_projects import make_project

ANSWERS = [
    ("trust is thin",),
    ("money and skills",),
    ("nothing to say",),
    ("we lack money",),
]
Codings: TypeAlias = dict[str, list[tuple[str, ...]]]
CODINGS: Codings = {
    "amy": [("trust",), ("money", "skills"), (), ("money",)],
    "ben": [("money",), ("money",), ("trust",), ("money",)],
}


def code_as(
    project: Project, round_: str, given: dict[str, list[tuple[str, ...]]]
) -> None:
    """Code the answers of a round as a table says, in the order of import."""
    order = project.answers.unit_ids("challenges")
    for coder, rows in given.items():
        session = CodingSession(project, coder, round_=round_)
        for unit, codes in zip(order, rows, strict=True):
            for code in codes:
                session.apply(unit, code)
            if codes:
                session.finish(unit)
            else:
                session.finish_without_code(unit)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.hsb", ANSWERS) as made:
        drawing.draw_round(made, "r1", drawing.Wanted(), "lead")
        drawing.assign_evenly(made, "r1", ["amy", "ben"], "lead")
        phases.begin(made, "r1", "lead")
        yield made


@pytest.fixture
def released(project: Project) -> Project:
    code_as(project, "r1", CODINGS)
    phases.release(project, "r1", "lead")
    return project


def names(project: Project) -> list[str]:
    return project.answers.unit_ids("challenges")


# --- the queue ----------------------------------------------------------------------


def test_nothing_is_settled_before_the_release(project: Project) -> None:
    code_as(project, "r1", CODINGS)
    with pytest.raises(RoundError, match="is not released"):
        Settling(project, "r1")


def test_the_most_disputed_answers_come_first(released: Project) -> None:
    one, two, three, four = names(released)
    queue = Differences(released, "r1")
    found = queue.differences()
    # nothing shared: 1; one set holds the other: 1 - 1/2 · 2/3
    assert [each.unit for each in found][2] == two
    assert {each.unit for each in found[:2]} == {one, three}
    assert [round(each.distance, 4) for each in found] == [1, 1, 0.6667]
    assert four not in {each.unit for each in found}
    assert queue.equal_left() == (four,)
    assert [d.unit for d in queue.differences("skills")] == [two]
    said = queue.difference(two).said
    assert [(each.coder, each.codes) for each in said] == [
        ("amy", ("skills", "money")),
        ("ben", ("money",)),
    ]


CODE_SETS = st.frozensets(st.sampled_from("abcde"), max_size=4)


@given(CODE_SETS, CODE_SETS)
@settings(deadline=None)
def test_the_distance_is_that_of_the_agreement_room(
    one: frozenset[str], other: frozenset[str]
) -> None:
    shared, first, second = (
        np.array([float(len(codes))]) for codes in (one & other, one, other)
    )
    found = float(masi(shared, first, second)[0])
    assert float(set_distance(one, other)) == pytest.approx(found)
    assert set_distance(other, one) == set_distance(one, other)


@given(CODE_SETS)
def test_the_mark_of_a_decision_names_its_codes(codes: frozenset[str]) -> None:
    assert decided_codes(decided_mark(codes)) == codes


def test_votes_can_be_hidden(released: Project) -> None:
    queue = Differences(released, "r1")
    for each in queue.differences():
        hidden = without_names(each)
        assert [s.coder for s in hidden.said] == ["coder A", "coder B"]
        assert {s.codes for s in hidden.said} == {s.codes for s in each.said}
        assert without_names(each) == hidden


def test_memos_and_words_are_told_after_the_release(project: Project) -> None:
    one = names(project)[0]
    amy = CodingSession(project, "amy", round_="r1")
    amy.note(one, "not sure about this")
    amy.apply(one, "skills", span=Span(0, 5))
    code_as(project, "r1", CODINGS)
    phases.release(project, "r1", "lead")
    said = Differences(project, "r1").difference(one).said[0]
    assert said.memos == ("not sure about this",)
    assert said.spans == (("skills", Span(0, 5)),)


# --- deciding -----------------------------------------------------------------------


def test_a_decision_counts_and_changes_no_first_pass(released: Project) -> None:
    one, *_ = names(released)
    each = released.rounds["r1"]
    before = {
        (coder, unit): held.codes
        for coder, units in reading.passes_of(released, each).items()
        for unit, held in units.items()
    }
    assert verdicts(released.fold, [one])[one].standing is Standing.UNSETTLED
    settle(released, "r1", one, ["skills", "trust"], "both are meant", "cem")
    found = verdicts(released.fold, [one])[one]
    assert found.standing is Standing.SETTLED
    assert found.codes == {"skills", "trust"}
    after = {
        (coder, unit): held.codes
        for coder, units in reading.passes_of(released, each).items()
        for unit, held in units.items()
    }
    assert after == before
    acts = released.log.of_unit(one)
    decided = next(act for act in acts if act.kind == ActKind.SETTLE)
    assert (decided.coder, decided.round) == ("cem", "r1")
    assert released.log.body(decided.body) == "both are meant"
    assert {a.round for a in acts if a.coder == SETTLED} == {None}


def test_no_code_applies_is_a_decision(released: Project) -> None:
    three = names(released)[2]
    settle(released, "r1", three, [], "", "cem")
    assert verdicts(released.fold, [three])[three].codes == frozenset()
    queue = Differences(released, "r1")
    decided = queue.difference(three).decided
    assert decided is not None
    assert decided.codes == frozenset()
    assert queue.reason(decided) == ""
    assert three not in {each.unit for each in queue.left()}


def test_a_decision_can_be_taken_anew_and_back(released: Project) -> None:
    one = names(released)[0]
    queue = Settling(released, "r1")
    queue.decide(one, ["trust"], "first", "cem")
    queue.decide(one, ["money"], "second", "dan")
    assert released.fold.unit(SETTLED, one).codes == {"money"}
    decided = queue.difference(one).decided
    assert decided is not None
    assert (decided.by, queue.reason(decided)) == ("dan", "second")
    # taken back: the first one counts again, with its reason
    undone = queue.undo("dan")
    assert undone.words == "settled as Money"
    decided = queue.difference(one).decided
    assert decided is not None
    assert decided.codes == {"trust"}
    assert queue.reason(decided) == "first"
    assert released.fold.unit(SETTLED, one).codes == {"trust"}
    queue.undo("cem")
    assert queue.difference(one).decided is not None  # dan's own act stands for it
    queue.undo("dan", redo=True)
    assert released.fold.unit(SETTLED, one).codes == {"money"}


def test_undo_opens_an_answer_again(released: Project) -> None:
    one = names(released)[0]
    queue = Settling(released, "r1")
    queue.decide(one, ["trust"], "", "cem")
    queue.undo("cem")
    assert queue.difference(one).decided is None
    assert not released.fold.unit(SETTLED, one).anything
    with pytest.raises(RoundError, match="cem has settled nothing"):
        queue.undo("cem")
    queue.undo("cem", redo=True)
    decided = queue.difference(one).decided
    assert decided is not None
    assert decided.codes == {"trust"}
    assert released.fold.unit(SETTLED, one).codes == {"trust"}


def test_what_cannot_be_decided(released: Project) -> None:
    one = names(released)[0]
    with pytest.raises(CodebookError, match="trusst"):
        settle(released, "r1", one, ["trusst"], "", "cem")
    with pytest.raises(UsageConflict):
        settle(released, "r1", one, ["trust"], "", SETTLED)
    with pytest.raises(RoundError, match="not in the round"):
        settle(released, "r1", "elsewhere", ["trust"], "", "cem")
    assert released.log.of_kind(ActKind.SETTLE) == ()


def test_equal_codings_are_taken_over_in_one_step(released: Project) -> None:
    four = names(released)[3]
    queue = Settling(released, "r1")
    assert queue.take_over("cem") == 1
    assert released.fold.unit(SETTLED, four).codes == {"money"}
    assert queue.take_over("cem") == 0
    assert queue.undo("cem").units == 1
    assert queue.equal_left() == (four,)


def test_equal_spans_are_kept(project: Project) -> None:
    one = names(project)[0]
    for coder in ("amy", "ben"):
        CodingSession(project, coder, round_="r1").apply(one, "skills", span=Span(0, 5))
    code_as(project, "r1", CODINGS)
    phases.release(project, "r1", "lead")
    settle(project, "r1", one, ["skills", "trust"], "", "cem")
    assert project.fold.unit(SETTLED, one).spans() == (("skills", Span(0, 5)),)


def test_the_round_is_settled_when_nothing_is_left(released: Project) -> None:
    queue = Settling(released, "r1")
    for each in queue.left():
        assert not queue.close_if_done("cem")
        queue.decide(each.unit, ["trust"], "", "cem")
    assert queue.close_if_done("cem")
    assert released.rounds["r1"].phase is Phase.SETTLED
    # what is settled can be decided anew
    Settling(released, "r1").decide(names(released)[0], ["money"], "", "cem")
    assert released.fold.unit(SETTLED, names(released)[0]).codes == {"money"}


def test_merged_codes_are_settled_as_the_one_that_stays(released: Project) -> None:
    two = names(released)[1]
    make_edit(released, merging(released, ["skills"], "trust"), "lead")
    queue = Settling(released, "r1")
    assert queue.difference(two).said[0].codes == ("skills", "money")
    queue.decide(two, ["skills"], "", "cem")
    assert released.fold.unit(SETTLED, two).codes == {"trust"}


def test_two_decisions_taken_apart_ask_for_a_third(released: Project) -> None:
    one = names(released)[0]
    queue = Settling(released, "r1")
    queue.decide(one, ["trust"], "", "cem")
    first = released.log.of_kind(ActKind.SETTLE)[0]
    # dan settled it in another copy, which did not know of the first
    released.record(
        released.log.make(
            "dan",
            released.log.new_id(),
            ActKind.SETTLE,
            unit=one,
            round="r1",
            flag=decided_mark(["money"]),
        )
    )
    assert len(standing_decisions(released.log.of_kind(ActKind.SETTLE))[one]) == 2
    assert queue.difference(one).apart
    assert one in {each.unit for each in queue.left()}
    queue.decide(one, ["money"], "talked", "cem")
    standing = standing_decisions(released.log.of_kind(ActKind.SETTLE))
    assert [each.by for each in standing[one]] == ["cem"]
    assert first.id not in {each.act for each in standing[one]}
    assert not queue.difference(one).apart


def test_the_history_tells_of_rounds_and_decisions(released: Project) -> None:
    settle(released, "r1", names(released)[0], ["trust"], "because", "cem")
    Settling(released, "r1").take_over("cem")
    steps = History(released, "ben").page(0, 100)
    words = [each.words for each in steps]
    assert words[:3] == [
        "settled as Money",
        "settled as Trust",
        "released the round r1",
    ]
    assert "began the round r1" in words
    assert "said who codes the round r1: amy 4, ben 4" in words
    assert "drew the round r1: 4 answers" in words
    assert steps[0].by == "cem for (settled)"
    assert not any("blind until" in each for each in words)


# --- the command ----------------------------------------------------------------------


def run(*words: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["round", "settle", *words], input=typed)
    return done.exit_code, done.output


def test_settling_by_command(released: Project) -> None:
    path, one = str(released.path), names(released)[0]
    name = released.answers.units([one])[0].name
    released.close()
    code, said = run(path, "r1", "--list")
    assert code == 0
    assert "3 of 4 answers coded by several people differ; 0 settled, 3 left." in said
    assert f"{name}  amy: Trust · ben: Money" in said
    code, said = run(path, "r1", "--list", "--hide-votes")
    assert "amy" not in said
    code, said = run(
        path, "r1", "--unit", name, "--codes", "Trust;skills", "--reason", "x", "--by",
        "cem",
    )  # fmt: skip
    assert code == 0
    assert "settled: Skills, Trust (cem), because: x" in said
    code, said = run(path, "r1", "--json")
    found = json.loads(said)
    settled = next(each["settled"] for each in found if each["unit"] == one)
    assert settled["codes"] == ["skills", "trust"]
    assert [each["distance"] for each in found] == pytest.approx([1, 1, 2 / 3])
    assert run(path, "r1", "--equal", "--yes")[1].startswith("Took 1 equal")
    assert run(path, "r1", "--close")[1].strip() == "The round r1 is settled."


def test_settling_line_by_line(
    released: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, one = released.path, names(released)[0]
    released.close()
    typed = ["nonsense", "d trust", "=amy", "because", "u", "", "", "p"]
    typed += ["0", "", "=ben", "clear", "money", "", "q"]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{x}\n" for x in typed)))
    app(["round", "settle", str(path), "r1", "--by", "cem"], standalone_mode=False)
    said = capsys.readouterr().out
    assert "The codebook has no code “nonsense”" in said
    assert "Took back: settled" in said
    assert "Back to the 2 left for later." in said
    assert "3 settled, 0 left." in said
    with Project.open(path, write=False) as again:
        assert again.rounds["r1"].phase is Phase.SETTLED
        assert again.fold.unit(SETTLED, one).finished
