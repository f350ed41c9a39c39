"""Published and independently computed figures, each within its tolerance."""

import json
from collections.abc import Callable, Hashable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from hsbcode.agreement.coefficients import (
    alpha,
    cohen_kappa,
    count_table,
    nominal_alpha,
    pair_table,
    percent_agreement,
)
from hsbcode.agreement.draws import draw
from hsbcode.agreement.judgements import judgements_from
from hsbcode.agreement.multi_valued import multi_valued_alpha
from hsbcode.agreement.report import measure
from hsbcode.agreement.second_opinions import (
    brennan_prediger,
    fleiss_kappa,
    gwet_ac1,
    scott_pi,
)
from hsbcode.domain.agreement import AgreementReport

Rows = list[list[Any]]
REFERENCE: dict[str, Any] = json.loads(
    Path(__file__).with_name("reference_agreement.json").read_text(encoding="utf-8")
)
CASES: list[dict[str, Any]] = REFERENCE["cases"]


def rows_of(case: dict[str, Any]) -> Rows:
    """One row per coder; code sets as frozensets, spans as yes/no per position."""
    data = REFERENCE["datasets"][case["dataset"]]
    if data["kind"] == "code_sets":
        return [
            [None if value is None else frozenset(value) for value in row]
            for row in data["values"]
        ]
    if data["kind"] == "spans":
        begin, end = data["continuum"]
        return [
            [
                any(start <= position < stop for start, stop, _ in spans)
                for position in range(begin, end)
            ]
            for spans in data["coders"]
        ]
    rows: Rows = data["values"]
    return rows


