"""The blocks of a document, one after the other, as Word shows them."""

import re

from hsbcode.report.assembling import RECORD
from hsbcode.report.chart_words import chart_title, text_alternative
from hsbcode.report.charts import png, svg
from hsbcode.report.document import (
    ChartBlock,
    Document,
    Editable,
    FactList,
    Footnote,
    Heading,
    Headline,
    IntervalTable,
    JointBlock,
    NextPage,
    Paragraph,
    QuotationBlock,
)
from hsbcode.report.grids import Grid
from hsbcode.report.intervals import interval_grid
from hsbcode.report.printed import Printed, printed_blocks
from hsbcode.report.word import markup
from hsbcode.report.word.grid_tables import write_grid
from hsbcode.report.word.quote_tables import (
    write_joint,
    write_quotation,
    write_quotes,
)
from hsbcode.report.word.sheet import Sheet
from hsbcode.report.word.smaller_pictures import smaller

_SHARP = 2.3
"""Dots for each pixel of a screen, as the picture is printed: 220 an inch."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TWIPS_A_PIXEL = 15
_OF_WIDTH = 0.9
_HIGHEST = 11_500
"""Twips; a picture with its caption fits a page."""


def write_blocks(sheet: Sheet, document: Document) -> None:
    """Write title, draft banner, state of the project, and every block."""
    sheet.say(document.title, "title")
    if document.draft:
        sheet.add(
            sheet.run("DRAFT", bold=True) + sheet.run(f" – {document.draft}"), "draft"
        )
    if document.record and not _tells_record(document):
        _record(sheet, document.record)
    for block in printed_blocks(document):
        _write(sheet, block)


def _tells_record(document: Document) -> bool:
    """Return whether a part of the document tells what it was made from."""
    return any(
        isinstance(block, Heading) and block.text == RECORD for block in document.blocks
    )


def _write(sheet: Sheet, block: Printed) -> None:  # noqa: C901 – one case a block
    match block:
        case Heading():
            # the title is level 1 of the model, and no heading in Word
            sheet.heading(block.text, block.level - 1)
            sheet.section = sheet.level
        case Paragraph():
            sheet.say(block.text)
        case FactList():
            for fact in block.facts:
                sheet.say(fact, "list")
        case Footnote():
            sheet.say(f"{block.mark} {block.text}", "note")
        case Headline():
            sheet.say(block.value, "headline")
            sheet.say(block.name, keep_next=True)
            sheet.say(block.beside, "note")
        case Editable():
            for text in block.paragraphs:
                sheet.say(text)
        case NextPage():
            sheet.turn = True
        case Grid():
            write_grid(sheet, block)
        case IntervalTable():
            write_grid(sheet, interval_grid(block))
        case ChartBlock():
            _chart(sheet, block)
        case QuotationBlock():
            write_quotation(sheet, block.quote)
        case JointBlock():
            write_joint(sheet, block.display)
        case _:
            write_quotes(sheet, block.table)


def _chart(sheet: Sheet, block: ChartBlock) -> None:
    box = _BOX.search(svg(block.chart, block.source, brief=block.brief))
    if box is None:
        raise ValueError("an SVG without a size")
    wide, high = (float(pixels) * _TWIPS_A_PIXEL for pixels in box.groups())
    fit = min(1.0, _OF_WIDTH * sheet.width / wide, _HIGHEST / high)
    # sharp at the size it is printed; more pixels would only be thrown away
    scale = min(2.0, _SHARP * fit)
    drawn = smaller(png(block.chart, block.source, scale, brief=block.brief))
    size = (int(wide * fit), int(high * fit))
    sheet.picture(drawn, size, text_alternative(block.chart))
    sheet.caption("Figure", chart_title(block.chart))


def _record(sheet: Sheet, record: tuple[tuple[str, str], ...]) -> None:
    first = sheet.width * 3 // 10
    widths = (first, sheet.width - first)
    rows = [
        markup.table_row(
            [sheet.inside(sheet.run(what)), sheet.inside(sheet.run(value))], widths
        )
        for what, value in record
    ]
    sheet.table(
        ("Made from", "State"), rows, widths, "The state this report was made from"
    )
