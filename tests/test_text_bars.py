"""Text bars: in proportion, within the width, in ASCII where nothing else is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.tables import Table
from hsbcode.report.bar_charts import bar_chart
from hsbcode.report.text_bars import ASCII, BLOCKS, Marks, bars_text
from hsbcode.report.widths import display_width
from tests.chart_tables import AGREE, grid, one_question
from tests.reporting_study import HOSTILE


def bars(table: Table, width: int = 80, marks: Marks = BLOCKS) -> str:
    chart = bar_chart(table)
    assert chart is not None
    return bars_text(chart, width, marks)


def line_with(text: str, words: str) -> str:
    return next(line for line in text.splitlines() if words in line)


def test_bars_are_in_proportion_and_say_their_numbers() -> None:
    text = bars(one_question({"Nurse": 40, "Teacher": 20, "Cook": 0}))
    nurse, teacher = line_with(text, "Nurse"), line_with(text, "Teacher")
    assert nurse.count("█") == pytest.approx(2 * teacher.count("█"), abs=1)
    assert nurse.endswith("67 % (40)")
    cook = line_with(text, "Cook")
    assert "█" not in cook
    assert cook.endswith("0 % (0)")


def test_whoever_is_there_can_be_seen() -> None:
    text = bars(one_question({"Nurse": 4000, "Teacher": 1}))
    assert line_with(text, "Teacher").count("█") == 1


def test_those_who_agree_stand_right_of_the_line_and_the_unsure_apart() -> None:
    text = bars(grid([("Work", (20, 20, 0, 20, 20, 20))], AGREE))
    bar = line_with(text, "│").strip()
    less, more = bar.split("│")
    assert less.startswith("█")
    assert less.endswith("▒")
    agree, apart = more.split("  ")
    assert agree.startswith("▒")
    assert agree.endswith("█")
    assert set(apart) == {"·"}
    assert "Don't know 20 %" in text
    assert "net agree 0" in text


def test_a_scale_with_one_end_fills_the_width() -> None:
    labels = ("Most", "Some", "None", "Unsure")
    text = bars(grid([("Work", (25, 25, 25, 25))], labels), 42)
    assert line_with(text, "██▒").strip() == "█" * 10 + "▒" * 10 + "▚" * 10 + "░" * 10


def test_ascii_has_no_other_signs_of_ours() -> None:
    for table in (
        one_question({"Nurse": 40, "Teacher": 20}),
        grid([("Work", (3, 10, 4, 90, 70, 3)), ("Small", (1, 1, 1, 1, 0, 0))], AGREE),
    ):
        text = bars(table, 70, ASCII)
        assert text.isascii()
        assert "#" in text


def test_a_number_and_its_sign_are_not_torn_apart() -> None:
    rows = [("Work", (31, 10, 4, 90, 70, 3))]
    for width in range(34, 100):
        lines = bars(grid(rows, AGREE), width).splitlines()
        assert not [line for line in lines if line.startswith("  %")]


@given(st.integers(0, 130), st.sampled_from((BLOCKS, ASCII)))
def test_lines_fit_the_width(width: int, marks: Marks) -> None:
    hostile = {text: at + 1 for at, text in enumerate(HOSTILE)}
    rows = [(text, (30, 90, 24, 60, 20, 33)) for text in HOSTILE[:8]]
    for table in (one_question(hostile, title=HOSTILE[-1]), grid(rows, AGREE)):
        for line in bars(table, width, marks).splitlines():
            extra = 2 * line.count("...")
            assert display_width(line) - extra <= max(width, 30)


def test_hidden_rows_have_no_bar() -> None:
    text = bars(grid([("Small", (1, 1, 1, 1, 0, 0))], AGREE))
    assert "not drawn" in text
    assert "│" not in text
