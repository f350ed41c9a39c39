"""Words of quantity and the shares they stand for.

The scale is ours, and the one that reports print: one person; a few (2 people, or under
5 %); some (from 5 % to under 10 %); several (from 10 % to 20 %); many (over 20 % to
50 %); most (over 50 %). No word stands for a share of fewer than thirty people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hsbcode.domain.errors import UsageConflict

LEAST_BASE = 30
ONE = "one"
PAIR = 2
"""So many people are as few as the first word says, whatever their share."""


@dataclass(frozen=True, slots=True)
class QuantityWord:
    """A word, and the percentages it is used for."""

    word: str
    low: Fraction
    high: Fraction
    strict: bool = False
    """Whether the word is false outside; else only above what it may claim."""
    with_low: bool = False
    with_high: bool = True
    """Whether the limits themselves are among the percentages."""

    def holds(self, share: Fraction) -> bool:
        """Whether a percentage lies where the word stands."""
        if self.low == self.high:
            return share == self.low
        above = share > self.low or (self.with_low and share == self.low)
        return above and (share < self.high or (self.with_high and share == self.high))

    @property
    def in_words(self) -> str:
        """The word with its limits: ``some from 5 % to under 10 %``."""
        high = f"{float(self.high):g} %"
        low = f"{'from' if self.with_low else 'over'} {float(self.low):g} %"
        if self.low == 0:
            return f"“{self.word}” {'up to' if self.with_high else 'under'} {high}"
        if self.high == 100:
            return f"“{self.word}” {low}"
        return f"“{self.word}” {low} to {'' if self.with_high else 'under '}{high}"


@dataclass(frozen=True, slots=True)
class QuantityScale:
    """The words that a project uses, from the smallest share to the largest.

    Raises:
        UsageConflict: words or limits do not rise one after the other to 100 %.
    """

    words: tuple[QuantityWord, ...]

    def __post_init__(self) -> None:
        if len({row.word for row in self.words}) < len(self.words) or not self.words:
            raise UsageConflict("Each word of quantity stands once on a scale.", _HOW)
        before: QuantityWord | None = None
        for row in self.words:
            low, with_low = (
                (before.high, not before.with_high) if before else (0, False)
            )
            joins = row.low == low and (row.low == 0 or row.with_low == with_low)
            if not joins or row.high <= row.low:
                raise UsageConflict(
                    f"The limits of “{row.word[:30]}” do not follow those before.", _HOW
                )
            before = row
        if before is None or before.high != 100 or not before.with_high:
            raise UsageConflict("The last word of a scale reaches to 100 %.", _HOW)

    def word_of(self, people: int, base: int) -> str:
        """Return the word for some people of a base; empty where no word may stand.

        That is for nobody, and on bases under thirty.
        """
        if base < LEAST_BASE or not 0 < people <= base:
            return ""
        if people == 1:
            return ONE
        if people == PAIR:
            return self.words[0].word
        share = Fraction(100 * people, base)
        return next(row.word for row in self.words if row.holds(share))

    def row(self, word: str) -> QuantityWord | None:
        """Return the row of a word; None where the scale does not have it."""
        return next((row for row in self.words if row.word == word), None)

    @property
    def sentence(self) -> str:
        """The scale as it is printed in the methods."""
        rows = ", ".join(row.in_words for row in self.words[1:])
        first = self.words[0].in_words
        return (
            "Words of quantity are made from counts of people by one scale: "
            f"“{ONE}” for one person, {first} or for two people, {rows}. No word "
            f"stands for a share of fewer than {LEAST_BASE} people."
        )


_HOW = "For example: a few<5, some<10, several<=20, many<=50, most<=100"


def scale_of(rows: Sequence[tuple[str, Fraction, bool]]) -> QuantityScale:
    """Return a scale from words with their upper limits, the smallest first.

    Args:
        rows: word, percentage up to which it stands, whether that is included.

    Raises:
        UsageConflict: the limits do not rise to 100 %.
    """
    words: list[QuantityWord] = []
    low, with_low = Fraction(0), False
    for at, (word, high, with_high) in enumerate(rows, start=1):
        last = at == len(rows)
        words.append(
            QuantityWord(
                word,
                low,
                high,
                strict=last and low >= _HALF,
                with_low=with_low,
                with_high=with_high,
            )
        )
        low, with_low = high, not with_high
    return QuantityScale(tuple(words))


_HALF = Fraction(50)
USUAL_SCALE = scale_of(
    (
        ("a few", Fraction(5), False),
        ("some", Fraction(10), False),
        ("several", Fraction(20), True),
        ("many", Fraction(50), True),
        ("most", Fraction(100), True),
    )
)
"""The words a report uses where the project states no scale of its own."""
SCALE = USUAL_SCALE.words


def word_of(people: int, base: int, scale: QuantityScale = USUAL_SCALE) -> str:
    """Return the word for some people of a base; empty where no word may stand."""
    return scale.word_of(people, base)


def _row(word: str, low: int, high: int, *, strict: bool = False) -> QuantityWord:
    return QuantityWord(word, Fraction(low), Fraction(high), strict)


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


def quantity_word(word: str, scale: QuantityScale = USUAL_SCALE) -> QuantityWord | None:
    """Return what a word of quantity stands for; None for one that says no amount."""
    plain = word.casefold()
    by_word = {row.word: row for row in (*SCALE, *_FIRM, *scale.words)}
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
