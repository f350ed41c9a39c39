"""A document's blocks as writers meet them: tables of numbers are grids."""

from collections.abc import Iterator
from typing import TypeAlias

from hsbcode.report.agreement_grids import agreement_grids
from hsbcode.report.document import (
    AgreementBlock,
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
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import Grid, table_grid

Printed: TypeAlias = (
    Heading
    | Headline
    | IntervalTable
    | Editable
    | NextPage
    | Paragraph
    | FactList
    | Footnote
    | Grid
    | ChartBlock
    | QuoteBlock
    | QuotationBlock
    | JointBlock
)


def printed_blocks(document: Document) -> Iterator[Printed]:
    """Yield the blocks of a document, every table of numbers as a grid."""
    for block in document.blocks:
        if isinstance(block, TableBlock):
            yield table_grid(block.table, brief=block.brief)
        elif isinstance(block, AgreementBlock):
            yield from agreement_grids(block.report, block.labels)
        else:
            yield block
