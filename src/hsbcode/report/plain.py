"""Tables as aligned plain text, for terminals and mail."""

from hsbcode.domain.agreement import AgreementReport
from hsbcode.domain.quotes import QuoteTable, ThemeQuotes
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
    NextPage,
    Paragraph,
)
from hsbcode.report.grids import Grid, missing_sentence, table_grid
from hsbcode.report.intervals import interval_lines
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


def quotes_text(table: QuoteTable, width: int = 100) -> str:
    """Return a themed quote table, theme by theme."""
    lines = [*wrapped(f"Themes and quotes: {visible(table.question_label)}", width)]
    for theme in table.themes:
        lines.append("")
        lines.extend(_theme(theme, width))
    lines.append("")
    missing = missing_sentence(table.uncoded, table.unsettled, table.provisional)
    for note in (table.statement, missing):
        lines.extend(wrapped(visible(note), width))
    return "\n".join(lines) + "\n"


def _block(block: Printed, width: int) -> str:
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
        case _:
            return quotes_text(block.table, width)


def _underlined(text: str, sign: str, width: int) -> str:
    lines = wrapped(visible(text), width)
    return "\n".join([*lines, sign * max(map(display_width, lines))])


def _listed(text: str, width: int) -> str:
    first, *rest = wrapped(text, width - 2)
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)])


def _grid(grid: Grid, width: int) -> str:
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
    lines = wrapped(
        f"{_one_line(theme.label)}: {theme_count(theme)}, {theme_base(theme)}; "
        f"{theme_of_asked(theme)}",
        width,
    )
    for words in (theme.meaning, theme.closed_result):
        if words.strip():
            lines.extend(_indented(_one_line(words), 2, width))
    for quote in theme.quotes:
        label = "Unlike the others: " if quote.divergent else ""
        lines.extend(
            _indented(
                f"{quote.reference} {label}“{_one_line(quote.text)}” – "
                f"{_one_line(quote.attribution)}",
                4,
                width,
            )
        )
        reason = quote.reason.removeprefix("unlike the others: ")
        lines.extend(_indented(f"({reason})", 7, width))
    if theme.note:
        lines.extend(_indented(f"({theme.note})", 4, width))
    return lines


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())
