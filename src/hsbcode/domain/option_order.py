"""Options that count something, in the order of their numbers."""

import re
from collections.abc import Iterable

_LESS = re.compile(r"(under|less than|fewer than|below|up to|before|<)\s*(?=\d)", re.I)
_MORE = re.compile(r"(over|more than|above|after|>)\s*(?=\d)", re.I)
_NUMBER = re.compile(r"[-+£$€]?\s?(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d+))?")
_MOSTLY = 2 / 3


def in_order(options: Iterable[str]) -> tuple[str, ...]:
    """Return options by their numbers, where at least two thirds begin with one.

    “Under 18” stands before “18 to 24”; options without a number come last. Others
    keep the order of sight, for nothing says what theirs is.
    """
    given = tuple(dict.fromkeys(options))
    numbers = {option: _number(option) for option in given}
    counted = [option for option in given if numbers[option] is not None]
    if len(counted) < 2 or len(counted) < _MOSTLY * len(given):
        return given
    return (
        *sorted(counted, key=lambda option: (numbers[option] or 0.0, option)),
        *(option for option in given if numbers[option] is None),
    )


def _number(option: str) -> float | None:
    text = option.strip()
    step = 0.0
    for pattern, shift in ((_LESS, -0.5), (_MORE, 0.5)):
        found = pattern.match(text)
        if found:
            text, step = text[found.end() :], shift
    number = _NUMBER.match(text)
    if number is None:
        return None
    value = float(f"{number[1].replace(',', '')}.{number[2] or 0}")
    return (-value if text.startswith("-") else value) + step
