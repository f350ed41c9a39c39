"""Quotes in a draft: word for word, still there, and free to be quoted."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from hsbcode.domain.survey import Unit

FEWEST = 4
"""Words; what is shorter is too short to tell whose it is."""
_ALIKE = 0.6
_GAPS = re.compile(r"\[[^\[\]]{0,80}\]|\(\s?(?:…|\.{3})\s?\)|…|\.{3,}")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_BETWEEN = "\x00"


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """Where a quoted passage comes from; ``unit`` is None where no answer has it."""

    unit: Unit | None
    exact: bool = False
    flags: tuple[str, ...] = ()
    replaced: bool = False
    """Whether the text has been changed or withdrawn since."""


class Answers:
    """All answers of a study, to look for quotes in.

    Args:
        units: the answers as they are now.
        replaced: answers whose text was changed or withdrawn later.
        flags: unit → flags that keep it from being quoted.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        replaced: Iterable[Unit] = (),
        flags: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        now = list(units)
        self._units = [*now, *replaced]
        self._current = len(now)
        self._flags = flags or {}
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for unit in self._units:
            text = plain(unit.text)
            self._starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self._all = _BETWEEN.join(parts)
        self._parts = parts

    def find(self, quote: str) -> QuoteFound:
        """Return the answer that a quote comes from, or else the one most like it.

        Cuts (``…``, ``[…]``) and words in square brackets stand for anything; the
        fragments between them must follow each other in one answer. Signs, spaces and
        capitals may differ.
        """
        fragments = fragments_of(quote)
        if not fragments:
            return QuoteFound(None)
        hits = sorted(place for place in self._with(max(fragments, key=len)))
        whole = [place for place in hits if self._holds(place, fragments)]
        if whole:
            best = min(whole, key=self._cost)
            unit = self._units[best]
            return QuoteFound(
                unit,
                exact=True,
                flags=tuple(self._flags.get(unit.id, ())),
                replaced=best >= self._current,
            )
        near = self._most_like(" ".join(fragments))
        return QuoteFound(None if near is None else self._units[near])

    def _cost(self, place: int) -> tuple[bool, bool, int]:
        flagged = bool(self._flags.get(self._units[place].id))
        return place >= self._current, flagged, place

    def _with(self, fragment: str) -> set[int]:
        found: set[int] = set()
        at = self._all.find(fragment)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            found.add(place)
            ends = self._starts[place] + len(self._parts[place])
            at = self._all.find(fragment, ends)
        return found

    def _holds(self, place: int, fragments: Sequence[str]) -> bool:
        at = 0
        for fragment in fragments:
            found = self._parts[place].find(fragment, at)
            if found < 0:
                return False
            at = found + len(fragment)
        return True

    def _most_like(self, quote: str) -> int | None:
        """Return the answer that shares most words with a quote, if it is like it."""
        words = Counter(quote.split())
        size = sum(words.values())
        ranked = sorted(
            (
                (sum((Counter(part.split()) & words).values()), -place)
                for place, part in enumerate(self._parts)
            ),
            reverse=True,
        )[:5]
        for shared, negative in ranked:
            if shared < _ALIKE * size:
                return None
            matcher = SequenceMatcher(
                None, quote.split(), self._parts[-negative].split(), autojunk=False
            )
            kept = sum(block.size for block in matcher.get_matching_blocks())
            if kept >= _ALIKE * size:
                return -negative
        return None


def fragments_of(quote: str) -> tuple[str, ...]:
    """Return the stretches between cuts and brackets, ready to be looked for."""
    parts = [plain(part).strip(" .,;:!?\"'-") for part in _GAPS.split(quote)]
    return tuple(part for part in parts if part)


def plain(text: str) -> str:
    """Return a text as it is compared: one space, plain signs, small letters."""
    return " ".join(text.translate(_SIGNS).casefold().split()).replace(_BETWEEN, " ")
