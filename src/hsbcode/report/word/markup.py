"""Pieces of WordprocessingML as strings: text that is only text, paragraphs, fields.

Every function returns XML that is put together and parsed once; building element by
element is many times slower. Elements stand in the order that the schema demands.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from hsbcode.domain.visible import visible

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_EMU = 635
"""English metric units in a twip."""
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)
_KEPT = {True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def printable(text: str) -> str:
    """Return text with nothing in it that XML forbids or that turns its direction."""
    return visible(text).translate(_NOT_XML)


def attribute(text: str) -> str:
    """Return text as a quoted value of an attribute, on one line."""
    return quoteattr(" ".join(printable(text).split()))


def run(text: str, *, bold: bool = False, language: str = "", style: str = "") -> str:
    """Return text as one run; line breaks and tabs are kept, nothing is markup.

    Args:
        text: any text.
        bold: whether it stands out.
        language: tag, where it is not that of the file.
        style: id of a character style.
    """
    if not text:
        return ""
    manner = f'<w:rStyle w:val="{style}"/>' if style else ""
    manner += "<w:b/><w:bCs/>" if bold else ""
    manner += f'<w:lang w:val="{language}"/>' if language else ""
    parts = [f"<w:r><w:rPr>{manner}</w:rPr>" if manner else "<w:r>"]
    rest = printable(text)
    while rest:
        cut = min((at for sign in _BREAKS if (at := rest.find(sign)) >= 0), default=-1)
        words = rest if cut < 0 else rest[:cut]
        if words:
            parts.append(f'<w:t xml:space="preserve">{escape(words)}</w:t>')
        if cut < 0:
            break
        parts.append(_BREAKS[rest[cut]])
        rest = rest[cut + 1 :]
    return "".join([*parts, "</w:r>"])


def field(instruction: str, shown: str, language: str = "") -> str:
    """Return a field with the result that is printed until Word counts again."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} '
        "</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown, language=language)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(
    content: str,
    style: str = "",
    *,
    keep_next: bool | None = None,
    new_page: bool = False,
    before: int = 0,
    after: int | None = None,
    indent: int = 0,
    right: bool = False,
) -> str:
    """Return a paragraph around runs.

    Args:
        content: runs as XML.
        style: id of a paragraph style; the default one if empty.
        keep_next: whether it stays on the page of what follows; None leaves that to
            its style.
        new_page: whether it begins a page.
        before: twips above it, where they are not those of its style.
        after: twips below it; None leaves that to its style.
        indent: twips from the left.
        right: whether it is aligned to the right.
    """
    manner = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    manner += "" if keep_next is None else _KEPT[keep_next]
    manner += "<w:pageBreakBefore/>" if new_page else ""
    space = f' w:before="{before}"' if before else ""
    space += "" if after is None else f' w:after="{after}"'
    manner += f"<w:spacing{space}/>" if space else ""
    manner += f'<w:ind w:left="{indent}"/>' if indent else ""
    manner += '<w:jc w:val="right"/>' if right else ""
    manner = f"<w:pPr>{manner}</w:pPr>" if manner else ""
    return f"<w:p>{manner}{content}</w:p>"


def bookmarked(content: str, name: str, number: int) -> str:
    """Return runs inside a bookmark."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def table(
    rows: Iterable[str], widths: Iterable[int], style: str, description: str
) -> str:
    """Return a table of fixed column widths in twips, its first row a header row.

    Args:
        rows: as ``table_row`` makes them.
        widths: of the columns.
        style: id of the table style.
        description: what it is, for those who do not see it.
    """
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(
    cells: Iterable[str],
    widths: Iterable[int],
    *,
    head: bool = False,
    whole: bool = True,
) -> str:
    """Return a row; each cell is one paragraph or more as XML.

    Args:
        cells: content of the cells.
        widths: of the columns, in twips.
        head: whether it is repeated on every page.
        whole: whether it may not be broken over two pages.
    """
    manner = "<w:cantSplit/>" if whole else ""
    manner += "<w:tblHeader/>" if head else ""
    manner = f"<w:trPr>{manner}</w:trPr>" if manner else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{manner}{inside}</w:tr>"


def picture(relation: str, number: int, size: tuple[int, int], described: str) -> str:
    """Return a run with a picture that has a text alternative.

    Args:
        relation: id of the relationship to the image.
        number: unlike that of any other drawing.
        size: width and height in twips.
        described: the picture in words.
    """
    wide, high = (twips * _EMU for twips in size)
    words = attribute(described)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr={words}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Figure {number}" '
        f"descr={words}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )
