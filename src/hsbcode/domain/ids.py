"""Ids that are derived, so that files can meet again, and ids that are new.

A respondent is (wave, reference); responses, boxes and units are ``uuid5`` of what
they are, so two people who import the same export hold the same ids. Acts get a
UUIDv7 (RFC 9562, 48 bits of milliseconds, then random), so their ids sort by time.
"""

import hashlib
import re
import secrets
import time
import unicodedata
import uuid

NAMESPACE = uuid.UUID("6f1d3c3e-52d0-5c0b-9d0e-1d6f0f2a7b11")


def derived_id(*parts: object) -> str:
    """Return the ``uuid5`` of the parts; the same parts give the same id anywhere."""
    name = "\x1f".join(map(str, parts)).encode()
    # What uuid.uuid5 does (RFC 9562, 5.5), in less than half its time: an import makes
    # tens of thousands, and so does opening a project with many answers in parts.
    digest = hashlib.sha1(NAMESPACE.bytes + name, usedforsecurity=False).digest()
    made = bytearray(digest[:16])
    made[6] = made[6] & 0x0F | 0x50
    made[8] = made[8] & 0x3F | 0x80
    digits = made.hex()
    return "-".join(
        (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    )


def respondent_id(study: str, wave: str, reference: str) -> str:
    """Return the id of a respondent."""
    return derived_id("respondent", study, wave, reference)


def box_id(respondent: str, question: str, box: int, version: int) -> str:
    """Return the id of one box; a changed text (version 2, 3 …) is another box."""
    return derived_id("box", respondent, question, box, version)


def unit_id(box: str) -> str:
    """Return the id of the unit that is a whole box."""
    return derived_id("unit", box, 0, "")


def part_id(whole: str, start: int, end: int | None) -> str:
    """Return the id of the stretch ``start:end`` of a box; None = to its end.

    It is made from the id of the whole unit, so that the log alone, which holds no
    boxes, tells the parts of an answer.
    """
    return derived_id("part", whole, start, "" if end is None else end)


def row_reference(cells: list[str], occurrence: int) -> str:
    """Return the reference of a row that has no id column.

    Real exports hold exact duplicates, hence the occurrence number (from 1).
    """
    digest = hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass"))
    return f"row-{digest.hexdigest()[:16]}-{occurrence}"


class ActIds:
    """Makes UUIDv7 ids that only grow, even when the clock goes back.

    Args:
        after: the greatest id that exists already, or an empty string.
    """

    def __init__(self, after: str = "") -> None:
        digits = after.replace("-", "")
        self._last = int(digits[:12], 16) if digits else 0
        # Without the count, a clock that stood still would let a new id sort lower.
        self._count = int(digits[13:16], 16) if digits else 0

    def next(self) -> str:
        """Return a new id, greater than all before it."""
        now = time.time_ns() // 1_000_000
        if now > self._last:
            self._last, self._count = now, 0
        else:
            self._count += 1
            if self._count > 0xFFF:
                self._last, self._count = self._last + 1, 0
        value = (
            (self._last & 0xFFFFFFFFFFFF) << 80
            | 0x7 << 76
            | self._count << 64
            | 0b10 << 62
            | secrets.randbits(62)
        )
        return str(uuid.UUID(int=value))


def slug(label: str) -> str:
    """Return ``label`` as an id: lower-case letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    return words or "item"


def code_id(label: str) -> str:
    """Return ``label`` as the id of a code; letters that a slug loses are hashed.

    So labels in Chinese or Arabic get ids of their own, always the same.
    """
    made = slug(label)
    letters = sum(1 for char in label if char.isalnum())
    if 2 * len(made.replace("_", "")) > letters and made != "item":
        return made
    if label.strip().casefold() == "item":
        return made
    digest = hashlib.sha256(label.strip().encode("utf-8", "replace")).hexdigest()
    return f"code_{digest[:8]}"


def short_slug(label: str, limit: int = 32) -> str:
    """Return a slug of at most ``limit`` characters, cut at a word."""
    whole = slug(label)
    if len(whole) <= limit:
        return whole
    cut = whole[: limit + 1].rsplit("_", 1)[0]
    return cut[:limit].strip("_")
