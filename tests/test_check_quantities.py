"""Quantities in sentences: what is found, how it is read, what is left alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.language.draft_sentences import sentence_spans
from hsbcode.language.number_words import fraction_of, number_of
from hsbcode.language.quantities import Bound, Quantity, QuantityKind, quantities
from hsbcode.language.survey_words import concepts, names_in
from tests.reporting_study import HOSTILE

PERCENT, FRACTION = QuantityKind.PERCENT, QuantityKind.FRACTION


def only(sentence: str) -> Quantity:
    (found,) = quantities(sentence)
    return found


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("36% feel anxious", 36),
        ("36 % feel anxious", 36),
        ("36 per cent feel anxious", 36),
        ("36 percent feel anxious", 36),
        ("Thirty-six per cent feel anxious", 36),
        ("nine per cent strongly agree", 9),
        ("The share is 36%.", 36),
        ("a hundred per cent agreed", 100),
    ],
)
def test_a_percentage_is_read_however_it_is_written(sentence: str, value: int) -> None:
    found = only(sentence)
    assert found.kind is PERCENT
    assert int(found.value) == value


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Two thirds feel confident", Fraction(200, 3)),
        ("three-quarters know how", 75),
        ("Half of them agree", 50),
        ("a third of managers", Fraction(100, 3)),
        ("one in five did not", 20),
        ("9 in 10 would come again", 90),
        ("nine out of ten", 90),
        ("Two fifths were asked", 40),
    ],
)
def test_fractions_in_words(sentence: str, share: Fraction | int) -> None:
    found = only(sentence)
    assert (found.kind, found.value) == (FRACTION, share)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("over half of them", Bound.OVER),
        ("more than 40% felt it", Bound.OVER),
        ("just over a third agreed", Bound.JUST_OVER),
        ("nearly 40% felt it", Bound.NEARLY),
        ("just under half felt it", Bound.NEARLY),
        ("fewer than 40% felt it", Bound.UNDER),
        ("at least 40% felt it", Bound.AT_LEAST),
        ("40% or more felt it", Bound.AT_LEAST),
        ("no more than 40% felt it", Bound.AT_MOST),
        ("some 40% felt it", Bound.ABOUT),
        ("40% felt it", Bound.EXACT),
    ],
)
def test_bounds(words: str, bound: Bound) -> None:
    assert only(words).bound is bound


@pytest.mark.parametrize(
    "sentence",
    [
        "36% (n = 395) feel anxious",
        "36% feel anxious (base: 395)",
        "36% of the 395 respondents feel anxious",
        "36 per cent of 395 people feel anxious",
    ],
)
def test_a_base_belongs_to_its_share(sentence: str) -> None:
    assert only(sentence).base == 395


def test_a_list_of_numbers_shares_its_per_cent() -> None:
    found = quantities("66, 42 and 28 per cent were sure")
    assert {one.kind for one in found} == {PERCENT}
    assert [int(one.value) for one in found] == [66, 42, 28]


def test_counts_of_people_and_counts_of_a_base() -> None:
    count, part = quantities("594 people took part; 231 of the 361 said yes")
    assert (count.kind, int(count.value)) == (QuantityKind.COUNT, 594)
    assert part.kind is QuantityKind.COUNT_OF
    assert (int(part.value), part.base) == (231, 361)


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2016 the rate was measured for 10 to 17 year olds.",
        "It costs £9.50 and has 64 pages; see page 12.",
        "Call 0800 123 456.",
        "A third party told us half a day later, in the second half of the year.",
        "Version 3.2 of chapter 4",
        "",
    ],
)
def test_years_money_pages_and_idioms_are_no_quantities(sentence: str) -> None:
    assert quantities(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    ["Reports rose by 80%.", "an 80% rise", "a 95 % confidence interval"],
)
def test_a_growth_or_an_interval_is_no_share_of_people(sentence: str) -> None:
    assert only(sentence).not_a_share


def test_words_of_quantity_need_people_or_what_people_do() -> None:
    assert only("Most practitioners agreed.").word == "most"
    assert only("A majority of respondents agreed.").word == "a majority"
    assert quantities("Most of the children are boys, and some rooms are cold.") == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(text: str) -> None:
    for one in quantities(text):
        assert 0 <= one.start < one.end <= len(text)
    concepts(text)
    sentence_spans(text)


@given(st.text(max_size=300))
def test_places_lie_inside_and_apart(text: str) -> None:
    end = 0
    for one in quantities(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.integers(0, 999_999))
def test_digits_are_numbers(value: int) -> None:
    assert number_of(f"{value:,}") == number_of(str(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three hundred and ninety-five", 395),
        ("a hundred", 100),
        ("two thousand and one", 2001),
        ("nineteen", 19),
        ("many", None),
    ],
)
def test_number_words(words: str, value: int | None) -> None:
    assert number_of(words) == value


def test_fraction_words() -> None:
    assert fraction_of("three quarters") == Fraction(3, 4)
    assert fraction_of("third") == Fraction(1, 3)
    assert fraction_of("four thirds") is None


def test_sentences_end_at_stops_and_not_at_abbreviations() -> None:
    text = "We asked 594. About 40% (e.g. nurses) agreed! “Was it?” See Fig. 3."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "We asked 594.",
        "About 40% (e.g. nurses) agreed!",
        "“Was it?”",
        "See Fig. 3.",
    ]


def test_words_that_mean_the_same_are_one_concept() -> None:
    assert names_in("They recognise the signs") & names_in("identifying")
    assert names_in("worrying") == names_in("worried")
    assert names_in("six or more") == names_in("more than five") == {"#6+"}
    assert names_in("one to five") == names_in("1 - 5") == {"#1-5"}
    assert not names_in("the of and which respondents said")
