"""Words of quantity and the shares they stand for.

The scale is ours, and the one that reports print: one person; a few (under 5 %); some
(to 10 %); several (to 20 %); many (to 50 %); most (over 50 %). No word stands for a
share of fewer than thirty people.
"""

from dataclasses import dataclass
from fractions import Fraction

LEAST_BASE = 30


@dataclass(frozen=True, slots=True)
class QuantityWord:
    """A word, and the percentages it is used for: over ``low``, up to ``high``."""

    word: str
    low: Fraction
    high: Fraction
    strict: bool = False
    """Whether the word is false outside; else only above what it may claim."""

    def holds(self, share: Fraction) -> bool:
        """Whether a percentage lies where the word stands."""
        if self.low == self.high:
            return share == self.low
        return self.low < share <= self.high


def _row(word: str, low: int, high: int, *, strict: bool = False) -> QuantityWord:
    return QuantityWord(word, Fraction(low), Fraction(high), strict)


SCALE = (
    _row("a few", 0, 5),
    _row("some", 5, 10),
    _row("several", 10, 20),
    _row("many", 20, 50),
    _row("most", 50, 100, strict=True),
)
"""The words a report uses, in their order."""

_ALIASES = {
    "a few": ("a handful", "a small number"),
    "some": ("a number", "a good number"),
    "many": ("a large number",),
    "most": ("majority", "the majority", "a majority", "most"),
}
_FIRM = (
    _row("all", 100, 100, strict=True),
    _row("almost all", 90, 100, strict=True),
    _row("none", 0, 0, strict=True),
    _row("hardly any", -1, 5, strict=True),
    _row("few", -1, 15, strict=True),
    _row("very few", -1, 8, strict=True),
    _row("minority", -1, 50, strict=True),
    _row("vast majority", 75, 100, strict=True),
)


def quantity_word(word: str) -> QuantityWord | None:
    """Return what a word of quantity stands for; None for one that says no amount."""
    plain = word.casefold()
    by_word = {row.word: row for row in (*SCALE, *_FIRM)}
    if plain in by_word:
        return by_word[plain]
    for name, others in _ALIASES.items():
        if plain in others:
            return by_word[name]
    found = ""
    if plain in ("everyone", "everybody", "every"):
        found = "all"
    elif plain in ("no one", "nobody"):
        found = "none"
    elif plain.startswith("hardly any"):
        found = "hardly any"
    elif plain.startswith(("almost ", "nearly ", "virtually ")):
        found = "almost all"
    elif plain.endswith("minority"):
        found = "minority"
    elif plain.endswith("majority"):
        strong = ("vast", "large", "great", "overwhelming", "big")
        found = "vast majority" if any(s in plain for s in strong) else "most"
    return by_word.get(found)


def word_for(share: Fraction) -> str:
    """Return the word of the scale for a percentage above 0."""
    return next((row.word for row in SCALE if row.holds(share)), SCALE[-1].word)
