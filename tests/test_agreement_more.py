"""Second opinions, stretches, coders left out: by hand, and against other programs."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from hsbcode.agreement.confusions import confusions
from hsbcode.agreement.multi_valued import expected_dice
from hsbcode.agreement.report import measure
from hsbcode.agreement.spans import Marks, trimmed
from hsbcode.domain.agreement import AgreementReport, Coefficient
from tests.agreement_codings import (
    CODERS,
    CODES,
    Codings,
    codings_of_some,
    enough,
    random_codings,
)

NONE: frozenset[str] = frozenset()
A = frozenset("a")


def other(report: AgreementReport, statistic: str, **which: Any) -> Coefficient:
    (found,) = (
        each.found
        for each in report.more
        if each.statistic == statistic
        and each.code == which.get("code", "")
        and each.coders == which.get("coders", ())
    )
    return found


# --- second opinions ---------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_scott_and_brennan_prediger_of_pairs_equal_nltk(seed: int) -> None:
    codings = random_codings(seed)
    report = measure(codings, codes=CODES, resamples=0, more=True)
    for code in CODES:
        for one, two in combinations(CODERS, 2):
            both = {u: by for u, by in codings.items() if one in by and two in by}
            triples = [
                (coder, unit, code in by[coder])
                for unit, by in both.items()
                for coder in (one, two)
            ]
            task = AnnotationTask(triples)
            found = other(report, "scott_pi", code=code, coders=(one, two))
            assert found.value == pytest.approx(task.pi(), abs=1e-9)
            alone = {u: {one: by[one], two: by[two]} for u, by in both.items()}
            of_two = measure(alone, codes=CODES, resamples=0, more=True)
            bp = other(of_two, "brennan_prediger", code=code)
            assert bp.value == pytest.approx(task.S(), abs=1e-9)
            # with nothing missing, Fleiss' kappa of two coders is Scott's pi
            fleiss = other(of_two, "fleiss_kappa", code=code)
            assert fleiss.value == pytest.approx(task.pi(), abs=1e-9)


def test_the_paradox_has_its_second_opinions() -> None:
    """80 yes/yes, 10 yes/no, 5 no/yes, 5 no/no (Feinstein & Cicchetti 1990)."""
    pairs = [(A, A)] * 80 + [(A, NONE)] * 10 + [(NONE, A)] * 5 + [(NONE, NONE)] * 5
    codings = {f"u{n}": {"ada": x, "ben": y} for n, (x, y) in enumerate(pairs)}
    report = measure(codings, codes=("a", "b"), resamples=200, more=True)
    ac1 = other(report, "gwet_ac1", code="a")
    assert ac1.value == pytest.approx(0.808, abs=5e-4)
    assert ac1.interval is not None
    assert ac1.interval.low < 0.808 < ac1.interval.high
    assert other(report, "brennan_prediger", code="a").value == pytest.approx(0.7)
    # pooled over the codes (De Vries 2008): b, which nobody gave, adds nothing
    (pair,) = report.codes[0].pairs
    pooled = other(report, "pooled_kappa", coders=("ada", "ben"))
    assert pair.kappa.value is not None
    assert pooled.value == pytest.approx(pair.kappa.value)
    assert other(report, "mean_alpha").value == report.codes[0].alpha.value
    for statistic in ("gwet_ac1", "brennan_prediger", "fleiss_kappa"):
        unused = other(report, statistic, code="b")
        assert (unused.value, unused.undefined) == (None, "no variation")


def test_gwets_shares_take_in_what_one_coder_judged_alone() -> None:
    codings: Codings = {
        "u1": {"ada": A, "ben": A},
        "u2": {"ada": A, "ben": NONE},
        "u3": {"ada": NONE},
    }
    report = measure(codings, codes=("a",), resamples=0, more=True)
    yes = (1 + 1 / 2 + 0) / 3
    chance = 2 * yes * (1 - yes)
    assert other(report, "gwet_ac1", code="a").value == pytest.approx(
        (0.5 - chance) / (1 - chance)
    )


def brute_force(uses: list[int], first: int, second: int) -> float | None:
    """Every two sets of these sizes, one by one."""
    weight = apart = 0.0
    for one in combinations(range(len(uses)), first):
        for two in combinations(range(len(uses)), second):
            ways = 1.0
            for code in range(len(uses)):
                if code in one and code in two:
                    ways *= uses[code] * (uses[code] - 1)
                elif code in one or code in two:
                    ways *= uses[code]
            size = first + second
            shared = len(set(one) & set(two))
            weight += ways
            apart += ways * (1 - 2 * shared / size if size else 0)
    return apart / weight if weight else None


@settings(deadline=None, max_examples=60)
@given(
    uses=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    first=st.integers(0, 3),
    second=st.integers(0, 3),
)
def test_expected_sets_equal_writing_them_all_down(
    uses: list[int], first: int, second: int
) -> None:
    sizes = np.zeros((4, 1))
    sizes[first] += 0.5
    sizes[second] += 0.5
    expected = 0.0
    for one in (first, second):
        for two in (first, second):
            by_hand = brute_force(uses, one, two)
            expected += 0.25 * (by_hand or 0)
    found = expected_dice(np.array(uses, dtype=np.float64)[:, None], sizes)
    assert found[0] == pytest.approx(expected, abs=1e-9)


# --- coders left out, confusions -----------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(codings_of_some.filter(enough))
def test_without_a_coder_is_as_if_they_had_never_coded(codings: Codings) -> None:
    report = measure(codings, codes=CODES, resamples=0)
    if len(report.coders) < 3:
        assert report.left_out == ()
        return
    for each in report.left_out:
        without = {
            unit: {coder: codes for coder, codes in by.items() if coder != each.coder}
            for unit, by in codings.items()
        }
        if len({coder for by in without.values() for coder in by}) < 2:
            continue
        rest = measure(without, codes=CODES, resamples=0)
        assert each.units == rest.shared
        assert each.alpha.value == pytest.approx(rest.headline.alpha.value)
        for code in rest.codes:
            assert each.by_code[code.code].value == pytest.approx(code.alpha.value)


def test_the_odd_one_out_is_found() -> None:
    codings = random_codings(1, units=200)
    for by in codings.values():
        if "cem" in by:
            by["cem"] = frozenset("d") - by["cem"]
    report = measure(codings, codes=CODES, resamples=0)
    best = max(report.left_out, key=lambda each: each.alpha.value or -1)
    assert best.coder == "cem"


def test_confusions_say_what_stood_where() -> None:
    codings: Codings = {
        "u1": {"ada": frozenset("ab"), "ben": frozenset("ac")},
        "u2": {"ada": frozenset("b"), "ben": frozenset("c"), "cem": frozenset("b")},
        "u3": {"ada": frozenset("a"), "ben": NONE},
        "u4": {"ada": frozenset("a"), "ben": frozenset("a")},
    }
    report = measure(codings, codes=CODES, resamples=0)
    found = confusions(report.disagreements)
    said = {(each.coders, each.said): each.units for each in found}
    assert said == {
        (("ada", "ben"), ("b", "c")): ("u1", "u2"),
        (("ben", "cem"), ("c", "b")): ("u2",),
        (("ada", "ben"), ("a", "")): ("u3",),
    }
    assert found[0].n == 2


def test_what_people_ask_of_a_code_is_counted() -> None:
    """Of the answers where anybody gave it, in how many did all of them?"""
    codings: Codings = {
        "u1": {"ada": A, "ben": A, "cem": A},
        "u2": {"ada": A, "ben": A},
        "u3": {"ada": A, "ben": NONE, "cem": A},
        "u4": {"ada": NONE, "ben": NONE},
        "u5": {"cem": A},
    }
    (code,) = measure(codings, codes=("a",), resamples=0).codes
    assert (code.used, code.agreed, code.applied, code.codings) == (3, 2, 7, 10)
    assert code.coders == ("ada", "ben", "cem")


# --- stretches -----------------------------------------------------------------------


def spans_report(
    first: list[tuple[str, int, int]],
    second: list[tuple[str, int, int]],
    length: int = 20,
) -> AgreementReport:
    codings: Codings = {
        "u1": {
            "ada": frozenset(code for code, *_ in first),
            "ben": frozenset(code for code, *_ in second),
        },
        "u2": {"ada": NONE, "ben": NONE},
    }
    marks = Marks({"u1": {"ada": first, "ben": second}}, {"u1": length, "u2": length})
    return measure(codings, codes=("a",), marks=marks, resamples=0)


def test_characters_are_compared_one_by_one() -> None:
    """Ada marks 0-6, ben 3-9, of 40 characters: 3 both, 6 one, 31 neither."""
    (span,) = spans_report([("a", 0, 6)], [("a", 3, 9)]).spans
    n, yes = 80, 12
    assert span.alpha.value == pytest.approx(1 - (n - 1) * 6 / (yes * (n - yes)))
    assert (span.spans, span.overlap.value) == (2, 1)


def test_overlap_is_told_both_ways() -> None:
    """One of ada's two stretches is met, and ben's one is met: P 1/2, R 1."""
    (span,) = spans_report([("a", 0, 4), ("a", 10, 14)], [("a", 2, 6)]).spans
    assert span.overlap.value == pytest.approx(2 * 0.5 * 1 / 1.5)
    (touching,) = spans_report([("a", 0, 4)], [("a", 4, 8)]).spans
    assert touching.overlap.value == 0
    (alone,) = spans_report([("a", 0, 4)], []).spans
    assert alone.overlap.value == 0


def test_a_code_of_the_whole_answer_marks_all_of_it() -> None:
    codings: Codings = {"u1": {"ada": A, "ben": A}, "u2": {"ada": NONE, "ben": NONE}}
    marks = Marks({"u1": {"ada": [("a", 0, 20)]}}, {"u1": 20, "u2": 20})
    (span,) = measure(codings, codes=("a",), marks=marks, resamples=0).spans
    assert (span.alpha.value, span.overlap.value, span.spans) == (1, 1, 1)


def test_without_texts_nothing_is_said_of_characters() -> None:
    codings: Codings = {"u1": {"ada": A, "ben": A}}
    marks = Marks({"u1": {"ada": [("a", 0, 4)], "ben": [("a", 2, 6)]}}, {})
    (span,) = measure(codings, codes=("a",), marks=marks, resamples=0).spans
    assert span.overlap.value == 1
    assert (span.alpha.value, span.alpha.undefined) == (None, "the texts are not known")


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [
        ("no trust, at all", 2, 9, (3, 8)),
        ("no trust", 0, 99, (0, 8)),
        ("a … b", 1, 4, None),
        ("\u202ex\x1b", 0, 3, (1, 2)),
    ],
)
def test_ends_that_decide_nothing_are_cut_off(
    text: str, start: int, end: int, found: tuple[int, int] | None
) -> None:
    assert trimmed(text, start, end) == found


# --- resamples below the limits -------------------------------------------------------


def test_shares_below_the_limits_are_those_of_the_resamples() -> None:
    codings = random_codings(3)
    report = measure(codings, codes=CODES, resamples=400, seed=5)
    again = measure(codings, codes=CODES, resamples=400, seed=5)
    assert report == again
    for code in report.codes:
        if code.alpha.below is None or code.alpha.interval is None:
            continue
        below = code.alpha.below
        assert below.tentative <= below.firm
        if code.alpha.interval.high < 0.667:
            assert below.tentative >= 0.97
        if code.alpha.interval.low > 0.8:
            assert below.firm <= 0.03
