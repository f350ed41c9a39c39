"""Findings by theme: sentences made from counts, and nothing they must not say."""

from dataclasses import replace

from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.report_plan import ReportPart
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.report.assembling import Sections, whole_report
from hsbcode.report.document import Editable, Heading, Paragraph, QuotationBlock
from hsbcode.report.findings import commonest, theme_sentence, with_agreement
from hsbcode.report.html import html
from hsbcode.report.markdown import markdown
from hsbcode.report.who_answered import summary_blocks

QUOTE = Quote("Q1", "u1", "p1", "No time to listen", "Managers", "typical")
THEME = ThemeQuotes(
    code="time",
    label="Time",
    meaning="Hours and caseloads.",
    count=54,
    base=337,
    asked=594,
    closed_result="Workload: agree 40 % (base: n = 500)",
    quotes=(QUOTE,),
    pool=50,
    mentions=60,
    word="several",
)
TABLE = QuoteTable("ch", "Challenges", (THEME,), "Chosen by the program.", 0, 0, 0)


def themes_table() -> Table:
    share = Share(54, 337)
    cells = (Cell(share, "54", "T9.1.1"), Cell(share, "16 %", "T9.1.2"))
    return Table(
        "T9",
        "Themes in answers to “Challenges”",
        ("n", "% of base"),
        (Row("Time", cells, key="time", base=337),),
        TableNotes("everybody"),
        kind="themes",
        question="ch",
    )


def test_the_word_stands_with_its_numbers_and_reference() -> None:
    assert theme_sentence(THEME, "T9.1.1") == (
        "Several (54 of 337 people, 16 %; T9.1.1) spoke of “Time”. They did so in 60 "
        "answers."
    )


def test_no_word_where_none_may_stand() -> None:
    few = replace(THEME, count=4, base=12, word="", mentions=4)
    assert theme_sentence(few) == "4 of 12 people spoke of “Time” (33 %)."
    tiny = replace(few, count=1, base=5)
    assert theme_sentence(tiny, "T9.1.1") == (
        "1 of 5 people spoke of “Time” (T9.1.1). They did so in 4 answers."
    )


def test_one_person_is_a_person() -> None:
    one = replace(THEME, count=1, mentions=1, word="one")
    assert theme_sentence(one).startswith("One person (1 of 337 people, 0 %) spoke")


def test_a_hidden_count_is_not_told_in_any_words() -> None:
    hidden = replace(THEME, count=None, word="several", mentions=None)
    assert theme_sentence(hidden, "T9.1.1") == (
        "How many people spoke of “Time” is not released ([c]; T9.1.1)."
    )


def test_the_commonest_themes_are_those_that_are_released() -> None:
    hidden = replace(THEME, code="h", count=None)
    more = replace(THEME, code="m", count=90)
    same = replace(THEME, code="s")
    found = commonest(replace(TABLE, themes=(hidden, THEME, more, same)), 2)
    assert [theme.code for theme in found] == ["m", "time"]


def test_findings_follow_the_compact_table_theme_by_theme() -> None:
    tables = with_agreement([TABLE], {("ch", "time"): "alpha 0.71"})
    document = whole_report(
        "R", Sections(quotes=tables, tables=[themes_table()]), parts=[ReportPart.QUOTES]
    )
    after = document.blocks[3:]
    assert after[0] == Heading("Time", 4)
    said = [block.text for block in after if isinstance(block, Paragraph)]
    assert said == [
        "Hours and caseloads.",
        "Several (54 of 337 people, 16 %; T9.1.1) spoke of “Time”. They did so in 60 "
        "answers. Agreement between coders on it: alpha 0.71.",
        "Beside it: Workload: agree 40 % (base: n = 500). In people's words: Q1.",
    ]
    # quotes stand in the table, once
    assert not any(isinstance(block, QuotationBlock) for block in after)
    assert isinstance(after[-1], Editable)


def test_parts_stand_in_the_order_that_is_asked_for_and_empty_ones_are_left_out() -> (
    None
):
    sections = Sections(
        quotes=[TABLE], tables=[themes_table()], methods=["Coded."], limits=["Not all."]
    )
    parts = [
        ReportPart.LIMITS,
        ReportPart.JOINT,
        ReportPart.FIGURES,
        ReportPart.METHODS,
    ]
    found = whole_report("R", sections, parts=parts).blocks
    heads = [b.text for b in found if isinstance(b, Heading) and b.level == 2]
    assert heads == ["Limits", "Figures", "How this was done"]


def test_the_summary_names_bases_and_the_commonest_themes() -> None:
    blocks = summary_blocks(
        [TABLE], [themes_table()], opened=594, never_began=14, prose=True
    )
    text = markdown(whole_report("R", Sections(summary=tuple(blocks))))
    assert "580 people took part; 14 more opened the form and answered nothing." in text
    assert "| Challenges | 594 | 337 |" in text
    assert "the theme of most people: Time – 54 (16 %), T9.1.1." in text


def test_a_page_links_numbers_and_quotes_and_filters_by_theme() -> None:
    second = replace(
        THEME, code="trust", label="Trust", quotes=(replace(QUOTE, reference="Q2"),)
    )
    table = replace(TABLE, themes=(THEME, second))
    page = html(whole_report("R", Sections(quotes=[table], tables=[themes_table()])))
    assert '<a href="#T9.1.1">T9.1.1</a>' in page
    assert 'id="T9.1.1"' in page
    assert page.count('<blockquote id="Q1"') == 1
    assert '<blockquote id="Q1-' not in page
    assert 'words: <a href="#Q1">Q1</a>.' in page
    assert 'type="radio" name="theme" id="show-2"' in page
    assert ":not(.theme-2) { display: none; }" in page
    assert '<tr class="themed theme-2">' in page
    assert '<section class="themed theme-2"' in page
    assert "<script" not in page
