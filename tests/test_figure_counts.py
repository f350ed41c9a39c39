"""Whole numbers behind percentages, against counting them all."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from hsbcode.numbers.rounding import half_up
from hsbcode.results.figure_checks.counts import (
    added,
    counts,
    counts_cut,
    counts_to_even,
)

BASES = st.integers(1, 400)
DIGITS = st.integers(0, 2)


def exact(count: int, base: int) -> Fraction:
    return Fraction(100 * count, base)


@given(st.integers(0, 110), BASES, DIGITS)
def test_counts_are_those_that_round_half_up(step: int, base: int, digits: int) -> None:
    value = Fraction(step, 10**digits)
    found = counts(value, base, digits)
    every = [k for k in range(base + 1) if half_up(exact(k, base), digits) == value]
    assert list(range(found.low, found.high + 1)) == every


@given(st.integers(0, 100), BASES)
def test_counts_to_even_and_cut_follow_their_rules(value: int, base: int) -> None:
    even = counts_to_even(Fraction(value), base)
    assert list(range(even.low, even.high + 1)) == [
        k for k in range(base + 1) if round(exact(k, base)) == value
    ]
    cut = counts_cut(Fraction(value), base)
    assert list(range(cut.low, cut.high + 1)) == [
        k for k in range(base + 1) if int(exact(k, base)) == value
    ]


@given(st.integers(0, 100), st.integers(1, 30), st.integers(2, 3))
def test_added_shares_are_found_where_there_are_any(
    value: int, base: int, shares: int
) -> None:
    every = any(
        sum(ks) <= base and sum(half_up(exact(k, base)) for k in ks) == value
        for ks in product(range(base + 1), repeat=shares)
    )
    found = added(Fraction(value), base, 0, shares)
    assert bool(found) is every
    if found:
        assert sum(found) <= base
        assert sum(half_up(exact(k, base)) for k in found) == value


def test_huge_bases_are_not_counted_one_by_one() -> None:
    found = counts(Fraction(50), 10**15)
    assert (found.low, found.high) == (495 * 10**12, 505 * 10**12 - 1)
