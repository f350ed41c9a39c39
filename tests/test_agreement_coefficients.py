"""The general functions where there is nothing to measure, and their shapes."""

import numpy as np
import pytest

from hsbcode.agreement.coefficients import (
    alpha,
    cohen_kappa,
    count_table,
    nominal_alpha,
    pair_table,
    percent_agreement,
)
from hsbcode.domain.agreement import Coefficient

NOTHING = Coefficient(None, None, "nobody finished the same answer")
CONSTANT = Coefficient(None, None, "no variation")


def test_missing_values_add_nothing_to_the_counts() -> None:
    values, counts = count_table([["x", None, "y"], ["y", None, "y"]])
    assert values == ("x", "y")
    assert counts.tolist() == [[1, 1], [0, 0], [0, 2]]


def test_only_units_both_coded_are_crossed() -> None:
    table = pair_table(["x", "y", None, "x"], ["y", "y", "y", None])
    assert table.tolist() == [[0, 1], [0, 1]]
    with pytest.raises(ValueError, match="argument 2"):
        pair_table(["x"], ["x", "y"])


@pytest.mark.parametrize("rows", [[], [[], []], [["x", None], [None, "x"]]])
def test_nothing_shared(rows: list[list[str | None]]) -> None:
    _, counts = count_table(rows)
    assert nominal_alpha(counts) == NOTHING
    assert alpha(counts, np.zeros((counts.shape[1],) * 2)) == NOTHING
    assert percent_agreement(counts) is None
    assert cohen_kappa(pair_table(*(rows or ([], [])))) == NOTHING


def test_no_variation() -> None:
    rows: list[list[str | None]] = [["x", "x", "y"], ["x", "x", None]]
    _, counts = count_table(rows)
    assert nominal_alpha(counts) == CONSTANT
    assert alpha(counts, 1 - np.eye(2)) == CONSTANT
    assert percent_agreement(counts) == 1
    assert cohen_kappa(pair_table(*rows)) == CONSTANT


def test_distances_must_fit_the_values() -> None:
    _, counts = count_table([["x", "y"], ["y", "y"]])
    with pytest.raises(ValueError, match="2 values"):
        alpha(counts, np.zeros((3, 3)))


def test_the_nominal_shortcut_equals_the_table_of_distances() -> None:
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 3, size=(40, 5))
    assert nominal_alpha(counts).value == pytest.approx(
        alpha(counts, 1 - np.eye(5)).value, abs=1e-12
    )
