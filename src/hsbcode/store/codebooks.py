"""The code frame as acts: each edit names its parent version.

A version is the id of the last edit. An edit's body holds the whole frame, so that
any version can be shown again. A choice between versions that were made apart names
one as its parent and the others in its body.
"""

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from hsbcode.domain.acts import ActKind
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.codebook_heads import heads_of, shared_base, together
from hsbcode.store.acts import ActLog

CHOICE = "choose"
"""The flag of an edit that chooses between versions."""


def to_json(codebook: Codebook, also_from: Sequence[str] = ()) -> str:
    """Return a frame as the body of an act.

    Args:
        codebook: the frame.
        also_from: of a choice, the versions it was made from beside its parent.
    """
    said: dict[str, object] = {
        "title": codebook.title,
        "language": codebook.language,
        "codes": [dataclasses.asdict(code) for code in codebook],
    }
    if also_from:
        said["also_from"] = list(also_from)
    return json.dumps(said, ensure_ascii=False)


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


def parents(log: ActLog) -> dict[str, tuple[str, ...]]:
    """Return version → the versions it was made from, of every edit, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for edit in log.of_kind(ActKind.CODEBOOK):
        made_from: tuple[str, ...] = (edit.codebook,) if edit.codebook else ()
        if edit.flag == CHOICE:
            said = json.loads(log.body(edit.body) or "{}").get("also_from", ())
            made_from = (*made_from, *map(str, said))
        found[edit.id] = made_from
    return found


def read(log: ActLog) -> Codebook:
    """Return the frame in force: that of the last edit.

    Where edits were made apart, and nobody has chosen yet, it is both together
    (``domain.codebook_heads``).
    """
    known = parents(log)
    if not known:
        return Codebook()
    heads = heads_of(known)
    if len(heads) < 2:
        last = max(known)
        return dataclasses.replace(at(log, last), version=last)
    base = at(log, shared_base(known, heads))
    return together(base, {head: at(log, head) for head in heads}).frame
