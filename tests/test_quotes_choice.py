"""The choice for whole themes: around what people took, spread, from both sides."""

import importlib.util
import random
from collections import Counter
from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.counting import Standing
from hsbcode.domain.quote_decisions import Decision, QuoteDecisions, QuoteStep
from hsbcode.domain.quote_rules import USUAL_RULES, QuoteRules
from hsbcode.domain.quotes import QuoteTable, ThemeQuotes
from hsbcode.domain.study import Study
from hsbcode.quotes import quote_table
from hsbcode.quotes.candidates import Candidate
from hsbcode.quotes.counter_cases import counter_cases
from hsbcode.quotes.divergent import BOUNDARY, divergent_of
from hsbcode.quotes.question_choice import question_answers
from hsbcode.quotes.theme_answers import ThemeAnswers
from hsbcode.quotes.theme_candidates import codings_to_check, theme_candidates
from hsbcode.quotes.theme_choice import choose_for_theme, reason_of
from tests.reporting_study import HOSTILE, Said, make_study

PARENTS = (
    "mum and dad say that nothing happened and shut the door on the worker",
    "the parents deny everything and the father shouts at whoever comes",
    "families are ashamed and would rather move house than talk about it",
    "dad believes his son, mum believes her daughter, and both are angry with us",
    "parents agree in the meeting and ring the solicitor the next morning",
    "a mother told me that boys are like that and that I should leave them be",
    "grandparents keep the secret because they fear that the children are taken",
    "the family will not come to the centre and will not have us in the house",
)
MONEY = (
    "there is no budget for the sessions and the contract ends in the spring",
    "funding is given for one year, so the staff we train leave for other jobs",
    "two posts were cut and the grant that paid for the therapy has run out",
    "we pay for travel out of our own pocket because the budget is spent",
    "the council and the health trust each want the other to pay the bill",
    "money goes to new pilots while the service that works is closed for savings",
    "no funds for supervision, none for training, and rents go up every year",
    "cuts, cuts, cuts: half the budget of five years ago and twice the referrals",
)


def people(texts: tuple[str, ...], code: str, prefix: str) -> list[Said]:
    ends = ("", " here", " again", " this year", " as ever", " in our town")
    return [
        Said(f"{prefix}{n}{at}", text + end, code)
        for n, end in enumerate(ends)
        for at, text in enumerate(texts)
    ]


def both_themes() -> list[Said]:
    return people(PARENTS, "trust_parent", "t") + people(MONEY, "money", "m")


def ready(study: Study, code: str, rules: QuoteRules = USUAL_RULES) -> ThemeAnswers:
    coded = coded_question(study, "challenge")
    answers = question_answers(study, coded, ["trust_parent", "money"], rules)
    return answers.theme(code, coded.quotable[code])


def deciding(study: Study, step: QuoteStep, code: str, *units: str) -> Study:
    found = tuple(
        Decision(f"{n}", "amy", "2026-01-01", unit, code, step, words="says it better")
        for n, unit in enumerate(units)
    )
    refused = step is QuoteStep.REFUSE
    decided = QuoteDecisions(
        taken={} if refused else {code: found}, refused={code: found} if refused else {}
    )
    return replace(study, quoting=decided)


def row(table: QuoteTable, code: str) -> ThemeQuotes:
    return next(theme for theme in table.themes if theme.code == code)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_any_order_of_people_gives_the_same_bytes(
    chance: random.Random, k: int
) -> None:
    said = both_themes() + [
        Said(f"h{n}", text, "money") for n, text in enumerate(HOSTILE[:8])
    ]
    first = quote_table(make_study(said), "challenge", k=k, seed=3)
    chance.shuffle(said)
    again = quote_table(make_study(said), "challenge", k=k, seed=3)
    assert repr(again) == repr(first)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=48, max_size=48),
    st.integers(1, 8),
)
def test_no_closed_answer_has_more_quotes_than_its_cap(
    given_answers: list[str], k: int
) -> None:
    said = people(PARENTS, "trust_parent", "t")
    closed = {s.person: [a] for s, a in zip(said, given_answers, strict=True) if a}
    study = make_study(
        [*said, *people(MONEY, "money", "m")],
        closed={"role": closed},
        options={"role": ("A", "B", "C")},
    )
    theme = ready(study, "trust_parent", QuoteRules(over=("role",)))
    found = choose_for_theme(theme, frozenset(), k, divergent=0)
    assert len(found) <= k
    used = Counter((closed.get(f.unit.respondent) or [""])[0] for f in found)
    shares = Counter(given_answers)
    for answer, count in used.items():
        assert count <= ceil(k * shares[answer] / len(said)) + 1


