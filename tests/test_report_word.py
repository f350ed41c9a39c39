"""Word files in our own look: text is text, captions count, anybody can read them."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from hsbcode.domain.joint import JointDisplay, JointPair, JointRow
from hsbcode.domain.quotes import Quote
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell
from hsbcode.domain.visible import visible
from hsbcode.report.document import (
    ChartBlock,
    Document,
    Editable,
    FactList,
    Heading,
    Headline,
    IntervalRow,
    IntervalTable,
    JointBlock,
    NextPage,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
)
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.report_charts import report_charts
from hsbcode.report.word.markup import printable
from hsbcode.report.writing import PLAIN_STYLE, written
from hsbcode.results import theme_table
from tests.report_documents import document_of, hostile_document
from tests.reporting_study import HOSTILE, Said, make_study
from tests.word_templates import parts_of

GRID = Grid(
    "T7",
    "Themes",
    "Theme",
    ("n", "% of base"),
    (
        GridRow("Money", ("34", "43 % (n = 80)")),
        GridRow("Time", ("3", "[c]"), 1),
    ),
    ("Population: all.", "Rounding: half up."),
)
QUOTE = Quote("Q1", "u", "p", "Too  little\nof it.", "Manager, Health", "nearest")


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(written(document, ".docx").content))


def words_of(package: Any) -> str:
    # the words of every run, as nobody but Word puts them together
    found = package.element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p"))
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:p"): "\n\n"}
    return "".join(signs.get(each.tag, each.text or "") for each in found)


def styles_of(package: Any) -> list[tuple[str, str]]:
    return [(str(each.style.name), each.text) for each in package.paragraphs]


def real_study() -> Document:
    study = make_study(
        [Said(f"p{n}", f"“no”  money\nfor the {n} of us", "money") for n in range(12)],
        closed={"role": {f"p{n}": ["Manager"] for n in range(12)}},
    )
    charts = report_charts([theme_table(study, "challenge", "T2")])
    blocks = [ChartBlock(chart) for chart, _ in charts if chart]
    document = document_of(study)
    return Document(document.title, (*document.blocks, *blocks))


@pytest.fixture(scope="module")
def real() -> Any:
    return opened(real_study())


def test_hostile_text_is_printed_and_does_nothing() -> None:
    package = opened(hostile_document())
    said = words_of(package)
    for text in HOSTILE:
        if text.strip():
            assert printable(text) in said
    kinds = {each.tag for each in package.element.body.iter()}
    assert not kinds & {qn("w:hyperlink"), qn("w:object"), qn("w:altChunk")}
    fields = {each.text for each in package.element.body.iter(qn("w:instrText"))}
    assert all(
        re.fullmatch(r" SEQ (Table|Figure) \\\* ARABIC ", f or "") for f in fields
    )
    assert package.part.rels
    assert not any(each.is_external for each in package.part.rels.values())


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_signs_that_xml_forbids_are_shown(sign: str) -> None:
    package = opened(Document(sign, (Paragraph(f"a{sign}b"), Heading(f"c{sign}"))))
    assert len(package.paragraphs[1].text) == 3
    assert package.paragraphs[1].text == visible(f"a{sign}b").translate(
        {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
    )


def test_two_writings_are_the_same_bytes() -> None:
    document = real_study()
    one, other = (written(document, ".docx").content for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert {info.date_time for info in package.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }


def test_title_language_and_nobody_is_author() -> None:
    package = opened(Document("Findings\x07 of 2026", (), "2 of 9 missing.", "de"))
    facts = package.core_properties
    assert facts.title == "Findings␇ of 2026"
    assert (facts.author, facts.last_modified_by) == ("", "")
    assert facts.language == "de-DE"
    assert facts.created is None
    language = package.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "de-DE"
    assert styles_of(package)[:2] == [
        ("Title", "Findings␇ of 2026"),
        ("hsbcode Draft", "DRAFT – 2 of 9 missing."),
    ]
    section = package.sections[0]
    assert section.header.paragraphs[0].text == "DRAFT"
    assert "Page 1 of 1" in section.footer.paragraphs[0].text
    assert round(section.page_width.cm, 1) == 21.0


def test_headings_leave_no_level_out() -> None:
    blocks = (Heading("a", 4), Heading("b", 2), Heading("c", 4), Heading(" ", 2))
    names = [name for name, _ in styles_of(opened(Document("t", blocks)))]
    assert names == ["Title", "Heading 1", "Heading 1", "Heading 2"]


def test_a_table_of_numbers() -> None:
    package = opened(Document("t", (GRID, GRID)))
    captions = [text for name, text in styles_of(package) if name == "Caption"]
    assert captions == [
        "Table 1. Themes (reference: T7)",
        "Table 2. Themes (reference: T7)",
    ]
    fields = [each.text for each in package.element.body.iter(qn("w:instrText"))]
    assert fields == [" SEQ Table \\* ARABIC "] * 2
    marks = [
        each.get(qn("w:name"))
        for each in package.element.body.iter(qn("w:bookmarkStart"))
    ]
    assert marks == ["T7"]
    table = package.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Theme", "n", "% of base"],
        ["Money", "34", "43 % (n = 80)"],
        ["Time", "3", "[c]"],
    ]
    assert [p.alignment for p in table.rows[1].cells[2].paragraphs] == [2]
    assert table.rows[2].cells[0].paragraphs[0].paragraph_format.left_indent
    assert ("hsbcode Note", "Population: all. Rounding: half up.") in styles_of(package)


def test_every_table_has_a_repeated_head_and_whole_rows(real: Any) -> None:
    assert len(real.tables) >= 7
    for table in real.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for row in (first, *others):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert not table._tbl.findall(f".//{qn('w:tc')}//{qn('w:tbl')}")
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) <= 9638
        assert min(widths) > 500


def test_many_columns_go_into_further_tables() -> None:
    columns = tuple(f"Answer number {n}" for n in range(20))
    row = GridRow("A row", tuple(f"{n} % (n = 1,234)" for n in range(20)))
    package = opened(Document("t", (Grid("T1", "wide", "", columns, (row,)),)))
    found = [table.rows[1].cells for table in package.tables]
    assert len(found) > 1
    said = [cell.text.replace("\u00a0", " ") for cells in found for cell in cells[1:]]
    assert said == list(row.cells)
    assert all(cells[0].text == "A row" for cells in found)
    for table in package.tables:
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) <= 9638


def test_the_quote_table(real: Any) -> None:
    heads = [cell.text for cell in real.tables[0].rows[0].cells]
    assert heads == ["Theme", "People", "Quotes"] or heads == [
        *("Theme", "People", "Closed result", "Quotes"),
    ]
    rows = [[c.text for c in row.cells] for row in real.tables[0].rows]
    money = next(row for row in rows if row[0].startswith("Money"))
    assert "12 (100 %)" in money[1]
    assert "base: n = 12" in money[1]
    quotes = money[-1]
    assert quotes.count("“") >= 3
    assert re.search(r"““no”  money\nfor the \d+ of us”\nManager · Q1 · ", quotes)
    assert "Unlike the others\n" in quotes


def test_a_picture_has_words_and_a_caption(real: Any) -> None:
    inside = list(real.element.body.iter("{*}docPr"))
    assert inside
    for each in inside:
        assert "Bar chart" in each.get("descr", "")
    numbers = [each.get("id") for each in inside]
    assert len(numbers) == len(set(numbers))
    assert any(
        text.startswith("Figure 1. ")
        for name, text in styles_of(real)
        if name == "Caption"
    )
    for shape in real.inline_shapes:
        assert shape.width <= real.sections[0].page_width - 2 * 720090


def test_the_joint_display_leaves_room_for_the_author() -> None:
    cell = Cell(Share(40, 80), "50 % (base: n = 80)", "J1.1.1")
    display = JointDisplay(
        "J1",
        JointPair("money", "trained"),
        "Money",
        "Too little of it.",
        "challenge",
        "Challenges",
        "Well trained",
        "Agree 50 %",
        (
            JointRow("Agree", ("Agree",), cell, cell, (QUOTE,)),
            JointRow("Disagree", ("Disagree",), cell, cell, (), "too few people"),
        ),
        cell,
        cell,
        "agree",
        ("No cause.",),
    )
    package = opened(Document("t", (JointBlock(display),)))
    table = package.tables[0]
    assert [row.cells[-1].text for row in table.rows][1:] == ["", ""]
    assert int(list(table._tbl.iter(qn("w:gridCol")))[-1].get(qn("w:w"))) > 2000
    assert table.rows[1].cells[3].text.startswith("“Too  little\nof it.”\nManager")
    assert table.rows[2].cells[3].text == "(too few people)"
    assert styles_of(package)[1][1] == "Table 1. Money and Well trained (reference: J1)"
    assert styles_of(package)[-1][1].endswith("No cause.")


def test_the_other_blocks() -> None:
    interval = IntervalRow("Money", "good", ".71", ".60 to .80", 0.71, 0.6, 0.8)
    package = opened(
        Document(
            "t",
            (
                Headline(".71", "Alpha", "60 answers"),
                NextPage(),
                FactList(("One.", "Two.")),
                Editable(("Go on from here.",)),
                QuotationBlock(QUOTE),
                IntervalTable("Agreement", "Code", (interval,), (0.667,)),
            ),
            record=(("Codebook", "version 3"),),
        )
    )
    said = styles_of(package)
    assert ("hsbcode Headline", ".71") in said
    assert ("List Bullet", "One.") in said
    assert ("Normal", "Go on from here.") in said
    assert ("Quote", "“Too  little\nof it.”") in said
    assert ("hsbcode Quoted From", "Manager, Health · Q1 · nearest") in said
    first = next(p for p in package.paragraphs if p.text == "One.")
    assert first.paragraph_format.page_break_before
    assert package.tables[0].rows[1].cells[1].text == "version 3"
    assert [c.text for c in package.tables[1].rows[1].cells][-1] == ".60 to .80"


def test_the_parts_are_sound_xml_without_declarations() -> None:
    for name, content in parts_of(written(hostile_document(), ".docx").content).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)
            assert b"<!" not in content


def test_an_empty_document_is_a_document() -> None:
    package = opened(Document("", ()))
    assert package.paragraphs == []
    assert written(Document("", ()), ".docx", PLAIN_STYLE).notes == ()
    assert QuoteBlock.kind == "quotes"


def test_what_is_higher_than_a_page_may_be_broken() -> None:
    long = "word " * 4000
    grid = Grid("T1", "c", long, ("n",), (GridRow(long, ("1",)), GridRow("b", ("2",))))
    package = opened(Document("t", (grid, QuotationBlock(replace(QUOTE, text=long)))))
    head, high, _ = package.tables[0]._tbl.tr_lst
    # a head that is repeated on every page and fills it leaves no room for a row
    assert list(head.iter(qn("w:tblHeader"), qn("w:cantSplit"))) == []
    assert list(high.iter(qn("w:keepNext"), qn("w:cantSplit"))) == []
    said = next(p for p in package.paragraphs if p.text == f"“{long}”")
    assert not said.paragraph_format.keep_with_next
