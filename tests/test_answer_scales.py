"""Scales are known by their labels, whatever their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.answer_scales import answer_scale

AGREE = (
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
    "Unsure",
)


@given(st.permutations(AGREE))
def test_the_order_of_the_labels_does_not_matter(labels: list[str]) -> None:
    scale = answer_scale(labels)
    assert scale is not None
    assert scale.less == ("Strongly disagree", "Disagree")
    assert scale.more == ("Agree", "Strongly agree")
    assert set(scale.apart) == {"Neither agree nor disagree", "Unsure"}
    assert (scale.more_word, scale.less_word) == ("agree", "disagree")
    assert set(scale.labels) == set(AGREE)


@pytest.mark.parametrize(
    ("labels", "less", "more", "apart"),
    [
        (
            "Very satisfied|Fairly satisfied|Not very satisfied|Not at all satisfied",
            "Not at all satisfied|Not very satisfied",
            "Fairly satisfied|Very satisfied",
            "",
        ),
        (
            "Large increase|Some increase|No change|Some decrease|Large decrease"
            "|Not applicable - I work alone",
            "Large decrease|Some decrease",
            "Some increase|Large increase",
            "No change|Not applicable - I work alone",
        ),
        ("None|A few|Some|A lot|Most", "", "Most|A lot|Some|A few|None", ""),
        (
            "Not at all|Not a lot|Somewhat|A little|A lot|Don’t know",
            "",
            "A lot|Somewhat|A little|Not a lot|Not at all",
            "Don’t know",
        ),
        ("TEND TO AGREE|agree|Disagree", "Disagree", "TEND TO AGREE|agree", ""),
    ],
)
def test_scales_with_two_ends_and_with_one(
    labels: str, less: str, more: str, apart: str
) -> None:
    scale = answer_scale(labels.split("|"))
    assert scale is not None
    assert "|".join(scale.less) == less
    assert "|".join(scale.more) == more
    assert "|".join(scale.apart) == apart
    assert scale.has_two_ends is bool(less)


@pytest.mark.parametrize(
    "labels",
    [
        (),
        ("Agree",),
        ("Yes", "No", "Unsure"),
        ("1 - 5", "6 - 10"),
        ("Agree", "Satisfied"),
        ("Agree", "agree ", "Disagree"),
        ("Agree", "Disagree", "I agree with what my manager said"),
        ("Unsure", "Other"),
        ("", "   "),
    ],
)
def test_other_questions_have_no_scale(labels: tuple[str, ...]) -> None:
    assert answer_scale(labels) is None


@given(st.lists(st.text(), max_size=6))
def test_any_labels_are_read(labels: list[str]) -> None:
    scale = answer_scale(labels)
    assert scale is None or sorted(scale.labels) == sorted(labels)
