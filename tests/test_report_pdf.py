"""PDF: tagged, whole, and with every word as data; read back with pypdf."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from hsbcode.domain.visible import visible
from hsbcode.report.document import Document, Heading, Paragraph, QuoteBlock
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.pdf.glyphs import missing_characters, stand_in
from hsbcode.report.pdf.writing import pdf_file
from tests.reporting_study import HOSTILE
from tests.written_documents import FORMULAS, document_with, plain_document, quote_table


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    """All text of a PDF on one line, without places where words may break."""
    pages = "\n".join(page.extract_text() for page in reader(content).pages)
    return " ".join(pages.replace("\u200b", "").split())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def structure(content: bytes) -> Iterator[DictionaryObject]:
    """Yield the elements that the text is tagged with, top down."""
    root: Any = reader(content).trailer["/Root"]
    waiting: list[Any] = [root["/StructTreeRoot"]]
    while waiting:
        at = waiting.pop(0)
        at = at.get_object() if isinstance(at, IndirectObject) else at
        if isinstance(at, ArrayObject):
            waiting = [*at, *waiting]
        elif isinstance(at, DictionaryObject):
            if "/S" in at:
                yield at
            if "/K" in at:
                waiting.insert(0, at["/K"])


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdf_file(plain_document()).content


def test_it_says_that_it_is_accessible(plain: bytes) -> None:
    pdf = reader(plain)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Safe at work"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_tables_have_header_cells_and_figures_are_told(plain: bytes) -> None:
    tags = list(structure(plain))
    kinds = Counter(str(tag["/S"]) for tag in tags)
    assert kinds["/Table"] == 6
    assert kinds["/THead"] == 6
    assert kinds["/TH"] >= 15
    assert kinds["/H1"] == 5
    heads = [str(tag["/S"]) for tag in tags if re.match(r"/H\d", str(tag["/S"]))]
    assert heads == ["/H1", "/H1", "/H2", "/H1", "/H1", "/H1"]
    figures = [tag for tag in tags if str(tag["/S"]) == "/Figure" and "/Alt" in tag]
    assert len(figures) == 1
    assert "50 % (50) Agree" in str(figures[0]["/Alt"])


def test_everything_is_printed(plain: bytes) -> None:
    text = words(plain)
    for each in (
        *("Safe at work", "DRAFT", "of 9 answers, 1 not yet coded."),
        *("“We are never told.”", "34 (43 %)", "base: n = 80", "[c] of 100 asked"),
        *("T2 How often", "61 % (61)", "7 [low]", "34 % [u] (29)", "−1.4", "[c]"),
        *("J1 Trust and Trust", "49 % (base: n = 100)", "What follows"),
        *("The figure in words", "They talked about what differed."),
    ):
        assert each in text.replace("\u00a0", " "), each


def test_equal_documents_give_equal_bytes(plain: bytes) -> None:
    assert pdf_file(plain_document()).content == plain


SHORT = [text for text in (*HOSTILE, *FORMULAS) if len(text) < 1000]


@pytest.mark.parametrize("text", SHORT, ids=range(len(SHORT)))
def test_hostile_text_is_printed_and_does_nothing(text: str) -> None:
    made = pdf_file(document_with((text,)))
    shown = squeezed(visible(text))
    if shown.isascii():
        assert shown[:2000] in squeezed(words(made.content))
    pdf = reader(made.content)
    root: Any = pdf.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/AcroForm" not in root
    links = [
        note.get_object() for page in pdf.pages for note in page.get("/Annots", ())
    ]
    assert not [link for link in links if "/URI" in str(link.get("/A", ""))]


def test_markup_of_the_layout_is_words_in_a_text() -> None:
    text = '#eval("1+1") *b* $x$ @ref <label> #read("report.json") \\ `raw` // no'
    assert text in words(pdf_file(document_with((text,))).content)


def test_a_text_of_any_length_is_whole() -> None:
    long = "x" * 20_000
    theme = quote_table((long,))
    row = Grid("", long, long, (long,), (GridRow(long, (long,)),))
    made = pdf_file(Document("D", (Heading(long), QuoteBlock(theme), row)))
    # heading, quote, caption, label, cell, and both heads in the notes
    assert words(made.content).count("x") >= 7 * 20_000


def test_a_character_without_a_font_is_told_by_its_code() -> None:
    made = pdf_file(Document("D", (Paragraph("before \U0010fffd after"),)))
    assert "‹U+10FFFD›" in squeezed(words(made.content))
    assert "have no font" in made.notes[0]


def test_other_scripts_do_not_stop_it() -> None:
    made = pdf_file(Document("日本語", (Heading("عربي 👩‍👧"), Paragraph("עברית"))))
    text = squeezed(words(made.content))
    assert "日" in text or "‹U+65E5›" in text
    assert "👩" in text or "‹U+1F469›" in text


def test_headings_leave_no_level_out() -> None:
    blocks = (Heading("a", 4), Heading("b", 2), Heading("c", 4), Heading(" ", 2))
    tags = list(structure(pdf_file(Document("D", blocks)).content))
    heads = [str(tag["/S"]) for tag in tags if re.match(r"/H\d", str(tag["/S"]))]
    assert heads == ["/H1", "/H1", "/H2"]


@pytest.mark.parametrize("language", ["de", "de-AT", "", "12", "x" * 99])
def test_the_language_is_said(language: str) -> None:
    made = pdf_file(Document("D", (Paragraph("p"),), language=language))
    root: Any = reader(made.content).trailer["/Root"]
    assert root["/Lang"] == ("de" if language.startswith("de") else "en")


def test_an_empty_document_is_a_page() -> None:
    assert len(reader(pdf_file(Document("", ())).content).pages) == 1


def test_what_the_compiler_says_is_read() -> None:
    said = 'the text `"\\u{65e5}"` could not be displayed with font `"F"`\n'
    said += 'the text `"\\""` could not be displayed with font `"F"`'
    assert missing_characters(said) == {"日", '"'}
    assert stand_in("日") == "‹U+65E5›"
    assert stand_in("␛") == "‹U+001B›"
    assert stand_in("\u200d") == ""
