"""Tables as aligned plain text, for terminals and mail."""

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
from hsbcode.domain.tables import Table
from hsbcode.domain.visible import visible
from hsbcode.report.agreement_grids import agreement_grids
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
)
from hsbcode.report.grids import Grid, missing_sentence, table_grid
from hsbcode.report.intervals import interval_lines
from hsbcode.report.joint_words import (
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.printed import Printed, printed_blocks
from hsbcode.report.theme_numbers import theme_base, theme_count, theme_of_asked
from hsbcode.report.widths import display_width, padded, wrapped

_GAP = "  "
_LABEL_AT_LEAST = 16
_COLUMN_WANTED = 10
_COLUMN_AT_MOST = 14


def table_text(table: Table, width: int = 100) -> str:
    """Return a table with its notes, labels wrapped so that lines fit ``width``.

    Many columns make lines longer than ``width`` rather than leave any out.
    """
    return _grid(table_grid(table), width)


def agreement_text(
    report: AgreementReport, labels: dict[str, str] | None = None, width: int = 100
) -> str:
    """Return the tables of an agreement report, one under the other."""
    return "\n".join(_grid(grid, width) for grid in agreement_grids(report, labels))


def document_text(document: Document, width: int = 100) -> str:
    """Return a document for a terminal, every block under the other."""
    parts = [_underlined(document.title, "=", width)]
    parts += [_block(block, width) for block in printed_blocks(document)]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def block_text(block: Printed, width: int = 100) -> str:
    """Return one block of a document as it stands in ``document_text``."""
    return _block(block, width).rstrip("\n")


def quotes_text(table: QuoteTable, width: int = 100) -> str:
    """Return a themed quote table, theme by theme."""
    lines = [*wrapped(f"Themes and quotes: {visible(table.question_label)}", width)]
    for theme in table.themes:
        lines.append("")
        lines.extend(_theme(theme, width))
    return "\n".join([*lines, "", *quotes_foot(table, width)]) + "\n"


def joint_text(display: JointDisplay, width: int = 100) -> str:
    """Return a joint display, answer by answer."""
    _answer, closed, themed, _quotes, _author = joint_columns(display)
    lines = [*wrapped(visible(joint_name(display)), width)]
    lines.extend(wrapped(visible(display.closed_result), width))
    for row in joint_rows(display):
        lines.append("")
        lines.extend(wrapped(visible(row.label), width))
        lines.extend(wrapped(visible(f"  {closed}: {row.closed}"), width))
        lines.extend(wrapped(visible(f"  {themed}: {row.themed}"), width))
        for quote in row.quotes:
            said = f"  “{quote.text}” – {quote.attribution} ({quote.reference})"
            lines.extend(wrapped(visible(said), width))
        if row.note:
            lines.extend(wrapped(visible(f"  ({row.note})"), width))
    lines.append("")
    for who, share in joint_comparison(display):
        lines.extend(wrapped(visible(f"{who}: {share}"), width))
    for note in display.notes:
        lines.extend(wrapped(visible(note), width))
    return "\n".join(lines) + "\n"


def _block(block: Printed, width: int) -> str:  # noqa: C901 – one case a block
    match block:
        case Heading():
            return _underlined(block.text, "-", width)
        case Headline():
            return "\n".join(
                line
                for text in (f"{block.value}  {block.name}", block.beside)
                for line in wrapped(visible(text), width)
            )
        case Paragraph():
            return "\n".join(wrapped(visible(block.text), width))
        case FactList():
            return "\n".join(_listed(visible(each), width) for each in block.facts)
        case Editable():
            return "\n\n".join(
                "\n".join(wrapped(visible(each), width)) for each in block.paragraphs
            )
        case IntervalTable():
            return "\n".join(visible(line) for line in interval_lines(block, width))
        case Footnote():
            return "\n".join(wrapped(visible(f"{block.mark} {block.text}"), width))
        case ChartBlock():
            return "\n".join(wrapped(text_alternative(block.chart), width))
        case NextPage():
            return ""
        case Grid():
            return _grid(block, width)
        case JointBlock():
            return joint_text(block.display, width)
        case QuotationBlock():
            return "\n".join(_said(block.quote, width, 2))
        case _:
            return quotes_text(block.table, width)


def _underlined(text: str, sign: str, width: int) -> str:
    lines = wrapped(visible(text), width)
    return "\n".join([*lines, sign * max(map(display_width, lines))])


def _listed(text: str, width: int) -> str:
    first, *rest = wrapped(text, width - 2)
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)])


