"""Exact shares: a count and the base it is a share of."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` people of ``base``; exact until printed."""

    count: int
    base: int

    @property
    def exact(self) -> Fraction | None:
        """The share as a fraction; None where the base is empty."""
        return Fraction(self.count, self.base) if self.base else None

    @property
    def value(self) -> float | None:
        """The share as a number 0..1, unrounded; None where the base is empty."""
        return self.count / self.base if self.base else None
