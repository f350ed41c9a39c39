"""An answer cut into parts: where it is cut, and which parts that makes.

A cut takes a stretch out of the text between two parts: blanks, the mark of a list,
or nothing. Parts are what lies between the cuts, so two people who cut one answer in
different places meet in a finer cut, whoever came first.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hsbcode.domain import ids
from hsbcode.domain.acts import Span

MOST_PARTS = 99
"""More parts than these are no list of a survey answer."""

_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
"""Joiner and variation selectors, which hold an emoji together."""


class Cut(NamedTuple):
    """What is between two parts; half-open offsets into the box text."""

    start: int
    end: int | None
    """None: to the end of the text, after which there is no part."""


class Stretch(NamedTuple):
    """A part, or a whole answer; half-open offsets into the box text."""

    start: int
    end: int | None
    """None: to the end of the text."""

    def overlaps(self, start: int, end: int | None) -> bool:
        """Whether it has a character in common with another stretch."""
        return (end is None or self.start < end) and (
            self.end is None or start < self.end
        )


WHOLE = Stretch(0, None)


def stretches_between(cuts: Iterable[Cut]) -> tuple[Stretch, ...]:
    """Return the parts that cuts leave, in order; empty if there are fewer than two."""
    found: list[Stretch] = []
    at: int | None = 0
    for cut in sorted(cuts, key=lambda each: each.start):
        if at is None:
            break
        if cut.start > at:
            found.append(Stretch(at, cut.start))
        at = None if cut.end is None else max(at, cut.end)
    if at is not None:
        found.append(Stretch(at, None))
    return tuple(found) if len(found) > 1 else ()


def cuts_between(stretches: Iterable[Stretch]) -> tuple[Cut, ...]:
    """Return the cuts that leave these stretches, which are in order."""
    found: list[Cut] = []
    at: int | None = None
    for stretch in stretches:
        if at is not None:
            found.append(Cut(at, stretch.start))
        elif stretch.start > 0:
            found.append(Cut(0, stretch.start))
        at = stretch.end
    if at is not None:
        found.append(Cut(at, None))
    return tuple(found)


def cut_before(text: str, offset: int) -> Cut | None:
    """Return the cut that lets a part begin at an offset; None if none can.

    Blanks around the offset belong to no part. What looks like one character to a
    person (an emoji of several, a letter with its accent) is not cut.
    """
    if not 0 < offset < len(text) or _holds_together(text, offset):
        return None
    start = end = offset
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Cut(start, end) if start > 0 and end < len(text) else None


def cuts_around(text: str, span: Span) -> tuple[Cut, ...]:
    """Return the cuts that make some words a part of their own; may be none."""
    found = (cut_before(text, span.start), cut_before(text, span.end))
    return tuple(cut for cut in found if cut is not None)


def _holds_together(text: str, offset: int) -> bool:
    after, before = text[offset], text[offset - 1]
    return bool(unicodedata.combining(after)) or after in _JOINERS or before == "\u200d"


@dataclass(slots=True)
class CutAnswer:
    """One answer with all cuts that stand; and every part it ever had.

    A coding of a former part can so be seen in the one that is there now.
    """

    whole: str
    """Id of the unit that is the whole box."""
    standing: dict[str, Cut] = field(default_factory=dict)
    """Act → its cut."""
    known: dict[str, Stretch] = field(default_factory=dict)
    """Unit → its stretch, for each pair of places where it was ever cut."""
    _starts: set[int] = field(default_factory=set)
    _ends: set[int | None] = field(default_factory=set)
    _parts: dict[str, Stretch] | None = None

    def learn(self, cut: Cut) -> tuple[str, ...]:
        """Know where it was once cut; return the units that are new by that."""
        before = len(self.known)
        if not self.known:
            self._starts, self._ends = {0}, {None}
            self.known[self.whole] = WHOLE
        starts = set() if cut.end is None else {cut.end} - self._starts
        ends = {cut.start} - self._ends
        self._starts |= starts
        self._ends |= ends
        for start in self._starts:
            for end in self._ends if start in starts else ends:
                if end is None or start < end:
                    stretch = Stretch(start, end)
                    self.known.setdefault(self._id(stretch), stretch)
        return tuple(self.known)[before:]

    def stand(self, act: str, cut: Cut) -> None:
        """Take a cut in."""
        self.standing[act] = cut
        self._parts = None

    def fall(self, act: str) -> None:
        """Let a cut go."""
        self.standing.pop(act, None)
        self._parts = None

    @property
    def parts(self) -> dict[str, Stretch]:
        """The units in force, in order: the parts, or the whole answer alone."""
        if self._parts is None:
            found = stretches_between(self.standing.values()) or (WHOLE,)
            self._parts = {self._id(stretch): stretch for stretch in found}
        return self._parts

    def home(self, span: Span) -> str | None:
        """Return the unit in force that a stretch of words lies in; None if in no one.

        It may reach over the mark of a list, but not into another part.
        """
        touched = [unit for unit, part in self.parts.items() if part.overlaps(*span)]
        return touched[0] if len(touched) == 1 else None

    def _id(self, stretch: Stretch) -> str:
        if stretch == WHOLE:
            return self.whole
        return ids.part_id(self.whole, stretch.start, stretch.end)
