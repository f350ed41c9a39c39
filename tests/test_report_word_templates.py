"""Reports in a house's own Word file: its look is taken, nothing of it is lost."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hsbcode.domain.errors import OutputError
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.report.document import Document, FactList, Heading, Paragraph, QuoteBlock
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.writing import Style, Written, written
from tests.word_templates import MAIN, bare, changed, german, house, packed, parts_of

QUOTES = QuoteTable(
    "q",
    "Challenges",
    (
        ThemeQuotes(
            "money",
            "Money",
            "Too little.",
            34,
            80,
            100,
            "",
            (Quote("Q1", "u", "p", "Not enough.", "Manager", "typical"),),
            34,
        ),
    ),
    "Chosen by hand.",
    0,
    0,
    0,
)
REPORT = Document(
    "Findings",
    (
        Heading("Themes"),
        Heading("Which", 3),
        Paragraph("Words."),
        FactList(("A fact.",)),
        Grid("T1", "Numbers", "Theme", ("n",), (GridRow("Money", ("34",)),)),
        QuoteBlock(QUOTES),
    ),
)


def made(template: Path, document: Document = REPORT) -> tuple[Any, Written]:
    result = written(document, ".docx", Style(template))
    return docx.Document(io.BytesIO(result.content)), result


def texts(package: Any) -> list[str]:
    return [each.text for each in package.paragraphs]


def test_the_report_stands_at_the_marker(tmp_path: Path) -> None:
    package, result = made(house(tmp_path / "house.docx"))
    said = texts(package)
    places = [
        said.index(each)
        for each in (
            "Foreword that stays.",
            "Findings",
            "Words.",
            "Afterword that stays.",
        )
    ]
    assert places == sorted(places)
    assert not any("hsbcode]" in each for each in said)
    assert said[-1] == "A wide annex."
    assert result.notes == ()


def test_the_styles_of_the_house_are_taken(tmp_path: Path) -> None:
    package, _ = made(house(tmp_path / "house.docx"))
    names = {each.text: str(each.style.name) for each in package.paragraphs}
    assert names["Themes"] == "Heading 1"
    assert names["Which"] == "Heading 2"
    assert names["Words."] == "Body Text"
    assert names["A fact."] == "List Bullet"
    assert names["Table 1. Numbers (reference: T1)"] == "Caption"
    assert [str(t.style.name) for t in package.tables] == ["House Table"] * 3
    quote = package.tables[2].rows[1].cells[-1].paragraphs[0].style
    assert quote is not None
    assert quote.base_style is not None
    assert quote.base_style.name == "Quote"
    assert package.styles["Heading 1"].font.name == "Georgia"


def test_headers_fields_and_pictures_survive_byte_for_byte(tmp_path: Path) -> None:
    path = house(tmp_path / "house.docx")
    before, after = parts_of(path.read_bytes()), parts_of(made(path)[1].content)
    kept = [n for n in before if "/header" in n or "/footer" in n or "/media/" in n]
    assert len(kept) >= 4
    for name in (*kept, "word/settings.xml", "word/theme/theme1.xml"):
        assert after[name] == before[name]
    package, _ = made(path)
    first, wide = package.sections
    assert first.different_first_page_header_footer
    assert first.left_margin.cm == pytest.approx(2.5, abs=0.01)
    assert wide.page_width > wide.page_height
    assert package.core_properties.author == ""
    assert package.core_properties.title == "Findings"
    assert made(path)[1].content == made(path)[1].content


def test_localised_styles_are_found_and_missing_ones_named(tmp_path: Path) -> None:
    package, result = made(german(tmp_path / "haus.docx"))
    names = {each.text: str(each.style.style_id) for each in package.paragraphs}
    assert names["Findings"] == "Titel"
    assert names["Themes"] == "berschrift1"
    assert names["Which"] == "berschrift2"
    assert names["Table 1. Numbers (reference: T1)"] == "Beschriftung"
    assert len(result.notes) == 1
    assert (
        "haus.docx lacks a table style of its own and “List Bullet”" in result.notes[0]
    )
    numbering = parts_of(result.content)["word/numbering.xml"]
    assert b'w:val="bullet"' in numbering
    # the report is in English, in a German file
    run = next(p for p in package.paragraphs if p.text == "Words.").runs[0]
    assert run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_a_narrow_page_has_themes_one_under_the_other(tmp_path: Path) -> None:
    package, _ = made(german(tmp_path / "haus.docx"))
    said = [(str(p.style.style_id), p.text) for p in package.paragraphs]
    assert ("berschrift3", "Money") in said
    assert ("Zitat", "“Not enough.”") in said
    assert len(package.tables) == 1


def test_without_marker_it_stands_at_the_end(tmp_path: Path) -> None:
    package, _ = made(german(tmp_path / "haus.docx"))
    assert texts(package)[:2] == ["Vorwort", "Findings"]


def test_a_marker_that_ends_a_section_leaves_the_section(tmp_path: Path) -> None:
    package, result = made(bare(tmp_path / "bare.docx"))
    said = texts(package)
    assert said[0] == "Above"
    assert said[-1] == "Below"
    assert len(package.sections) == 2
    assert package.sections[0].page_width.twips == 8000
    for name in ("Title", "Heading 1", "Heading 3", "Caption", "Quote", "List Bullet"):
        assert f"“{name}”" in result.notes[0]
    widths = [
        sum(int(c.get(qn("w:w"))) for c in t._tbl.iter(qn("w:gridCol")))
        for t in package.tables
    ]
    assert max(widths) <= 6000


def test_a_template_file_becomes_a_document(tmp_path: Path) -> None:
    def as_template(parts: dict[str, bytes]) -> None:
        kinds = parts["[Content_Types].xml"]
        old, new = f"{MAIN}document.main", f"{MAIN}template.main"
        parts["[Content_Types].xml"] = kinds.replace(old.encode(), new.encode())

    source = house(tmp_path / "house.docx")
    package, result = made(changed(source, tmp_path / "house.dotx", as_template))
    assert "Words." in texts(package)
    assert b"template.main" not in parts_of(result.content)["[Content_Types].xml"]


def test_captions_of_the_house_are_counted(tmp_path: Path) -> None:
    package = docx.Document()
    line = package.add_paragraph("Table ", style="Caption")
    line._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" SEQ Table \\* ARABIC ">'
            "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
        )
    )
    package.add_paragraph("[hsbcode]")
    path = tmp_path / "counted.docx"
    package.save(str(path))
    assert "Table 2. Numbers (reference: T1)" in texts(made(path)[0])


def test_words_beside_the_marker_are_told(tmp_path: Path) -> None:
    path = house(tmp_path / "house.docx", ("Here: ", "[hsbcode]"))
    package, result = made(path)
    assert "Here: [hsbcode]" in texts(package)
    assert "shares its line" in result.notes[0]


def test_a_marker_in_a_table_is_refused(tmp_path: Path) -> None:
    package = docx.Document()
    package.add_table(1, 1).cell(0, 0).text = "[hsbcode]"
    path = tmp_path / "in-table.docx"
    package.save(str(path))
    with pytest.raises(OutputError, match=r"in-table\.docx stands in a table"):
        made(path)


def test_a_marker_in_a_content_control(tmp_path: Path) -> None:
    package = docx.Document()
    package.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>[hsbcode]</w:t></w:r>"
            "</w:p></w:sdtContent></w:sdt>"
        ),
    )
    path = tmp_path / "control.docx"
    package.save(str(path))
    found, _ = made(path)
    assert "Words." in texts(found)
    assert list(found.element.body.iter(qn("w:sdt"))) == []


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def test_files_that_cannot_be_used_are_told_in_a_sentence(tmp_path: Path) -> None:
    sound = house(tmp_path / "house.docx")
    whole = sound.read_bytes()

    def with_macros(parts: dict[str, bytes]) -> None:
        parts["word/vbaProject.bin"] = b"x"

    def with_entities(parts: dict[str, bytes]) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        parts["word/styles.xml"] = bomb + parts["word/styles.xml"]

    def without_styles(parts: dict[str, bytes]) -> None:
        del parts["word/styles.xml"]

    def broken(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"][:-40]

    def write(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    cases = {
        changed(sound, tmp_path / "macros.docx", with_macros): "holds macros",
        changed(sound, tmp_path / "bomb.docx", with_entities): "declares a document",
        changed(sound, tmp_path / "less.docx", without_styles): "damaged",
        changed(sound, tmp_path / "broken.docx", broken): "damaged",
        write("half.docx", whole[: len(whole) // 2]): "damaged",
        write("text.docx", b"only words"): "damaged",
        write("empty.docx", b""): "damaged",
        write("old.docx", OLE): "old kind",
        write("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le")): "password",
        write("house.docm", whole): "no Word template without macros",
        write("house.odt", whole): "no Word template",
        packed(tmp_path / "zip.docx", {"a.txt": b"a"}): "no Word document",
        tmp_path / "hous.docx": "There is no file",
        tmp_path: "no Word template",
    }
    for path, sentence in cases.items():
        with pytest.raises(OutputError, match=sentence) as caught:
            made(path)
        assert len(caught.value.message.split(". ")) == 1
    with pytest.raises(OutputError) as caught:
        made(tmp_path / "hous.docx")
    assert "house.docx" in caught.value.hint


def test_a_file_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = house(tmp_path / "house.docx")
    monkeypatch.setattr("hsbcode.report.word.house_file.LARGEST_UNPACKED", 1000)
    with pytest.raises(OutputError, match="unpacks to"):
        made(path)
