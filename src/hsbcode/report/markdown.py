"""A document as Markdown, with the text of answers shown and never obeyed."""

import re

from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.visible import visible
from hsbcode.numbers.printing import base_text, printed_count, printed_percent
from hsbcode.report.document import (
    Document,
    FactList,
    Footnote,
    Heading,
    Paragraph,
    QuoteBlock,
)
from hsbcode.report.grids import Grid, missing_sentence
from hsbcode.report.printed import Printed, printed_blocks

_MARKS = re.compile(r"[\\`*_\[\]<>|~$#@]")
_ENTITY = re.compile(r"&(?=#|\w)")
_LINK = re.compile(r":(?=//|[\w+-]+:)")
_WWW = re.compile(r"(?i)(www)(?=\.)")
_NUMBERED = re.compile(r"^(\d+)(?=[.)](?:\s|$))")


def markdown(document: Document) -> str:
    """Return a document as Markdown with pipe tables."""
    parts = [f"# {escaped(document.title)}"]
    if document.draft:
        parts.append(f"**DRAFT** – {escaped(document.draft)}")
    parts.extend(_block(block) for block in printed_blocks(document))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Return text so that no Markdown or HTML in it takes effect, on one line.

    Line breaks become ``<br>``, control characters visible symbols.
    """
    lines = visible(text).replace("\t", " ").split("\n")
    return "<br>".join(_line(line) for line in lines)


def _line(line: str) -> str:
    # leading spaces would be a block of code
    line = _MARKS.sub(r"\\\g<0>", line.strip(" "))
    for pattern in (_ENTITY, _LINK):
        line = pattern.sub(r"\\\g<0>", line)
    for pattern in (_WWW, _NUMBERED):
        line = pattern.sub(r"\g<0>\\", line)
    return "\\" + line if line.startswith(("+", "-")) else line


def _block(block: Printed) -> str:
    match block:
        case Heading():
            return f"{'#' * max(2, block.level)} {escaped(block.text)}"
        case Paragraph():
            return escaped(block.text)
        case FactList():
            return "\n".join(f"- {escaped(fact)}" for fact in block.facts)
        case Footnote():
            return f"{escaped(block.mark)} {escaped(block.text)}"
        case Grid():
            return _grid(block)
        case QuoteBlock():
            return _quotes(block)


def _grid(grid: Grid) -> str:
    lines = [f"**{escaped(grid.name)}**", ""]
    lines.append(_row((grid.corner, *grid.columns)))
    lines.append("|---|" + "---:|" * len(grid.columns))
    for row in grid.rows:
        # non-breaking spaces keep the tree of codes visible
        indent = "\u00a0\u00a0\u00a0" * row.level
        lines.append(_row((indent + row.label, *row.cells)))
    if grid.notes:
        lines.append("")
        lines.extend(f"- {escaped(note)}" for note in grid.notes)
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _quotes(block: QuoteBlock) -> str:
    table = block.table
    lines = [
        f"**Themes and quotes: {escaped(table.question_label)}**",
        "",
        "| Theme | n (%) | Closed result | Quotes |",
        "|---|---|---|---|",
    ]
    lines.extend(_theme(theme) for theme in table.themes)
    lines.append("")
    lines.append(f"- {escaped(table.statement)}")
    missing = missing_sentence(table.uncoded, table.unsettled, table.provisional)
    lines.append(f"- {escaped(missing)}")
    return "\n".join(lines)


def _theme(theme: ThemeQuotes) -> str:
    share = Share(theme.count, theme.base)
    of_asked = Share(theme.count, theme.asked)
    name = f"**{escaped(theme.label)}**"
    if theme.meaning.strip():
        name += f"<br>{escaped(theme.meaning)}"
    numbers = (
        f"{escaped(printed_count(share))}<br>{escaped(base_text(theme.base))}<br>"
        f"{escaped(printed_percent(of_asked))} of {theme.asked} asked"
    )
    quotes = [_quote(quote) for quote in theme.quotes]
    if theme.note:
        quotes.append(f"({escaped(theme.note)})")
    return (
        f"| {name} | {numbers} | {escaped(theme.closed_result)} "
        f"| {'<br><br>'.join(quotes)} |"
    )


def _quote(quote: Quote) -> str:
    label = "Unlike the others: " if quote.divergent else ""
    reason = quote.reason.removeprefix("unlike the others: ")
    return (
        f"{label}“{escaped(quote.text)}” – {escaped(quote.attribution)} "
        f"({escaped(quote.reference)}; {escaped(reason)})"
    )
