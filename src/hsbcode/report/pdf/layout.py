"""A document as plain values for the page layout: strings, numbers, lists."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from hsbcode.domain.quotes import Quote, QuoteTable, ThemeQuotes
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
from hsbcode.report.flat import reason_of
from hsbcode.report.grids import Grid, missing_sentence
from hsbcode.report.intervals import interval_grid
from hsbcode.report.joint_words import (
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.printed import Printed, printed_blocks
from hsbcode.report.theme_numbers import theme_facts
from hsbcode.report.widths import display_width

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LANDSCAPE_FROM = 122
"""Characters side by side for which a page on end is too narrow."""
_OUTLINE_FROM = 4
_RUNNING = 90
_HEAD = 160
_NO_TITLE = "Report"
_LABEL, _LABEL_BESIDE_MANY = 40, 26
_WORDS_WIDEST, _WORDS_NARROW = 60, 22
_NARROWEST, _NUMBERS_WIDEST = 7, 16
_SHORT = 12
"""Rows of a table that no page break shall come into."""
_NO_BREAK = "\u00a0"
_WORDS = {
    "draft": "DRAFT",
    "unlike": "Unlike the others",
    "figure": "The figure in words",
    "contents": "Contents",
}


def page_values(document: Document) -> tuple[dict[str, Any], dict[str, ChartBlock]]:
    """Return what the layout is handed, and file name → chart to be drawn."""
    charts: dict[str, ChartBlock] = {}
    blocks: list[dict[str, Any]] = []
    level = 0
    for block in printed_blocks(document):
        if isinstance(block, Heading):
            if not block.text.strip():
                continue
            # no level may be left out on the way down
            level = min(max(block.level - 1, 1), level + 1)
            blocks.append({"kind": "heading", "level": level, "text": block.text})
        elif isinstance(block, ChartBlock):
            name = f"chart-{len(charts) + 1}.svg"
            charts[name] = block
            told = text_alternative(block.chart)
            blocks.append({"kind": "chart", "file": name, "told": told})
        else:
            blocks.extend(_values(block))
    language = document.language.casefold().partition("-")[0]
    parts = sum(1 for each in blocks if each.get("level") == 1)
    running = " ".join(document.title.split())
    return {
        "title": document.title if running else _NO_TITLE,
        "running": running[:_RUNNING] + ("…" if len(running) > _RUNNING else ""),
        "draft": document.draft,
        "language": language if _LANGUAGE.fullmatch(language) else "en",
        "outline": parts >= _OUTLINE_FROM,
        "words": _WORDS,
        "blocks": _led(blocks),
    }, charts


def _led(blocks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks in which headings go along to the wide page that follows them."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if block.get("landscape"):
            lead: list[dict[str, Any]] = []
            while found and found[-1]["kind"] == "heading":
                lead.insert(0, found.pop())
            block["lead"] = lead
        found.append(block)
    return found


def _values(block: Printed) -> list[dict[str, Any]]:
    match block:
        case Grid():
            return [_grid(block)]
        case IntervalTable():
            return [_grid(interval_grid(block), words=block.has_words)]
        case QuoteBlock():
            return [_quotes(block.table)]
        case JointBlock():
            return [_joint(block)]
        case QuotationBlock():
            return [{"kind": "quotation", "quote": _quote(block.quote)}]
        case NextPage():
            return [{"kind": "next page"}]
        case FactList():
            return [{"kind": "facts", "facts": list(block.facts)}]
        case Headline():
            words = f"{block.name}\n{block.beside}"
            return [{"kind": "headline", "value": block.value, "words": words}]
        case Paragraph():
            return [_paragraph(block.text)]
        case Footnote():
            return [_paragraph(f"{block.mark} {block.text}")]
        case Editable():
            return [_paragraph(each) for each in block.paragraphs]
        case _:
            return []


def _paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text}


def _grid(grid: Grid, *, words: bool = False) -> dict[str, Any]:
    words = words or grid.words
    cells = [
        [cell if words else _kept_together(cell) for cell in row.cells]
        for row in grid.rows
    ]
    widths = _widths(grid, cells, words)
    columns = len(widths)
    heads, in_full = _heads((grid.corner or "Row", *grid.columns))
    return {
        "kind": "grid",
        "caption": grid.name,
        "heads": heads,
        "words": words,
        "widths": widths,
        "landscape": not _fits(widths),
        "whole": _stays_whole(grid, cells),
        "size": 9.5 if columns <= 6 else 8.5 if columns <= 8 else 8,
        "rows": [
            {"label": row.label, "level": min(row.level, 6), "cells": said}
            for row, said in zip(grid.rows, cells, strict=True)
        ],
        "notes": [*grid.notes, *in_full],
    }


def _heads(heads: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return heads short enough to be repeated on every page, and the long in full."""
    short = [
        head if len(head) <= _HEAD else f"{head[:_HEAD].rstrip()} …" for head in heads
    ]
    in_full = [
        f"Column {place} in full: {head}"
        for place, head in enumerate(heads, start=1)
        if len(head) > _HEAD
    ]
    return short, in_full


