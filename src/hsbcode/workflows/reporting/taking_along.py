"""What stands in a report, copied: tables with tabs, quotes with who said them."""

from collections.abc import Iterable

from hsbcode.domain.visible import visible
from hsbcode.report.document import (
    Block,
    JointBlock,
    QuotationBlock,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.flat import flat_joint, quote_rows
from hsbcode.report.grids import Grid
from hsbcode.workflows.quoting.words import copied_quote
from hsbcode.workflows.reporting.pieces import Piece
from hsbcode.workflows.saving_tables import tab_separated


def copied_piece(piece: Piece) -> str:
    """Return one table or quote as it is copied; else its text."""
    match piece.block:
        case TableBlock():
            return tab_separated(piece.block.table)
        case QuotationBlock():
            return copied_quote(piece.block.quote)
        case QuoteBlock():
            return _tabbed(quote_rows([piece.block.table]))
        case JointBlock():
            flat = flat_joint(piece.block.display)
            return _tabbed([flat.heads, *flat.rows, (), *((x,) for x in flat.about)])
        case Grid():
            rows = ((row.label, *row.cells) for row in piece.block.rows)
            return _tabbed([(piece.block.corner, *piece.block.columns), *rows])
        case _:
            return copied_part([piece])


def copied_part(pieces: Iterable[Piece]) -> str:
    """Return a part as its text."""
    return "\n".join(line for piece in pieces for line in piece.lines).strip() + "\n"


def what_is_copied(block: Block) -> str:
    """Return how a block is copied, in words."""
    if isinstance(block, QuotationBlock):
        return "with who said it and its reference"
    tabbed = isinstance(block, TableBlock | QuoteBlock | JointBlock | Grid)
    return "with tabs between its columns" if tabbed else "as text"


def _tabbed(rows: Iterable[Iterable[object]]) -> str:
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(visible(str(value)).split())
