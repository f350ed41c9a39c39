"""Bases: who is inside, which rules are refused, how a share is rounded."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.closed_form import RouteCondition
from hsbcode.domain.shares import Share
from hsbcode.results.base_rules import BaseRule, natural_rule
from hsbcode.results.cells import refuse_impossible_base
from hsbcode.results.engine import compute, in_mode
from hsbcode.results.specs import Line, TableSpec, TableSpecError, Where
from tests.closed_surveys import AGREE, asked, cell, grid, single, survey, ticks


def spec_of(question: str, *keep: str, base: str = "") -> TableSpec:
    return TableSpec(
        id="T",
        title="T",
        rows=(Line(id="row", question=question, keep=keep),),
        base=base,
    )


def test_row_08_unsure_inside_the_base() -> None:
    form = survey(single("q", "Yes", "No", "Unsure", outside="Unsure"))
    rows = [{"q": "Yes"}] * 80 + [{"q": "No"}] * 83 + [{"q": "Unsure"}] * 20
    people = asked(form, [*rows, {"q": ""}])
    inside = compute(spec_of("q", "Yes"), people)
    assert cell(inside, "row").text == "44 % (n = 183)"
    assert "not knowing stays inside" in inside.notes.base_rule
    outside = compute(in_mode(spec_of("q", "Yes"), unsure="outside"), people)
    assert cell(outside, "row").text == "49 % (n = 163)"
    assert "left out" in outside.notes.base_rule


def test_row_09_a_list_without_none_has_everyone_for_its_base() -> None:
    form = survey(ticks("docs", "policy", "strategy", base="asked"))
    rows = [{"docs.policy": "1"}] * 27 + [{"docs.strategy": "1"}] * 20 + [{}] * 42
    people = asked(form, rows)
    assert cell(compute(spec_of("docs", "policy"), people), "row").text == (
        "30 % (n = 89)"
    )
    with pytest.raises(TableSpecError, match="BR3 does not fit docs") as refused:
        compute(spec_of("docs", "policy", base="BR3"), people)
    assert "BR4" in refused.value.hint


def test_row_10_a_list_with_none_counts_those_who_ticked_it() -> None:
    form = survey(ticks("use", "peers", "none", base="ticked", none="none"))
    rows = [{"use.peers": "1"}] * 20 + [{"use.none": "1"}] * 20 + [{}] * 60
    people = asked(form, rows)
    table = compute(spec_of("use", "peers"), people)
    assert cell(table, "row").share == Share(20, 40)
    assert "BR3" in table.notes.base_rule
    with pytest.raises(TableSpecError, match="BR4 does not fit use"):
        compute(spec_of("use", "peers", base="BR4"), people)


@pytest.mark.parametrize(
    ("count", "base", "text"),
    [
        (34, 80, "43 % (n = 80)"),
        (5, 40, "13 % (n = 40)"),
        (25, 40, "63 % (n = 40)"),
        (5, 8, "5 [low] (n = 8)"),
        (3, 29, "10 % [u] (n = 29)"),
        (3, 30, "10 % (n = 30)"),
    ],
)
def test_row_11_half_up_and_small_bases(count: int, base: int, text: str) -> None:
    people = asked(
        survey(single("q", "Yes", "No")),
        [{"q": "Yes"}] * count + [{"q": "No"}] * (base - count),
    )
    assert cell(compute(spec_of("q", "Yes"), people), "row").text == text


def test_row_12_sum_of_rounded_parts_is_a_mode_that_says_so() -> None:
    form = survey(grid("g", AGREE, "a", scale="agree"))
    answers = ["Agree"] * 10 + ["Strongly agree"] * 10 + ["Disagree"] * 10
    people = asked(form, [{"g.a": one} for one in answers])
    spec = spec_of("g.a", "Agree", "Strongly agree")
    once = compute(spec, people)
    assert cell(once, "row").text == "67 % (n = 30)"
    assert "rounded once" in once.notes.rounding
    parts = compute(in_mode(spec, "sum_of_parts"), people)
    assert cell(parts, "row").text == "66 % (n = 30)"
    assert "rounded parts added" in parts.notes.rounding
    assert cell(parts, "row").share == Share(20, 30)


def test_a_base_above_those_who_could_be_asked_is_refused() -> None:
    follow_up = replace(
        ticks("docs", "policy", base="asked"),
        condition=RouteCondition("trained", ("Yes",)),
    )
    people = asked(
        survey(single("trained", "Yes", "No"), follow_up),
        [{"trained": "Yes"}] * 33 + [{"trained": "No"}] * 20,
    )
    with pytest.raises(TableSpecError, match="base of 53 for docs, but only 33"):
        compute(spec_of("docs", "policy"), people)
    only = Where(column="trained", any_of=("Yes",))
    spec = TableSpec(
        id="T",
        title="T",
        rows=(Line(id="row", question="docs", keep=("policy",), where=(only,)),),
    )
    assert cell(compute(spec, people), "row").share == Share(0, 33)
    with pytest.raises(TableSpecError, match="567"):
        refuse_impossible_base("4.2", "b_training_impact", 567, 337)


def test_answers_against_the_route_are_listed_and_not_counted() -> None:
    effect = replace(
        single("effect", "Much", "Little"),
        condition=RouteCondition("trained", ("Yes",)),
    )
    people = asked(
        survey(single("trained", "Yes", "No"), effect),
        [{"trained": "Yes", "effect": "Much"}] * 30
        + [{"trained": "No", "effect": "Much"}] * 2,
    )
    table = compute(spec_of("effect", "Much"), people)
    assert cell(table, "row").share == Share(30, 30)
    assert any("2 against the route" in note for note in table.notes.more)


def test_a_group_that_was_not_asked_gets_no_zero() -> None:
    effect = replace(
        single("effect", "Much", "Little"),
        condition=RouteCondition("trained", ("Yes",)),
    )
    people = asked(
        survey(single("trained", "Yes", "No"), effect),
        [{"trained": "Yes", "effect": "Much"}] * 30 + [{"trained": "No"}] * 20,
    )
    spec = TableSpec(
        id="T",
        title="T",
        question="effect",
        keep=("Much",),
        rows=(Line(groups_of="trained"),),
    )
    table = compute(spec, people)
    assert cell(table, "No").text == "not asked"
    assert cell(table, "No").share is None
    assert any("nobody in this group" in note for note in table.notes.more)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line(question="nothing", keep=("Yes",)), "no closed question"),
        (Line(question="q", keep=("Yess",)), "no option"),
        (Line(question="q"), "no answer is kept"),
        (Line(keep=("Yes",)), "no question"),
        (Line(question="q", keep=("Yes",), has=True), "a split needs"),
        (Line(options_of="q", only=("Perhaps",)), "none of the rows"),
    ],
)
def test_a_spec_that_does_not_fit_is_told_in_a_sentence(line: Line, said: str) -> None:
    people = asked(survey(single("q", "Yes", "No")), [{"q": "Yes"}])
    with pytest.raises(TableSpecError, match=said) as told:
        compute(TableSpec(id="T", title="T", rows=(line,)), people)
    assert told.value.hint


def test_rules_follow_from_the_question() -> None:
    assert natural_rule(single("q", "a")) is BaseRule.ITEM
    assert natural_rule(ticks("t", "a", base="asked")) is BaseRule.EVERYONE
    assert natural_rule(ticks("t", "a", base="ticked")) is BaseRule.FOLLOW_UP
    assert natural_rule(ticks("t", "a", base="ticked", none="a")) is BaseRule.TICKED
    assert natural_rule(single("q", "a"), recoded=True) is BaseRule.RECODED


@given(st.lists(st.tuples(st.sampled_from(["", *AGREE]), st.sampled_from("xyz"))))
def test_any_survey_is_counted_as_by_hand(answers: list[tuple[str, str]]) -> None:
    form = survey(grid("g", AGREE, "a", scale="s"), single("by", "x", "y", "z"))
    people = asked(form, [{"g.a": one, "by": group} for one, group in answers])
    spec = TableSpec(
        id="T",
        title="T",
        question="g.a",
        rows=(Line(groups_of="by"),),
        columns=(Line(keep_each="g"),),
    )
    table = compute(spec, people)
    by_hand = Counter(answers)
    for group in "xyz":
        base = sum(by_hand[label, group] for label in AGREE)
        for place, label in enumerate(AGREE):
            share = cell(table, group, place).share
            count = share.count if share else 0
            assert count == by_hand[label, group]
            assert (share.base if share else 0) == base


@given(st.text(max_size=30), st.text(max_size=30))
def test_hostile_labels_and_answers_crash_nothing(label: str, answer: str) -> None:
    form = survey(single("q", "Yes", f"x{label}"))
    table = compute(
        TableSpec(id="T", title="T", rows=(Line(options_of="q"),)),
        asked(form, [{"q": answer}, {"q": f"x{label}"}, {"q": "Yes"}]),
    )
    assert len(table.rows) == 2