def test_a_large_group_is_heard_even_among_two_quotes() -> None:
    said = people(PARENTS, "trust_parent", "t")
    # everybody who speaks of mothers is of one group: the other would not be chosen
    for large in range(20, 30):
        closed = {s.person: ["A" if n < large else "B"] for n, s in enumerate(said)}
        study = make_study([*said, *people(MONEY, "money", "m")], closed={"r": closed})
        theme = ready(study, "trust_parent", QuoteRules(over=("r",)))
        found = choose_for_theme(theme, frozenset(), 2, divergent=0)
        assert {closed[f.unit.respondent][0] for f in found} == {"A", "B"}


def test_what_a_person_took_stays_and_the_rest_is_filled_around_it() -> None:
    study = make_study(both_themes())
    theme = ready(study, "money")
    proposed = [f.unit.id for f in choose_for_theme(theme, frozenset(), 3)]
    for unit in theme.units:
        found = choose_for_theme(theme, frozenset(), 3, pinned=[unit.id])
        assert found[0].unit.id == unit.id
        assert found[0].pinned
        assert not found[0].divergent
        assert len(found) == len(proposed)
        assert len({f.unit.respondent for f in found}) == len(found)


def test_what_was_put_aside_never_comes() -> None:
    study = make_study(both_themes())
    theme = ready(study, "money")
    refused: list[str] = []
    while found := choose_for_theme(theme, frozenset(), 2, refused=refused):
        assert not {f.unit.id for f in found} & set(refused)
        refused += [f.unit.id for f in found]
    assert set(refused) == {unit.id for unit in theme.units}


def test_people_taken_by_hand_are_not_quoted_elsewhere() -> None:
    said = [Said(f"p{n}", text, "money") for n, text in enumerate(MONEY)]
    said += [Said(f"p{n}", text, "trust_parent", 2) for n, text in enumerate(PARENTS)]
    study = make_study(said)
    table = quote_table(study, "challenge")
    somebody = row(table, "money").quotes[0].respondent
    pinned = f"{somebody}-challenge-2"
    study = deciding(study, QuoteStep.TAKE, "trust_parent", pinned)
    again = quote_table(study, "challenge")
    assert pinned in [q.unit for q in row(again, "trust_parent").quotes]
    assert somebody not in [q.respondent for q in row(again, "money").quotes]


def test_unlike_taken_by_hand_leaves_no_second_one() -> None:
    study = make_study(both_themes())
    unit = ready(study, "money").units[5].id
    study = deciding(study, QuoteStep.UNLIKE, "money", unit)
    quotes = row(quote_table(study, "challenge"), "money").quotes
    assert [q.unit for q in quotes if q.divergent] == [unit]
    assert sum(not q.divergent for q in quotes) == 2


def test_settled_codings_come_before_others() -> None:
    texts = [f"{MONEY[0]}, {word}" for word in ("one", "two", "six")]
    for at in range(3):
        said = [
            Said(f"p{n}", text, "money", standing=Standing.LEAD)
            for n, text in enumerate(texts)
        ]
        said[at] = said[at]._replace(standing=Standing.SETTLED)
        found = row(quote_table(make_study(said), "challenge", k=1), "money")
        assert found.quotes[0].respondent == f"p{at}"


