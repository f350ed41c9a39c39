"""Word files as houses have them, built from parts, with oddities to get right."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
from docx.document import Document as Package
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
GERMAN = {
    "Heading1": ("Überschrift 1", "berschrift1"),
    "Heading2": ("Überschrift 2", "berschrift2"),
    "Heading3": ("Überschrift 3", "berschrift3"),
    "Title": ("Titel", "Titel"),
    "Caption": ("Beschriftung", "Beschriftung"),
    "Quote": ("Zitat", "Zitat"),
}


def tiny_png() -> bytes:
    """Return a red picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + summed

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


def house(path: Path, marker: tuple[str, ...] = ("[hsb", "co", "de]")) -> Path:
    """Make a house's file: cover, marker in several runs, words and a wide section.

    Its own headings, caption, list, quote and table style; a header with a picture and
    a field, another on the first page.
    """
    package = docx.Document()
    for level, colour in ((1, 0x7A), (2, 0x55), (3, 0x33)):
        style = package.styles[f"Heading {level}"]
        style.font.name = "Georgia"
        style.font.color.rgb = RGBColor(colour, 0, 0)
    package.styles["Normal"].font.name = "Georgia"
    table = package.styles.add_style("House Table", WD_STYLE_TYPE.TABLE)
    table.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/>'
            '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" '
            'w:color="auto" w:fill="7A0000"/></w:tcPr></w:tblStylePr>'
        )
    )
    first = package.sections[0]
    first.page_width, first.page_height = Cm(21), Cm(29.7)
    first.left_margin = first.right_margin = Cm(2.5)
    first.different_first_page_header_footer = True
    head = first.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(tiny_png()), width=Cm(1))
    _field(head, "STYLEREF 1")
    first.first_page_header.paragraphs[0].text = "The house, first page"
    _field(first.footer.paragraphs[0], "PAGE")
    package.add_paragraph("Our house", style="Title")
    package.add_paragraph("Foreword that stays.")
    kept = package.add_table(1, 2, style="House Table")
    kept.cell(0, 0).text = "Version"
    line = package.add_paragraph()
    for part in marker:
        line.add_run(part)
    package.add_paragraph("Afterword that stays.")
    wide = package.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Cm(29.7), Cm(21)
    package.add_paragraph("A wide annex.")
    package.core_properties.author = "Somebody at the house"
    package.save(str(path))
    return path


def german(path: Path) -> Path:
    """Make a narrow A5 file with German names and ids, without marker, list, numbering.

    Its headings are known by those names alone.
    """
    package = docx.Document()
    section = package.sections[0]
    section.page_width, section.page_height = Cm(14.8), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    styles = package.styles.element
    for style in list(styles.iter(qn("w:style"))):
        old = style.get(qn("w:styleId"))
        if old in GERMAN:
            name, style_id = GERMAN[old]
            style.find(qn("w:name")).set(qn("w:val"), name)
            style.set(qn("w:styleId"), style_id)
        elif style.get(qn("w:default")) != "1" and (
            "Bullet" in old or style.get(qn("w:type")) == "table"
        ):
            styles.remove(style)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    _drop_part(package, "numbering")
    package.add_paragraph("Vorwort")
    package.styles["Normal"].font.size = Pt(9)
    package.save(str(path))
    return path


def bare(path: Path) -> Path:
    """Make a file with no styles but the default ones; the marker ends a section."""
    package = docx.Document()
    styles = package.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
    package.add_paragraph("Above")
    line = package.add_paragraph("[HSBCODE]")
    line.add_run("gone")
    line.runs[-1]._r.addprevious(parse_xml(f'<w:del {nsdecls("w")} w:id="5"/>'))
    struck = line.runs[-1]._r.getprevious()
    run = line.runs[-1]._r
    run.find(qn("w:t")).tag = qn("w:delText")
    struck.append(run)
    line._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:sectPr {nsdecls("w")}><w:pgSz w:w="8000" w:h="11000"/><w:pgMar '
            'w:top="800" w:right="1000" w:bottom="800" w:left="1000" w:header="300" '
            'w:footer="300" w:gutter="0"/></w:sectPr>'
        )
    )
    package.add_paragraph("Below")
    package.save(str(path))
    return path


def changed(
    source: Path, target: Path, change: Callable[[dict[str, bytes]], None]
) -> Path:
    """Write a package again with its parts changed."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return packed(target, parts)


def packed(target: Path, parts: Mapping[str, bytes]) -> Path:
    """Write parts as a package."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _field(paragraph: object, instruction: str) -> None:
    paragraph._p.append(  # type: ignore[attr-defined]
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t>'
            "</w:r></w:fldSimple>"
        )
    )


def _drop_part(package: Package, name: str) -> None:
    for key, relation in list(package.part.rels.items()):
        if relation.reltype.endswith(f"/{name}"):
            del package.part.rels[key]
