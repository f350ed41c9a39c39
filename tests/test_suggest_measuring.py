"""Figures of a ranking: against scikit-learn, by hand, and their intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from hsbcode.domain.agreement import Interval
from hsbcode.numbers.shares import wilson
from hsbcode.suggest.measuring import (
    average_precisions,
    calibration,
    interval,
    share_interval,
    shares,
    value,
    weights_of,
)
from hsbcode.suggest.verdicts import verdict_of

ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.booleans(), st.integers(0, 3)),
    min_size=2,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_average_precision_is_that_of_scikit_learn_also_when_weighted(
    rows: list[tuple[int, bool, int]],
) -> None:
    scores = np.array([row[0] / 6 for row in rows])
    truth = np.array([row[1] for row in rows])
    weights = np.array([[1, row[2]] for row in rows], dtype=np.float32)
    if not truth.any():
        assert np.isnan(average_precisions(scores, truth, weights)).all()
        return
    plain, weighted = average_precisions(scores, truth, weights)
    assert plain == pytest.approx(average_precision_score(truth, scores))
    if weights[truth, 1].sum():
        by_weight = average_precision_score(truth, scores, sample_weight=weights[:, 1])
        assert weighted == pytest.approx(by_weight, abs=1e-6)
    else:
        assert np.isnan(weighted)


def test_guessing_reaches_the_base_rate() -> None:
    truth = np.arange(40) % 4 == 0
    alike = average_precisions(np.zeros(40), truth, np.ones((40, 1), np.float32))
    assert alike[0] == pytest.approx(0.25)


def test_respondents_are_resampled_whole() -> None:
    groups = np.array([7, 7, 3, 3, 3, 9], dtype=np.int64)
    weights = weights_of(groups, 200, seed=1)
    assert weights.shape == (6, 201)
    assert (weights[:, 0] == 1).all()
    assert (weights[0] == weights[1]).all()
    assert (weights[2] == weights[4]).all()
    drawn = weights[0] + weights[2] + weights[5]
    assert (drawn == 3).all()
    assert (weights_of(groups, 200, seed=1) == weights).all()
    assert weights_of(np.zeros(4, np.int64), 200, seed=1).shape == (4, 1)


def test_intervals_are_percentiles_and_absent_where_nothing_can_be_said() -> None:
    draws = np.concatenate([[0.5], np.linspace(0, 1, 1001)])
    found = interval(draws)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.025, 0.975))
    assert interval(np.array([0.5])) is None
    assert interval(np.array([np.nan, 0.1, 0.2])) is None
    assert interval(np.array([0.5, np.nan, np.nan, 0.2])) is None
    assert value(np.array([np.nan, 1.0])) is None


def test_calibration_error_by_hand() -> None:
    scores = np.array([0.25, 0.25, 0.95, 1.0])
    right = np.array([True, False, True, False])
    bins, error = calibration(scores, right)
    assert bins == [(2, 2, 1), (9, 2, 1)]
    assert error == pytest.approx((abs(0.5 - 1) + abs(1.95 - 1)) / 4)
    assert np.isnan(calibration(np.array([]), np.array([], dtype=bool))[1])


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ((9, 9, 9, 1.0, 0.1, Interval(0.9, 1.0), None), "not enough to say"),
        ((50, 4, 40, 1.0, 0.1, Interval(0.9, 1.0), None), "not enough to say"),
        ((12, 12, 9, 0.6, 0.1, Interval(0.2, 0.8), None), "not enough to say"),
        ((50, 50, 4, 1.0, 0.1, Interval(0.4, 0.5), None), "not enough to say"),
        ((50, 50, 40, 0.9, 0.4, Interval(0.4, 0.5), None), "weak"),
        ((50, 50, 40, 0.9, 0.1, Interval(0.4, 0.5), Interval(-0.3, -0.1)), "weak"),
        ((50, 50, 0, None, 0.1, Interval(0.4, 0.5), None), "weak"),
        ((50, 50, 40, 0.49, 0.1, Interval(0.4, 0.5), None), "weak"),
        ((50, 50, 40, 0.5, 0.1, Interval(0.4, 0.5), Interval(-0.1, 0.1)), "useful"),
        ((50, 50, 40, 0.5, 0.1, Interval(0.4, 0.5), Interval(0.1, 0.2)), "useful"),
    ],
)
def test_the_verdict_follows_the_rule_that_is_written_down(
    given_: tuple[int, int, int, float | None, float, Interval, Interval | None],
    said: str,
) -> None:
    verdict, reason = verdict_of(*given_)
    assert verdict == said
    assert reason or verdict == "useful"


# --- honest at the edges -----------------------------------------------------------


def test_the_score_interval_is_the_published_one() -> None:
    # Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for share, count, low, high in (
        (81 / 263, 263, 0.2553, 0.3662),
        (15 / 148, 148, 0.0624, 0.1605),
        (0.0, 20, 0.0, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
    ):
        assert wilson(share, count) == pytest.approx((low, high), abs=1e-4)
    assert wilson(1.0, 6) == pytest.approx((0.6097, 1.0), abs=1e-4)
    assert wilson(0.5, 0) == (0.0, 1.0)


def test_six_of_six_are_not_a_hundred_to_a_hundred() -> None:
    weights = weights_of(np.arange(6), 500, seed=0)
    right = np.ones(6)
    draws = shares(right @ weights, weights.sum(axis=0).astype(np.float64))
    found = share_interval(draws, 6, 6)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.6097, 1.0), abs=1e-4)
    # Six things that two people said rest on two people.
    by_two = share_interval(draws, 6, 2)
    assert by_two is not None
    assert by_two.low < 0.4
    also = interval(draws, 6)
    assert also is not None
    assert also.low == pytest.approx(found.low)
    none_right = share_interval(0 * draws, 6, 6)
    assert none_right is not None
    assert (none_right.low, none_right.high) == pytest.approx((0.0, 0.3903), abs=1e-4)


def test_answers_of_the_same_people_widen_the_interval_of_a_share() -> None:
    rng = np.random.default_rng(1)
    said = rng.random(40) < 0.6
    apart = weights_of(np.arange(200), 1000, seed=0)
    together = weights_of(np.repeat(np.arange(40), 5), 1000, seed=0)
    right = np.repeat(said, 5).astype(np.float64)
    widths = []
    for weights in (apart, together):
        draws = shares(right @ weights, weights.sum(axis=0).astype(np.float64))
        found = share_interval(draws, 200, 200)
        assert found is not None
        widths.append(found.high - found.low)
    # Five equal answers a person weigh as much as one.
    assert widths[1] == pytest.approx(widths[0] * 5**0.5, rel=0.15)
