"""A document as Markdown, with the text of answers shown and never obeyed."""

import re

from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.visible import visible
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
    NextPage,
    Paragraph,
    QuotationBlock,
    QuoteBlock,
)
from hsbcode.report.grids import Grid, missing_sentence
from hsbcode.report.intervals import interval_grid
from hsbcode.report.joint_words import (
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.printed import Printed, printed_blocks
from hsbcode.report.theme_numbers import theme_base, theme_count, theme_of_asked

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


def _block(block: Printed) -> str:  # noqa: C901 – one case a block
    match block:
        case Heading():
            return f"{'#' * max(2, block.level)} {escaped(block.text)}"
        case Paragraph():
            return escaped(block.text)
        case FactList():
            return "\n".join(f"- {escaped(fact)}" for fact in block.facts)
        case Footnote():
            return f"{escaped(block.mark)} {escaped(block.text)}"
        case ChartBlock():
            # one file that needs no other: the chart in words, its table behind it
            return escaped(text_alternative(block.chart))
        case Grid():
            return _grid(block)
        case QuoteBlock():
            return _quotes(block)
        case QuotationBlock():
            return f"> {_quote(block.quote)}"
        case Headline():
            return (
                f"**{escaped(block.value)}** – {escaped(block.name)}<br>"
                f"{escaped(block.beside)}"
            )
        case IntervalTable():
            return _grid(interval_grid(block))
        case Editable():
            return "\n\n".join(map(escaped, block.paragraphs))
        case JointBlock():
            return _joint(block)
        case NextPage():
            return "---"


def _grid(grid: Grid) -> str:
    lines = [f"**{escaped(grid.name)}**", ""]
    lines.append(_row((grid.corner, *grid.columns)))
    lines.append("|---|" + ("---|" if grid.words else "---:|") * len(grid.columns))
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


def _joint(block: JointBlock) -> str:
    display = block.display
    lines = [f"**{escaped(joint_name(display))}**"]
    lines += ["", _row(joint_columns(display)), "|---|---:|---:|---|---|"]
    for row in joint_rows(display):
        quotes = [_quote(quote) for quote in row.quotes]
        if row.note:
            quotes.append(f"({escaped(row.note)})")
        cells = [escaped(each) for each in (row.label, row.closed, row.themed)]
        lines.append(f"| {' | '.join(cells)} | {'<br><br>'.join(quotes)} |  |")
    lines.append("")
    said = [display.closed_result] if display.closed_result.strip() else []
    said += [f"{who}: {share}" for who, share in joint_comparison(display)]
    lines.extend(f"- {escaped(each)}" for each in (*said, *display.notes))
    return "\n".join(lines)


def _theme(theme: ThemeQuotes) -> str:
    name = f"**{escaped(theme.label)}**"
    if theme.meaning.strip():
        name += f"<br>{escaped(theme.meaning)}"
    numbers = (
        f"{escaped(theme_count(theme))}<br>{escaped(theme_base(theme))}<br>"
        f"{escaped(theme_of_asked(theme))}"
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
    told = f"; {escaped(reason)}" if reason else ""
    return (
        f"{label}“{escaped(quote.text)}” – {escaped(quote.attribution)} "
        f"({escaped(quote.reference)}{told})"
    )
