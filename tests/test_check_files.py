"""Drafts as files: what is text, what is a table, what only stands around."""

import io
import zipfile
from pathlib import Path

import pytest

from hsbcode.domain.drafts import Passage, PassageKind
from hsbcode.domain.errors import DraftError
from hsbcode.files.draft_files import read_draft
from tests.reporting_study import HOSTILE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(passages: tuple[Passage, ...], kind: PassageKind) -> list[str]:
    return [one.text for one in passages if one.kind is kind]


def read(tmp_path: Path, name: str, text: str) -> tuple[Passage, ...]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_draft(path).passages


PAGE = """<!doctype html><html><head><title>99%</title><script>98%</script></head><body>
<header><nav><a href="/">97% off</a></nav></header>
<main><article><h1>Survey</h1>
<p>Some 36% felt <b>anxious</b>.
<p>And 40&nbsp;% upset.<blockquote>“We cope.”<footer>A worker</footer></blockquote>
<table><caption>Feelings</caption><tr><th>Feeling<th>%<tr><td>Upset<td>40</table>
<h3>More news</h3><ul><li>A poll of parents: 62%</ul></article>
<div class="related-items"><p>Referrals up 20%</p></div></main>
<aside>19% of readers</aside><section id="comments"><p>90% of us disagree!</p></section>
<footer>5% VAT</footer></body></html>"""


def test_the_article_of_a_page_is_kept_apart_from_what_stands_around(
    tmp_path: Path,
) -> None:
    passages = read(tmp_path, "page.html", PAGE)
    assert texts(passages, PassageKind.PROSE) == [
        "Some 36% felt anxious.",
        "And 40\u00a0% upset.",
    ]
    around = " ".join(texts(passages, PassageKind.AROUND))
    for number in ("97%", "62%", "20%", "19%", "90%", "5%"):
        assert number in around
    everything = " ".join(one.text for one in passages)
    assert "98%" not in everything
    assert "99%" not in everything
    assert texts(passages, PassageKind.QUOTE) == ["“We cope.”", "A worker"]


def test_a_table_of_a_page_gives_cells_with_row_and_column(tmp_path: Path) -> None:
    cells = [
        one for one in read(tmp_path, "page.html", PAGE) if one.kind is PassageKind.CELL
    ]
    assert [(one.text, one.row, one.column, one.caption) for one in cells] == [
        ("Upset", "", "Feeling", "Feelings"),
        ("40", "Upset", "%", "Feelings"),
    ]


def test_a_page_without_an_article_is_read_but_for_its_comments(tmp_path: Path) -> None:
    page = "<body><p>36% felt it.</p><h2>2 comments</h2><p>No, 50%!</p></body>"
    passages = read(tmp_path, "page.htm", page)
    assert texts(passages, PassageKind.PROSE) == ["36% felt it."]
    assert texts(passages, PassageKind.AROUND) == ["2 comments", "No, 50%!"]


def test_lines_of_a_page_are_those_of_the_file(tmp_path: Path) -> None:
    passages = read(tmp_path, "page.html", PAGE)
    assert next(one.line for one in passages if "anxious" in one.text) == 4


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    text = (
        "# Report\n\nSome **36%** felt it,\nand 40\\% [more](http://x.y).\n\n"
        "> a quote […] of two\n\n**T3 Agency**\n\n| Answer | n | % |\n|---|---:|--:|\n"
        "| A \\| B | 3 | 4 % |\n\n- one item\n- another\n\n```\n99%\n```\n\n"
        "## Related stories\n\n62% elsewhere\n\n## Limits\n\nSmall.\n"
    )
    passages = read(tmp_path, "draft.md", text)
    assert texts(passages, PassageKind.PROSE) == [
        "Some 36% felt it,\nand 40% more.",
        "T3 Agency",
        "one item",
        "another",
        "Small.",
    ]
    assert texts(passages, PassageKind.QUOTE) == ["a quote […] of two"]
    assert texts(passages, PassageKind.AROUND) == ["Related stories", "62% elsewhere"]
    cell = next(one for one in passages if one.text == "4 %")
    assert (cell.row, cell.column, cell.caption) == ("A | B", "%", "T3 Agency")
    assert cell.line == 12


def test_plain_text_has_paragraphs_headings_and_a_foot(tmp_path: Path) -> None:
    text = "Survey of staff\n\n36% felt it.\n\nYou may also like\n\nA poll: 62%.\n"
    passages = read(tmp_path, "press.txt", text)
    assert texts(passages, PassageKind.HEADING) == ["Survey of staff"]
    assert texts(passages, PassageKind.PROSE) == ["36% felt it."]
    assert texts(passages, PassageKind.AROUND) == ["You may also like", "A poll: 62%."]


def docx(body: str, *, head: str = "", **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}'
            "</w:body></w:document>",
        )
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_is_read_with_its_inserted_text_and_footnotes(
    tmp_path: Path,
) -> None:
    body = (
        paragraph("Findings", "Heading1")
        + "<w:p><w:r><w:t>Some </w:t></w:r><w:ins><w:r><w:t>36%</w:t></w:r></w:ins>"
        + "<w:del><w:r><w:delText>63%</w:delText></w:r></w:del></w:p>"
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Feeling")
        + "</w:tc><w:tc>"
        + paragraph("%")
        + "</w:tc></w:tr><w:tr><w:tc>"
        + paragraph("Upset")
        + "</w:tc><w:tc>"
        + paragraph("40")
        + "</w:tc></w:tr></w:tbl>"
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{paragraph("n = 578")}'
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(body, footnotes=notes + "</w:footnote></w:footnotes>"))
    passages = read_draft(path).passages
    assert texts(passages, PassageKind.HEADING) == ["Findings"]
    assert texts(passages, PassageKind.PROSE) == ["Some 36%", "n = 578"]
    cell = next(one for one in passages if one.text == "40")
    assert (cell.row, cell.column) == ("Upset", "%")


def test_a_document_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]>'
    path = tmp_path / "bomb.docx"
    path.write_bytes(docx(paragraph("&a;"), head=bomb))
    with pytest.raises(DraftError, match="declares a document type"):
        read_draft(path)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"no zip at all", "damaged"),
        ("a.md", b"", "is empty"),
        ("a.txt", b"  \n \n", "is empty"),
        ("a.pdf", b"%PDF", "cannot be read from .pdf"),
        ("a", b"text", "no ending"),
        ("a.html", b"<html><script>1</script></html>", "holds no text"),
    ],
)
def test_what_is_no_draft_is_told_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DraftError) as told:
        read_draft(path)
    assert words in told.value.message
    assert name in told.value.message


def test_a_missing_draft_is_named(tmp_path: Path) -> None:
    (tmp_path / "press.md").write_text("x")
    with pytest.raises(DraftError) as told:
        read_draft(tmp_path / "pres.md")
    assert "press.md" in told.value.hint


@pytest.mark.parametrize("ending", [".md", ".txt", ".html"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / f"draft{ending}"
    text = text.replace("\0", "")  # a file with NUL bytes is refused as no text
    body = f"Before.\n\n{text}\n\n| a | b |\n|---|---|\n| {text} | 4 % |\n"
    path.write_text(body, encoding="utf-8", errors="surrogatepass")
    assert read_draft(path).passages


def test_a_page_that_never_closes_anything_is_read(tmp_path: Path) -> None:
    page = "<div>" * 3000 + "36% felt it" + "<p><li><td>" * 500 + "</article></nope>"
    assert "36% felt it" in " ".join(
        one.text for one in read(tmp_path, "deep.html", page)
    )
