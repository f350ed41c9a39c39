"""The code frame as acts: each edit names its parent version.

A version is the id of the last edit. An edit's body holds the whole frame, so that
any version can be shown again.
"""

import dataclasses
import json
from typing import Any

from hsbcode.domain.acts import ActKind
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.store.acts import ActLog


def to_json(codebook: Codebook) -> str:
    """Return a frame as the body of an act."""
    return json.dumps(
        {
            "title": codebook.title,
            "language": codebook.language,
            "codes": [dataclasses.asdict(code) for code in codebook],
        },
        ensure_ascii=False,
    )


def from_json(text: str, version: str = "") -> Codebook:
    """Return the frame a body holds."""
    raw = json.loads(text)
    codes = tuple(_code(entry) for entry in raw["codes"])
    return Codebook(codes, raw["title"], raw["language"], version)


def _code(entry: dict[str, Any]) -> Code:
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
    }
    known = {name: fields[name] for name in Code.__dataclass_fields__ if name in fields}
    return Code(**known)


def at(log: ActLog, version: str) -> Codebook:
    """Return the frame of a version; an empty one where it is not known."""
    edit = log.get(version) if version else None
    text = log.body(edit.body) if edit is not None else ""
    return from_json(text, version) if text else Codebook()


def read(log: ActLog) -> Codebook:
    """Return the frame in force: that of the last edit."""
    edits = log.of_kind(ActKind.CODEBOOK)
    if not edits:
        return Codebook()
    text = log.body(edits[-1].body)
    return from_json(text, edits[-1].id) if text else Codebook(version=edits[-1].id)
