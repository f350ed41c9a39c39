"""The report: what counts, what is missing, what is undefined, what to discuss."""

import pytest

from hsbcode.agreement.report import measure
from hsbcode.domain.agreement import CodeAgreement, Coefficient
from hsbcode.domain.errors import AgreementError
from tests.agreement_codings import (
    CODES,
    Codings,
    random_codings,
)

NONE: frozenset[str] = frozenset()
A = frozenset("a")
AB = frozenset("ab")


def two(*sets: tuple[frozenset[str], frozenset[str]]) -> Codings:
    return {f"u{row}": {"ada": x, "ben": y} for row, (x, y) in enumerate(sets)}


def only_code(codings: Codings, code: str = "a") -> CodeAgreement:
    report = measure(codings, codes=("a", "b"), resamples=50)
    return next(each for each in report.codes if each.code == code)


def test_one_code_by_hand() -> None:
    """Four yes/yes, one yes/no, two no/yes, three no/no."""
    codings = two(*[(A, A)] * 4, (A, NONE), *[(NONE, A)] * 2, *[(NONE, NONE)] * 3)
    code = only_code(codings)
    assert (code.units, code.codings) == (10, 20)
    assert code.prevalence == pytest.approx(11 / 20)
    assert code.percent == pytest.approx(0.7)
    assert code.positive == pytest.approx(2 * 4 / (2 * 4 + 1 + 2))
    assert code.alpha.value == pytest.approx(1 - 19 * 3 / (11 * 9))
    (pair,) = code.pairs
    assert pair.coders == ("ada", "ben")
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (4, 1, 2, 3)
    chance = 0.5 * 0.6 + 0.5 * 0.4
    assert pair.kappa.value == pytest.approx((0.7 - chance) / (1 - chance))


def test_positive_agreement_of_three_coders() -> None:
    """Of the three judgements "yes", two have one of two others with them."""
    codings: Codings = {
        "u1": {"ada": A, "ben": A, "cem": NONE},
        "u2": {"ada": A, "ben": NONE, "cem": NONE},
    }
    assert only_code(codings).positive == pytest.approx((1 / 2 + 1 / 2 + 0) / 3)


def test_an_empty_set_is_a_judgement_and_a_missing_coder_is_none() -> None:
    judged = only_code(two((A, A), (A, NONE), (NONE, NONE)))
    missing = only_code({**two((A, A), (A, NONE)), "u2": {"ada": NONE}})
    assert (judged.units, missing.units) == (3, 2)
    assert judged.alpha.value == pytest.approx(1 - 5 * 1 / (3 * 3))
    assert missing.alpha.value == pytest.approx(1 - 3 * 1 / (3 * 1))


def test_counts_of_the_whole_report() -> None:
    codings: Codings = {
        "u1": {"ben": A, "ada": A},
        "u2": {"cem": NONE},
        "u3": {},
        "u4": {"ada": A, "ben": AB, "cem": NONE},
    }
    report = measure(codings, codes=("b", "a"), resamples=10, seed=9)
    assert report.coders == ("ada", "ben", "cem")
    assert (report.units, report.shared, report.codings) == (3, 2, 6)
    assert [code.code for code in report.codes] == ["b", "a"]
    assert [each.distance for each in report.sets] == ["masi", "jaccard", "nominal"]
    assert (report.resamples, report.seed) == (10, 9)
    assert "seed 9" in report.method
    assert "answers" in report.method


@pytest.mark.parametrize("given", [NONE, A])
def test_no_variation_is_no_number_but_percent_stays(given: frozenset[str]) -> None:
    report = measure(two((given, given), (given, given)), codes=("a",), resamples=20)
    (code,) = report.codes
    assert code.percent == 1
    assert code.prevalence == len(given)
    assert code.positive == (1 if given else None)
    (pair,) = code.pairs
    assert pair.percent == 1
    every = [code.alpha, pair.kappa, *(over.alpha for over in report.sets)]
    every += [of_two.alpha for of_two in report.matrix]
    for each in every:
        assert each.value is None
        assert each.interval is None
        assert each.undefined is not None
        assert each.undefined.startswith("no variation")


def test_nothing_shared_is_no_number() -> None:
    codings: Codings = {"u1": {"ada": A}, "u2": {"ben": NONE}}
    report = measure(codings, codes=("a",), resamples=20)
    nothing = Coefficient(None, None, "nobody finished the same answer")
    (code,) = report.codes
    assert (code.units, code.codings) == (0, 0)
    assert code.percent is code.prevalence is code.positive is None
    assert code.alpha == code.pairs[0].kappa == report.matrix[0].alpha == nothing
    assert code.pairs[0].percent is None
    assert all(each.alpha == nothing for each in report.sets)
    assert report.disagreements == ()


def test_kappa_is_zero_where_one_coder_never_varies() -> None:
    (pair,) = only_code(two((A, A), (A, NONE))).pairs
    assert pair.kappa.value == 0


def test_kappa_paradox_is_visible_beside_its_prevalence() -> None:
    """118 yes/yes, 5 yes/no, 2 no/yes: 94 % agree, and kappa is below zero."""
    code = only_code(two(*[(A, A)] * 118, *[(A, NONE)] * 5, *[(NONE, A)] * 2))
    assert code.pairs[0].kappa.value == pytest.approx(-0.0234, abs=5e-5)
    assert code.percent == pytest.approx(0.944)
    assert code.prevalence == pytest.approx(243 / 250)
    assert code.positive == pytest.approx(236 / 243)


