"""What a workbook holds: which tables stand on sheets, and which words in the notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hsbcode.domain.disclosure import CONFIDENTIAL, LOW
from hsbcode.report.chart_words import text_alternative
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
    Paragraph,
    QuotationBlock,
    QuoteBlock,
)
from hsbcode.report.flat import (
    FlatTable,
    flat_grid,
    flat_joint,
    flat_quotes,
    flat_themes,
    said,
)
from hsbcode.report.grids import Grid
from hsbcode.report.intervals import interval_grid
from hsbcode.report.printed import Printed, printed_blocks
from hsbcode.report.printed_numbers import NOT_APPLICABLE, shorthand_of

SHORTHAND = {
    CONFIDENTIAL: "confidential: not shown, so that nobody can be found",
    LOW: "small base: no percentage is made of it, or one to be read with caution",
    "[u]": "unreliable: a percentage on few people, to be read with caution",
    NOT_APPLICABLE: "not applicable: there is nothing to say here",
}
"""What stands for a number, and what it means."""

_LONGEST_LINE = 180
_WORDS_OF_TAB = 26


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table that gets a sheet of its own."""

    part: str
    """The heading that it stands under."""
    tab: str
    """What its tab should be called."""
    table: FlatTable


@dataclass(slots=True)
class Parts:
    """A document sorted into tables and words."""

    sheets: list[TableSheet] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(what it belongs to, text)"""

    def add(self, part: str, tab: str, table: FlatTable) -> None:
        """Add a table."""
        self.sheets.append(TableSheet(part, tab, table))

    def note(self, belongs: str, text: str) -> None:
        """Add words."""
        if text.strip():
            self.notes.append((belongs, text))


def parts_of(document: Document) -> Parts:
    """Sort the blocks of a document into tables and words, in their order."""
    parts = Parts()
    part = section = document.title
    quoted = _quoted(document)
    for block in printed_blocks(document):
        if isinstance(block, Heading):
            section = block.text
            part = block.text if block.level <= 2 else part
        else:
            _table(parts, part, block)
            for text in _words(block, quoted):
                parts.note(section, text)
    return parts


def shorthand_lines(table: FlatTable) -> tuple[str, ...]:
    """Return a line for each shorthand of a table that its sentences do not tell."""
    used = {mark for row in table.rows for value in row for mark in shorthand_of(value)}
    used -= {each.partition(":")[0] for each in table.about}
    return tuple(
        f"{mark}: {meaning}." for mark, meaning in SHORTHAND.items() if mark in used
    )


def is_long(sentence: str) -> bool:
    """Return whether a sentence is too long for one line over a table."""
    return len(sentence) > _LONGEST_LINE


def _table(parts: Parts, part: str, block: Printed) -> None:
    match block:
        case Grid():
            table = flat_grid(block)
            parts.add(part, block.id or _short(block.caption), table)
        case IntervalTable():
            table = flat_grid(interval_grid(block))
            parts.add(part, _short(block.caption), table)
        case JointBlock():
            table = flat_joint(block.display)
            parts.add(part, block.display.id or "Joint", table)
        case QuoteBlock():
            label = block.table.question_label
            parts.add(part, _short(f"Themes {label}"), flat_themes(block.table))
            parts.add(part, _short(f"Quotes {label}"), flat_quotes(block.table))
        case _:
            pass


def _words(block: Printed, quoted: frozenset[str]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case FactList():
            yield from block.facts
        case Editable():
            yield from block.paragraphs
        case Footnote():
            yield f"{block.mark} {block.text}"
        case Headline():
            yield f"{block.value} {block.name}; {block.beside}"
        case ChartBlock():
            yield text_alternative(block.chart)
        case QuotationBlock():
            if block.quote.reference not in quoted:
                yield said(block.quote)
        case _:
            pass


def _quoted(document: Document) -> frozenset[str]:
    """Return the references of the quotes that stand in tables."""
    return frozenset(
        quote.reference
        for block in document.blocks
        if isinstance(block, QuoteBlock)
        for theme in block.table.themes
        for quote in theme.quotes
    )


def _short(caption: str) -> str:
    """Return the first words of a caption, for a tab."""
    found = ""
    for word in caption.split():
        longer = f"{found} {word}".strip()
        if len(longer) > _WORDS_OF_TAB:
            break
        found = longer
    return (found or caption[:_WORDS_OF_TAB]).rstrip(" ,;:(–-")
