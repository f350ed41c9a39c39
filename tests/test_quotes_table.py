"""The themed quote table: who may be quoted, how often, and how named."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.counting import Standing
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.quotes import Attributions, check_verbatim, quote_table
from hsbcode.quotes.closed_results import closed_result
from tests.reporting_study import HOSTILE, Said, make_study

DENIAL = "parents say that nothing happened and will not hear another word about it"
FUNDS = "there is no money for a worker who could see the child every single week"
ODD = "the minibus has a broken seat belt and so nobody can be driven to the group"


WHERE = (
    "at the first meeting in school",
    "when the police came round",
    "even after the review last spring",
    "in front of the social worker",
    "because of the shame in the family",
    "and ask us to leave the house",
)


def said_by_many() -> list[Said]:
    said = [
        Said(f"p{n}", f"{DENIAL} {WHERE[n % 6]} {WHERE[n // 6]}", "trust_parent")
        for n in range(12)
    ]
    said += [Said(f"m{n}", f"{FUNDS} {WHERE[n % 6]}, {n}", "money") for n in range(8)]
    said.append(Said("odd", ODD, "trust_parent"))
    return said


def table_of(study: Study, k: int = 2, seed: int = 0) -> QuoteTable:
    return quote_table(study, "challenge", k=k, seed=seed)


def test_a_row_has_count_quotes_and_one_that_is_unlike() -> None:
    table = table_of(make_study(said_by_many()))
    assert [theme.code for theme in table.themes] == ["trust", "trust_parent", "money"]
    trust = table.themes[1]
    assert (trust.count, trust.base, trust.asked) == (13, 21, 21)
    assert [quote.divergent for quote in trust.quotes] == [False, False, True]
    assert table.themes[2].meaning == "Too little of it."
    assert trust.quotes[0].reason.startswith("nearest to ")
    assert "unlike the others" in trust.quotes[2].reason
    found = [quote.text for theme in table.themes for quote in theme.quotes]
    assert ODD in found
    odd = [q for t in table.themes for q in t.quotes if q.text == ODD]
    assert all(quote.divergent for quote in odd)


def test_references_run_on_in_printed_order() -> None:
    table = table_of(make_study(said_by_many()))
    found = [quote.reference for theme in table.themes for quote in theme.quotes]
    assert found == [f"Q{n}" for n in range(1, len(found) + 1)]
    later = quote_table(make_study(said_by_many()), "challenge", first_reference=10)
    assert later.themes[0].quotes[0].reference == "Q10"


def test_nobody_is_quoted_twice() -> None:
    table = table_of(make_study(said_by_many()))
    people = [quote.respondent for theme in table.themes for quote in theme.quotes]
    assert len(people) == len(set(people))
    elsewhere = quote_table(make_study(said_by_many()), "challenge", quoted=people)
    again = {quote.respondent for t in elsewhere.themes for quote in t.quotes}
    assert not again & set(people)


def test_somebody_is_quoted_again_rather_than_leave_a_theme_bare() -> None:
    study = make_study([Said("p1", f"{FUNDS} {DENIAL}", "money;trust_child")])
    table = table_of(study)
    assert all(len(theme.quotes) == 1 for theme in table.themes)
    assert "only 1 of 2 typical quotes" in table.themes[0].note


def test_only_coding_that_counts_is_quoted_and_held_back_never() -> None:
    said = [
        Said("a", "settled answer", "money", standing=Standing.SETTLED),
        Said("b", "provisional answer", "money", standing=Standing.LEAD),
        Said("c", "disputed answer", "money", standing=Standing.UNSETTLED),
        Said("d", "unfinished answer", None),
        Said("e", "held answer", "money"),
        Said("f", "empty in truth", "money;empty"),
        Said("g", "   ", "money"),
    ]
    table = table_of(make_study(said, held_back=["e-challenge-1"]), k=9)
    money = table.themes[0]
    assert {q.text for q in money.quotes} == {"settled answer", "provisional answer"}
    assert money.count == 4
    assert money.pool == 2
    assert "2 answers are held back or blank" in money.note
    assert (table.uncoded, table.unsettled, table.provisional) == (1, 1, 1)
    assert "; 1 more were held back" in table.statement


def test_the_statement_says_how_it_was_done() -> None:
    table = table_of(make_study(said_by_many()), seed=42)
    for words in ("21 coded answers", "facility location", "seed 42", "2000", "[…]"):
        assert words in table.statement
    assert "Nobody says it" in table.statement


def test_the_same_seed_gives_the_same_table() -> None:
    study = make_study(said_by_many())
    assert table_of(study, seed=1) == table_of(study, seed=1)
    backwards = replace(
        study, units={"challenge": study.units["challenge"][::-1], "tools": ()}
    )
    assert table_of(backwards) == table_of(study)


def test_rows_that_were_asked_for_come_in_that_order() -> None:
    study = make_study(said_by_many())
    table = quote_table(study, "challenge", codes=["money", "spare", "trust_child"])
    assert [theme.code for theme in table.themes] == ["money", "spare", "trust_child"]
    assert table.themes[1].note == "no answer may be quoted"
    with pytest.raises(UsageConflict, match="not offered"):
        quote_table(study, "challenge", codes=["tools_only"])
    with pytest.raises(CodebookError):
        quote_table(study, "challenge", codes=["mony"])
    with pytest.raises(UsageConflict, match="no question"):
        quote_table(study, "challenges")


def test_a_closed_result_stands_beside_its_theme() -> None:
    people = [f"p{n}" for n in range(12)]
    answers = {
        person: [("Agree", "Strongly agree", "Disagree")[n % 3]]
        for n, person in enumerate(people)
    }
    study = make_study(
        said_by_many(),
        closed={"confident": answers, "few": {"p1": ["Red"], "p2": ["Blue"]}},
        options={
            "confident": ("Strongly agree", "Agree", "Disagree"),
            "few": ("Blue", "Red"),
        },
    )
    table = quote_table(study, "challenge", closed_beside={"money": "confident"})
    assert table.themes[0].closed_result == ""
    assert table.themes[2].closed_result == "Confident: agree 67 % (base: n = 12)"
    assert closed_result(study, "few") == "Few: Blue 1 of 2 (base: n = 2)"


def agencies() -> dict[str, dict[str, list[str]]]:
    role = {f"p{n}": ["Practitioner"] for n in range(25)}
    role |= {f"x{n}": ["Manager"] for n in range(9)}
    agency = {f"p{n}": ["Police" if n < 10 else "Health"] for n in range(19)}
    agency |= {f"x{n}": ["Police"] for n in range(9)}
    return {"role": role, "agency": agency}


def test_an_attribution_is_shared_by_ten_or_says_less() -> None:
    people = [*(f"p{n}" for n in range(25)), *(f"x{n}" for n in range(9)), "none"]
    study = make_study([], people=people, closed=agencies())
    named = Attributions(study, ("role", "agency"))
    assert named.of("p0") == "Practitioner, Police"
    assert named.of("p12") == "Practitioner"  # nine people in health
    assert named.of("p22") == "Practitioner"  # no agency given
    assert named.of("x0") == "Respondent"  # nine managers
    assert named.of("none") == "Respondent"
    assert "at least 10 people" in named.statement()
    assert Attributions(study, ()).of("p0") == "Respondent"
    with pytest.raises(UsageConflict):
        Attributions(study, ("rolle",))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", ""]),
            st.sampled_from(["x", "y", "z", ""]),
        ),
        max_size=60,
    )
)
def test_no_attribution_is_shared_by_fewer_than_ten(
    people: list[tuple[str, str]],
) -> None:
    closed = {
        "role": {f"p{n}": [role] for n, (role, _) in enumerate(people) if role},
        "agency": {f"p{n}": [agency] for n, (_, agency) in enumerate(people) if agency},
    }
    study = make_study([], people=[f"p{n}" for n in range(len(people))], closed=closed)
    named = Attributions(study, ("role", "agency"))
    full = Counter(
        ", ".join(pair) if pair[1] else pair[0] for pair in people if pair[0]
    )
    roles = Counter(role for role, _ in people)
    for n in range(len(people)):
        shown = named.of(f"p{n}")
        if shown != "Respondent":
            assert (full if ", " in shown else roles)[shown] >= 10


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 15),
            st.integers(1, 3),
            st.sampled_from(HOSTILE) | st.text(max_size=60),
            st.sampled_from(["money", "trust_child;money", "empty", "", None]),
            st.booleans(),
        ),
        max_size=25,
        unique_by=lambda box: box[:2],
    )
)
def test_every_quote_is_verbatim_and_may_be_quoted(
    boxes: list[tuple[int, int, str, str | None, bool]],
) -> None:
    said = [Said(f"p{p}", text, codes, box) for p, box, text, codes, _ in boxes]
    held = [f"p{p}-challenge-{box}" for p, box, _, _, back in boxes if back]
    study = make_study(said, held_back=held)
    stored = {unit.id: unit for unit in study.units["challenge"]}
    for theme in table_of(study).themes:
        for quote in theme.quotes:
            check_verbatim(quote.text, stored[quote.unit].text, quote.unit)
            assert quote.unit not in study.held_back
            verdict = study.verdicts[quote.unit]
            assert "empty" not in verdict.codes
            assert theme.code in study.codebook.implied(verdict.codes)
        quoted = [quote.respondent for quote in theme.quotes]
        assert len(quoted) == len(set(quoted))


def test_a_closed_result_without_answers_says_so() -> None:
    study = make_study([], closed={"role": {}}, options={"role": ("A", "B")})
    assert closed_result(study, "role") == "Role: no answers (base: n = 0)"