# --- the other side -------------------------------------------------------------------


AGREEMENT = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree")


def leaning(against: str, others: str = "Disagree") -> Study:
    said = both_themes()
    closed = {s.person: [others] for s in said if s.codes == "money"}
    closed["m33"] = [against]
    return make_study(said, closed={"c": closed}, options={"c": AGREEMENT})


def test_a_counter_case_is_somebody_whose_answer_speaks_against_the_theme() -> None:
    study = leaning("Strongly agree")
    study = replace(study, choosing=QuoteRules(beside={"money": "c"}))
    unlike = [
        q for q in row(quote_table(study, "challenge"), "money").quotes if q.divergent
    ]
    assert [q.respondent for q in unlike] == ["m33"]
    assert unlike[0].reason.startswith("counter-case: answers “C” otherwise than most")


def test_without_a_side_there_is_no_counter_case_unless_it_is_stated() -> None:
    coded = coded_question(leaning("Neither"), "challenge")
    assert counter_cases(leaning("Neither"), coded, "money", "c") == {}
    stated = counter_cases(leaning("Neither"), coded, "money", "c", ["Neither"])
    assert list(stated) == ["m33-challenge-1"]
    divided = make_study(
        both_themes(),
        closed={
            "c": {
                s.person: [("Agree", "Disagree")[n % 2]]
                for n, s in enumerate(both_themes())
            },
            "colour": {s.person: ["Red"] for s in both_themes()},
        },
        options={"c": AGREEMENT},
    )
    for question in ("c", "colour"):
        assert counter_cases(divided, coded, "money", question) == {}


def test_a_boundary_case_is_offered_as_such() -> None:
    study = replace(miscoded(Standing.SETTLED), choosing=QuoteRules(divergent=3))
    # the theme above is chosen for as well, and nobody is quoted twice
    theme = row(quote_table(study, "challenge", codes=["trust_parent"]), "trust_parent")
    reasons = {q.respondent: q.reason for q in theme.quotes if q.divergent}
    assert "wrong" in reasons
    ready_theme = ready(study, "trust_parent")
    places = {unit.respondent: at for at, unit in enumerate(ready_theme.units)}
    anybody = np.ones(len(ready_theme), dtype=bool)
    assert divergent_of(ready_theme, [], anybody, BOUNDARY) == places["wrong"]
    assert reason_of(ready_theme, [], places["wrong"], BOUNDARY).startswith("on the")
    assert divergent_of(ready(study, "money"), [], anybody[1:], BOUNDARY) is None
    typical = [q.respondent for q in theme.quotes if not q.divergent]
    assert "wrong" not in typical


def test_every_theme_of_ten_has_a_quote_from_the_other_side() -> None:
    for count in (10, 14, 30):
        study = make_study(both_themes()[:count])
        quotes = row(quote_table(study, "challenge"), "trust_parent").quotes
        assert any(q.divergent for q in quotes)


# --- codings to check -----------------------------------------------------------------


def miscoded(standing: Standing = Standing.ONLY) -> Study:
    wrong = f"{MONEY[0]} and the budget and the funding and the grant are spent"
    said = Said("wrong", wrong, "trust_parent", standing=standing)
    return make_study([*both_themes(), said])


def test_a_coding_that_looks_mistaken_is_listed_and_not_quoted() -> None:
    study = replace(miscoded(), choosing=QuoteRules(k=12, divergent=12))
    table = quote_table(study, "challenge")
    theme = row(table, "trust_parent")
    assert "wrong" not in [q.respondent for q in theme.quotes]
    assert "the coding of 1 answer is to be checked first" in theme.note
    assert "1 answer was not offered" in table.statement
    found = codings_to_check(study, [table])
    assert [one.unit.respondent for one in found] == ["wrong"]
    assert (found[0].doubt.given, found[0].doubt.rather) == ("trust_parent", "money")


