"""Printed cells taken apart: the number of the page, and nothing made up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.report.printed_numbers import Number, taken_apart


def apart(*cells: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    heads, rows = taken_apart("Share", cells)
    said = [tuple(v if isinstance(v, str) else v.text for v in row) for row in rows]
    return heads, said


@pytest.mark.parametrize(
    ("cell", "heads", "values"),
    [
        ("34", ("Share",), ("34",)),
        ("43 %", ("Share (%)",), ("43",)),
        ("43 % (34)", ("Share (%)", "Share (n)"), ("43", "34")),
        ("34 (43 %)", ("Share (n)", "Share (%)"), ("34", "43")),
        ("43 % (n = 79)", ("Share (%)", "Share (base)"), ("43", "79")),
        ("49 % (base: n = 395)", ("Share (%)", "Share (base)"), ("49", "395")),
        ("9 % of 594 asked", ("Share (%)", "Share (asked)"), ("9", "594")),
        ("0.54 to 0.69", ("Share (from)", "Share (to)"), ("0.54", "0.69")),
        ("+16.9", ("Share",), ("+16.9",)),
        ("−1.4", ("Share",), ("-1.4",)),
        ("52 % [u] (n = 29)", ("Share (%)", "Share (base)"), ("52 [u]", "29")),
    ],
)
def test_each_printed_form(
    cell: str, heads: tuple[str, ...], values: tuple[str, ...]
) -> None:
    assert apart(cell) == (heads, [values])


def test_hidden_and_missing_numbers_stay_so_in_every_column() -> None:
    heads, rows = apart("43 % (34)", "[c]", "–", "", "7 [low]")
    assert heads == ("Share (%)", "Share (n)")
    assert rows == [
        ("43", "34"),
        ("[c]", "[c]"),
        ("[z]", "[z]"),
        ("[z]", "[z]"),
        ("[low]", "7"),
    ]


def test_shorthand_before_a_number_stands_for_another_one() -> None:
    heads, rows = apart("9 % of 594 asked", "[c] of 594 asked", "– of 0 asked")
    assert heads == ("Share (%)", "Share (asked)")
    assert rows == [("9", "594"), ("[c]", "594"), ("[z]", "0")]


def test_a_difference_stands_under_the_percentages() -> None:
    heads, rows = apart("70 % (n = 238)", "+16.9")
    assert heads == ("Share (%)", "Share (base)")
    assert rows == [("70", "238"), ("+16.9", "[z]")]
    assert apart("+1.4", "−2.0", "0.0")[0] == ("Share",)


def test_a_count_never_stands_under_percentages() -> None:
    cells = ("70 % (n = 238)", "3 [low]")
    assert apart(*cells) == (("Share",), [(cell,) for cell in cells])


def test_words_among_numbers_stay_in_their_row() -> None:
    assert apart("12 %", "not offered")[1] == [("12",), ("not offered",)]


def test_forms_that_do_not_go_together_stay_as_printed() -> None:
    cells = ("43 % (34)", "0.1 to 0.2")
    assert apart(*cells) == (("Share",), [(cell,) for cell in cells])


@given(st.text(max_size=30))
def test_whatever_is_no_printed_number_stays_the_same_words(text: str) -> None:
    heads, ((first, *_),) = taken_apart("x", [text])
    if isinstance(first, Number):
        assert str(abs(first.value)) in text.translate(str.maketrans("", "", "+"))
        assert len(heads) <= 3
    else:
        assert first in (text, " ".join(text.split()), "[z]")


def test_a_number_keeps_its_places() -> None:
    _, ((value,),) = taken_apart("x", ["0.50"])
    assert value == Number(Decimal("0.50"))
    assert isinstance(value, Number)
    assert value.places == 2
