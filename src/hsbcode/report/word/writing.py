"""A document as a Word file: in our own look, or in the template of a house."""

import io
import re
from collections.abc import Callable
from zipfile import BadZipFile

import docx
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from hsbcode.report.document import Document
from hsbcode.report.word.blocks import write_blocks
from hsbcode.report.word.house_file import HouseFile, damaged, read_house_file
from hsbcode.report.word.letter_widths import letter_width
from hsbcode.report.word.markup import NAMESPACES, paragraph, printable
from hsbcode.report.word.own_look import language_tag, own_file
from hsbcode.report.word.placing import find_place
from hsbcode.report.word.sealing import sealed
from hsbcode.report.word.sheet import Sheet
from hsbcode.report.word.styling import settings_of, styled
from hsbcode.report.writing import Style, Written

_TITLE_AT_MOST = 255
_TYPES = "[Content_Types].xml"
_CHANGED = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
)
"""Parts that are written to; all others stay byte for byte."""
_CAPTION = re.compile(r"\bSEQ\s+(Table|Figure)\b")


def word_file(document: Document, style: Style) -> Written:
    """Return a document as .docx; the same document gives the same bytes.

    Args:
        document: what is written.
        style: its ``template`` is an ordinary Word file, whose styles, page set-up,
            headers and footers are taken. The report stands at its line ``[hsbcode]``,
            or at its end.

    Raises:
        OutputError: the template cannot be used.
    """
    plain = style.template is not None
    if style.template is None:
        house = own_file(document.title, bool(document.draft), document.language)
    else:
        house = read_house_file(style.template)
    package = _opened(house)
    place = find_place(package.element.body, house.name)
    ids, notes = styled(package, house.name, plain=plain)
    sheet = Sheet(
        ids,
        place.width,
        _image_adder(package),
        letter_width(package.styles.element, ids["cell"]),
        language=_other_language(package, document.language),
        drawing=_greatest(package.element, "{*}docPr", "id"),
        bookmark=_greatest(package.element, qn("w:bookmarkStart"), qn("w:id")),
        names={
            each.get(qn("w:name"), "").lower()
            for each in package.element.iter(qn("w:bookmarkStart"))
        },
    )
    _count_captions(sheet, package.element.body, place.marker)
    write_blocks(sheet, document)
    if sheet.parts and sheet.parts[-1].startswith("<w:tbl>"):
        # a table must not touch what stands after it
        sheet.parts.append(paragraph("", ids["note"]))
    written = f"<w:body {NAMESPACES}>{''.join(sheet.parts)}</w:body>"
    place.fill(list(parse_xml(written)))
    _name(package, document)
    return Written(_saved(package, house), (*place.notes, *notes, *_hints(package)))


def _opened(house: HouseFile) -> Package:
    try:
        package: Package = docx.Document(house.package)
        found = package.element.body is not None and package.part.styles is not None
    except (
        *(KeyError, ValueError, AttributeError, TypeError, IndexError),
        *(BadZipFile, OpcError, SyntaxError),
    ):
        raise damaged(house.name) from None
    if not found:
        raise damaged(house.name)
    return package


def _image_adder(package: Package) -> Callable[[bytes], str]:
    def add(png: bytes) -> str:
        relation, _image = package.part.get_or_add_image(io.BytesIO(png))
        return str(relation)

    return add


def _other_language(package: Package, language: str) -> str:
    """Return the report's language where the file's styles are in another one."""
    tag = language_tag(language)
    path = f"{qn('w:docDefaults')}//{qn('w:lang')}"
    found = package.styles.element.find(path)
    there = "" if found is None else found.get(qn("w:val"), "")
    return "" if there.split("-")[0].lower() == tag.split("-")[0].lower() else tag


def _greatest(root: Element, tag: str, attribute: str) -> int:
    numbers = (each.get(attribute, "") for each in root.iter(tag))
    return max((int(each) for each in numbers if each.isdecimal()), default=0)


def _count_captions(sheet: Sheet, body: Element, marker: Element | None) -> None:
    # captions of the house before ours are counted, as Word will count them
    for each in body.iter(qn("w:p"), qn("w:instrText"), qn("w:fldSimple")):
        if each is marker:
            return
        words = each.get(qn("w:instr"), "") or each.text or ""
        found = _CAPTION.search(words)
        if found is not None and found[1] == "Table":
            sheet.tables += 1
        elif found is not None:
            sheet.figures += 1


def _name(package: Package, document: Document) -> None:
    facts = package.core_properties
    facts.title = " ".join(printable(document.title).split())[:_TITLE_AT_MOST]
    facts.language = language_tag(document.language)
    facts.author = facts.last_modified_by = ""
    facts.revision = 1
    # dates can be set, but not left out
    root = facts._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted"):
        for each in root.findall(qn(name)):
            root.remove(each)


def _saved(package: Package, house: HouseFile) -> bytes:
    out = io.BytesIO()
    package.save(out)
    part = package.part
    relations = (*part.rels.values(), *part.package.rels.values())
    changed = [r.target_part for r in relations if r.reltype in _CHANGED]
    names = {str(each.partname)[1:] for each in (part, *changed)}
    names |= {_TYPES, "_rels/.rels", str(part.partname.rels_uri)[1:]}
    return sealed(out.getvalue(), house.parts, names)


def _hints(package: Package) -> tuple[str, ...]:
    """Return what somebody should know who opens the file."""
    settings = settings_of(package)
    locked = None
    if settings is not None:
        locked = settings.find(qn("w:documentProtection"))
    if locked is not None and locked.get(qn("w:enforcement")) in ("1", "true", "on"):
        return ("The template is protected against editing, and so is the report.",)
    body = package.element.body
    if any("TOC" in (each.text or "") for each in body.iter(qn("w:instrText"))):
        return ("Contents are listed anew in Word: select all, then press F9.",)
    return ()
