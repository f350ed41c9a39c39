"""Published numbers against each other: a list with a fault of each kind."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsbcode.domain.errors import FigureListError
from hsbcode.domain.figures import (
    Check,
    Figure,
    FigureList,
    FigureReport,
    Filter,
    Finding,
    Relation,
    Unit,
    Weight,
)
from hsbcode.files.figure_files import read_figures
from hsbcode.numbers.rounding import half_up
from hsbcode.results.figure_checks.checking import check_figures

HARBOUR = Path(__file__).parent / "figures" / "harbour.yaml"


@pytest.fixture(scope="module")
def report() -> FigureReport:
    return check_figures(read_figures(HARBOUR))


def found(report: FigureReport, check: Check, *figures: str) -> Finding:
    """Return the one finding of a check that names all these figures."""
    named = [
        finding
        for finding in report.findings
        if finding.check is check and set(figures) <= set(finding.figures)
    ]
    assert len(named) == 1, [finding.sentence for finding in report.findings]
    return named[0]


def written(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "list.yaml"
    path.write_text("schema: hsbcode.figures/1\n" + body, "utf-8")
    return path


def checked(tmp_path: Path, body: str) -> FigureReport:
    return check_figures(read_figures(written(tmp_path, body)))


def test_row_16_exchanged_labels_are_told_from_the_bases_of_a_split(
    report: FigureReport,
) -> None:
    maps = found(report, Check.TOTAL_IN_RANGE, "d_maps", "s_maps_has")
    assert "49% of 168 is 82 to 83 people" in maps.sentence
    assert "69 of 166" in maps.sentence
    assert "42% would fit here" in maps.fix
    assert "d_talks" in maps.fix
    talks = found(report, Check.TOTAL_IN_RANGE, "d_talks", "s_talks_has")
    assert "d_maps" in talks.fix


def test_row_17_a_total_lies_inside_the_range_of_its_groups(
    report: FigureReport,
) -> None:
    boats = found(report, Check.TOTAL_IN_RANGE, "r_boats", "r_boats_mole")
    assert "19% of 200 is 37 to 38 people" in boats.sentence
    assert "41% to 63%" in boats.sentence
    assert "90 of 198 people (2 more are not in it)" in boats.sentence


def test_row_18_whole_numbers_decide_what_a_base_can_give(
    report: FigureReport,
) -> None:
    tea = found(report, Check.WHOLE_NUMBER, "w_tea")
    assert "23/81 = 28.4%, 24/81 = 29.6%" in tea.sentence
    assert tea.fix == "Bases near it that fit: 78, 79, 80, 82, 83, 84."
    likes = found(report, Check.ADDED_SHARES, "w_likes")
    assert "33 + 33" in likes.sentence
    base = found(report, Check.BASE_LIMIT, "l_base", "n_quay")
    assert "a base of 44: more people than the 41" in base.sentence
    assert not any("w_fine" in finding.figures for finding in report.findings)


def test_row_19_a_base_may_not_exceed_the_route(report: FigureReport) -> None:
    useful = found(report, Check.BASE_LIMIT, "l_useful", "f_training")
    assert "at most 28 people" in useful.sentence
    crowd = found(report, Check.BASE_LIMIT, "l_crowd")
    assert "more people than the 240 who took part" in crowd.sentence


def test_splits_of_the_same_people_add_up_alike(report: FigureReport) -> None:
    unlike = found(report, Check.EQUAL_TOTALS, "s_maps_has", "s_talks_lacks")
    assert "166 (69 + 97)" in unlike.sentence
    assert "165 (81 + 84)" in unlike.sentence
    margin = found(report, Check.EQUAL_TOTALS, "x_boats_has", "r_boats_quay")
    assert margin.weight is Weight.QUESTION
    assert "boats 80 against 89 to 90" in margin.sentence
    added = found(report, Check.EQUAL_TOTALS, "n_all")
    assert "add up to 240, not to 241" in added.sentence


def test_the_same_thing_has_one_base_and_one_value(report: FigureReport) -> None:
    quiet = found(report, Check.SAME_BASE, "t_quiet", "t_quiet_again")
    assert "43% of 183" in quiet.sentence
    assert quiet.weight is Weight.CONTRADICTION
    found(report, Check.SAME_VALUE, "t_cold", "t_cold_again")
    several = found(report, Check.SAME_BASE, "r_cafe", "r_boats_mole")
    assert several.weight is Weight.QUESTION
    assert "200 (Section 3), 198 (Table 2; Table 3)" in several.sentence


def test_claims_are_tested_on_unrounded_shares(report: FigureReport) -> None:
    gap = found(report, Check.CLAIM, "s_maps_has", "s_maps_lacks")
    assert "9.9 points is not over 10" in gap.sentence
    pairs = found(report, Check.CLAIM, "s_talks_has", "s_talks_lacks")
    assert "holds for 1 of 2" in pairs.sentence
    found(report, Check.CLAIM, "d_talks", "d_maps")
    assert report.holding == ("c_third",)
    assert [claim.id for claim in report.untested] == ["c_words"]


def test_what_only_half_up_gives_is_a_question(report: FigureReport) -> None:
    half = found(report, Check.ROUNDING, "w_half")
    assert "w_half (Section 1) 43% of 80 (34/80 = 42.5%)" in half.sentence
    assert half.weight is Weight.QUESTION


def test_nothing_else_is_found(report: FigureReport) -> None:
    by_check = [finding.check for finding in report.findings]
    counted = {check: by_check.count(check) for check in Check}
    assert counted == {
        Check.WHOLE_NUMBER: 1,
        Check.ADDED_SHARES: 1,
        Check.ROUNDING: 1,
        Check.BASE_LIMIT: 3,
        Check.SAMPLE_SIZE: 0,
        Check.EQUAL_TOTALS: 3,
        Check.TOTAL_IN_RANGE: 3,
        Check.SAME_BASE: 2,
        Check.SAME_VALUE: 1,
        Check.POPULATION: 0,
        Check.ON_OFFER: 0,
        Check.CLAIM: 3,
    }
    assert report.possible == report.shares - 2


def test_an_impossible_base_is_mended_from_the_other_split(tmp_path: Path) -> None:
    cells = {"talks": ((42, 81), (41, 84)), "maps": ((48, 69), (37, 97))}
    lines = [
        f"  - {{id: {o}_{r}, value: {v}, base_n: {n}, questions: [q], keep: [Agree], "
        f"filter: s {r} {o}}}"
        for o, pair in cells.items()
        for r, (v, n) in zip(("has", "lacks"), pair, strict=True)
    ]
    report = checked(tmp_path, "figures:\n" + "\n".join(lines))
    wrong = found(report, Check.WHOLE_NUMBER, "talks_lacks")
    assert wrong.fix.startswith("The base 85 fits: 35/85")


def test_added_parts_may_be_rounded_before_or_after(tmp_path: Path) -> None:
    body = """figures:
  - {id: a, value: 33, base_n: 30, keep: [x]}
  - {id: b, value: 33, base_n: 30, keep: [y]}
  - {id: before, value: 66, kind: bound, base_n: 30, parts: [a, b]}
  - {id: after, value: 67, base_n: 30, parts: [a, b]}
  - {id: neither, value: 70, base_n: 30, parts: [a, b]}
