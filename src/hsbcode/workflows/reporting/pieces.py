"""A report as text, piece by piece: each table and each quote by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.tables import Table
from hsbcode.report.document import (
    AgreementBlock,
    Block,
    ChartBlock,
    Document,
    JointBlock,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import Grid
from hsbcode.report.plain import (
    block_text,
    quote_lines,
    quotes_foot,
    theme_head,
    theme_note,
)
from hsbcode.report.printed import Printed, printed_blocks


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a part that belong together."""

    lines: tuple[str, ...]
    block: Block
    named: str = ""
    """``table T3`` or ``quote Q1``; empty for what has no number."""


def pieces_of(blocks: Sequence[Block], width: int) -> Iterator[Piece]:
    """Yield blocks as text whose lines fit a width, if their tables do."""
    for block in blocks:
        if isinstance(block, QuoteBlock):
            yield from _of_quotes(block.table, width)
            continue
        lines = tuple(
            line
            for each in printed_blocks(Document("", (block,)))
            for line in ("", *_lines(each, width))
        )
        if lines:
            yield Piece(lines, block, _name(block))


def references(block: Block) -> tuple[tuple[str, str], ...]:
    """Return (reference, words) of every number and quote in a block, in its order."""
    found: Iterator[tuple[str, str]] = iter(())
    match block:
        case TableBlock():
            found = _of_table(block.table)
        case QuotationBlock():
            found = iter([(block.quote.reference, block.quote.text)])
        case QuoteBlock():
            found = (
                (quote.reference, f"{theme.label}: “{quote.text}”")
                for theme in block.table.themes
                for quote in theme.quotes
            )
        case JointBlock():
            found = _of_display(block.display)
    return tuple({name: words for name, words in found if name}.items())


def _of_table(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        for head, cell in zip(table.columns, row.cells, strict=False):
            of = row.label if len(table.columns) == 1 else f"{row.label} · {head}"
            yield cell.reference, f"{cell.text} – {of}"


def _of_display(display: JointDisplay) -> Iterator[tuple[str, str]]:
    for row in display.rows:
        yield row.closed.reference, f"{row.closed.text} – {row.label}"
        yield row.themed.reference, f"{row.themed.text} – {row.label} · the theme"
        for quote in row.quotes:
            yield quote.reference, f"{row.label}: “{quote.text}”"


def _of_quotes(table: QuoteTable, width: int) -> Iterator[Piece]:
    """Yield a themed quote table theme by theme and quote by quote."""
    name = Paragraph(f"Themes and quotes: {table.question_label}")
    whole = QuoteBlock(table)
    yield Piece(("", *_lines(name, width)), whole, "the table of quotes")
    for theme in table.themes:
        head = ("", *theme_head(theme, width))
        yield Piece(head, QuoteBlock(replace(table, themes=(theme,))), theme.label)
        for quote in theme.quotes:
            said = tuple(quote_lines(quote, width))
            yield Piece(said, QuotationBlock(quote), f"quote {quote.reference}")
        if theme.note:
            yield Piece(tuple(theme_note(theme, width)), Paragraph(theme.note))
    foot = Paragraph(table.statement)
    yield Piece(("", *quotes_foot(table, width)), foot)


def _name(block: Block) -> str:
    match block:
        case TableBlock():
            return f"table {block.table.id}"
        case QuotationBlock():
            return f"quote {block.quote.reference}"
        case JointBlock():
            return f"joint display {block.display.id}"
        case Grid():
            return f"table {block.id}" if block.id else "a table"
        case AgreementBlock():
            return "agreement"
        case ChartBlock():
            return "a figure"
        case _:
            return ""


def _lines(block: Printed, width: int) -> tuple[str, ...]:
    return tuple(block_text(block, width).split("\n"))
