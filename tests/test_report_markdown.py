"""Markdown: a reader of it sees the words, and nothing in them takes effect."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hsbcode.domain.visible import visible
from hsbcode.report.markdown import escaped, markdown
from tests.report_documents import document_of, hostile_document, hostile_study
from tests.reporting_study import HOSTILE, Said, make_study

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = "#-+>`*_[]()|\\<!&~=:/ \n"
PIECES = st.sampled_from((*MARKS, "1.", "b>", "&amp;", "```", "://", "www.", "a"))
ANY_TEXT = st.text(max_size=80) | st.lists(PIECES, max_size=12).map("".join)


def words(html: str) -> str:
    """What a browser would show of inline HTML, line breaks as newlines."""
    shown = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br ?/?>", "\n", html)))
    return "\n".join(" ".join(line.split()) for line in shown.split("\n"))


def meant(text: str) -> str:
    lines = visible(text).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
@example("a\\|b")
@example("1. one")
@example("Title #")
def test_a_cell_shows_exactly_what_was_written(text: str) -> None:
    html = READER.render(f"| a | b |\n|---|---|\n| {escaped(text)} | end |\n")
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 2
    assert words(cells[0]).strip() == meant(text).strip()
    assert set(re.findall(r"<(\w+)", cells[0])) <= {"br"}


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_a_paragraph_shows_exactly_what_was_written(text: str) -> None:
    html = READER.render(f"before\n\n{escaped(text)}\n\nafter\n")
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}
    inner = html.split("</p>", 1)[1].rsplit("<p>", 1)[0]
    assert words(inner).strip() == meant(text).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_one_line(text: str) -> None:
    line = escaped(text)
    assert "\n" not in line
    assert line == visible(line)
    line.encode("utf-8")


def test_no_address_becomes_a_link() -> None:
    for text in ("http://a.example", "www.a.example", "[x](y)", "<http://a.example>"):
        assert "<a" not in READER.render(escaped(text))
    assert "http://" not in escaped("http://a.example")
    assert "www." not in escaped("see www.a.example")


def test_every_table_of_a_hostile_report_has_even_rows() -> None:
    text = markdown(hostile_document())
    tables = 0
    html = READER.render(text)
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        tables += 1
        wide = table.split("</tr>")[0].count("</th>")
        for row in table.split("<tbody>")[1].split("</tr>")[:-1]:
            assert row.count("</td>") == wide
    assert tables == 7
    assert "<script" not in html
    assert not set(re.findall(r"<(\w+)", html)) & {"a", "img", "code", "del"}


def test_a_report_reads_well() -> None:
    study = make_study(
        [Said(f"p{n}", f"too little money, {n} times", "money") for n in range(12)],
        closed={"role": {f"p{n}": ["Manager"] for n in range(12)}},
    )
    text = markdown(document_of(study))
    assert text.startswith("# A report\n\n## Themes and quotes\n")
    assert "DRAFT" not in text
    assert "| **Money**<br>Too little of it. | 12 (100 %)<br>base: n = 12<br>" in text
    assert "“too little money, " in text
    assert re.search(
        r"” – Manager \(Q1; nearest to (?:most|\d+) of the 12 answers\)", text
    )
    assert "| Money | 12 | 100 % | 100 % | 12 |" in text
    assert "| money | 40 | 55 % | 88 % | 89 % | 0.71 | 0.61 to 0.80 |" not in text
    assert "| Money | 40 | 55 % | 88 % | 89 % | 0.71 | 0.61 to 0.80 |" in text
    assert "- 1 code that nobody applied stands in no row: not defined" in text
    assert text == markdown(document_of(study))


def test_an_unfinished_report_is_a_draft() -> None:
    text = markdown(document_of(hostile_study()))
    assert "**DRAFT** – of 15 answers, 1 not yet coded." in text
