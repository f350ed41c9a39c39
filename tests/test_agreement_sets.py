"""Distances between sets, and chance disagreement worked through in blocks."""

import tracemalloc
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.agreement.set_distances import DISTANCES, expected_disagreement

CODES = "abcdef"
code_sets = st.frozensets(st.sampled_from(CODES))


def apart(name: str, one: frozenset[str], other: frozenset[str]) -> float:
    sizes = (float(len(one & other)), float(len(one)), float(len(other)))
    shared, first, second = (np.array([size]) for size in sizes)
    return float(DISTANCES[name](shared, first, second)[0])


@pytest.mark.parametrize(
    ("one", "other", "masi", "jaccard"),
    [
        ("", "", 0, 0),
        ("", "a", 1, 1),
        ("a", "a", 0, 0),
        ("a", "b", 1, 1),
        ("a", "ab", 1 - 1 / 2 * 2 / 3, 1 / 2),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3, 2 / 3),
        ("abc", "bcd", 1 - 2 / 4 * 1 / 3, 1 / 2),
        ("abc", "abcd", 1 - 3 / 4 * 2 / 3, 1 / 4),
    ],
)
def test_distances_by_hand(one: str, other: str, masi: float, jaccard: float) -> None:
    sets = frozenset(one), frozenset(other)
    assert apart("masi", *sets) == pytest.approx(masi, abs=1e-15)
    assert apart("jaccard", *sets) == pytest.approx(jaccard, abs=1e-15)
    assert apart("nominal", *sets) == (one != other)


@given(code_sets, code_sets)
def test_distances_are_symmetric_ordered_and_zero_only_for_equals(
    one: frozenset[str], other: frozenset[str]
) -> None:
    found = {name: apart(name, one, other) for name in DISTANCES}
    assert found == {name: apart(name, other, one) for name in DISTANCES}
    assert 0 <= found["jaccard"] <= found["masi"] <= found["nominal"] <= 1
    for distance in found.values():
        assert (distance == 0) == (one == other)


def table_of(sets: list[frozenset[str]]) -> npt.NDArray[np.bool_]:
    return np.array([[code in each for code in CODES] for each in sets], dtype=np.bool_)


@settings(deadline=None)
@given(
    st.lists(code_sets, min_size=1, max_size=9, unique=True),
    st.integers(1, 10),
    st.integers(0, 1000),
)
def test_blocks_sum_to_all_ordered_pairs(
    sets: list[frozenset[str]], rows: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 5, size=(len(sets), 3)).astype(np.float32)
    found = expected_disagreement(
        table_of(sets), counts, tuple(DISTANCES.values()), rows
    )
    for place, name in enumerate(DISTANCES):
        for draw in range(3):
            by_hand = sum(
                2 * counts[i, draw] * counts[j, draw] * apart(name, sets[i], sets[j])
                for i, j in combinations(range(len(sets)), 2)
            )
            assert found[place, draw] == pytest.approx(by_hand, rel=1e-6, abs=1e-9)


def test_sets_of_one_code_each_are_all_apart() -> None:
    counts = np.ones((40, 2), dtype=np.float32)
    members = np.eye(40, dtype=np.bool_)
    found = expected_disagreement(members, counts, tuple(DISTANCES.values()), rows=7)
    assert found.tolist() == [[40 * 39, 40 * 39]] * 3


def test_thousands_of_distinct_sets_are_summed_in_small_blocks() -> None:
    """Every two sets differ, so the nominal sum is known; the table is never held."""
    distinct = 7000
    counts = np.ones((distinct, 2), dtype=np.float32)
    members = (np.arange(distinct)[:, None] >> np.arange(13)) % 2 == 1
    tracemalloc.start()
    (nominal,) = expected_disagreement(members, counts, (DISTANCES["nominal"],))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert nominal.tolist() == [distinct * (distinct - 1)] * 2
    assert peak < 4 * distinct**2
