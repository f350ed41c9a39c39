"""Rounding, in one place: half up, as published tables expect."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def half_up(value: Fraction, digits: int = 0) -> Decimal:
    """Round a fraction half up (away from zero), exactly.

    ``half_up(Fraction(85, 2))`` is 43, where half-to-even would give 42.
    """
    scaled = abs(value) * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    signed = whole if value >= 0 else -whole
    return (
        Decimal(signed)
        .scaleb(-digits)
        .quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    )


def percent(count: int, base: int, digits: int = 0) -> str:
    """Return ``count`` of ``base`` as a printed percentage, e.g. ``43 %``.

    An empty base gives ``–``: there is nothing to be a share of.
    """
    if base == 0:
        return "–"
    return f"{half_up(Fraction(100 * count, base), digits)} %"