@pytest.mark.parametrize("how", ["settled", "stays", "taken"])
def test_what_somebody_looked_at_may_be_quoted(how: str) -> None:
    study = miscoded()
    unit = "wrong-challenge-1"
    if how == "settled":
        study = miscoded(Standing.SETTLED)
    elif how == "stays":
        study = replace(study, stays=frozenset({unit}))
    else:
        study = deciding(study, QuoteStep.TAKE, "trust_parent", unit)
    study = replace(study, choosing=QuoteRules(k=12, divergent=12))
    table = quote_table(study, "challenge")
    quoted = [q.respondent for q in row(table, "trust_parent").quotes]
    assert "1 answer is to be checked" not in row(table, "trust_parent").note
    if how == "taken":
        assert "wrong" in quoted
    else:
        assert codings_to_check(study, [table]) == ()


# --- the next best --------------------------------------------------------------------


def next_best(study: Study, instead_of: str = "") -> tuple[Candidate, ...]:
    tables = [quote_table(study, "challenge")]
    return theme_candidates(study, tables, "challenge", "money", 6, instead_of)


def test_candidates_say_what_they_gain_and_lose() -> None:
    study = make_study(both_themes())
    quotes = row(quote_table(study, "challenge"), "money").quotes
    quoted = {q.respondent for q in quotes}
    found = next_best(study)
    assert [c.kind for c in found[:6]] == [""] * 6
    for one in found:
        assert one.unit.respondent not in quoted
        assert one.after.coverage >= one.before.coverage - 1e-9
        assert one.words
    assert "least covered" in [c.kind for c in found]
    swapped = next_best(study, quotes[0].unit)
    assert quotes[0].unit not in [c.unit.id for c in swapped]
    assert any(one.loses for one in swapped)
    assert all(one.before == swapped[0].before for one in swapped)


def test_candidates_are_never_held_back_or_put_aside() -> None:
    said = both_themes()
    first = next_best(make_study(said))
    gone = [one.unit.id for one in first]
    study = make_study(said, held_back=gone[:3])
    study = deciding(study, QuoteStep.REFUSE, "money", *gone[3:])
    assert not {one.unit.id for one in next_best(study)} & set(gone)


def test_hostile_answers_can_be_candidates() -> None:
    said = [Said(f"h{n}", text, "money") for n, text in enumerate(HOSTILE)]
    for one in next_best(make_study(said)):
        assert one.unit.text.strip()


# --- what the statement counts --------------------------------------------------------


def test_the_statement_counts_what_people_did_and_why() -> None:
    study = make_study(both_themes())
    quotes = row(quote_table(study, "challenge"), "money").quotes
    study = deciding(study, QuoteStep.REFUSE, "money", quotes[0].unit, quotes[1].unit)
    said = quote_table(study, "challenge").statement
    assert "2 answers were put aside: “says it better” (2)." in said
    study = deciding(study, QuoteStep.TAKE, "money", quotes[2].unit)
    assert "1 chosen by a person" in quote_table(study, "challenge").statement


# --- real answers ---------------------------------------------------------------------


@pytest.mark.shared
def test_the_range_of_real_themes_is_shown_better_than_by_chance() -> None:
    path = Path(__file__).parents[1] / "benchmarks" / "quotes.py"
    spec = importlib.util.spec_from_file_location("quotes_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    if not benchmark.SHARED.is_file():
        pytest.skip("the coded survey is not beside the checkout")
    found = benchmark.measured(range(200, 204), 600, 5)
    means = {way: np.mean(rows, axis=0) for way, rows in found.rows.items()}
    coverage, redundant, met, score = range(4)
    for other in ("random", "nearest centre", "surest coding"):
        assert means["hsbcode"][met] > means[other][met]
        assert means["hsbcode"][coverage] > means[other][coverage]
    assert means["hsbcode"][redundant] < 0.12
    assert means["hsbcode, spread"][score] < means["random"][score]
    listed, right, _wrong, codings = found.planted
    assert right > listed / 2
    assert listed < codings / 50
