"""Tables as plain values for ``--json``: shares 0..1 and unrounded.

Only ``percent`` is the printed number; it is null where no percentage is printed.
"""

from collections.abc import Iterable
from typing import Any

from hsbcode.domain.quotes import QuoteTable, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import printed_number

_NONE: dict[str, Any] = {"count": None, "base": None, "share": None, "percent": None}


def tables_json(tables: Iterable[Table]) -> dict[str, Any]:
    """Return tables under ``tables``, each as ``table_json`` gives it."""
    return {"tables": [table_json(table) for table in tables]}


def table_json(table: Table) -> dict[str, Any]:
    """Return a table as dictionaries, lists, words and numbers.

    Each cell has ``column``, ``reference`` and ``text``, and ``count``, ``base``,
    ``share`` and ``percent``, which are null where the cell is no share. A row has the
    same four where all its cells speak of one number of people; they are null where
    columns split it. ``notes`` are the sentences that stand under the table beside
    the population, the filter and the rules.
    """
    notes = table.notes
    return {
        "id": table.id,
        "title": table.title,
        "kind": table.kind,
        "question": table.question or None,
        "by": table.by or None,
        "population": notes.population,
        "filter": notes.filter,
        "base_rule": notes.base_rule,
        "rounding": notes.rounding,
        "unit": notes.unit,
        "recodes": notes.recodes,
        "disclosure": notes.disclosure,
        "uncoded": notes.uncoded,
        "unsettled": notes.unsettled,
        "provisional": notes.provisional,
        "notes": list(notes.more),
        "columns": list(table.columns),
        "rows": [
            {
                "reference": row.reference,
                "label": row.label,
                "key": row.key or None,
                "level": row.level,
                "description": row.description or None,
                **row_numbers(table, row),
                "cells": [
                    _cell(cell, column)
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ],
            }
            for row in table.rows
        ],
    }


def row_numbers(table: Table, row: Row) -> dict[str, Any]:
    """Return count, base, share and percentage of a row that columns do not split."""
    if table.kind in ("frequency", "themes", "themes over questions"):
        # the count and the percentage of the base are two cells of one share
        first = row.cells[0]
        if first.share is None:
            return cell_numbers(first)
        shown = next(
            (c for c in row.cells if c.share == first.share and _is_percent(c)), first
        )
        return cell_numbers(shown)
    if len(row.cells) == 1:
        return cell_numbers(row.cells[0])
    return dict(_NONE)


def quotes_json(table: QuoteTable) -> dict[str, Any]:
    """Return a themed quote table as dictionaries, lists, words and numbers."""
    return {
        "question": table.question,
        "label": table.question_label,
        "themes": [
            {
                "code": theme.code,
                "label": theme.label,
                "meaning": theme.meaning,
                "asked": theme.asked,
                **_theme(theme),
                "mentions": theme.mentions,
                "word": theme.word or None,
                "agreement": theme.agreement or None,
                "closed_result": theme.closed_result or None,
                "pool": theme.pool,
                "note": theme.note or None,
                "quotes": [
                    {
                        "reference": quote.reference,
                        "unit": quote.unit,
                        "text": quote.text,
                        "attribution": quote.attribution,
                        "reason": quote.reason,
                        "divergent": quote.divergent,
                        "by": quote.by or None,
                        "shows": quote.shows or None,
                    }
                    for quote in theme.quotes
                ],
            }
            for theme in table.themes
        ],
        "statement": table.statement,
        "uncoded": table.uncoded,
        "unsettled": table.unsettled,
        "provisional": table.provisional,
    }


def _cell(cell: Cell, column: str) -> dict[str, Any]:
    return {
        "column": column,
        "reference": cell.reference,
        "text": cell.text,
        **cell_numbers(cell),
    }


def cell_numbers(cell: Cell) -> dict[str, Any]:
    """Return count, base, share and percentage of a cell."""
    if cell.share is None:
        # counts without a base (mentions, the base row) are words in a table
        count = int(cell.text) if cell.text.isdecimal() else None
        return {**_NONE, "count": count}
    found = _share(cell.share)
    if not _is_percent(cell):
        return {**found, "percent": None}
    return found if cell.percent is None else {**found, "percent": cell.percent}


def _is_percent(cell: Cell) -> bool:
    return "%" in cell.text


def _theme(theme: ThemeQuotes) -> dict[str, Any]:
    if theme.count is None or theme.base is None:
        return {**_NONE, "base": theme.base}
    return _share(Share(theme.count, theme.base))


def _share(share: Share) -> dict[str, Any]:
    number = printed_number(share)
    return {
        "count": share.count,
        "base": share.base,
        "share": share.value,
        "percent": None if number is None else int(number),
    }