def ordinal(values: tuple[Any, ...], counts: npt.NDArray[np.int64]) -> Any:
    totals = counts[counts.sum(axis=1) > 1].sum(axis=0)
    by_value = dict(zip(values, totals.tolist(), strict=True))

    def apart(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = sum(by_value[value] for value in values if low <= value <= high)
        return float((between - (by_value[one] + by_value[other]) / 2) ** 2)

    return apart


def passonneau_2004(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 0
    if one <= other or other <= one:
        return 1 / 3
    return 2 / 3 if one & other else 1


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 0
    weight = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - weight * len(one & other) / len(one | other)


PLAIN: dict[str, Callable[[Any, Any], float]] = {
    "interval": lambda one, other: float((one - other) ** 2),
    "ratio": lambda one, other: float(((one - other) / (one + other)) ** 2),
    "custom": lambda one, other: (
        (one != other) * (0.5 if "Chck" in (one, other) else 1.0)
    ),
    "set_2004": passonneau_2004,
    "masi": masi,
    "jaccard": lambda one, other: (
        1 - len(one & other) / len(one | other) if one | other else 0
    ),
    "dice": lambda one, other: (
        1 - 2 * len(one & other) / (len(one) + len(other)) if one | other else 0
    ),
}


def alpha_of(rows: Rows, metric: str) -> float | None:
    values, counts = count_table(rows)
    if metric == "nominal":
        return nominal_alpha(counts).value
    apart = ordinal(values, counts) if metric == "ordinal" else PLAIN[metric]
    table = np.array([[apart(one, other) for other in values] for one in values])
    return alpha(counts, table.astype(np.float64)).value


def figure(case: dict[str, Any]) -> float | None:
    rows, parameters = rows_of(case), case.get("parameters", {})
    match case["statistic"]:
        case "percent_agreement":
            return percent_agreement(count_table(rows)[1])
        case "cohen_kappa":
            return cohen_kappa(pair_table(*rows)).value
        case "krippendorff_alpha_per_code":
            code = parameters["code"]
            return alpha_of(
                [[None if v is None else v == code for v in row] for row in rows],
                "nominal",
            )
        case "fleiss_kappa" | "gwet_ac1" | "brennan_prediger" | "pabak":
            function = {
                "fleiss_kappa": fleiss_kappa,
                "gwet_ac1": gwet_ac1,
            }.get(case["statistic"], brennan_prediger)
            return function(count_table(rows)[1]).value
        case "fleiss_kappa_per_code":
            yes = [[value == parameters["code"] for value in row] for row in rows]
            return fleiss_kappa(count_table(yes)[1]).value
        case "scott_pi":
            return scott_pi(pair_table(*rows)).value
        case "krippendorff_craggs_mv_alpha":
            codings = as_codings(rows)
            judgements = judgements_from(codings, codes_of(codings))
            return multi_valued_alpha(
                judgements, draw(judgements.respondents, 0, 0)
            ).value
        case "krippendorff_alpha":
            return alpha_of(rows, parameters.get("metric", "nominal"))
        case other:
            raise AssertionError(f"no function for {other}")


def as_codings(rows: Rows) -> dict[str, dict[str, frozenset[str]]]:
    """The same rows as code sets; a single value is a set of one code."""

    def as_set(value: Hashable) -> frozenset[str]:
        if isinstance(value, frozenset):
            return frozenset(f"code {code}" for code in value)
        return frozenset({f"code {value}"})

    return {
        f"unit {unit}": {
            f"coder {coder}": as_set(row[unit])
            for coder, row in enumerate(rows)
            if row[unit] is not None
        }
        for unit in range(len(rows[0]))
    }


def codes_of(codings: dict[str, dict[str, frozenset[str]]]) -> list[str]:
    return sorted(
        {code for by in codings.values() for given in by.values() for code in given}
    )


def measured(rows: Rows, resamples: int = 0, *, more: bool = False) -> AgreementReport:
    """The same rows through the entry of the room."""
    codings = as_codings(rows)
    return measure(codings, codes=codes_of(codings), resamples=resamples, more=more)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["statistic"] != "krippendorff_alpha_ci95"],
    ids=lambda case: case["id"],
)
def test_row_43_general_functions_give_the_reference_figure(
    case: dict[str, Any],
) -> None:
    found = figure(case)
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])
    six_places = case["computed"].get("plain Python from the definition")
    if six_places is not None:
        assert found == pytest.approx(six_places, abs=1e-6)


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case["statistic"] == "krippendorff_alpha"
        and case.get("parameters", {}).get("metric", "nominal")
        in {"nominal", "masi", "jaccard"}
    ],
    ids=lambda case: case["id"],
)
def test_the_report_gives_the_same_alpha_over_sets(case: dict[str, Any]) -> None:
    metric = case.get("parameters", {}).get("metric", "nominal")
    (over_sets,) = (
        each for each in measured(rows_of(case)).sets if each.distance == metric
    )
    assert over_sets.alpha.value == pytest.approx(
        case["expected"], abs=case["tolerance"]
    )


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["statistic"] == "krippendorff_alpha_per_code"],
    ids=lambda case: case["id"],
)
def test_the_report_gives_the_same_alpha_per_code(case: dict[str, Any]) -> None:
    name = f"code {case['parameters']['code']}"
    (code,) = (each for each in measured(rows_of(case)).codes if each.code == name)
    assert code.alpha.value == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case["statistic"] in {"percent_agreement", "cohen_kappa"}
        and len({value for row in rows_of(case) for value in row} - {None}) == 2
    ],
    ids=lambda case: case["id"],
)
def test_the_report_gives_the_same_pair_figures(case: dict[str, Any]) -> None:
    for code in measured(rows_of(case)).codes:
        (pair,) = code.pairs
        found = pair.kappa.value if case["statistic"] == "cohen_kappa" else pair.percent
        assert found == pytest.approx(case["expected"], abs=case["tolerance"])


def test_the_unit_bootstrap_comes_close_to_the_analytic_interval() -> None:
    (case,) = (c for c in CASES if c["statistic"] == "krippendorff_alpha_ci95")
    report = measured(rows_of(case), resamples=2000)
    interval = report.sets[2].alpha.interval
    assert report.sets[2].distance == "nominal"
    assert interval == pytest.approx(case["expected"], abs=case["tolerance"])