"""
    report = checked(tmp_path, body)
    assert [finding.figures for finding in report.findings] == [("neither", "a", "b")]


def test_limits_add_up_over_the_parts_of_a_group(tmp_path: Path) -> None:
    body = """people: 100
groups:
  - {id: nurses, n: 60}
  - {id: trained nurses, counted_by: yes_}
  - {id: others, apart_from: nurses}
  - {id: asked, parts: [trained nurses, others]}
figures:
  - {id: yes_, value: 50, base_n: 60, population: nurses, questions: [t], keep: [y]}
  - {id: inside, value: 50, base_n: 70, population: asked, questions: [u], keep: [y]}
  - {id: above, value: 50, base_n: 72, population: asked, questions: [v], keep: [y]}
"""
    report = checked(tmp_path, body)
    assert [finding.figures[0] for finding in report.findings] == ["above"]
    assert "at most 70 people" in report.findings[0].sentence


def test_groups_that_limit_each_other_in_a_circle_end(tmp_path: Path) -> None:
    body = """groups:
  - {id: a, within: b}
  - {id: b, within: a}
figures:
  - {id: f, value: 50, base_n: 4, population: a, questions: [q], keep: [y]}
"""
    assert checked(tmp_path, body).findings == ()


@pytest.mark.parametrize(
    ("predicate", "verdict"),
    [
        ("a > 49", "holds"),
        ("a < b", "open"),
        ("a > b", "open"),
        ("each of a* > 10", "holds"),
        ("min(a, c) > 60", "false"),
        ("max(a, c) >= 80", "holds"),
        ("sum(a, c) == 130", "open"),
        ("argmax(grid) == up", "holds"),
        ("argmin(grid) == up", "false"),
        ("share(Up) > 79%", "unread"),
        ("a >", "unread"),
        ("a b", "unread"),
        ("nobody > 3", "unread"),
        ("f(a) > 3", "unread"),
        ("diff(a) > 3", "unread"),
        ("min(a > 3", "unread"),
        ("(" * 400 + "a", "unread"),
        ("min(" * 400 + "a" + ")" * 400 + " > 3", "unread"),
        ("", "unread"),
        ("\x1b[31m\u202e > =1+1", "unread"),
    ],
)
def test_predicates(tmp_path: Path, predicate: str, verdict: str) -> None:
    figures = (
        Figure("a", Fraction(50), Unit.PERCENT),
        Figure("b", Fraction(50), Unit.PERCENT),
        Figure("c", Fraction(80), Unit.PERCENT, measure=("grid.up",), base=100),
        Figure("d", Fraction(20), Unit.PERCENT, measure=("grid.down",), base=100),
    )
    from hsbcode.domain.figures import Claim

    claims = (Claim("k", "", predicate),)
    report = check_figures(FigureList("t", figures, claims=claims))
    wrong = [f for f in report.findings if f.check is Check.CLAIM]
    if verdict == "false":
        assert wrong
        return
    assert not wrong
    assert (report.holding == ("k",)) is (verdict == "holds")
    if verdict == "open":
        assert report.untested[0].reason == "the printed figures leave it open"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{id: a, value: .nan}", "“a” is no plain number"),
        ("{id: a, value: many}", "“a” is no plain number"),
        ("{id: a, value: 5, base_n: 0}", "the base of figure “a” is 0"),
        ("{id: a, value: 5, unit: people}", "“people” as unit or kind"),
        ("{id: a, value: 5, same_as: b}", "there is no “b”"),
        ("{id: a, value: 5}\n  - {id: a, value: 5}", "“a” is used twice"),
        ("{id: a, valeu: 5}", "no field “valeu”"),
        ("{id: a}", "“value” is missing"),
    ],
)
def test_a_list_that_cannot_be_read(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(FigureListError) as caught:
        read_figures(written(tmp_path, f"figures:\n  - {line}\n"))
    assert said in caught.value.message


def test_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("schema: other/1\nfigures: []\n", "utf-8")
    with pytest.raises(FigureListError, match="other/1"):
        read_figures(path)


def test_decimals_are_read_as_printed(tmp_path: Path) -> None:
    body = """figures:
  - {id: a, value: 33.3, base_n: 3}
  - {id: b, value: "50.0%", base_n: 201}
  - {id: c, value: 12.5, base_n: 8}
