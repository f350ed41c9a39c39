"""Which chart a table becomes, what it says in words, and what it must not show."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Table, TableNotes
from hsbcode.report.bar_charts import (
    MOST_BARS,
    BarChart,
    ChartKind,
    bar_chart,
    combined,
    net,
)
from hsbcode.report.chart_layout import laid_out
from hsbcode.report.chart_words import chart_caption, chart_title, text_alternative
from hsbcode.report.report_charts import report_charts
from hsbcode.results import theme_by_answer_table, theme_table
from tests.chart_tables import AGREE, grid, one_question
from tests.reporting_study import Said, make_study

WORK = {"Agree": 47, "Strongly agree": 8, "Disagree": 37, "Unsure": 5}
WORK_ALL = {**WORK, "Strongly disagree": 1}


def chart_of(table: Table) -> BarChart:
    chart = bar_chart(table)
    assert chart is not None
    return chart


def test_an_agreement_scale_diverges_and_the_unsure_stand_apart() -> None:
    chart = chart_of(one_question(WORK_ALL))
    assert chart.kind is ChartKind.DIVERGING
    assert chart.scale is not None
    places = {segment.label: segment for segment in laid_out(chart).segments}
    assert places["Strongly disagree"].end == places["Disagree"].start
    assert places["Disagree"].end == pytest.approx(0)
    assert places["Agree"].start == 0
    assert places["Agree"].end == places["Strongly agree"].start
    assert places["Unsure"].start > places["Strongly agree"].end
    assert places["Unsure"].end - places["Unsure"].start == pytest.approx(500 / 98)


def test_net_and_combined_come_from_unrounded_shares() -> None:
    chart = chart_of(one_question(WORK_ALL))
    assert chart.scale is not None
    assert combined(chart.rows[0], chart.scale, chart.scale.more) == Share(55, 98)
    # 56.1 less 38.8 is 17.3
    assert net(chart.rows[0], chart.scale) == "+17"
    assert chart_title(chart) == "Confidence: 56 % agree, 39 % disagree"
    # 1 of 8 twice over: 12.5 rounds up once, not 13 and 13
    halves = chart_of(one_question({"Agree": 3, "Disagree": 1, "Unsure": 12}))
    assert halves.scale is not None
    assert net(halves.rows[0], halves.scale) == "+13"
    down = chart_of(one_question({"Agree": 1, "Disagree": 11}))
    assert down.scale is not None
    assert net(down.rows[0], down.scale) == "−83"


def test_the_text_alternative_is_made_of_the_numbers() -> None:
    said = text_alternative(chart_of(one_question(WORK_ALL, id="T5")))
    assert said == (
        "Diverging stacked bar chart, one bar. Confidence: of 98 people, 1 % (1) "
        "Strongly disagree, 38 % (37) Disagree, 48 % (47) Agree, 8 % (8) Strongly "
        "agree, 5 % (5) Unsure, net agree +17 points. All numbers: table T5."
    )
    many = one_question({f"Way {n}": n for n in range(1, 13)}, kind="themes", base=40)
    told = text_alternative(chart_of(many))
    assert "Bar chart, 12 bars." in told
    assert "the largest are Way 12 30 % (12); Way 11 28 % (11); Way 10 25 %" in told
    assert told.endswith("Way 1 3 % (1). All numbers: table T1.")


def test_the_caption_says_base_and_source_and_what_is_missing() -> None:
    notes = TableNotes(
        "all asked (n = 60)",
        base_rule="people with a coded answer (n = 44)",
        recodes="footnote 2",
        uncoded=7,
        unsettled=0,
    )
    table = one_question({"Trust": 40, "Money": 4}, kind="themes", notes=notes)
    caption = "\n".join(chart_caption(chart_of(table), "larc7"))
    assert "Base: people with a coded answer (n = 44)." in caption
    assert "Population: all asked (n = 60); filter: none." in caption
    assert "Recodes: footnote 2." in caption
    assert "Answers not yet coded: 7" in caption
    assert caption.endswith("Source: larc7, table T1.")


def test_a_scale_with_one_end_adds_up_to_a_hundred() -> None:
    labels = ("None", "A few", "Some", "A lot", "Most", "Unsure")
    table = grid([("Neglect", (3, 40, 50, 60, 30, 12))], labels)
    chart = chart_of(table)
    assert chart.kind is ChartKind.STACKED
    layout = laid_out(chart)
    assert [s.label for s in layout.segments][:2] == ["Most", "A lot"]
    assert layout.segments[-1].end == pytest.approx(100)
    assert layout.row_ends == ("",)


def test_columns_that_are_labels_make_one_bar_a_row() -> None:
    rows = [("Direct work", (3, 10, 4, 90, 70, 3)), ("Plans", (80, 90, 9, 10, 2, 0))]
    chart = chart_of(grid(rows, AGREE))
    assert chart.kind is ChartKind.DIVERGING
    assert chart.scale is not None
    assert [net(row, chart.scale) for row in chart.rows] == ["−82", "+83"]
    assert [row.base for row in chart.rows] == [180, 191]
    assert not chart.same_base
    assert "(n = 180 to 191)" in chart_caption(chart)[0]
    assert all("n = 1" in label for label in laid_out(chart).row_labels)


def test_other_questions_and_themes_have_one_bar_a_row() -> None:
    chart = chart_of(one_question({"Nurse": 30, "Teacher": 12}))
    assert chart.kind is ChartKind.BARS
    assert laid_out(chart).row_ends == ("71 % (30)", "29 % (12)")
    assert [row.label for row in chart.rows] == ["Nurse", "Teacher"]


def test_ticks_are_never_stacked_though_they_look_like_a_scale() -> None:
    chart = chart_of(one_question({"Agree": 50, "Disagree": 50}, base=60))
    assert chart.kind is ChartKind.BARS


def test_themes_stand_largest_first_with_their_children_behind() -> None:
    said = [Said(f"p{n}", "money", "money") for n in range(9)]
    said += [Said(f"q{n}", "trust", "trust_child") for n in range(3)]
    study = make_study(said, closed={"role": {"p1": ["A"]}})
    chart = chart_of(theme_table(study, "challenge", "T2"))
    labels = [row.label for row in chart.rows]
    assert labels[:3] == ["Money", "Winning trust", "Trust of the child"]
    assert [row.level for row in chart.rows[:3]] == [0, 0, 1]
    assert bar_chart(theme_by_answer_table(study, "challenge", "role", "T3")) is None


def test_too_many_themes_leave_the_table_to_tell() -> None:
    table = one_question({f"t{n}": n for n in range(40)}, kind="themes", base=60)
    chart = chart_of(table)
    assert len(chart.rows) == MOST_BARS
    assert chart.rows[0].label == "t39"
    assert "16 more rows stand in the table only." in chart_caption(chart)


def test_row_37_no_bar_shows_what_the_table_hides() -> None:
    small = chart_of(one_question({"Agree": 4, "Disagree": 3}))
    assert laid_out(small).segments == ()
    assert "net" not in text_alternative(small)
    assert "Agree 4 [low]" in text_alternative(small)
    table = one_question(WORK_ALL)
    hidden = replace(
        table,
        rows=tuple(
            replace(row, cells=(Cell(text="[c]"), Cell(text="[c]")))
            if row.label in ("Unsure", "Strongly disagree")
            else row
            for row in table.rows
        ),
    )
    chart = chart_of(hidden)
    # one missing piece could be measured on a bar that adds up to 100 %
    assert chart.kind is ChartKind.BARS
    assert len(laid_out(chart).segments) == 3
    assert "Unsure [c]" in text_alternative(chart)
    assert "net" not in text_alternative(chart)
    assert [c is None for c, _ in report_charts([table, hidden])] == [False, False]
    small_table = one_question({"Agree": 4, "Disagree": 3})
    assert [c for c, _ in report_charts([small_table])] == [None]


def test_a_share_whose_text_was_changed_is_not_drawn() -> None:
    table = one_question({"Nurse": 30, "Teacher": 12})
    first = table.rows[0]
    covered = replace(first, cells=(first.cells[0], replace(first.cells[1], text="c")))
    chart = chart_of(replace(table, rows=(covered, *table.rows[1:])))
    assert [segment.row for segment in laid_out(chart).segments] == [1]
    assert laid_out(chart).row_ends == ("c", "29 % (12)")
    marked = replace(
        first, cells=(first.cells[0], replace(first.cells[1], text="71 % [low]"))
    )
    chart = chart_of(replace(table, rows=(marked, *table.rows[1:])))
    assert laid_out(chart).row_ends[0] == "71 % (30) [low]"
    assert len(laid_out(chart).segments) == 2


def test_an_unknown_base_is_not_made_up() -> None:
    table = one_question(WORK_ALL)
    blank = (Cell(text="[c]"), Cell(text="[c]"))
    rows = tuple(replace(row, base=None, cells=blank) for row in table.rows)
    chart = chart_of(replace(table, rows=rows))
    assert chart.bases is None
    assert laid_out(chart).segments == ()
    assert "None" not in text_alternative(chart) + " ".join(chart_caption(chart))


def test_nothing_counted_is_no_error() -> None:
    empty = one_question({"Agree": 0, "Disagree": 0})
    assert laid_out(chart_of(empty)).segments == ()
    assert text_alternative(chart_of(empty))
    assert bar_chart(replace(empty, rows=())) is None


def test_neighbours_on_one_scale_share_a_picture_before_their_tables() -> None:
    turned = dict(reversed(WORK_ALL.items()))
    tables = [
        one_question({"Nurse": 30, "Teacher": 12}, id="T1"),
        one_question(WORK_ALL, id="T2", title="Direct work"),
        one_question(turned, id="T3", title="Safety plans"),
        one_question({"Most": 9, "None": 9, "Some": 1}, id="T4"),
        one_question(WORK_ALL, id="T5"),
        one_question({"Trust": 30}, id="T6", kind="themes"),
    ]
    found = list(report_charts(tables))
    assert [table.id for _, table in found] == ["T1", "T2", "T3", "T4", "T5", "T6"]
    drawn = {table.id: chart.tables for chart, table in found if chart}
    assert drawn == {
        "T2": ("T2", "T3"),
        "T4": ("T4",),
        "T5": ("T5",),
        "T6": ("T6",),
    }
    joined = found[1][0]
    assert joined is not None
    assert joined.rows[0].parts == joined.rows[1].parts
    assert chart_title(joined) == "Agree or disagree: 2 questions compared"
    assert "Source: tables T2 and T3." in chart_caption(joined)


@given(st.lists(st.integers(0, 400), min_size=6, max_size=6))
def test_segments_never_overlap_and_keep_their_share(counts: list[int]) -> None:
    chart = chart_of(grid([("Row", counts)], AGREE))
    segments = laid_out(chart).segments
    for left, right in pairwise(segments):
        assert left.end <= right.start + 1e-9
    total = sum(counts)
    drawn = sum(segment.end - segment.start for segment in segments)
    assert drawn == pytest.approx(100 if total >= 10 else 0)
