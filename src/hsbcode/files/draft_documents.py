"""Paragraphs, footnotes and table cells of a .docx file.

Read straight from its XML: text that somebody inserted while changes were tracked is
part of a draft, text that was struck out is not, and footnotes often hold the bases.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from hsbcode.domain.drafts import Passage, PassageKind
from hsbcode.domain.errors import DraftError

LARGEST_PART = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GOES_ON = re.compile(r"Continued: columns \d")
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def document_passages(data: bytes, name: str) -> tuple[Passage, ...]:
    """Return the passages of a document; lines are paragraphs, counted from 1.

    Raises:
        DraftError: it is no sound .docx, or one of its parts is far too large.
    """
    found: list[Passage] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if _PARTS[0] not in names:
                raise DraftError(
                    f"{name} is no Word document.", "Save it as .docx again."
                )
            for part in _PARTS:
                if part in names:
                    root = _root(package, part, name)
                    found.extend(_passages(root, len(found)))
    except (zipfile.BadZipFile, ElementTree.ParseError, ExpatError, ValueError):
        raise DraftError(
            f"{name} is damaged, or no Word document.", "Save it as .docx again."
        ) from None
    return tuple(found)


def _root(package: zipfile.ZipFile, part: str, name: str) -> ElementTree.Element:
    with package.open(part) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise DraftError(f"{name}: its text is larger than 100 MB.")
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise DraftError(
            f"{name} declares a document type, which no Word document does.",
            "Open it in a word processor and save it as .docx again.",
        )
    return ElementTree.fromstring(data)


def _passages(root: ElementTree.Element, first: int) -> Iterator[Passage]:
    heading = above = caption = ""
    line = first
    for block in _blocks(root):
        line += 1
        if block.tag == f"{_W}tbl":
            yield from _table(block, line, heading, caption or above)
            continue
        text = _text(block)
        if not text.strip():
            continue
        style = _style(block)
        kind = PassageKind.PROSE
        if style.startswith(("heading", "title", "subtitle", "berschrift")):
            kind, heading, caption = PassageKind.HEADING, text, ""
        elif "quote" in style and "from" not in style:
            kind = PassageKind.QUOTE
        # a wide table goes on below itself under the caption it began with
        if _GOES_ON.match(text) is None:
            if style.startswith(("caption", "beschriftung")):
                caption = text
            above = text if len(text) < 200 else above
        yield Passage(text, line, kind, heading if kind != "heading" else "")


def _blocks(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield paragraphs and tables; what lies inside a table is left to the table."""
    for child in root:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag != f"{_W}del":
            yield from _blocks(child)


def _text(paragraph: ElementTree.Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _style(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "").lower()


def _table(
    table: ElementTree.Element, line: int, heading: str, above: str
) -> Iterator[Passage]:
    rows = [
        [
            "\n".join(_text(one) for one in cell.iter(f"{_W}p")).strip()
            for cell in row.findall(f"{_W}tc")
        ]
        for row in table.iter(f"{_W}tr")
    ]
    columns = rows[0] if rows else []
    for cells in rows[1:]:
        for place, cell in enumerate(cells):
            column = columns[place] if place < len(columns) else ""
            row = cells[0] if place else ""
            if cell:
                yield Passage(cell, line, PassageKind.CELL, heading, above, row, column)