"""
    report = checked(tmp_path, body)
    assert [finding.figures for finding in report.findings] == [("b",)]
    # A list without any decimal but zero is a list of whole percentages.
    plain = checked(tmp_path, "figures:\n  - {id: b, value: 50.0, base_n: 201}\n")
    assert plain.findings == ()


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south", "east"]),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["Agree", "Disagree", "Unsure"]),
    ),
    min_size=1,
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_numbers_computed_from_people_contradict_nothing(
    people: list[tuple[str, bool, bool, str]],
) -> None:
    """Shares, splits and totals of one crowd without skips are all consistent."""
    figures: list[Figure] = []

    def add(
        name: str, crowd: list[bool], at: Filter | None, question: str, kept: str
    ) -> None:
        if crowd:
            value = Fraction(half_up(Fraction(100 * sum(crowd), len(crowd))))
            figures.append(
                Figure(
                    name,
                    value,
                    Unit.PERCENT,
                    where="Table",
                    filter=at,
                    measure=(question,),
                    keep=(kept,),
                    base=len(crowd),
                )
            )

    for place, option in ((1, "tea"), (2, "milk")):
        add(option, [bool(p[place]) for p in people], None, "drinks", option)
        for side, relation in ((True, Relation.HAS), (False, Relation.LACKS)):
            chosen = [p[3] == "Agree" for p in people if p[place] is side]
            at = Filter("drinks", relation, option)
            add(f"{option} {relation}", chosen, at, "glad", "Agree")
        for region in ("north", "south", "east"):
            chosen = [bool(p[place]) for p in people if p[0] == region]
            at = Filter("region", Relation.IS, region)
            add(f"{option} {region}", chosen, at, "drinks", option)
    add("glad", [p[3] == "Agree" for p in people], None, "glad", "Agree")
    report = check_figures(FigureList("t", tuple(figures)))
    wrong = [f for f in report.findings if f.check is not Check.ROUNDING]
    assert not wrong, wrong[0].sentence
