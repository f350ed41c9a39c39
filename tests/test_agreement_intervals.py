"""Intervals: reweighting equals computing each resample anew."""

import numpy as np
import pytest

from hsbcode.agreement.draws import Draws, coefficient, draw
from hsbcode.agreement.report import measure
from hsbcode.domain.agreement import AgreementReport, Below, Coefficient, Interval
from hsbcode.numbers.resampling import bootstrap_weights
from tests.agreement_codings import CODES, Codings, random_codings


def coefficients(report: AgreementReport) -> list[Coefficient]:
    return [
        *(code.alpha for code in report.codes),
        *(pair.kappa for code in report.codes for pair in code.pairs),
        *(over_sets.alpha for over_sets in report.sets),
        *(pair.alpha for pair in report.matrix),
    ]


@pytest.mark.parametrize("units_each", [1, 3])
def test_intervals_are_quantiles_over_resamples_computed_anew(units_each: int) -> None:
    resamples, seed = 60, 5
    codings = random_codings(seed=1, units=30)
    codings = {unit: by for unit, by in codings.items() if len(by) > 1}
    owner = {unit: f"r{row // units_each}" for row, unit in enumerate(codings)}
    report = measure(
        codings, codes=CODES, respondents=owner, resamples=resamples, seed=seed
    )
    count = len(set(owner.values()))
    (*blocks,) = bootstrap_weights(np.arange(count), resamples, seed)
    anew = []
    for weights in np.concatenate(blocks):
        copies: Codings = {
            f"{unit}, copy {copy}": by
            for unit, by in codings.items()
            for copy in range(int(weights[int(owner[unit][1:])]))
        }
        drawn = measure(copies, codes=CODES, resamples=0)
        assert drawn.coders == report.coders
        anew.append([each.value for each in coefficients(drawn)])
    by_hand = np.array(anew, dtype=float).T
    assert by_hand.shape == (len(coefficients(report)), resamples)
    for found, values in zip(coefficients(report), by_hand, strict=True):
        defined = values[~np.isnan(values)]
        if found.value is None:
            assert not defined.size
        elif 2 * defined.size < resamples:
            assert found.interval is None
        else:
            expected = np.quantile(defined, (0.025, 0.975))
            assert found.interval == pytest.approx(tuple(expected), abs=1e-5)
    assert sum(each.interval is not None for each in coefficients(report)) > 25


def test_the_same_seed_gives_the_same_digits_and_another_seed_others() -> None:
    codings = random_codings(seed=2)
    first = measure(codings, codes=CODES, resamples=200, seed=3)
    again = measure(codings, codes=CODES, resamples=200, seed=3)
    other = measure(codings, codes=CODES, resamples=200, seed=4)
    assert first == again
    assert [each.value for each in coefficients(first)] == [
        each.value for each in coefficients(other)
    ]
    assert coefficients(first) != coefficients(other)


def test_intervals_hold_their_coefficient_and_narrow_with_more_units() -> None:
    widths = []
    for units in (50, 800):
        report = measure(
            random_codings(seed=4, units=units), codes=CODES, resamples=300
        )
        alpha = report.sets[0].alpha
        assert alpha.value is not None
        assert alpha.interval is not None
        assert alpha.interval.low < alpha.value < alpha.interval.high
        widths.append(alpha.interval.high - alpha.interval.low)
    assert widths[1] < widths[0] / 2.5


def test_answers_of_one_respondent_do_not_fake_precision() -> None:
    """Each answer five times over must not narrow the interval."""
    codings = random_codings(seed=6, units=40)
    fivefold = {f"{unit}/{box}": by for unit, by in codings.items() for box in range(5)}
    owner = {unit: unit.split("/")[0] for unit in fivefold}
    once = measure(codings, codes=CODES, resamples=400).codes[0].alpha.interval
    grouped = measure(fivefold, codes=CODES, respondents=owner, resamples=400)
    apart = measure(fivefold, codes=CODES, resamples=400)
    by_respondent = grouped.codes[0].alpha.interval
    by_unit = apart.codes[0].alpha.interval
    assert once is not None
    assert by_respondent is not None
    assert by_unit is not None
    assert by_respondent.high - by_respondent.low == pytest.approx(
        once.high - once.low, rel=0.1
    )
    assert by_unit.high - by_unit.low < 0.6 * (by_respondent.high - by_respondent.low)


def test_one_respondent_alone_gives_no_interval() -> None:
    codings = random_codings(seed=7)
    owner = dict.fromkeys(codings, "the only one")
    report = measure(codings, codes=CODES, respondents=owner, resamples=100)
    found = coefficients(report)
    assert all(each.value is not None for each in found)
    assert all(each.interval is None for each in found)


def test_a_kappa_undefined_in_most_resamples_has_no_interval() -> None:
    """A pair that shares two units: most resamples miss one, leaving no variation."""
    codings: Codings = {
        f"u{row}": {
            "ada": frozenset("a" * (row % 2)),
            "ben": frozenset("a" * (row % 3)),
        }
        for row in range(60)
    }
    codings["u0"] = {"ada": frozenset("a"), "cem": frozenset("a")}
    codings["u1"] = {"ada": frozenset(), "cem": frozenset()}
    (code,) = measure(codings, codes=["a"], resamples=500).codes
    kappas = {pair.coders: pair.kappa for pair in code.pairs}
    assert kappas["ada", "cem"] == Coefficient(1.0, None)
    assert kappas["ada", "ben"].interval is not None
    assert kappas["ben", "cem"].undefined == "nobody finished the same answer"


def test_undefined_resamples_are_left_out_unless_they_are_most() -> None:
    nan = np.nan
    half = np.array([0.5, 0.25, 0.25, nan, nan])
    assert coefficient(half, "why") == Coefficient(
        0.5, Interval(0.25, 0.25), below=Below(1.0, 1.0)
    )
    most = np.array([0.5, 0.25, nan, nan])
    assert coefficient(most, "why") == Coefficient(0.5, None)
    data = np.array([nan, 0.25, 0.25])
    assert coefficient(data, "why") == Coefficient(None, None, "why")
    assert coefficient(np.array([0.5]), "why") == Coefficient(0.5, None)


def test_draws_work_through_slices_of_units() -> None:
    units = 20_000
    draws = draw(np.arange(units) // 2, resamples=7, seed=0)
    columns = np.arange(units * 3, dtype=float).reshape(units, 3)
    weights = draws.weights[draws.respondents].astype(float)
    assert np.allclose(draws.totals(lambda part: columns[part], 3), columns.T @ weights)
    assert (weights[:, 0] == 1).all()
    assert (draws.weights.sum(axis=0) == units // 2).all()


def test_values_are_counted_by_draw_and_missing_ones_are_not() -> None:
    weights = np.array([[1, 0, 2], [1, 2, 0]], dtype=np.uint16)
    draws = Draws(weights, np.array([0, 1, 1]))
    given = np.array([[0, 1], [1, -1], [2, 2]], dtype=np.int32)
    counts = draws.value_counts(given, np.arange(3), 3)
    assert counts.tolist() == [[1, 0, 2], [2, 2, 2], [2, 4, 0]]
