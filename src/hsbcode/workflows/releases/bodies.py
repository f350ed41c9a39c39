"""A release as the body of its act: readable at its head, numbers packed behind it."""

import base64
import json
import zlib
from typing import Any

from hsbcode.domain.releases import (
    ReleasedCell,
    ReleasedFile,
    ReleasedQuote,
    ReleasedRow,
    ReleasedTable,
    ReleasedTheme,
    ReleaseFacts,
)

_FORM = 1
_PLAIN = (
    "title",
    "codebook",
    "state",
    "people",
    "people_digest",
    "protection",
    "threshold",
    "round_to",
    "scope",
)
_AT_MOST = 50_000_000
"""Characters that a body is unpacked to; a file that was sent may hold anything."""


def to_body(facts: ReleaseFacts) -> str:
    """Return the body of the act that registers a report."""
    packed = {
        "tables": [_table(table) for table in facts.tables],
        "quotes": [
            [q.reference, q.code, q.question, q.unit, q.digest, q.attribution]
            for q in facts.quotes
        ],
        "themes": [
            [t.question, t.code, t.label, t.count, t.base, t.word] for t in facts.themes
        ],
    }
    head: dict[str, Any] = {"form": _FORM}
    head |= {name: getattr(facts, name) for name in _PLAIN}
    head["files"] = [[file.name, file.sha256] for file in facts.files]
    head["parts"] = list(facts.parts)
    head["options"] = [list(pair) for pair in facts.options]
    head["printed"] = _pack(packed)
    return json.dumps(head, ensure_ascii=False)


def from_body(text: str) -> ReleaseFacts:
    """Return what a body says; what was erased, or is no body, says nothing."""
    if not text:
        return ReleaseFacts("(erased)")
    try:
        return _read(json.loads(text))
    except (ValueError, KeyError, TypeError, zlib.error):
        return ReleaseFacts("(cannot be read)")


def _read(head: dict[str, Any]) -> ReleaseFacts:
    packed = _unpack(head["printed"])
    return ReleaseFacts(
        **{name: head[name] for name in _PLAIN},
        tables=tuple(_read_table(each) for each in packed["tables"]),
        quotes=tuple(ReleasedQuote(*each) for each in packed["quotes"]),
        themes=tuple(ReleasedTheme(*each) for each in packed["themes"]),
        files=tuple(ReleasedFile(*each) for each in head["files"]),
        parts=tuple(head["parts"]),
        options=tuple((str(what), str(value)) for what, value in head["options"]),
    )


def _table(table: ReleasedTable) -> list[Any]:
    return [
        table.id,
        table.title,
        table.kind,
        table.question,
        table.by,
        table.population,
        list(table.columns),
        [
            [
                row.key,
                row.label,
                [[c.reference, c.count, c.base, c.text] for c in cells],
            ]
            for row in table.rows
            for cells in [row.cells]
        ],
    ]


def _cell(cell: ReleasedCell) -> list[Any]:
    return [cell.reference, cell.count, cell.base, cell.text]


def _read_table(value: list[Any]) -> ReleasedTable:
    name, title, kind, question, by, population, columns, rows = value
    return ReleasedTable(
        name,
        title,
        kind,
        question,
        by,
        population,
        tuple(columns),
        tuple(
            ReleasedRow(key, label, tuple(ReleasedCell(*cell) for cell in cells))
            for key, label, cells in rows
        ),
    )


def _pack(value: object) -> str:
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(
        zlib.compress(raw.encode("utf-8", "surrogatepass"))
    ).decode()


def _unpack(text: str) -> dict[str, Any]:
    raw = zlib.decompressobj().decompress(base64.b64decode(text), _AT_MOST)
    found: dict[str, Any] = json.loads(raw.decode("utf-8", "surrogatepass"))
    return found
