"""Options that count something stand in the order of their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.option_order import in_order


@pytest.mark.parametrize(
    ("seen", "ordered"),
    [
        (["5", "3", "10", "1"], ["1", "3", "5", "10"]),
        (["65+", "25-34", "Under 18", "18-24"], ["Under 18", "18-24", "25-34", "65+"]),
        (["4", "Don't know", "2", "1"], ["1", "2", "4", "Don't know"]),
        (["5 - Agree", "1 - Disagree"], ["1 - Disagree", "5 - Agree"]),
        (["1,000 to 2,000", "50 to 999"], ["50 to 999", "1,000 to 2,000"]),
        (["More than 10", "0", "1 to 10"], ["0", "1 to 10", "More than 10"]),
        (["-1", "72,5", "-2"], ["-2", "-1", "72,5"]),
        (["Often", "Never", "3"], ["Often", "Never", "3"]),
        (["7"], ["7"]),
    ],
)
def test_order(seen: list[str], ordered: list[str]) -> None:
    assert list(in_order(seen)) == ordered


@given(st.lists(st.text()))
def test_no_option_is_lost(seen: list[str]) -> None:
    assert sorted(in_order(seen)) == sorted(set(seen))