def test_a_code_not_offered_is_missing_and_not_no() -> None:
    """Where only b is offered, nobody can say yes or no to a."""
    asked = two((A, A), (A, NONE), (NONE, NONE))
    elsewhere = {f"v{row}": {"ada": NONE, "ben": NONE} for row in range(5)}
    offered = {unit: frozenset("b") for unit in elsewhere}
    report = measure(
        {**asked, **elsewhere}, codes=("a", "b"), offered=offered, resamples=50
    )
    alone = only_code(asked)
    a, b = report.codes
    assert (a.units, a.codings, a.prevalence) == (3, 6, alone.prevalence)
    assert (a.percent, a.alpha.value) == (alone.percent, alone.alpha.value)
    assert a.pairs[0].units == 3
    assert a.pairs[0].kappa.value == alone.pairs[0].kappa.value
    assert b.units == 8
    assert "offered" in report.method


def test_a_code_applied_where_it_was_not_offered_counts_in_the_sets_only() -> None:
    codings = two((A, A), (A, NONE), (A, AB))
    offered = {"u2": frozenset("b")}
    report = measure(codings, codes=("a", "b"), offered=offered, resamples=0)
    a, b = report.codes
    assert (a.units, a.codings, a.prevalence) == (2, 4, 3 / 4)
    assert (a.pairs[0].both, a.pairs[0].units) == (1, 2)
    assert a.alpha.value == only_code(two((A, A), (A, NONE))).alpha.value
    assert b.units == 3
    everywhere = measure(codings, codes=("a", "b"), resamples=0)
    assert report.sets == everywhere.sets
    assert report.disagreements == everywhere.disagreements


def test_a_code_offered_nowhere_says_so() -> None:
    codings = two((A, A), (A, NONE))
    offered = dict.fromkeys(codings, frozenset("a"))
    report = measure(codings, codes=("a", "b"), offered=offered, resamples=10)
    b = report.codes[1]
    assert b.units == 0
    assert b.percent is None
    for each in (b.alpha, b.pairs[0].kappa):
        assert each.value is None
        assert each.undefined is not None
        assert each.undefined.startswith("not offered")


def test_disagreements_come_most_disputed_first() -> None:
    codings: Codings = {
        "same": {"ada": A, "ben": A},
        "subset": {"ada": A, "ben": AB},
        "apart": {"ada": A, "ben": frozenset("b")},
        "one of three": {"ada": A, "ben": A, "cem": NONE},
        "wide apart": {"ada": AB, "ben": frozenset("cd")},
        "alone": {"ada": A},
    }
    found = measure(codings, codes=CODES, resamples=0).disagreements
    assert [each.unit for each in found] == [
        "wide apart",
        "apart",
        "subset",
        "one of three",
    ]
    assert [each.distance for each in found] == pytest.approx([1, 1, 2 / 3, 2 / 3])
    by_unit = {each.unit: each for each in found}
    assert by_unit["subset"].disputed == frozenset("b")
    assert by_unit["one of three"].disputed == A
    assert by_unit["one of three"].codings == codings["one of three"]
    assert list(by_unit["one of three"].codings) == ["ada", "ben", "cem"]


@pytest.mark.parametrize(
    ("codings", "message"),
    [
        ({}, "needs two coders"),
        ({"u1": {}}, "needs two coders"),
        ({"u1": {"ada": A}}, "only ada finished"),
        ({"u1": {"ada": A, "ben": frozenset({"trusst"})}}, "trusst"),
    ],
)
def test_what_cannot_be_compared_is_said(codings: Codings, message: str) -> None:
    with pytest.raises(AgreementError, match=message) as raised:
        measure(codings, codes=("a", "trust"))
    assert raised.value.hint
    if message == "trusst":
        assert "trust”" in raised.value.hint


def test_a_unit_without_respondent_is_named() -> None:
    with pytest.raises(AgreementError, match="u1"):
        measure(two((A, A), (A, A)), codes=("a",), respondents={"u0": "r"})


def test_names_of_any_kind_are_only_names() -> None:
    nasty = ("\x1b[31m", "\u202eabc", "=1+1", "[/b]", "", "🧑‍🎓", "x" * 20_000)
    plain_names = tuple(f"code {place}" for place in range(len(nasty)))
    rename = dict(zip(plain_names, nasty, strict=True))
    rows = [plain_names[:1], plain_names[1:3], plain_names[2:], ()]
    codings: Codings = {
        f"u{row}": {"ada": frozenset(codes), "ben": frozenset(rows[row // 2])}
        for row, codes in enumerate(rows)
    }
    renamed: Codings = {
        f"\x00{unit}": {
            f"\u2028{coder}": frozenset(rename[code] for code in codes)
            for coder, codes in by.items()
        }
        for unit, by in codings.items()
    }
    expected = measure(codings, codes=plain_names, resamples=50)
    found = measure(renamed, codes=nasty, resamples=50)
    assert [code.alpha for code in found.codes] == [c.alpha for c in expected.codes]
    assert found.sets == expected.sets


def test_more_codes_and_coders_than_one_product_takes() -> None:
    """Many codes are worked through a few at a time, with the same figures."""
    codings = random_codings(seed=11)
    codes = tuple(f"unused {place}" for place in range(150)) + CODES
    many = measure(codings, codes=codes, resamples=20)
    few = measure(codings, codes=CODES, resamples=20)
    assert many.codes[-len(CODES) :] == few.codes
    assert len(many.codes) == len(codes)
    assert many.sets == few.sets
    assert all(code.alpha.value is None for code in many.codes[:150])
