"""Answers in parts: acts of the project, codings that are not lost, people counted."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.acts import Act, ActKind, Span
from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.errors import CodingsError, UsageConflict
from hsbcode.domain.fold import Fold
from hsbcode.domain.ids import box_id
from hsbcode.domain.survey import Box, Kind, Unit
from hsbcode.store.project import Project
from hsbcode.workflows.agreeing import agreement
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.exporting import export_codings, import_codings
from hsbcode.workflows.mending.changing_kinds import correct_kind
from hsbcode.workflows.splitting import cutting as splitting
from hsbcode.workflows.splitting import previews as split_previews
from hsbcode.workflows.studying import read_study
from hsbcode.workflows.tracing.references import trace
from tests.small_projects import begin_round, make_project

LIST = "1. Denial from the child 2. Denial from mum 3. Not enough hours"
ANSWERS = ((LIST,), ("Money, always money",), ("aged 10.5, 2 boys",))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.hsb", ANSWERS)


def texts(project: Project) -> list[str]:
    return [unit.text for unit in project.answers.all_units("challenges")]


def units(project: Project) -> tuple[Unit, ...]:
    return project.answers.all_units("challenges")


def split_all(project: Project, coder: str = "amy") -> None:
    splitting.split(project, split_previews.proposals(project), coder)


def join_all(project: Project, coder: str = "amy") -> None:
    splitting.join(project, split_previews.split_answers(project), coder)


def finish(session: CodingSession, unit: str, *codes: str) -> None:
    for code in codes:
        session.apply(unit, code)
    if codes:
        session.finish(unit)
    else:
        session.finish_without_code(unit)


# --- row 24 ---------------------------------------------------------------------------


def test_row_24_three_slots_and_undo_restores_one(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        before = texts(project)
        (proposed,) = split_previews.proposals(project)
        assert proposed.parts == (
            "Denial from the child",
            "Denial from mum",
            "Not enough hours",
        )
        assert texts(project) == before
        session.parts.split(proposed)
        assert texts(project) == [*proposed.parts, *before[1:]]
        assert [unit.name for unit in units(project)] == [
            "1/challenges/1.1",
            "1/challenges/1.2",
            "1/challenges/1.3",
            "2/challenges/1",
            "3/challenges/1",
        ]
        assert session.units == [unit.id for unit in units(project)]
        undone = session.undo()
        assert undone is not None
        assert undone.words == "split an answer into parts"
        assert texts(project) == before
        assert session.redo() is not None
        assert texts(project) == [*proposed.parts, *before[1:]]


def test_undo_works_after_the_project_was_closed(project: Project) -> None:
    with project:
        split_all(project)
        parts = [unit.id for unit in units(project)]
    with Project.open(project.path) as again:
        assert [unit.id for unit in units(again)] == parts
        session = CodingSession(again, "amy")
        session.undo()
        assert texts(again)[0] == LIST
        assert len(session.units) == 3


# --- row 25 ---------------------------------------------------------------------------


def test_row_25_one_person_and_three_mentions(project: Project) -> None:
    with project:
        split_all(project)
        session = CodingSession(project, "amy")
        for unit in session.units[:3]:
            finish(session, unit, "trust")
        coded = coded_question(read_study(project), "challenges")
        assert coded.count("trust") == 1
        assert coded.mentions("trust") == 3
        assert len(coded.base) == 1


# --- codings from before --------------------------------------------------------------


def test_a_coding_from_before_counts_until_all_parts_are_finished(
    project: Project,
) -> None:
    with project:
        session = CodingSession(project, "amy")
        finish(session, session.units[0], "trust")
        split_all(project)
        session = CodingSession(project, "amy")
        one, two, three = session.units[:3]
        assert session.parts.waiting() == {one, two, three}
        assert session.tally().finished == 0

        def counts() -> tuple[int, int, int]:
            coded = coded_question(read_study(project), "challenges")
            return coded.count("trust"), coded.count("money"), len(coded.base)

        assert counts() == (1, 0, 1)
        finish(session, one, "money")
        finish(session, two)
        assert counts() == (1, 0, 1)
        assert session.parts.waiting() == {three}
        finish(session, three)
        assert counts() == (0, 1, 1)
        assert not session.parts.waiting()
        session.undo()
        assert counts() == (1, 0, 1)


def test_a_coded_stretch_goes_to_the_part_it_lies_in(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        whole = session.units[0]
        mum = Span(LIST.index("Denial from mum"), LIST.index(" 3."))
        session.apply(whole, "trust", span=mum)
        session.apply(whole, "skills", span=Span(3, 40))
        session.apply(whole, "money")
        split_all(project)
        session = CodingSession(project, "amy")
        one, two, three = session.units[:3]
        assert session.held(two).spans() == (("trust", mum),)
        assert session.held(one).codes == session.held(three).codes == frozenset()
        # what reaches over two parts, and what is of all of it, waits
        assert session.held(whole).codes == {"trust", "skills", "money"}
        session.remove(two, "trust")
        assert not session.held(two).applied
        session.undo()
        assert session.held(two).spans() == (("trust", mum),)
        session.finish(two)
        join_all(project)
        session = CodingSession(project, "amy")
        assert session.units[0] == whole
        assert session.held(whole).codes == {"trust", "skills", "money"}


def test_joining_brings_the_old_codings_back_and_keeps_those_of_the_parts(
    project: Project,
) -> None:
    with project:
        split_all(project)
        session = CodingSession(project, "amy")
        finish(session, session.units[1], "trust")
        # words of a part are seen in the whole once it is one again
        third = session.unit(session.units[2])
        session.apply(third.id, "money", span=Span(third.start, third.start + 3))
        join_all(project)
        session = CodingSession(project, "amy")
        whole = session.unit(session.units[0])
        assert session.held(whole.id).codes == {"money"}
        (former,) = [e for e in session.parts.earlier(whole) if "Trust" in e.codes]
        assert (former.why, former.text) == ("joined", "Denial from mum")
        # and counts, as long as the whole is not coded
        coded = coded_question(read_study(project), "challenges")
        assert coded.count("trust") == 1
        session.finish(whole.id)
        coded = coded_question(read_study(project), "challenges")
        assert (coded.count("trust"), coded.count("money")) == (0, 1)
        split_all(project)
        session = CodingSession(project, "amy")
        assert session.held(session.units[1]).codes == {"trust"}


def test_settled_and_other_coders_go_on_counting_too(project: Project) -> None:
    with project:
        for coder, code in (("amy", "trust"), ("ben", "money")):
            session = CodingSession(project, coder)
            finish(session, session.units[0], code)
        split_all(project)
        coded = coded_question(read_study(project), "challenges")
        assert coded.unsettled == 1
        (found,) = agreement(project, resamples=10)
        assert [d.unit for d in found.report.disagreements] == [
            project.answers.whole_units("challenges")[0].id
        ]


def test_a_flag_on_the_whole_answer_holds_its_parts_back(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        session.flag(session.units[0], "identifiable")
        split_all(project)
        session = CodingSession(project, "amy")
        study = read_study(project)
        assert set(session.units[:3]) <= study.held_back
        assert not set(session.units[3:]) & study.held_back


def test_what_was_coded_before_is_told(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        session.note(session.units[0], "a list")
        finish(session, session.units[0], "trust")
        split_all(project)
        session = CodingSession(project, "amy")
        (earlier,) = session.parts.earlier(session.unit(session.units[1]))
        assert (earlier.why, earlier.judgement) == ("split", "Trust · memo: a list")
        assert not CodingSession(project, "ben").parts.earlier(
            session.unit(session.units[1])
        )


# --- by hand --------------------------------------------------------------------------


def test_marked_words_and_offsets_split_by_hand(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        unit = session.unit(session.units[1])
        proposed = session.parts.by_hand(unit, words=Span(7, 13))
        assert proposed.parts == ("Money,", "always", "money")
        session.parts.split(session.parts.by_hand(unit, at=[14]))
        assert texts(project)[1:3] == ["Money, always", "money"]
        # a part is cut further, and both are parts of the one box
        part = session.unit(session.units[1])
        session.parts.split(session.parts.by_hand(part, at=[7]))
        assert texts(project)[1:4] == ["Money,", "always", "money"]
        assert [u.name for u in units(project)][1:4] == [
            "2/challenges/1.1",
            "2/challenges/1.2",
            "2/challenges/1.3",
        ]
        session.undo()
        assert texts(project)[1:3] == ["Money, always", "money"]


def test_cutting_a_part_further_keeps_the_coding_of_the_others(
    project: Project,
) -> None:
    with project:
        split_all(project)
        session = CodingSession(project, "amy")
        for unit, code in zip(
            session.units[:3], ("trust", "skills", "money"), strict=True
        ):
            finish(session, unit, code)
        second = session.unit(session.units[1])
        session.parts.split(session.parts.by_hand(second, at=[LIST.index("from mum")]))
        coded = coded_question(read_study(project), "challenges")
        assert [coded.count(c) for c in ("trust", "skills", "money")] == [1, 1, 1]
        assert len(session.parts.waiting()) == 2
        assert session.tally().finished == 2


@pytest.mark.parametrize("at", [0, 99, -1, len("Money, always money")])
def test_a_part_without_words_is_refused(project: Project, at: int) -> None:
    with project:
        unit = units(project)[1]
        with pytest.raises(UsageConflict, match="No part of 2/challenges/1 can begin"):
            split_previews.by_hand(project, unit, at=[at])
        with pytest.raises(UsageConflict, match="the whole answer already"):
            split_previews.by_hand(project, unit, words=Span(0, len(unit.text)))


# --- refusals -------------------------------------------------------------------------


def test_an_answer_in_a_round_is_not_split_nor_joined(project: Project) -> None:
    with project:
        begin_round(project, "r1", "amy", "ben")
        in_round = CodingSession(project, "ben", round_="r1")
        finish(in_round, in_round.units[0], "trust")
        (proposed,) = split_previews.proposals(project)
        assert "in the round r1" in proposed.refused
        with pytest.raises(UsageConflict, match="in the round r1"):
            splitting.split(project, [proposed], "amy")
        with pytest.raises(UsageConflict, match="In the round r1 answers stay"):
            in_round.parts.split(replace(proposed, refused=""))
        assert texts(project)[0] == LIST


def test_parts_in_a_round_stay_parts(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        (proposed,) = split_previews.proposals(project)
        session.parts.split(proposed)
        begin_round(project, "r1", "amy", "ben")
        with pytest.raises(UsageConflict, match="in the round r1"):
            session.undo()
        with pytest.raises(UsageConflict, match="in the round r1"):
            join_all(project)


def test_unknown_questions_and_answers_are_named(project: Project) -> None:
    with project:
        with pytest.raises(UsageConflict, match="no open question “challenge”") as e:
            split_previews.proposals(project, "challenge")
        assert "challenges" in e.value.hint
        with pytest.raises(UsageConflict, match="no answer “1/challenges/2”") as e:
            split_previews.named_unit(project, "1/challenges/2")
        assert "1/challenges/1" in e.value.hint


# --- the file -------------------------------------------------------------------------


def test_a_changed_text_is_whole_again_and_its_coding_is_told(
    project: Project,
) -> None:
    with project:
        split_all(project)
        session = CodingSession(project, "amy")
        finish(session, session.units[0], "trust")
        old = session.unit(session.units[0])
        box = Box(
            box_id(old.respondent, "challenges", 1, 2),
            old.respondent,
            "challenges",
            1,
            "Denial from everybody",
            1,
            2,
        )
        with project.transaction():
            project.answers.add_boxes([box], 1)
        session = CodingSession(project, "amy")
        assert texts(project) == ["Denial from everybody", *[a[0] for a in ANSWERS[1:]]]
        now = session.unit(session.units[0])
        (earlier,) = session.parts.earlier(now)
        assert (earlier.why, earlier.text, earlier.codes) == (
            "text",
            "Denial from the child",
            ("Trust",),
        )
        assert now.name == "1/challenges/1"
        # a step back behind the change touches the earlier text only
        session.undo()
        session.undo()
        session.undo()
        assert texts(project)[0] == "Denial from everybody"


def test_a_corrected_kind_and_back_keeps_the_parts(project: Project) -> None:
    with project:
        split_all(project)
        parts = texts(project)
        correct_kind(project, "challenges", Kind.CLOSED)
        person = project.answers.respondents()[0].id
        assert project.answers.closed_of(person) == {"challenges": (LIST,)}
        assert texts(project) == []
        correct_kind(project, "challenges", Kind.OPEN)
        assert texts(project) == parts


def test_codings_of_parts_and_of_before_go_out_and_come_back(
    project: Project, tmp_path: Path
) -> None:
    with project:
        session = CodingSession(project, "amy")
        finish(session, session.units[0], "trust")
        finish(session, session.units[1], "money")
        split_all(project)
        session = CodingSession(project, "amy")
        finish(session, session.units[2], "skills")
        rows = tmp_path / "codings.csv"
        export_codings(project, rows)
        assert rows.read_text("utf-8-sig").splitlines() == [
            "unit,coder,codes",
            "1/challenges/1,amy,trust",
            "2/challenges/1,amy,money",
        ]
        for unit in session.units[:2]:
            finish(session, unit, "trust")
        long, people = tmp_path / "long.csv", tmp_path / "people.csv"
        parts = tmp_path / "parts.csv"
        export_codings(project, parts)
        assert parts.read_text("utf-8-sig").splitlines()[1:4] == [
            "1/challenges/1.1,amy,trust",
            "1/challenges/1.2,amy,trust",
            "1/challenges/1.3,amy,skills",
        ]
        assert export_codings(project, long, "long") == 4
        assert export_codings(project, people, "people") == 3
        # what was coded of the whole before is in the list, too, and no loss
        other = tmp_path / "other.hsb"
        with make_project(other, ANSWERS) as fresh:
            import_codings(fresh, rows)
            assert fresh.fold.coders() == ("amy",)
            with pytest.raises(CodingsError, match=r"no unit “1/challenges/1\.1”") as e:
                import_codings(fresh, parts)
            assert "1/challenges/1 is not split here" in e.value.hint
            split_all(fresh)
            import_codings(fresh, parts)
            import_codings(fresh, long)
            here = CodingSession(fresh, "amy")
            assert [sorted(here.held(u).codes) for u in here.units[:3]] == [
                ["trust"],
                ["trust"],
                ["skills"],
            ]


def test_a_part_and_its_whole_are_traced(project: Project) -> None:
    with project:
        session = CodingSession(project, "amy")
        finish(session, session.units[0], "trust")
        split_all(project)
        found = dict(trace(project, "1/challenges/1.2").facts)
        assert found["answer"] == "1/challenges/1.2"
        assert found["in tables"] == (
            "1/challenges/1, until all of the answer is coded anew"
        )
        done = [v for k, v in trace(project, "1/challenges/1.2").facts if k == "done"]
        assert len(done) == 3
        assert sum("split an answer into parts" in line for line in done) == 1
        whole = dict(trace(project, "1/challenges/1").facts)
        assert whole["codes"] == "Trust"
        assert whole["in parts"].count("1/challenges/1.") == 3


# --- logs that meet -------------------------------------------------------------------


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
    }
    return Act(kind=kind, **{**base, **fields})  # type: ignore[arg-type]


@st.composite
def logs(draw: st.DrawFn, whole: str, first: int = 0) -> list[Act]:
    """Cuts, joins and coded words of one answer, in any mixture."""
    found: list[Act] = []
    for number in range(first, first + draw(st.integers(0, 7))):
        kind = draw(st.sampled_from([ActKind.SPLIT, ActKind.APPLY, ActKind.JOIN]))
        if kind is ActKind.JOIN:
            ends = f"{draw(st.integers(first, first + 6)):04}"
            found.append(act(number, kind, unit=whole, ends=ends))
            continue
        start = draw(st.integers(1, 20))
        size = draw(st.integers(0, 6))
        of = draw(st.sampled_from(_family(whole, found)))
        found.append(
            act(
                number,
                kind,
                unit=whole if kind is ActKind.SPLIT else of,
                start=start,
                end=start + size + (kind is ActKind.APPLY),
                code="trust" if kind is ActKind.APPLY else None,
            )
        )
    return found


def _family(whole: str, acts: Sequence[Act]) -> list[str]:
    return sorted(Fold.of(acts).stretches(whole))


@settings(max_examples=150, deadline=None)
@given(st.data(), st.randoms(use_true_random=False))
def test_the_fold_of_cuts_does_not_depend_on_their_order(
    data: st.DataObject, chance: object
) -> None:
    log = data.draw(logs("w"))
    in_bulk = Fold.of(log)
    again = [*log, *log]
    chance.shuffle(again)  # type: ignore[attr-defined]
    one_by_one = Fold()
    for each in again:
        one_by_one.add(each)
    assert one_by_one.passes == in_bulk.passes
    assert one_by_one.stretches("w") == in_bulk.stretches("w") or set(
        one_by_one.stretches("w")
    ) == set(in_bulk.stretches("w"))
    assert one_by_one.cuts("w") == in_bulk.cuts("w")
    for held in in_bulk.passes.get(("amy", None), {}).values():
        assert held.anything


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_two_files_that_meet_hold_the_same_parts_in_any_order(
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.hsb" for name in "ab"]
        made = [make_project(path, ANSWERS[:1], ()) for path in paths]
        whole = made[0].answers.unit_ids("challenges")[0]
        mine, theirs = data.draw(logs(whole)), data.draw(logs(whole, 100))
        mine = [each for each in mine if each.kind != ActKind.APPLY]
        theirs = [each for each in theirs if each.kind != ActKind.APPLY]
        for project, order in zip(made, ((mine, theirs), (theirs, mine)), strict=True):
            for part in order:
                renumbered = [a._replace(replica=a.id, seq=1) for a in part]
                project.record(*renumbered)
        ours = [
            (unit.id, unit.name, unit.text)
            for unit in made[0].answers.all_units("challenges")
        ]
        assert ours == [
            (unit.id, unit.name, unit.text)
            for unit in made[1].answers.all_units("challenges")
        ]
        fold = made[0].fold
        answer = fold.cut.get(whole)
        assert [unit for unit, *_ in ours] == (
            list(answer.parts) if answer is not None else [whole]
        )
        for project in made:
            project.close()
