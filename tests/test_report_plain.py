"""Plain text and JSON of tables."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsbcode.domain.agreement import Coefficient
from hsbcode.domain.visible import visible
from hsbcode.quotes import quote_table
from hsbcode.report.as_json import quotes_json, table_json
from hsbcode.report.plain import agreement_text, quotes_text, table_text
from hsbcode.report.widths import display_width, padded, wrapped
from hsbcode.results import frequency_table, theme_by_answer_table, theme_table
from tests.report_documents import agreement, hostile_study
from tests.reporting_study import Said, make_study


def test_columns_are_aligned_by_display_width() -> None:
    study = make_study(
        [],
        closed={
            "role": {f"p{n}": ["日本語" if n < 4 else "Manager"] for n in range(12)}
        },
    )
    lines = table_text(frequency_table(study, "role", "T1")).splitlines()
    assert lines[:6] == [
        "T1 Role",
        "Answer     n  % of base",
        "-----------------------",
        "日本語     4       33 %",
        "Manager    8       67 %",
        "No answer  0",
    ]
    assert len({display_width(line) for line in lines[1:5]}) == 1


def test_long_labels_wrap_and_levels_are_indented() -> None:
    answers = {f"p{n}": ["a rather long answer " * 9] for n in range(12)}
    study = make_study(
        [Said(f"p{n}", "x", "trust_child") for n in range(12)],
        closed={"role": answers},
    )
    text = table_text(frequency_table(study, "role", "T1"), width=60)
    assert all(display_width(line) <= 60 for line in text.splitlines())
    themes = table_text(theme_table(study, "challenge", "T2"))
    assert "\n  Trust of the child  12" in themes


def test_hostile_tables_print() -> None:
    study = hostile_study()
    for text in (
        table_text(frequency_table(study, "role", "T1")),
        table_text(theme_by_answer_table(study, "challenge", "role", "T2")),
        quotes_text(quote_table(study, "challenge")),
        agreement_text(agreement(), {"money": "\x1b[31m"}),
    ):
        assert text == visible(text)
        assert "\t" not in text
        text.encode("utf-8")


def test_the_quotes_are_listed_theme_by_theme() -> None:
    study = make_study([Said(f"p{n}", f"money {n}", "money") for n in range(12)])
    text = quotes_text(quote_table(study, "challenge"))
    assert "Money: 12 (100 %), base: n = 12; 100 % of 12 asked" in text
    assert "    Q3 Unlike the others: “money " in text


def test_json_has_exact_shares_and_the_printed_percent() -> None:
    said = [Said(f"p{n}", "x", "money" if n < 7 else "trust") for n in range(16)]
    table = theme_table(make_study(said), "challenge", "T2")
    found = json.loads(json.dumps(table_json(table)))
    row = next(row for row in found["rows"] if row["key"] == "money")
    assert row["cells"][1] == {
        "column": "% of base",
        "reference": "T2.4.2",
        "text": "44 %",
        "count": 7,
        "base": 16,
        "share": 7 / 16,
        "percent": 44,
    }
    assert row["cells"][3]["count"] == 7
    assert row["cells"][3]["share"] is None
    assert found["uncoded"] == 0


def test_json_has_no_percent_on_a_small_base() -> None:
    table = theme_table(make_study([Said("p", "x", "money")]), "challenge", "T")
    cell = table_json(table)["rows"][3]["cells"][1]
    assert (cell["share"], cell["percent"], cell["text"]) == (1.0, None, "[low]")
    empty = table_json(theme_table(make_study([]), "challenge", "T"))
    assert empty["rows"][0]["cells"][1]["share"] is None


def test_json_of_quotes() -> None:
    study = make_study([Said(f"p{n}", f"money {n}", "money") for n in range(12)])
    found = json.loads(json.dumps(quotes_json(quote_table(study, "challenge"))))
    theme = found["themes"][0]
    assert (theme["count"], theme["base"], theme["percent"]) == (12, 12, 100)
    assert theme["closed_result"] is None
    assert [quote["divergent"] for quote in theme["quotes"]] == [False, False, True]


@given(st.text(max_size=120), st.integers(2, 30))
def test_wrapping_keeps_every_word_within_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "wide"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("👩", 2), ("", 0)]
)
def test_display_width(text: str, wide: int) -> None:
    assert display_width(text) == wide
    assert display_width(padded(text, 9)) == 9


def test_three_coders_get_a_table_of_pairs() -> None:
    found = agreement()
    pair = found.matrix[0]
    three = replace(
        found,
        coders=("ann", "bob", "cy"),
        matrix=(
            pair,
            replace(pair, coders=("ann", "cy")),
            replace(pair, coders=("bob", "cy")),
        ),
    )
    text = agreement_text(three)
    assert "Agreement of each pair of coders" in text
    assert "bob · cy 40 0.71 0.61 to 0.80" in " ".join(text.split())
    assert "1 code that nobody applied stands in no row: not defined" in text
    assert "Only bob  Only cy" in text


def test_agreement_fits_a_hundred_columns_and_says_why_below_the_table() -> None:
    labels = {"money": "Threshold of behaviour - disagreement on level", "spare": "S"}
    found = agreement()
    other = Coefficient(None, None, "nobody finished the same answer")
    spare = replace(found.codes[1], prevalence=1.0)
    third = replace(spare, code="third", alpha=other)
    codes = (found.codes[0], spare, third)
    text = agreement_text(replace(found, codes=codes), labels)
    lines = text.splitlines()
    assert max(map(display_width, lines)) <= 100
    row = next(line for line in lines if line.startswith("S "))
    assert row.split()[-4:] == ["not", "defined", "–", "–"]
    assert "Not defined (no variation): S." in lines
    assert "Not defined (nobody finished the same answer): third." in lines
