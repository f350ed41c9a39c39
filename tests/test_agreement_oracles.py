"""Coefficients against other programs' on random codings (development only)."""

from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance, masi_distance
from sklearn.metrics import cohen_kappa_score

from hsbcode.agreement.coefficients import count_table, nominal_alpha
from hsbcode.agreement.report import measure
from tests.agreement_codings import (
    CODERS,
    CODES,
    Codings,
    codings_of_some,
    enough,
    random_codings,
)
from tests.test_agreement_reference import masi


def yes_no(codings: Codings, code: str, coders: tuple[str, ...]) -> list[list[Any]]:
    return [
        [
            None if coder not in by else float(code in by[coder])
            for by in codings.values()
        ]
        for coder in coders
    ]


@settings(deadline=None, max_examples=60)
@given(codings_of_some.filter(enough))
def test_alpha_per_code_equals_krippendorff(codings: Codings) -> None:
    report = measure(codings, codes=CODES, resamples=0)
    for code in report.codes:
        data = np.array(yes_no(codings, code.code, report.coders), dtype=float)
        if code.alpha.value is None:
            pairable = data[:, (~np.isnan(data)).sum(axis=0) > 1]
            assert len(np.unique(pairable[~np.isnan(pairable)])) < 2
        else:
            assert code.alpha.value == pytest.approx(
                krippendorff.alpha(data, level_of_measurement="nominal"), abs=1e-9
            )


def guarded(distance: Any) -> Any:
    """The library's distance, which cannot compare two empty sets."""
    return lambda one, other: 0.0 if one == other else distance(one, other)


@pytest.mark.parametrize("seed", range(8))
def test_alpha_over_sets_equals_nltk(seed: int) -> None:
    codings = random_codings(seed)
    report = measure(codings, codes=CODES, resamples=0)
    shared = {unit: by for unit, by in codings.items() if len(by) > 1}
    triples = [
        (coder, unit, codes)
        for unit, by in shared.items()
        for coder, codes in by.items()
    ]
    by_name = {each.distance: each for each in report.sets}
    # The library's MASI weighs by .67 and .33 instead of 2/3 and 1/3.
    for name, distance, tolerance in (
        ("masi", masi, 1e-9),
        ("masi", guarded(masi_distance), 5e-3),
        ("jaccard", guarded(jaccard_distance), 1e-9),
        ("nominal", lambda one, other: float(one != other), 1e-9),
    ):
        oracle = AnnotationTask(triples, distance).alpha()
        assert by_name[name].units == len(shared)
        assert by_name[name].alpha.value == pytest.approx(oracle, abs=tolerance)


@pytest.mark.parametrize("seed", range(3))
def test_the_coder_matrix_equals_two_coders_alone(seed: int) -> None:
    codings = random_codings(seed)
    report = measure(codings, codes=CODES, resamples=0)
    assert [pair.coders for pair in report.matrix] == list(combinations(CODERS, 2))
    for pair in report.matrix:
        alone = {
            unit: {coder: by[coder] for coder in pair.coders if coder in by}
            for unit, by in codings.items()
        }
        of_two = measure(alone, codes=CODES, resamples=0)
        assert pair.units == of_two.shared
        assert pair.alpha.value == pytest.approx(of_two.sets[0].alpha.value, abs=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_kappa_of_pairs_equals_scikit_learn(seed: int) -> None:
    codings = random_codings(seed)
    for code in measure(codings, codes=CODES, resamples=0).codes:
        for pair in code.pairs:
            first, second = pair.coders
            both = [
                (code.code in by[first], code.code in by[second])
                for by in codings.values()
                if first in by and second in by
            ]
            assert pair.units == len(both)
            assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (
                both.count((True, True)),
                both.count((True, False)),
                both.count((False, True)),
                both.count((False, False)),
            )
            assert pair.percent == pytest.approx(
                sum(one == other for one, other in both) / len(both)
            )
            assert pair.kappa.value == pytest.approx(
                cohen_kappa_score(*zip(*both, strict=True)), abs=1e-12
            )


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(st.sampled_from((None, "x", "y", "z")), min_size=6, max_size=6),
        min_size=2,
        max_size=4,
    )
)
def test_nominal_alpha_of_any_values_equals_krippendorff(
    rows: list[list[str | None]],
) -> None:
    values, counts = count_table(rows)
    found = nominal_alpha(counts)
    if found.value is None:
        kept = counts[counts.sum(axis=1) > 1]
        assert np.count_nonzero(kept.sum(axis=0)) < 2
    else:
        assert found.value == pytest.approx(
            krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"),
            abs=1e-9,
        )
    assert set(values) == {value for row in rows for value in row} - {None}
