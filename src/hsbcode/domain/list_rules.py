"""Rules that find a list in an answer, and the parts it would be split into.

They only propose; a person looks before an answer is split. Where it is not plain
that somebody wrote a list, nothing is proposed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hsbcode.domain import list_marks
from hsbcode.domain.list_marks import Mark
from hsbcode.domain.splitting import MOST_PARTS, Cut, Stretch, cuts_between

_TRAILING = re.compile(r"(?:[\s,;/|]|(?<=[\s,;])(?:and|&)(?=\s*$))+$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s*$")
_INNER_STOP = re.compile(r"[.!?]\s+\S")
_LONGEST_LINE = 12
"""Words of a line that can be an item; longer ones are prose."""
_LONGEST_OF_TWO = 8
_WRAPPED = 40
"""Characters from which a line without a stop may go on in the next."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How an answer would be split."""

    rule: str
    """What was found, in words: ``numbers``, ``letters``, ``bullets`` …"""
    parts: tuple[Stretch, ...]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts that make these parts."""
        return cuts_between(self.parts)


def propose(text: str, language: str = "en") -> Proposal | None:
    """Return the parts of an answer that is plainly a list, or None.

    Args:
        text: what stands in the box.
        language: of the question; words such as *First* are looked for in English.
    """
    for rule, find in _RULES:
        if rule == _FIRST and not language.startswith("en"):
            continue
        marks = find(text)
        if len(marks) < 2:
            continue
        parts = _parts(text, marks, intro_is_item=rule == "bullets")
        if 1 < len(parts) <= MOST_PARTS:
            return Proposal(rule, tuple(parts))
    return None


def lines(text: str) -> list[Mark]:
    """Return the lines of a text that is a list line by line: short, and each whole."""
    found = [
        (match.start(), match.group()) for match in re.finditer(r"[^\s][^\n]*", text)
    ]
    longest = _LONGEST_OF_TWO if len(found) == 2 else _LONGEST_LINE
    if not 1 < len(found) <= MOST_PARTS:
        return []
    for (_, line), (_, following) in pairwise(found):
        if _goes_on(line, following):
            return []
    for _, line in found:
        if len(line.split()) > longest or _INNER_STOP.search(line.rstrip()):
            return []
    return [Mark(start, start) for start, _ in found]


def _goes_on(line: str, following: str) -> bool:
    """Whether a line is the beginning of a sentence that the next one ends."""
    line = line.rstrip()
    open_ended = not re.search(r"[.!?:;,…]$", line)
    return open_ended and len(line) >= _WRAPPED and following[:1].islower()


_FIRST = "first, second"
_RULES: tuple[tuple[str, Callable[[str], list[Mark]]], ...] = (
    ("numbers", list_marks.numbered),
    ("letters", list_marks.lettered),
    ("bullets at lines", list_marks.bulleted),
    ("bullets", list_marks.bullets_inside),
    ("dashes", list_marks.dashes_inside),
    (_FIRST, list_marks.ordinals),
    ("lines", lines),
)


def _parts(
    text: str, marks: Sequence[Mark], *, intro_is_item: bool = False
) -> list[Stretch]:
    """Return what the marks mark, without blanks and without items left empty.

    Words before the first mark stay with the first item, unless they are a sentence
    of their own: nothing that somebody wrote belongs to no part.
    """
    found: list[Stretch] = []
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        stretch = Stretch(mark.content, _trimmed(text, mark.content, end))
        words = text[stretch.start : stretch.end]
        if any(char.isalpha() for char in words):
            found.append(stretch)
        elif any(char.isalnum() for char in words):
            return []
    if not found:
        return []
    intro = text[: marks[0].start]
    if any(char.isalnum() for char in intro):
        start = len(intro) - len(intro.lstrip())
        own = _SENTENCE.search(intro) or (intro_is_item and ":" not in intro[-3:])
        if own and any(char.isalpha() for char in intro):
            found.insert(0, Stretch(start, _trimmed(text, start, len(intro))))
        else:
            found[0] = Stretch(start, found[0].end)
    if not text[found[-1].end or 0 :].strip():
        found[-1] = Stretch(found[-1].start, None)
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where an item ends: without blanks, commas and an *and* behind it."""
    if end == len(text):
        return start + len(text[start:end].rstrip())
    tail = _TRAILING.search(text, max(start, end - 40), end)
    return max(start, tail.start() if tail else end)
