"""The numbers of the reference study against each other."""

import json
from pathlib import Path

import pytest
import yaml

from hsbcode.cli.app import main
from hsbcode.domain.figures import Check, FigureReport
from hsbcode.files.figure_files import read_figures
from hsbcode.results.figure_checks.checking import check_figures

PUBLISHED = Path(__file__).parents[2] / "shared" / "larc7" / "published.yaml"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PUBLISHED.exists(), reason="no reference study here"),
]

# What each named inconsistency looks like: the check, figures it names, words.
EXPECTED = {
    "I-01": (Check.BASE_LIMIT, {"s24_ma_policy", "ap1_total"}, "589"),
    "I-02": (
        Check.BASE_LIMIT,
        {"s311_base_yo", "ap1_group_youth_offending"},
        "a base of 44",
    ),
    "I-03": (
        Check.BASE_LIMIT,
        {"s42_impact_confidence_alot", "s42_impact_practice_somewhat", "s42_training"},
        "at most 337 people",
    ),
    "I-04": (
        Check.POPULATION,
        {"ex_threshold_high", "s22_threshold_high", "s22_aware"},
        "202 at most",
    ),
    "I-05": (
        Check.TOTAL_IN_RANGE,
        {"s22_support_consult", "t3_consult_yes_identify"},
        "70 of 167",
    ),
    "I-06": (Check.TOTAL_IN_RANGE, {"s41_use_team", "t5_health_team"}, "41% to 63%"),
    "I-07": (
        Check.EQUAL_TOTALS,
        {"t3_train_no_direct", "t3_consult_no_direct"},
        "81 + 84",
    ),
    "I-08": (Check.ADDED_SHARES, {"s311_understand_education"}, "33 + 33"),
    "I-09": (Check.WHOLE_NUMBER, {"s311_understand_sa_other"}, "29% of 81"),
    "I-10": (Check.ROUNDING, {"t3_train_yes_parents"}, "34/80 = 42.5%"),
    "I-11": (Check.ON_OFFER, {"s24_mgr_sd"}, "Was it on offer?"),
    "I-13": (Check.SAME_VALUE, {"n0_worried", "s34_worried"}, "40%"),
    "I-18": (Check.SAME_BASE, {"s12_neglect", "t1_neglect"}, "43% of 185"),
    "I-19": (
        Check.POPULATION,
        {"s41_conf_total", "t2_one_to_one_with"},
        "231 of 361, which is 64%",
    ),
    "I-20": (
        Check.SAME_BASE,
        {"s41_use_one_to_one", "t2_one_to_one_with"},
        "391 (4.1 and Figure 13",
    ),
    "I-21": (
        Check.EQUAL_TOTALS,
        {"t2_one_to_one_with", "t5_health_one_to_one"},
        "one_to_one 238 against 240, team 183 against 186",
    ),
    "I-22": (
        Check.CLAIM,
        {"s41_diff_claim", "t3_consult_yes_assess", "t3_consult_no_assess"},
        "9.9 points",
    ),
    "I-23": (
        Check.CLAIM,
        {"s22_support_assessment", "s22_support_consult"},
        "V-07",
    ),
    "V-08": (Check.CLAIM, {"t3_train_yes_assess"}, "11 of 12"),
}


@pytest.fixture(scope="module")
def report() -> FigureReport:
    return check_figures(read_figures(PUBLISHED))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_inconsistency_is_reported(report: FigureReport, name: str) -> None:
    check, figures, words = EXPECTED[name]
    named = [
        finding
        for finding in report.findings
        if finding.check is check
        and figures <= set(finding.figures)
        and words in finding.sentence
    ]
    assert len(named) == 1


def test_nothing_is_reported_that_is_not_in_the_list(report: FigureReport) -> None:
    others = [
        finding.sentence
        for finding in report.findings
        if not any(
            finding.check is check and figures <= set(finding.figures)
            for check, figures, _ in EXPECTED.values()
        )
    ]
    # The other half of the exchange, the impossible 41% of 84, and the sample sizes.
    assert [sentence.split()[0] for sentence in others] == [
        "t3_train_no_direct",
        "s22_support_train",
        "The",
    ]


def test_the_whole_number_test_is_silent_on_what_is_possible(
    report: FigureReport,
) -> None:
    listed = yaml.safe_load(PUBLISHED.read_text("utf-8"))["published"]
    possible = {f["id"] for f in listed if f.get("check") == "possible"}
    assert len(possible) == 161
    marked = {
        name
        for finding in report.findings
        if finding.check in (Check.WHOLE_NUMBER, Check.ADDED_SHARES)
        for name in finding.figures
    }
    assert not marked & possible
    assert marked == {f["id"] for f in listed if f.get("check") == "impossible"}


def test_the_printed_base_84_should_be_85(report: FigureReport) -> None:
    wrong = next(f for f in report.findings if f.figures == ("t3_train_no_direct",))
    assert wrong.fix.startswith("The base 85 fits: 35/85")


def test_what_looks_exchanged_is_named(report: FigureReport) -> None:
    fixes = {f.figures[0]: f.fix for f in report.findings}
    assert "s22_support_train" in fixes["s22_support_consult"]
    assert "s22_support_consult" in fixes["s22_support_train"]
    assert "s41_want_team" in fixes["s41_use_team"]


def test_what_explains_a_population_is_named(report: FigureReport) -> None:
    fixes = {f.figures[0]: f.fix for f in report.findings}
    assert "236 less the 36 of fn2_excluded" in fixes["ex_threshold_high"]
    assert "s41_impact_confidence_alot" in fixes["s41_conf_total"]


def test_claims_that_the_figures_bear_out_pass(report: FigureReport) -> None:
    assert report.holding == ("V-01", "V-02", "V-09", "V-10", "V-18", "V-22")


def test_the_command_prints_findings_and_ends_with_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check-figures", str(PUBLISHED), "--json"])
    assert ended.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert told["percentages_with_base"] == 172
    assert told["findings"][0]["weight"] == "contradiction"
