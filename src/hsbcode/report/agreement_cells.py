"""Coefficients as they are printed."""

from collections.abc import Iterable
from fractions import Fraction

from hsbcode.domain.agreement import Coefficient
from hsbcode.numbers.rounding import half_up

NOT_DEFINED = "not defined"
_NO_REASON = "no reason given"


def printed_coefficient(coefficient: Coefficient) -> str:
    """Return a coefficient with two decimals, or why it is not defined."""
    if coefficient.value is None:
        return f"{NOT_DEFINED}: {coefficient.undefined or _NO_REASON}"
    return _decimal(coefficient.value)


def printed_interval(coefficient: Coefficient) -> str:
    """Return the 95 % interval, ``0.61 to 0.80``, or a dash."""
    if coefficient.interval is None:
        return "–"
    low, high = coefficient.interval
    return f"{_decimal(low)} to {_decimal(high)}"


def printed_below(coefficient: Coefficient) -> str:
    """Return ``3 % / 41 %``: resamples below .667 and .800; or a dash."""
    if coefficient.below is None:
        return "–"
    tentative, firm = coefficient.below
    return f"{printed_share(tentative)} / {printed_share(firm)}"


def short_coefficient(coefficient: Coefficient) -> str:
    """Return a coefficient with two decimals, or that it is not defined.

    The reason stands below the table, where it widens no column of numbers.
    """
    return NOT_DEFINED if coefficient.value is None else _decimal(coefficient.value)


def undefined_words(rows: Iterable[tuple[str, Coefficient]]) -> tuple[str, ...]:
    """Return why some rows have no coefficient; named where reasons differ."""
    by_reason: dict[str, list[str]] = {}
    for label, coefficient in rows:
        if coefficient.value is None:
            reason = coefficient.undefined or _NO_REASON
            by_reason.setdefault(reason, []).append(label)
    if len(by_reason) == 1:
        ((reason, found),) = by_reason.items()
        where = "1 row" if len(found) == 1 else f"{len(found)} rows"
        return (f"Not defined in {where} ({reason}).",)
    return tuple(
        f"Not defined ({reason}): {', '.join(found)}."
        for reason, found in by_reason.items()
    )


def printed_share(share: float | None) -> str:
    """Return a share of 0..1 in per cent, or a dash."""
    return "–" if share is None else f"{half_up(100 * _exact(share))} %"


def _decimal(value: float) -> str:
    return f"{half_up(_exact(value), 2)}"


def _exact(value: float) -> Fraction:
    # 29 of 200 is a little below 0.145 as a float, and must not round down for it
    return Fraction(value).limit_denominator(1_000_000)
