"""Codings that a coder sends back: acts and ids, a line each, packed with gzip.

The first line says what the file is, for whom and how much of it there is; the others
are JSON arrays: acts, texts of memos where the coder wished it, and what was suggested
(ids and numbers). A checksum over these lines tells a file that was cut off.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hsbcode.domain.acts import Act
from hsbcode.domain.errors import RoundError
from hsbcode.domain.packages import SentHeader

SUFFIX = ".codings.gz"
MAGIC = b"\x1f\x8b"
_WHAT = "hsbcode codings"
_FORMAT = 1
_MOST = 1 << 28
"""Bytes a file may unpack to: some half a million acts."""
_BODY = 2
_SHOWING = 8


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent back; rows are not checked for what they say."""

    header: SentHeader
    acts: Sequence[Sequence[object]]
    """Rows in the order of an act's fields."""
    bodies: tuple[tuple[str, str], ...] = ()
    showings: tuple[tuple[object, ...], ...] = ()


def pack_sent(sent: Sent) -> bytes:
    """Return the file."""
    rows: list[Sequence[object]] = [*sent.acts, *sent.bodies, *sent.showings]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    head = {
        "what": _WHAT,
        "format": _FORMAT,
        **asdict(sent.header),
        "columns": list(Act._fields),
        "acts": len(sent.acts),
        "bodies": len(sent.bodies),
        "showings": len(sent.showings),
        "sha256": hashlib.sha256(lines).hexdigest(),
    }
    first = json.dumps(head, ensure_ascii=False).encode()
    return gzip.compress(first + b"\n" + lines, mtime=0)


def read_sent(path: Path) -> Sent:
    """Read a file of codings.

    Raises:
        RoundError: it is none, is cut off, was changed, or is far too large.
    """
    first, _sign, lines = _unpacked(path).partition(b"\n")
    try:
        head = json.loads(first)
        if not isinstance(head, dict) or head.get("what") != _WHAT:
            raise _none(path)
        if head["format"] != _FORMAT:
            raise RoundError(
                f"{path.name} was written by another version of hsbcode.",
                "Bring both machines up to date and send it again.",
            )
        if hashlib.sha256(lines).hexdigest() != head["sha256"]:
            raise _damaged(path)
        rows = json.loads(b"[" + lines.replace(b"\n", b",") + b"]")
        acts, bodies = int(head["acts"]), int(head["bodies"])
        columns = [Act._fields.index(name) for name in head["columns"]]
        header = _header(head)
        if len(rows) != acts + bodies + int(head["showings"]):
            raise _damaged(path)
        return Sent(
            header,
            _acts(rows[:acts], columns),
            tuple((str(id_), str(text)) for id_, text in rows[acts : acts + bodies]),
            tuple(_showing(row) for row in rows[acts + bodies :]),
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise _damaged(path) from error


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path, "rb") as stream:
            found = stream.read(_MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path) from error
    if len(found) > _MOST:
        raise RoundError(f"{path.name} is far too large for codings of a round.")
    return found


def _acts(rows: list[object], columns: list[int]) -> list[list[object]]:
    # Plain lists: an act of each row would take longer than reading the file.
    found: list[list[object]] = []
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise ValueError
        found.append(row)
    if columns == list(range(len(Act._fields))):
        return found
    places = {field: place for place, field in enumerate(columns)}
    order = [places.get(field) for field in range(len(Act._fields))]
    return [[None if at is None else row[at] for at in order] for row in found]


def _showing(row: object) -> tuple[object, ...]:
    if not isinstance(row, list) or len(row) != _SHOWING:
        raise ValueError
    return tuple(row)


def _header(head: dict[str, object]) -> SentHeader:
    texts = head.get("texts")
    if not isinstance(texts, dict):
        raise TypeError
    return SentHeader(
        str(head["study"]),
        str(head["created"]),
        str(head["round"]),
        str(head["coder"]),
        str(head["made"]),
        bool(head["memos"]),
        {str(unit): str(mark) for unit, mark in texts.items()},
    )


def _none(path: Path) -> RoundError:
    return RoundError(
        f"{path.name} holds no codings that hsbcode sent.",
        "A coder makes such a file with: hsbcode round send PACKAGE",
    )


def _damaged(path: Path) -> RoundError:
    return RoundError(
        f"{path.name} is damaged or was changed on its way.",
        "Ask for it again; nothing was brought in.",
    )