def _grid(grid: Grid, width: int) -> str:
    if grid.words and any(len(cell) > width for row in grid.rows for cell in row.cells):
        return _told(grid, width)
    heads = [_head(visible(column)) for column in grid.columns]
    cells = [[_one_line(cell) for cell in row.cells] for row in grid.rows]
    widths = [
        max(
            [display_width(line) for line in head]
            + [display_width(row[place]) for row in cells]
        )
        for place, head in enumerate(heads)
    ]
    room = max(_LABEL_AT_LEAST, width - sum(len(_GAP) + wide for wide in widths))
    labels = [_indented(_one_line(row.label), 2 * row.level, room) for row in grid.rows]
    every = [line for label in labels for line in label]
    label_width = max(map(display_width, [*every, grid.corner]), default=0)
    lines = wrapped(visible(grid.name), width)
    for depth in range(max(map(len, heads), default=1)):
        corner = grid.corner if depth == 0 else ""
        head = [head[depth] if depth < len(head) else "" for head in heads]
        lines.append(_line(corner, head, label_width, widths))
    lines.append("-" * (label_width + sum(len(_GAP) + wide for wide in widths)))
    for label, row in zip(labels, cells, strict=True):
        lines.append(_line(label[0], row, label_width, widths))
        lines.extend(label[1:])
    for note in grid.notes:
        lines.extend(wrapped(visible(note), width))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _told(grid: Grid, width: int) -> str:
    """Return a table of long words row by row: side by side no line could be read."""
    lines = wrapped(visible(grid.name), width)
    for row in grid.rows:
        lines += ["", *_indented(_one_line(row.label), 2 * row.level, width)]
        for head, cell in zip(grid.columns, row.cells, strict=True):
            if cell.strip():
                lines += _indented(f"{_one_line(head)}: {_one_line(cell)}", 4, width)
    lines.append("")
    for note in grid.notes:
        lines.extend(wrapped(visible(note), width))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(column: str) -> list[str]:
    # as narrow as its longest word allows, so that labels of rows have room
    longest = max(map(display_width, column.split()), default=0)
    return wrapped(column, min(max(longest, _COLUMN_WANTED), _COLUMN_AT_MOST))


def _line(label: str, cells: list[str], label_width: int, widths: list[int]) -> str:
    printed = [padded(label, label_width)]
    printed.extend(
        padded(cell, wide, right=True) for cell, wide in zip(cells, widths, strict=True)
    )
    return _GAP.join(printed)


def _indented(label: str, indent: int, room: int) -> list[str]:
    left = " " * min(indent, room // 2)
    return [left + line for line in wrapped(label, room - len(left))]


def _theme(theme: ThemeQuotes, width: int) -> list[str]:
    lines = theme_head(theme, width)
    for quote in theme.quotes:
        lines.extend(quote_lines(quote, width))
    return lines + theme_note(theme, width)


def theme_head(theme: ThemeQuotes, width: int) -> list[str]:
    """Return what stands above the quotes of a theme: numbers, meaning, result."""
    lines = wrapped(
        f"{_one_line(theme.label)}: {theme_count(theme)}, {theme_base(theme)}; "
        f"{theme_of_asked(theme)}",
        width,
    )
    for words in (theme.meaning, theme.closed_result):
        if words.strip():
            lines.extend(_indented(_one_line(words), 2, width))
    return lines


def quote_lines(quote: Quote, width: int) -> list[str]:
    """Return a quote as it stands below its theme."""
    return _said(quote, width, 4)


def theme_note(theme: ThemeQuotes, width: int) -> list[str]:
    """Return why a theme has fewer quotes than asked for, if so."""
    return _indented(f"({theme.note})", 4, width) if theme.note else []


def quotes_foot(table: QuoteTable, width: int) -> list[str]:
    """Return what stands below a themed quote table: how it was made."""
    missing = missing_sentence(table.uncoded, table.unsettled, table.provisional)
    return [
        line
        for note in (table.statement, missing)
        for line in wrapped(visible(note), width)
    ]


def _said(quote: Quote, width: int, indent: int) -> list[str]:
    label = "Unlike the others: " if quote.divergent else ""
    said = (
        f"{quote.reference} {label}“{_one_line(quote.text)}” – "
        f"{_one_line(quote.attribution)}"
    )
    reason = quote.reason.removeprefix("unlike the others: ")
    return [
        *_indented(said, indent, width),
        *(_indented(f"({reason})", indent + 3, width) if reason else ()),
    ]


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
