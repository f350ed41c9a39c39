"""A report as it leaves the house: what is true of every table is said once.

The whole document says everything under each table, for audits and for tables that are
taken out one by one. Whoever reads it from front to back needs each sentence once.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.domain.report_plan import ReportPart
from hsbcode.report.assembling import part_heading
from hsbcode.report.document import (
    Block,
    ChartBlock,
    Document,
    FactList,
    Heading,
    JointBlock,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
    TableBlock,
)
from hsbcode.report.grids import reference_line

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_ALL_QUOTES = "Of all tables of quotes:"
_SEE_METHODS = f"How they were chosen stands under: {part_heading(ReportPart.METHODS)}."
_REFERENCES = (
    "A number is called by its table, its row and its column from the top left, as "
    "{number}; hsbcode trace says where it comes from."
)


def as_sent(document: Document) -> Document:
    """Return a report as its files print it.

    Sentences that stand under all joint displays go to the head of their section, and
    those under all tables of quotes to the methods; how to name a number is told there,
    too. Why a quote was chosen is left to the ledger and the audit, and captions of
    charts leave to their tables what those say. Numbers and quotes are untouched. A
    document without methods keeps what would stand there.
    """
    methods = _methods_at(document.blocks)
    alike: tuple[str, ...] = ()
    called = ""
    if methods is not None:
        alike = _alike(
            (block.table.statement,)
            for block in document.blocks
            if isinstance(block, QuoteBlock)
        )
        called = _first_number(document.blocks)
    displays = [b.display for b in document.blocks if isinstance(b, JointBlock)]
    shared = _alike(_lines(one) for one in displays)
    blocks: list[Block] = []
    said = ""
    for place, block in enumerate(document.blocks):
        if isinstance(block, JointBlock) and shared and displays:
            # before the first one: a figure follows each of them
            blocks += _head(shared, said)
            displays = []
        if isinstance(block, Paragraph):
            said = f"{said} {block.text}"
        if place == methods and isinstance(block, FactList):
            block = _with_common(block, alike, called)
        blocks.append(_block(block, alike, shared, tables_brief=bool(called)))
    return replace(document, blocks=tuple(blocks))


def _block(
    block: Block, alike: Sequence[str], shared: Sequence[str], *, tables_brief: bool
) -> Block:
    match block:
        case QuoteBlock():
            return QuoteBlock(_quote_table(block.table, alike))
        case JointBlock():
            return JointBlock(_display(block.display, shared))
        case QuotationBlock():
            return QuotationBlock(_without_reason(block.quote))
        case ChartBlock():
            return replace(block, brief=True)
        case TableBlock():
            return replace(block, brief=tables_brief)
        case _:
            return block


def _quote_table(table: QuoteTable, alike: Sequence[str]) -> QuoteTable:
    statement = table.statement
    if alike:
        statement = f"{_without(statement, alike)} {_SEE_METHODS}".strip()
    return replace(
        table,
        statement=statement,
        themes=tuple(
            replace(theme, quotes=tuple(map(_without_reason, theme.quotes)))
            for theme in table.themes
        ),
    )


def _display(display: JointDisplay, shared: Sequence[str]) -> JointDisplay:
    notes = display.notes
    if shared:
        left = (_without(note, shared) for note in _lines(display))
        notes = tuple(note for note in left if note)
    return replace(
        display,
        notes=notes,
        rows=tuple(
            replace(row, quotes=tuple(map(_without_reason, row.quotes)))
            for row in display.rows
        ),
    )


def _head(shared: Sequence[str], said: str) -> list[Block]:
    """Return what is told of all displays, but for what was told before them."""
    told = tuple(each for each in shared if each not in said)
    return [Paragraph(" ".join(told))] if told else []


def _with_common(block: FactList, alike: Sequence[str], called: str) -> FactList:
    common = [f"{_ALL_QUOTES} {' '.join(alike)}"] if alike else []
    names = [_REFERENCES.format(number=called)] if called else []
    return FactList((*block.facts, *common, *names))


def _methods_at(blocks: Sequence[Block]) -> int | None:
    """Return the place of the sentences on methods; None where there are none."""
    heading = part_heading(ReportPart.METHODS)
    for place, block in enumerate(blocks[1:], start=1):
        before = blocks[place - 1]
        if (
            isinstance(block, FactList)
            and isinstance(before, Heading)
            and before.text == heading
        ):
            return place
    return None


def _first_number(blocks: Sequence[Block]) -> str:
    """Return the reference of the first number of a table, or ''."""
    for block in blocks:
        if isinstance(block, TableBlock):
            for row in block.table.rows:
                if row.cells and row.cells[0].reference:
                    return row.cells[0].reference
    return ""


def _lines(display: JointDisplay) -> tuple[str, ...]:
    # how a number is called is the same for all, though it names the display
    own = reference_line(display.id)
    return tuple(note for note in display.notes if note != own)


def _alike(texts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the sentences that stand under all of some tables; none under one."""
    each = [
        list(dict.fromkeys(one for line in lines for one in _sentences(line)))
        for lines in texts
    ]
    if len(each) < 2:
        return ()
    return tuple(one for one in each[0] if all(one in other for other in each[1:]))


def _without(text: str, sentences: Sequence[str]) -> str:
    return " ".join(one for one in _sentences(text) if one not in sentences)


def _sentences(text: str) -> list[str]:
    return _SENTENCE_ENDS.split(text)


def _without_reason(quote: Quote) -> Quote:
    return replace(quote, reason="")
