"""Which whole numbers of people give a printed percentage.

A percentage printed with d decimals and rounded half up is ``v`` exactly where
v - u/2 <= 100 k / n < v + u/2 with u = 10**-d; so the counts k are an interval.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from hsbcode.domain.figures import Figure, Unit

MOST_ADDED = 6
"""How many shares are tried as a sum."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers from ``low`` to ``high``; none where ``low > high``."""

    low: int
    high: int

    def __bool__(self) -> bool:
        return self.low <= self.high

    def __str__(self) -> str:
        """Return ``7`` or ``7 to 9``."""
        if self.low == self.high:
            return f"{self.low}"
        return f"{self.low} to {self.high}"

    def meets(self, other: "Counts") -> bool:
        """Return whether a number lies in both."""
        return max(self.low, other.low) <= min(self.high, other.high)


def unit_of(digits: int) -> Fraction:
    """Return the last printed place: 1 for whole percentages, 1/10 for 43.5."""
    return Fraction(1, 10**digits)


def counts(value: Fraction, base: int, digits: int = 0) -> Counts:
    """Return the counts of ``base`` that round half up to ``value`` per cent."""
    half = unit_of(digits) / 2
    low = ceil((value - half) * base / 100)
    high = ceil((value + half) * base / 100) - 1
    return Counts(max(low, 0), min(high, base))


def counts_to_even(value: Fraction, base: int, digits: int = 0) -> Counts:
    """Return the counts that give ``value`` where halves go to the even digit."""
    half = unit_of(digits) / 2
    even = (value / unit_of(digits)) % 2 == 0
    low = (value - half) * base / 100
    high = (value + half) * base / 100
    if even:
        return Counts(max(ceil(low), 0), min(floor(high), base))
    return Counts(max(floor(low) + 1, 0), min(ceil(high) - 1, base))


def counts_cut(value: Fraction, base: int, digits: int = 0) -> Counts:
    """Return the counts that give ``value`` where further decimals are cut off."""
    low = ceil(value * base / 100)
    high = ceil((value + unit_of(digits)) * base / 100) - 1
    return Counts(max(low, 0), min(high, base))


def added(value: Fraction, base: int, digits: int, shares: int) -> tuple[int, ...]:
    """Return counts whose separately rounded percentages add up to ``value``.

    Empty where no ``shares`` counts of together at most ``base`` people do. Two shares
    are as even as they can be; looked for with at most one decimal.
    """
    if digits > 1 or not 2 <= shares <= MOST_ADDED or value < 0:
        return ()
    unit = unit_of(digits)
    top = int(value / unit)
    least = {
        step: found.low
        for step in range(top + 1)
        if (found := counts(step * unit, base, digits))
    }
    if shares == 2:
        even = [
            (least[step], least[top - step])
            for step in range(top // 2, -1, -1)
            if step in least and top - step in least
        ]
        return next((pair for pair in even if sum(pair) <= base), ())
    best: dict[int, tuple[int, ...]] = {step: (low,) for step, low in least.items()}
    for _ in range(shares - 1):
        longer: dict[int, tuple[int, ...]] = {}
        for step, low in least.items():
            for so_far, chosen in best.items():
                both = step + so_far
                if both > top or sum(chosen) + low > base:
                    continue
                if both not in longer or sum(longer[both]) > sum(chosen) + low:
                    longer[both] = (*chosen, low)
        best = longer
    return best.get(top, ())


def of(figure: Figure) -> Counts | None:
    """Return the people behind a figure; None where no base is printed."""
    if figure.unit is Unit.COUNT:
        if figure.value.denominator != 1:
            return None
        return Counts(int(figure.value), int(figure.value))
    if not figure.is_share or figure.base is None:
        return None
    return counts(figure.value, figure.base, figure.digits)


def bounds(figure: Figure) -> tuple[Fraction, Fraction]:
    """Return the least and greatest unrounded value; for shares, in per cent."""
    if figure.unit is Unit.PERCENT:
        found = of(figure)
        if found and figure.base:
            return (
                Fraction(100 * found.low, figure.base),
                Fraction(100 * found.high, figure.base),
            )
        half = unit_of(figure.digits) / 2
        return figure.value - half, figure.value + half
    return figure.value, figure.value