SECOND = ("fleiss_kappa", "gwet_ac1", "brennan_prediger", "pabak", "scott_pi")


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case["statistic"] in (*SECOND, "krippendorff_craggs_mv_alpha")
    ],
    ids=lambda case: case["id"],
)
def test_the_report_gives_the_same_second_opinions(case: dict[str, Any]) -> None:
    """A value is a set of one code, so the figures over sets are those of the case."""
    statistic = case["statistic"]
    rows = rows_of(case)
    wanted = {
        "pabak": "brennan_prediger",
        "krippendorff_craggs_mv_alpha": "multi_valued_alpha",
    }.get(statistic, statistic)
    report = measured(rows, more=True)
    if wanted == "scott_pi":
        # for two coders who judged everything both are one figure (Fleiss 1971)
        wanted = "fleiss_kappa"
        if len(codes_of(as_codings(rows))) == 2:
            for each in report.more:
                if each.statistic == "scott_pi":
                    assert each.found.value == pytest.approx(
                        case["expected"], abs=case["tolerance"]
                    )
    (found,) = (
        each.found for each in report.more if each.statistic == wanted and not each.code
    )
    assert found.value == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case["statistic"] in ("cohen_kappa", "fleiss_kappa_per_code")
    ],
    ids=lambda case: case["id"],
)
def test_the_report_gives_the_same_kappas(case: dict[str, Any]) -> None:
    report = measured(rows_of(case), more=True)
    if case["statistic"] == "cohen_kappa":
        (pair,) = report.matrix
        found = pair.kappa
    else:
        name = f"code {case['parameters']['code']}"
        (found,) = (
            each.found
            for each in report.more
            if each.statistic == "fleiss_kappa" and each.code == name
        )
    assert found.value == pytest.approx(case["expected"], abs=case["tolerance"])


def test_row_43_every_statistic_of_the_reference_is_covered() -> None:
    assert len(CASES) == 60
    assert {case["statistic"] for case in CASES} == {
        "krippendorff_alpha",
        "krippendorff_alpha_per_code",
        "krippendorff_alpha_ci95",
        "percent_agreement",
        "cohen_kappa",
        "fleiss_kappa",
        "fleiss_kappa_per_code",
        "gwet_ac1",
        "brennan_prediger",
        "pabak",
        "scott_pi",
        "krippendorff_craggs_mv_alpha",
    }
    assert "alpha-u-overall" in REFERENCE["left_out"]["cases"]


@pytest.mark.shared
def test_row_43_no_shared_case_is_forgotten() -> None:
    path = Path(__file__).parents[2] / "shared" / "reference" / "agreement.json"
    if not path.is_file():
        pytest.skip("the shared reference is not here")
    shared = json.loads(path.read_text(encoding="utf-8"))
    ours = {case["id"]: case for case in CASES}
    for case in shared["cases"]:
        if case["id"] in REFERENCE["left_out"]["cases"]:
            assert "alpha_u" in case["statistic"] or "u_alpha" in case["statistic"]
            continue
        assert ours[case["id"]]["expected"] == case["expected"]
        assert ours[case["id"]]["tolerance"] == case["tolerance"]
        values = shared["datasets"][case["dataset"]].get("values")
        assert REFERENCE["datasets"][case["dataset"]].get("values") == values


def test_distances_are_told_apart_on_the_same_matrix() -> None:
    """The choice of distance alone moves alpha: they must not be mixed up."""
    case = next(c for c in CASES if c["dataset"] == "kc2016_t3")
    by_name = {each.distance: each.alpha.value for each in measured(rows_of(case)).sets}
    assert len(set(by_name.values())) == 3
    for one, other in combinations(("nominal", "masi", "jaccard"), 2):
        assert by_name[one] != by_name[other]
