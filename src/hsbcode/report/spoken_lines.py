"""The sentences of a report as they stand in its files, one passage each."""

from collections.abc import Iterator

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote
from hsbcode.domain.tables import Row, Table
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.document import (
    ChartBlock,
    Document,
    Editable,
    FactList,
    JointBlock,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.joint_words import joint_columns, joint_comparison
from hsbcode.report.printed import printed_blocks


def spoken_lines(document: Document) -> Iterator[str]:
    """Yield every sentence or list item that the report itself says.

    What is quoted, and the cells of tables, are not among them: those are held against
    answers and results.
    """
    for block in printed_blocks(document):
        match block:
            case Paragraph():
                yield _plain(block.text)
            case FactList():
                yield from map(_plain, block.facts)
            case Editable():
                yield from map(_plain, block.paragraphs)
            case ChartBlock():
                yield _plain(text_alternative(block.chart))
            case QuotationBlock():
                yield _quoted_from(block.quote)
            case QuoteBlock():
                yield _plain(block.table.statement)
                # a cell beside the theme that says nothing of the theme's own numbers
                for theme in block.table.themes:
                    yield _plain(theme.closed_result)
            case JointBlock():
                display = block.display
                yield _plain(display.closed_result)
                for who, said in joint_comparison(display):
                    # a list item, or a sentence of a paragraph
                    yield from (f"{who}: {said}", f"{who}: {said}.")
                yield from map(_plain, display.notes)
                yield from (_plain(row.note) for row in display.rows if row.note)
            case _:
                pass


def numbers_of(document: Document) -> Iterator[Table]:
    """Yield the tables of numbers of a report, joint displays among them."""
    for block in document.blocks:
        if isinstance(block, TableBlock):
            yield block.table
        elif isinstance(block, JointBlock):
            yield _as_table(block.display)


def _as_table(display: JointDisplay) -> Table:
    return Table(
        display.id,
        display.theme,
        joint_columns(display)[1:3],
        tuple(Row(row.label, (row.closed, row.themed)) for row in display.rows),
        display.numbers,
        "joint",
    )


def _quoted_from(quote: Quote) -> str:
    reason = quote.reason.removeprefix("unlike the others: ")
    said = (quote.shows, quote.attribution, quote.reference, reason)
    return _plain(" · ".join(each for each in said if each))


def _plain(text: str) -> str:
    return " ".join(text.split())
