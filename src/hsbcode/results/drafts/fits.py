"""Whether a number as it is written fits a share as it was counted."""

from enum import IntEnum
from fractions import Fraction

from hsbcode.domain.quantity_words import (
    LEAST_BASE,
    USUAL_SCALE,
    QuantityScale,
    quantity_word,
)
from hsbcode.domain.shares import Share
from hsbcode.language.quantities import Bound, Quantity, QuantityKind
from hsbcode.numbers.rounding import half_up

LOOSE, ROUGH = 2, Fraction(9, 2)
"""Points by which a fraction in words may differ, and by which it is rough."""
ABOUT, ROUGHLY, NEARLY, FAR = Fraction(5, 2), 3, 5, 15


class Fit(IntEnum):
    """How well a number fits."""

    NO = 0
    ROUNDING = 1
    """But for the rounding, or roughly."""
    YES = 2


def fit(quantity: Quantity, share: Share) -> Fit:
    """Hold one quantity against one share; both exact until compared.

    A percentage must be the share rounded half up to the decimals written; it fits but
    for the rounding where it is less than one unit of its last decimal off. A fraction
    in words may be 2 points off, and is rough up to 4½. *Nearly* allows the 5 points
    below, *about* 2½ to either side; *over* is true above, and loose 15 points on.
    """
    if quantity.kind in (QuantityKind.COUNT, QuantityKind.COUNT_OF):
        return fit_number(quantity, Fraction(share.count))
    exact = share.exact
    if exact is None:
        return Fit.NO
    return _fit_percent(quantity, 100 * exact)


def fit_number(quantity: Quantity, number: Fraction) -> Fit:
    """Hold a count against a count."""
    value, bound = quantity.value, quantity.bound
    step = value / 20
    match bound:
        case Bound.EXACT:
            return Fit.YES if number == value else Fit.NO
        case Bound.OVER | Bound.AT_LEAST:
            true = number > value if bound is Bound.OVER else number >= value
            return Fit.YES if true else Fit.NO
        case Bound.UNDER | Bound.AT_MOST:
            true = number < value if bound is Bound.UNDER else number <= value
            return Fit.YES if true else Fit.NO
        case Bound.JUST_OVER:
            return Fit.YES if value < number <= value + step else Fit.NO
        case Bound.NEARLY:
            return Fit.YES if value - step <= number < value else Fit.NO
        case _:
            return Fit.YES if abs(number - value) <= step else Fit.NO


def _fit_percent(quantity: Quantity, share: Fraction) -> Fit:
    value, bound = quantity.value, quantity.bound
    off = share - value
    rounded = Fraction(half_up(share, quantity.digits))
    match bound:
        case Bound.EXACT if quantity.kind is QuantityKind.FRACTION:
            return _graded(abs(off) <= LOOSE, abs(off) <= ROUGH)
        case Bound.EXACT:
            unit = Fraction(1, 10**quantity.digits)
            return _graded(rounded == value, abs(off) < unit)
        case Bound.OVER:
            return _graded(0 < off < FAR, off > 0)
        case Bound.AT_LEAST:
            return _graded(0 <= off < FAR, rounded >= value)
        case Bound.UNDER:
            return _graded(-FAR < off < 0, off < 0)
        case Bound.AT_MOST:
            return _graded(-FAR < off <= 0, rounded <= value)
        case Bound.JUST_OVER:
            return _graded(0 < off <= NEARLY, -1 < off <= NEARLY + 1)
        case Bound.NEARLY:
            return _graded(-NEARLY <= off < 0, -NEARLY - 1 <= off < 1)
        case _:
            return _graded(abs(off) <= ABOUT, abs(off) <= ROUGHLY)


def _graded(yes: bool, roughly: bool) -> Fit:
    return Fit.YES if yes else Fit.ROUNDING if roughly else Fit.NO


def fit_word(
    word: str, share: Share, scale: QuantityScale = USUAL_SCALE
) -> tuple[Fit | None, str]:
    """Hold a word of quantity against a share.

    Returns:
        How well it fits (None: nothing can be said), and why.
    """
    meant, exact = quantity_word(word, scale), share.exact
    if meant is None or exact is None:
        return None, "the word says no amount"
    percent = 100 * exact
    better = scale.word_of(share.count, share.base)
    # the scale also knows that two people are a few, whatever their share
    on_scale = better and scale.row(meant.word) is not None
    if meant.word == better if on_scale else meant.holds(percent):
        return Fit.YES, ""
    if meant.strict:
        return Fit.NO, ""
    if share.base < LEAST_BASE:
        return None, f"no word stands for a share of fewer than {LEAST_BASE} people"
    why = f"the word for it is “{better or 'nobody'}”"
    return (Fit.NO if percent <= meant.low else Fit.ROUNDING), why
