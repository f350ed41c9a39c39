"""How shares are printed: one place for tables, quotes and reports."""

from decimal import Decimal
from fractions import Fraction

from hsbcode.domain.disclosure import LOW
from hsbcode.domain.shares import Share
from hsbcode.numbers.rounding import half_up

LOW_BASE = 10
"""Below this base a count is printed and no percentage."""

LOW_MARK = LOW
NO_BASE = "–"


def printed_number(share: Share) -> Decimal | None:
    """Return the percentage as it is printed, e.g. 43.

    None where no percentage is printed: the base is empty or below ``LOW_BASE``.
    """
    if share.base < LOW_BASE:
        return None
    return half_up(Fraction(100 * share.count, share.base))


def printed_percent(share: Share) -> str:
    """Return the percentage, ``43 %``; ``[low]`` or ``–`` where there is none."""
    if share.base == 0:
        return NO_BASE
    number = printed_number(share)
    return LOW_MARK if number is None else f"{number} %"


def printed_share(share: Share) -> str:
    """Return percentage and count, ``43 % (34)``; only the count on a small base."""
    if share.base == 0:
        return NO_BASE
    number = printed_number(share)
    return (
        f"{share.count} {LOW_MARK}" if number is None else f"{number} % ({share.count})"
    )


def printed_count(share: Share) -> str:
    """Return count and percentage, ``34 (43 %)``; only the count on a small base."""
    if share.base == 0:
        return NO_BASE
    number = printed_number(share)
    return (
        f"{share.count} {LOW_MARK}" if number is None else f"{share.count} ({number} %)"
    )


def points(one: Share, other: Share) -> Fraction | None:
    """Return the difference of two unrounded shares in points; None without bases."""
    if one.exact is None or other.exact is None:
        return None
    return 100 * (one.exact - other.exact)


def gap_text(one: Share, other: Share) -> str:
    """Return a difference in points, from unrounded shares, to one place: ``+9.9``."""
    gap = points(one, other)
    if gap is None or min(one.base, other.base) < LOW_BASE:
        return NO_BASE
    rounded = half_up(gap, 1)
    return f"+{rounded}" if rounded > 0 else str(rounded).replace("-", "−")


def base_text(base: int) -> str:
    """Return the base in words, ``base: n = 41``."""
    return f"base: n = {base}"