def _kept_together(cell: str) -> str:
    """Return a printed number that breaks before its bracket only."""
    return cell.replace(" ", _NO_BREAK).replace(f"{_NO_BREAK}(", " (")


def _widths(grid: Grid, cells: Sequence[Sequence[str]], words: bool) -> list[int]:
    """Return how wide columns are beside each other, in characters."""
    labels = [display_width(row.label[:80]) for row in grid.rows]
    widest = _LABEL if len(grid.columns) <= 5 else _LABEL_BESIDE_MANY
    first = min(max(14, *labels, 0), widest) if labels else 14
    columns = [[row[place][:80] for row in cells] for place in range(len(grid.columns))]
    if words:
        found = [
            min(max(10, *map(display_width, c), 0), _WORDS_WIDEST) for c in columns
        ]
        if _fits([first, *found]):
            return [first, *found]
        # words can be set in more lines, so that the page need not be turned
        return [
            min(first, _LABEL_BESIDE_MANY),
            *(min(wide, _WORDS_NARROW) for wide in found[:-1]),
            *found[-1:],
        ]
    whole, tight = [first], [first]
    for head, column in zip(grid.columns, columns, strict=True):
        named = max(max(map(len, head.split()), default=0), len(head) // 5, _NARROWEST)
        pieces = [len(piece) for cell in column for piece in cell.split(" ")]
        tight.append(min(max(named, *pieces, 0), _NUMBERS_WIDEST))
        whole.append(min(max(named, *map(len, column), 0), _NUMBERS_WIDEST))
    return whole if _fits(whole) else tight


def _fits(widths: Sequence[int]) -> bool:
    """Return whether columns have room beside each other on a page on end."""
    return sum(widths) + 2 * len(widths) <= _LANDSCAPE_FROM


def _stays_whole(grid: Grid, cells: Sequence[Sequence[str]]) -> bool:
    """Return whether a table is so short that no page break is let into it."""
    texts = [*(row.label for row in grid.rows), *(c for row in cells for c in row)]
    texts += [grid.name, grid.corner, *grid.columns]
    return len(grid.rows) <= _SHORT and all(len(text) < 120 for text in texts)


def _quotes(table: QuoteTable) -> dict[str, Any]:
    missing = missing_sentence(table.uncoded, table.unsettled, table.provisional)
    return {
        "kind": "quotes",
        "caption": f"Themes and quotes: {table.question_label}",
        "heads": ["Theme, people, closed result", "Quotes"],
        "themes": [_theme(theme) for theme in table.themes],
        "notes": [table.statement, missing],
    }


def _theme(theme: ThemeQuotes) -> dict[str, Any]:
    size, base, *others = theme_facts(theme)
    numbers = [f"{size}, {base}", "; ".join(others)]
    if theme.closed_result.strip():
        numbers.append(theme.closed_result)
    return {
        "label": theme.label,
        "numbers": numbers,
        "meaning": theme.meaning,
        "quotes": [_quote(quote) for quote in theme.quotes],
        "note": theme.note,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    below = [quote.attribution, quote.reference, reason_of(quote)]
    return {
        "text": f"“{quote.text}”",
        "unlike": quote.divergent,
        "below": " · ".join(each for each in below if each.strip()),
    }


def _joint(block: JointBlock) -> dict[str, Any]:
    display = block.display
    said = [f"{who}: {share}." for who, share in joint_comparison(display)]
    closed = [f"{display.closed_result}."] if display.closed_result.strip() else []
    heads, in_full = _heads(joint_columns(display))
    return {
        "kind": "joint",
        "caption": joint_name(display),
        "heads": heads,
        "rows": [
            {
                "label": row.label,
                "closed": _kept_together(row.closed),
                "themed": _kept_together(row.themed),
                "quotes": [_quote(quote) for quote in row.quotes],
                "note": row.note,
            }
            for row in joint_rows(display)
        ],
        "notes": [*closed, *said, *display.notes, *in_full],
    }


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return plain values with ``change`` applied to every text but the keys."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: with_texts(each, change) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [with_texts(each, change) for each in value]
    return value
