"""Where a report goes in a house's file: the line ``[hsbcode]``, or the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from hsbcode.domain.errors import OutputError

MARKER = "[hsbcode]"
_A4 = (11906, 1134, 1134)
_STRUCK = (qn("w:del"), qn("w:moveFrom"))
_CONTAINERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"))
_ANCHORS = tuple(
    qn(name)
    for name in (
        *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart"),
        *("w:commentRangeEnd", "w:commentReference", "w:sectPr"),
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where content goes in a body."""

    body: Element
    marker: Element | None
    """The paragraph that it stands for; None for the end."""
    width: int
    """Twips between the margins, or of a column."""
    notes: tuple[str, ...] = ()

    def fill(self, elements: Sequence[Element]) -> None:
        """Put content there; what stands before and after stays as it is."""
        if self.marker is None:
            end = self.body.find(qn("w:sectPr"))
            if end is None:
                self.body.extend(elements)
                return
            for element in elements:
                end.addprevious(element)
            return
        spot = _whole(self.marker)
        for element in elements:
            spot.addprevious(element)
        if next(spot.iter(*_ANCHORS), None) is not None:
            _emptied(self.marker)
        else:
            spot.getparent().remove(spot)


def find_place(body: Element, name: str) -> Place:
    """Return where a report goes.

    Args:
        body: of the file.
        name: of the file, for sentences.

    Raises:
        OutputError: the line stands where no table can go.
    """
    found = [p for p in body.iter(qn("w:p")) if _text(p).strip().lower() == MARKER]
    open_ones = [p for p in found if p in set(_paragraphs(body))]
    if found and not open_ones:
        raise OutputError(
            f"The line {MARKER} of {name} stands in a table or a text box, where no "
            "report can go.",
            "Put it on a line of its own in the running text.",
        )
    marker = open_ones[0] if open_ones else None
    notes = []
    if len(open_ones) > 1:
        notes.append(
            f"{name} has the line {MARKER} {len(open_ones)} times; the report stands "
            "at the first, the others were left."
        )
    if marker is None and any(MARKER in _text(p).lower() for p in body.iter(qn("w:p"))):
        notes.append(
            f"In {name}, {MARKER} shares its line with other words, so the report "
            "stands at the end; give it a line of its own."
        )
    return Place(body, marker, _width(body, marker), tuple(notes))


def _paragraphs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _paragraphs(child)


def _text(paragraph: Element) -> str:
    """Return the words of a paragraph as they stand once changes are accepted."""
    return "".join(
        node.text or ""
        for node in paragraph.iter(qn("w:t"))
        if next(node.iterancestors(qn("w:p"))) is paragraph
        and not any(above.tag in _STRUCK for above in node.iterancestors())
    )


def _whole(marker: Element) -> Element:
    """Return the content control around the marker where it holds nothing else."""
    around = marker.getparent()
    if around.tag == qn("w:sdtContent") and len(around) == 1:
        control: Element = around.getparent()
        return control
    return marker


def _emptied(paragraph: Element) -> None:
    for node in list(paragraph.iter(qn("w:t"), qn("w:delText"))):
        node.getparent().remove(node)


def _width(body: Element, marker: Element | None) -> int:
    section = None
    if marker is not None:
        for each in body.iter(qn("w:sectPr"), qn("w:p")):
            # sections end with their properties, so the first after the marker counts
            if each is marker:
                section = marker
            elif section is not None and each.tag == qn("w:sectPr"):
                section = each
                break
    if section is None or section is marker:
        section = body.find(qn("w:sectPr"))
    if section is None:
        return _A4[0] - _A4[1] - _A4[2]
    return _text_width(section)


def _text_width(section: Element) -> int:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    page = _twips(size, "w:w", _A4[0])
    left, right = _twips(margins, "w:left", _A4[1]), _twips(margins, "w:right", _A4[2])
    wide = page - left - right - _twips(margins, "w:gutter", 0)
    columns = section.find(qn("w:cols"))
    number = _twips(columns, "w:num", 1)
    if columns is not None and number > 1:
        narrow = [_twips(each, "w:w", wide) for each in columns.iter(qn("w:col"))]
        gap = _twips(columns, "w:space", 720)
        wide = min(narrow) if narrow else (wide - gap * (number - 1)) // number
    return max(wide, 2000)


def _twips(element: Element | None, name: str, otherwise: int) -> int:
    value = None if element is None else element.get(qn(name))
    try:
        return otherwise if value is None else round(float(value))
    except ValueError:
        return otherwise
