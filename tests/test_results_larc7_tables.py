"""Tables and figures of the reference study: every published cell, one by one."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
import yaml

from hsbcode.domain.recodes import Ground, Recode
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Table
from hsbcode.numbers.printing import points
from hsbcode.results.engine import compute, compute_all, in_mode
from hsbcode.results.preparing import people_of
from hsbcode.results.specs import Line, TableSpec
from tests.closed_surveys import (
    WHOLE,
    cell,
    larc7,
    larc7_form,
    larc7_made,
    larc7_tables,
    row_of,
    solved_rows,
)

_FILE = yaml.safe_load((WHOLE / "constraints.yaml").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = {one["id"]: one for one in _FILE["constraints"]}
SUPPORTS = ("one_to_one", "team", "specialist_ref", "multi_agency", "shadowing")
CONFIDENT = ("identify", "assess", "plan", "direct", "parents", "emotional")
AGENCIES = (
    "children_in_care",
    "early_help_disabilities",
    "general_other",
    "youth_offending",
    "education",
    "health",
    "other",
)
_PRINTED = re.compile(r"(\d+) %(?: \[u\])? \(n = (\d+)\)")


def place_of(name: str) -> tuple[str, str, int] | None:
    """Return table, row and column of a published cell of Tables 1 to 5."""
    table, _, rest = name.partition("_")
    if table == "t1":
        row = "groups.mental_health" if rest == "mental_health" else rest
        return "table_1", row, 0
    if table == "t2":
        option, _, side = rest.rpartition("_")
        return "table_2", side, SUPPORTS.index(option)
    if table == "t3":
        split, row = rest.rsplit("_", 1)
        return "table_3", split, CONFIDENT.index(row)
    if table == "t4":
        return "table_4", rest[4:], int(rest[2]) - 1
    if table == "t5":
        agency = next(one for one in AGENCIES if rest.startswith(one + "_"))
        return "table_5", rest.removeprefix(agency + "_"), AGENCIES.index(agency)
    return None


TEXT = {
    "s11_one_five": ("text_1_1", "one_to_five", 0),
    "s11_six_plus": ("text_1_1", "six_plus", 0),
    "s11_over50_prac": ("text_1_1_over_fifty", "practitioner", 0),
    "s11_over50_mgr": ("text_1_1_over_fifty", "manager", 0),
    "s22_unsure": ("text_2_2_aware", "unsure", 0),
    "s22_threshold_high": ("text_2_2_threshold", "too_high", 0),
    "s22_threshold_right": ("text_2_2_threshold", "about_right", 0),
    "s22_threshold_low": ("text_2_2_threshold", "too_low", 0),
    "s22_support_direct_child": ("figure_6", "direct_child", 0),
    "s22_support_assessment": ("figure_6", "assessment", 0),
    "s23_policy_youth_offending": ("figure_7", "youth_offending", 0),
    "s23_policy_health": ("figure_7", "health", 0),
    "s23_policy_education": ("figure_7", "education", 0),
    "s24_ma_policy": ("text_2_4", "ma_policy", 0),
    "s24_ma_strategy": ("text_2_4", "ma_strategy", 0),
    "s24_ma_pathway": ("text_2_4", "ma_pathway", 0),
    "s24_mgr_supported": ("text_2_4_managers", "agree", 0),
    "s24_mgr_disagree": ("text_2_4_managers", "disagree", 0),
    "s311_understand": ("figure_8_agree", "total", 0),
    "s311_understand_early_help": ("figure_8_agree", "early_help_disabilities", 0),
    "s311_understand_sa_yo": ("figure_8", "youth_offending", 4),
    "s32_identify": ("figure_9_agree", "identify", 0),
    "s32_identify_sa": ("figure_9", "identify", 0),
    "s32_plan": ("figure_9_agree", "plan", 0),
    "s32_direct": ("figure_9_agree", "direct", 0),
    "s32_parents": ("figure_9_agree", "parents", 0),
    "s33_direct": ("figure_10_agree", "direct", 0),
    "s33_parents": ("figure_10_agree", "parents", 0),
    "s33_identify": ("figure_10_agree", "identify", 0),
    "s33_assess": ("figure_10_agree", "assess", 0),
    "s33_none_share": ("text_3_3", "all", 0),
    "s33_none_of_sd": ("text_3_3", "strongly_disagree", 0),
    "s33_sixplus_direct": ("figure_11_agree", "six_plus", 0),
    "s34_upset": ("figure_12", "upset", 0),
    "s34_anxious": ("figure_12", "anxious", 0),
    "s34_worried": ("figure_12", "worried", 0),
    "s34_any_one_five": ("text_3_4", "one_to_five", 0),
    "s34_any_six_plus": ("text_3_4", "six_plus", 0),
    "fn8_any_low_skill": ("footnote_8", "disagree", 0),
    "fn8_any_high_skill": ("footnote_8", "agree", 0),
    "s41_use_senior": ("figure_13", "senior", 0),
    "s41_use_peers": ("figure_13", "peers", 0),
    "s41_use_one_to_one": ("figure_13", "one_to_one", 0),
    "s41_want_team": ("figure_14", "team", 0),
    "s41_want_specialist": ("figure_14", "specialist_ref", 0),
    "s41_conf_total": ("text_4_1_total", "b_methods_impact.confidence", 0),
    "s41_supervision": ("text_4_1_supervision", "b_supervision", 0),
    "s41_mgr_feelings": ("text_4_1_managers", "c_leadership.address_feelings", 0),
    "s42_training": ("text_4_2", "all", 0),
    "s42_training_youth_offending": ("text_4_2", "youth_offending", 0),
    "s42_training_health": ("text_4_2", "health", 0),
    "s42_training_education": ("text_4_2", "education", 0),
    **{
        f"s41_impact_{row}_{name}": ("text_4_1", row, column)
        for row in ("confidence", "awareness", "impacts", "practice")
        for column, name in enumerate(("alot", "somewhat"))
    },
}
TABLE_CELLS = {
    name: place
    for name, entry in ENTRIES.items()
    if entry["status"] == "met" and (place := place_of(name))
}


def printed(table: Table, row: str, column: int) -> tuple[int, int]:
    found = _PRINTED.fullmatch(cell(table, row, column).text)
    assert found, cell(table, row, column).text
    return int(found[1]), int(found[2])


def test_all_published_cells_of_the_tables_are_looked_at() -> None:
    assert len(TABLE_CELLS) == 10 + 10 + 23 + 30 + 35
    assert set(TEXT) <= set(ENTRIES)


@pytest.mark.parametrize("name", [*TABLE_CELLS, *TEXT])
def test_published_cell(name: str) -> None:
    entry = ENTRIES[name]
    assert entry["status"] == "met"
    table, row, column = (TABLE_CELLS | TEXT)[name]
    percent, base = printed(larc7_made()[table], row, column)
    assert percent == entry["percent"]
    if entry["base"]:
        assert base == entry["base"]


@pytest.mark.parametrize("row", ["confidence", "awareness", "impacts", "practice"])
def test_effect_of_training_prints_the_published_shares_on_possible_bases(
    row: str,
) -> None:
    for column, name in enumerate(("alot", "somewhat")):
        percent, base = printed(larc7_made()["text_4_2_changed"], row, column)
        assert percent == ENTRIES[f"s42_impact_{row}_{name}"]["percent"]
        assert base == 137


def test_row_13_table_1_mixes_sources_and_says_so() -> None:
    table = larc7_made()["table_1"]
    assert len(table.rows) == 10
    assert [row.base for row in table.rows] == [
        *(185, 185, 183, 186, 184, 183, 184, 178, 189, 182)
    ]
    marked = [row.key for row in table.rows if "(from “" in row.label]
    assert marked == ["groups.mental_health"]
    assert [row.key for row in table.rows[:2]] == ["neglect", "social_skills"]
    assert "bases n = 178 to 189" in table.notes.base_rule
    assert "person and agency" in table.notes.unit
    assert any("children" in note for note in table.notes.more)


def added_up(table: Table, keys: Sequence[str]) -> list[Share]:
    """Return one share a column: counts and bases of some rows added up."""
    rows = [row for row in table.rows if row.key in keys]
    columns = zip(*(row.cells for row in rows), strict=True)
    return [
        Share(
            sum(each.share.count for each in cells if each.share),
            sum(each.share.base for each in cells if each.share),
        )
        for cells in columns
    ]


def test_row_14_table_2_splits_into_those_with_and_without() -> None:
    totals = added_up(larc7_made()["table_2"], ["with", "without"])
    assert set(totals) == {Share(231, 361)}


def test_row_15_table_3_totals_agree_over_both_splits() -> None:
    table = larc7_made()["table_3"]
    for rows in (["train_yes", "train_no"], ["consult_yes", "consult_no"]):
        totals = added_up(table, rows)
        assert [total.count for total in totals] == [123, 77, 59, 69, 63, 86]
    direct = CONFIDENT.index("direct")
    assert cell(table, "train_no", direct).share == Share(35, 85)


def test_differences_come_from_unrounded_shares() -> None:
    table = larc7_made()["table_3"]
    assess = CONFIDENT.index("assess")
    one = cell(table, "consult_yes", assess).share
    other = cell(table, "consult_no", assess).share
    assert one is not None
    assert other is not None
    gap = points(one, other)
    assert gap is not None
    assert gap < 10
    assert cell(table, "consult_yes-consult_no", assess).text == "+9.9"
    assert points(Share(1, 2), Share(0, 0)) is None


def test_rounded_parts_of_education_add_up_to_the_printed_66() -> None:
    people, _ = larc7()
    file = larc7_tables()
    spec = next(one for one in file.tables if one.id == "figure_8_agree")
    by_parts = compute(in_mode(spec, "sum_of_parts"), people, file.populations)
    assert printed(by_parts, "education", 0) == (66, 30)
    assert printed(larc7_made()["figure_8_agree"], "education", 0) == (67, 30)


def test_areas_above_a_limit_are_counted_without_naming_them() -> None:
    table = larc7_made()["text_2_4_areas"]
    over = {row.key: row.cells[-1].text for row in table.rows}
    assert over == {"ma_policy": "2", "ma_strategy": "1", "ma_pathway": "3"}
    assert table.columns[:6] == ("1", "2", "3", "4", "5", "6")


def test_counts_of_figure_2_add_up_to_those_with_role_and_agency() -> None:
    table = larc7_made()["figure_2"]
    assert sum(row.base or 0 for row in table.rows) == 588
    assert row_of(table, "education").cells[2].text == "30"


@pytest.mark.parametrize("name", [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14])
def test_row_38_each_figure_has_data_with_population_and_base(name: int) -> None:
    table = larc7_made()[f"figure_{name}"]
    assert table.rows
    assert re.search(r"n = \d+", table.notes.population)
    assert re.search(r"bases? n = \d+", table.notes.base_rule)
    assert all(c.share and c.share.base for r in table.rows for c in r.cells) or (
        "not offered" in {c.text for r in table.rows for c in r.cells}
    )


def test_an_option_only_one_form_had_is_not_zero_on_the_other() -> None:
    table = larc7_made()["figure_3"]
    at = next(
        place for place, name in enumerate(table.columns) if name.startswith("Not app")
    )
    texts = {row.key: row.cells[at].text for row in table.rows}
    assert texts["strategic"] == texts["team_manager"] == "not offered"
    assert texts["practitioner"].endswith("(n = 390)")


def test_a_recode_leaves_the_base_alone() -> None:
    rows = solved_rows()
    names = [row["respondent_id"] for row in rows]
    moved = {r["respondent_id"] for r in rows if r["plan_service_named"] == "cse_only"}
    people, made = people_of(
        larc7_form(),
        larc7_tables(),
        names,
        rows,
        {"specialist_aware_adj": Recode(dict.fromkeys(moved, Ground.MOVED))},
    )
    spec = TableSpec(
        id="aware",
        title="Aware",
        rows=(Line(options_of="specialist_aware_adj"),),
    )
    table = compute(spec, people)
    assert cell(table, "yes").share == Share(200, 586)
    assert cell(table, "not_aware").share == Share(36, 586)
    assert "BR5" in table.notes.base_rule
    log = next(one for one in made if one.id == "specialist_aware_adj")
    assert log.counts["before"] == 236
    assert log.counts["yes"] == 200


def test_order_of_respondents_does_not_matter() -> None:
    rows = solved_rows()[::-1]
    names = [row["respondent_id"] for row in rows]
    people, _ = people_of(larc7_form(), larc7_tables(), names, rows)
    again = compute_all(larc7_tables(), people)
    assert {one.id: one for one in again} == larc7_made()


def test_every_share_is_exact_and_between_nothing_and_all() -> None:
    for table in larc7_made().values():
        for row in table.rows:
            for one in row.cells:
                if one.share and one.share.exact is not None:
                    assert Fraction(0) <= one.share.exact <= Fraction(1)
