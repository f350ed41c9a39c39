"""What must hold for any codings at all."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.agreement.report import measure
from hsbcode.domain.agreement import AgreementReport
from tests.agreement_codings import CODES, Codings, codings_of_some, enough


def plain(report: AgreementReport) -> list[object]:
    """Everything but the order of units."""
    return [
        report.codes,
        report.sets,
        report.matrix,
        sorted((each.unit, each.distance) for each in report.disagreements),
    ]


@settings(deadline=None, max_examples=50)
@given(codings_of_some.filter(enough))
def test_order_does_not_matter(codings: Codings) -> None:
    backwards = {
        unit: dict(reversed(by.items())) for unit, by in reversed(codings.items())
    }
    forth = measure(codings, codes=CODES, resamples=0)
    back = measure(backwards, codes=CODES, resamples=0)
    for one, other in zip(forth.codes, back.codes, strict=True):
        assert one.pairs == other.pairs
        assert one.alpha.value == pytest.approx(other.alpha.value, abs=1e-12)
    for first, second in zip(forth.sets, back.sets, strict=True):
        assert first.alpha.value == pytest.approx(second.alpha.value, abs=1e-12)
    assert {each.unit for each in forth.disagreements} == {
        each.unit for each in back.disagreements
    }


@settings(deadline=None, max_examples=50)
@given(codings_of_some.filter(enough), st.frozensets(st.sampled_from(CODES)))
def test_a_unit_with_one_coder_changes_nothing(
    codings: Codings, given_codes: frozenset[str]
) -> None:
    before = measure(codings, codes=CODES, resamples=30)
    more = {**codings, "lonely": {before.coders[0]: given_codes}}
    after = measure(more, codes=CODES, resamples=30)
    assert plain(before) == plain(after)
    assert (before.shared, before.units + 1) == (after.shared, after.units)


@settings(deadline=None, max_examples=50)
@given(codings_of_some.filter(enough))
def test_numbers_stay_in_their_ranges(codings: Codings) -> None:
    report = measure(codings, codes=CODES, resamples=30)
    every = [code.alpha for code in report.codes]
    every += [pair.kappa for code in report.codes for pair in code.pairs]
    every += [over.alpha for over in report.sets]
    every += [of_two.alpha for of_two in report.matrix]
    for each in every:
        assert (each.value is None) == (each.undefined is not None)
        if each.value is not None:
            assert -1.0001 <= each.value <= 1
        if each.interval is not None:
            assert each.interval.low <= each.interval.high <= 1
            assert math.isfinite(each.interval.low)
    for code in report.codes:
        for share in (code.prevalence, code.percent, code.positive):
            assert share is None or 0 <= share <= 1
    differing = {unit for unit, by in codings.items() if len(set(by.values())) > 1}
    assert {found.unit for found in report.disagreements} == differing
    for found in report.disagreements:
        assert found.disputed
        assert 0 < found.distance <= 1
