"""What is plainly a list, and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.acts import Span
from hsbcode.domain.list_rules import propose
from hsbcode.domain.splitting import (
    Cut,
    Stretch,
    cut_before,
    cuts_around,
    cuts_between,
    stretches_between,
)


def parts(text: str, language: str = "en") -> list[str]:
    found = propose(text, language)
    return [] if found is None else [text[a:b] for a, b in found.parts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "1. Denial from the young person 2. Denial from mum and dad 3. No hours",
            ["Denial from the young person", "Denial from mum and dad", "No hours"],
        ),
        ("1.Denial 2.Mum", ["Denial", "Mum"]),
        ("1) no time; 2) money, and 3) staff", ["no time", "money", "staff"]),
        ("(1) time (2) money", ["time", "money"]),
        ("1 - time 2 - money", ["time", "money"]),
        ("1: time 2: money", ["time", "money"]),
        ("1. - time\n2. - money", ["time", "money"]),
        ("1、时间 2、家长", ["时间", "家长"]),
        ("1. aged 10.5, 2 boys 2. A&E at 24/7", ["aged 10.5, 2 boys", "A&E at 24/7"]),
        ("1. we need 2. or 3. of them\n2. mum", ["we need 2. or 3. of them", "mum"]),
        ("1. denial 2. mum 3.", ["denial", "mum"]),
        ("a) no time b) no money", ["no time", "no money"]),
        ("(a) time (b) money; and (c) staff", ["time", "money", "staff"]),
        ("A. time\nB. money", ["time", "money"]),
        ("i) one ii) two iii) three", ["one", "two", "three"]),
        ("- no training\n- no one to ask", ["no training", "no one to ask"]),
        ("-time\n-money", ["time", "money"]),
        ("* time\n  and again\n* money", ["time\n  and again", "money"]),
        ("- mum - kids 1 - 5 - school", ["mum", "kids 1 - 5", "school"]),
        ("• a thing • b thing", ["a thing", "b thing"]),
        ("waiting • money • staff", ["waiting", "money", "staff"]),
        ("Denial\nLack of time\nparents", ["Denial", "Lack of time", "parents"]),
        ("First, time. Second, cost.", ["First, time.", "Second, cost."]),
        (
            "Firstly I think time. Secondly money. Finally staff",
            ["Firstly I think time.", "Secondly money.", "Finally staff"],
        ),
        # what comes before the first mark
        ("Mine are: 1. denial 2. mum", ["Mine are: 1. denial", "mum"]),
        ("It is about time. 1. denial 2. mum", ["It is about time.", "denial", "mum"]),
    ],
)  # fmt: skip
def test_row_24_lists_become_parts(text: str, wanted: list[str]) -> None:
    assert parts(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "aged 10.5, 2 boys",
        "We have 2 boys, aged 1. and 2. respectively",
        "12.3.2016 and 13.3.2016",
        "between 1. March and 2. April we met",
        "on 1. 2. 2016",
        "A&E",
        "1 - 5 children, 2 - 3 boys",
        "24/7, N.H.S., e.g. this, i.e. that",
        "A. Smith and B. Jones",
        "We work at tier 1. Others at tier 2. CAMHS at tier 3.",
        "Year 1. was fine. Year 2. was not. Year 3. was.",
        "1. My caseload went from 1 to 2. It is hard.",
        "I would give it a 1. My colleague a 2. Awful.",
        "Ratio 1:1 or 2:1, open 9.30 - 5, costs £1. 2. more",
        "First aid came. Second opinion. Third party.",
        "- he said",
        "1. 2. 3.",
        "1. denial 2. 3.",
        "Lack of A&E beds - no hours - always on call",
        "This is one long line of prose that goes on without an end\nand goes on here.",
        "We wait. They wait.\nThe parents do not know what to do.\nNobody asks us.",
        "",
        "\x1b[31m1.\x1b[0m",
        "2. second 3. third",
    ],
)
def test_row_24_what_only_looks_like_a_list_stays_whole(text: str) -> None:
    assert parts(text) == []


def test_words_of_one_language_are_not_looked_for_in_another() -> None:
    text = "First, the wait. Second, the cost."
    assert parts(text, "de") == []
    assert parts("1. Zeit 2. Geld", "de") == ["Zeit", "Geld"]


@pytest.mark.parametrize(
    "text",
    ["1. " * 7000, "- a " * 5000, "ab\n" * 9000, " " * 20000 + "x", "1. a" * 9000],
)
def test_long_hostile_answers_are_looked_through(text: str) -> None:
    assert parts(text) == []


PIECES = st.sampled_from(
    ["1. ", "2. ", "3) ", "a) ", "b) ", "- ", "• ", "\n", "First, ", "Second, ", ". ",
     "word ", "10.5 ", "🙂", "e\u0301 ", "时间", "\t", "and ", ", "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_but_marks_and_blanks_is_left_out(text: str) -> None:
    found = propose(text)
    if found is None:
        return
    assert stretches_between(found.cuts) == found.parts
    texts = [text[a:b] for a, b in found.parts]
    assert len(texts) > 1
    assert all(any(char.isalpha() for char in each) for each in texts)
    left = "".join(text[cut.start : cut.end] for cut in found.cuts)
    letters = [char for char in left if char.isalpha()]
    # the letters of a) and b), and an "and" before a mark
    assert set(letters) <= set("aband")


CUTS = st.lists(
    st.builds(
        lambda start, size: Cut(start, None if size > 4 else start + size),
        st.integers(0, 30),
        st.integers(0, 5),
    ),
    max_size=6,
)


@given(CUTS)
def test_parts_lie_between_cuts_and_say_where_those_are(cuts: list[Cut]) -> None:
    found = stretches_between(cuts)
    assert found == stretches_between(reversed(cuts))
    assert len(found) != 1
    for one, other in pairwise(found):
        assert one.end is not None
        assert one.start < one.end <= other.start
    if found:
        assert stretches_between(cuts_between(found)) == found


def test_a_cut_by_hand_takes_the_blanks_with_it() -> None:
    text = "no time \n no money"
    assert cut_before(text, 10) == cut_before(text, 8) == Cut(7, 10)
    assert cut_before(text, 5) == Cut(5, 5)
    assert cut_before("时间家长", 2) == Cut(2, 2)
    assert cut_before(text, 0) is None
    assert cut_before(text, 99) is None
    assert cut_before("time   ", 5) is None


def test_what_is_one_character_to_a_person_is_not_cut() -> None:
    family = "a 👨\u200d👩 b"
    assert cut_before(family, 3) is None
    assert cut_before(family, 4) is None
    assert cut_before("cafe\u0301 x", 4) is None


def test_marked_words_are_cut_out_on_both_sides() -> None:
    text = "denial mum hours"
    assert cuts_around(text, Span(7, 10)) == (Cut(6, 7), Cut(10, 11))
    assert cuts_around(text, Span(0, 6)) == (Cut(6, 7),)
    assert cuts_around(text, Span(0, 16)) == ()
    assert stretches_between(cuts_around(text, Span(7, 10))) == (
        Stretch(0, 6),
        Stretch(7, 10),
        Stretch(11, None),
    )
