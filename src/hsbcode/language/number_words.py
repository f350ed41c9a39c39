"""Numbers in words: "three hundred and ninety-five", "nine", "half", "two thirds"."""

import re
from fractions import Fraction

_SMALL = {
    word: value
    for value, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
            *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
            *("sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        (
            *("twenty", "thirty", "forty", "fifty"),
            *("sixty", "seventy", "eighty", "ninety"),
        ),
        start=2,
    )
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORD = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
NUMBER_WORDS = (
    rf"(?:(?:a|{_WORD})(?:[ -](?:{_WORD}))?[ -](?:hundred|thousand)"
    rf"(?:(?:[ -]and)?[ -](?:{_WORD}|hundred|thousand))*"
    rf"|(?:{_WORD})(?:[ -](?:{_WORD}))?)"
)
"""A run of words that make one whole number; lower case."""

_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_PART = "|".join(f"{part}s?" if part != "halves" else part for part in _PARTS)
FRACTION_WORDS = rf"(?:(?:(?:an?|{_ONE_TO_NINE})[ -])?(?:{_PART}))"
"""A fraction: "half", "a third", "two thirds", "three-quarters"."""


def number_of(words: str) -> int | None:
    """Return the number that words or digits name; None where they name none.

    "1,234", "twelve", "two hundred and forty".
    """
    plain = words.strip().lower()
    if re.fullmatch(r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+|\d+", plain):
        return int(re.sub(r"\D", "", plain))
    total = part = 0
    seen = False
    for word in re.split(r"[\s-]+", plain):
        if word in ("and", ""):
            continue
        if word in _SMALL or word in _TENS:
            part += _SMALL.get(word, 0) + _TENS.get(word, 0)
        elif word == "a":
            part += 1
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        else:
            return None
        seen = True
    return total + part if seen else None


def fraction_of(words: str) -> Fraction | None:
    """Return the fraction that words name; None where they name none."""
    parts = re.split(r"[\s-]+", words.strip().lower())
    bottom = _PARTS.get(parts[-1]) or _PARTS.get(parts[-1].removesuffix("s"))
    if bottom is None or len(parts) > 2:
        return None
    top = 1 if len(parts) == 1 or parts[0] in ("a", "an") else _SMALL.get(parts[0])
    return None if top is None or top > bottom else Fraction(top, bottom)
