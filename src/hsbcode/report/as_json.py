"""Tables as plain values for ``--json``: shares 0..1 and unrounded.

Only ``percent`` is the printed number; it is null where no percentage is printed.
"""

from typing import Any

from hsbcode.domain.quotes import QuoteTable, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Table
from hsbcode.numbers.printing import printed_number


def table_json(table: Table) -> dict[str, Any]:
    """Return a table as dictionaries, lists, words and numbers.

    Each cell has ``column``, ``reference`` and ``text``, and ``count``, ``base``,
    ``share`` and ``percent``, which are null where the cell is no share.
    """
    notes = table.notes
    return {
        "id": table.id,
        "title": table.title,
        "kind": table.kind,
        "question": table.question,
        "by": table.by or None,
        "columns": list(table.columns),
        "rows": [
            {
                "reference": row.reference,
                "label": row.label,
                "key": row.key or None,
                "level": row.level,
                "base": row.base,
                "cells": [
                    _cell(cell, column)
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ],
            }
            for row in table.rows
        ],
        "notes": {
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
            "more": list(notes.more),
        },
    }


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
    found: dict[str, Any] = {
        "column": column,
        "reference": cell.reference,
        "text": cell.text,
    }
    if cell.share is not None:
        return {**found, **_share(cell.share)}
    # counts without a base (mentions, the base row) are words in a table
    count = int(cell.text) if cell.text.isdecimal() else None
    return {**found, "count": count, "base": None, "share": None, "percent": None}


def _theme(theme: ThemeQuotes) -> dict[str, Any]:
    if theme.count is None or theme.base is None:
        return {"count": None, "base": theme.base, "share": None, "percent": None}
    return _share(Share(theme.count, theme.base))


def _share(share: Share) -> dict[str, Any]:
    number = printed_number(share)
    return {
        "count": share.count,
        "base": share.base,
        "share": share.value,
        "percent": None if number is None else int(number),
    }
