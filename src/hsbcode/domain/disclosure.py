"""Disclosure control as one value: what may be printed about few people.

Every output that leaves the project is made under one policy and prints its sentence.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from hsbcode.domain.errors import UsageConflict, nearest

CONFIDENTIAL = "[c]"
"""Stands where a number is not printed because it would tell of few people."""
LOW = "[low]"
"""Stands beside a number on a small base, and instead of a percentage on a tiny one."""


class Protection(StrEnum):
    """How numbers that stand for few people are protected."""

    NONE = "none"
    ROUNDED = "rounded"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """One rule for every number of an output.

    Raises:
        UsageConflict: a limit is too small to protect anybody.
    """

    protection: Protection = Protection.NONE
    threshold: int = 10
    """Counts and bases below it are hidden, none apart: nobody is nobody."""
    round_to: int = 5
    """Only where protection is ``rounded``."""
    no_percentage_under: int = 10
    """Bases below it get counts and no percentage."""
    mark_under: int = 30
    """Percentages on bases below it are marked."""

    def __post_init__(self) -> None:
        if self.threshold < 2 or self.round_to < 2:
            raise UsageConflict(
                f"A disclosure threshold of {self.threshold} with rounding to "
                f"{self.round_to} protects nobody.",
                "Both are at least 2; usual are 10 and 5.",
            )

    @property
    def protects(self) -> bool:
        """Whether any number is changed or hidden."""
        return self.protection is not Protection.NONE

    @property
    def sentence(self) -> str:
        """What is printed under every table: the rule, in words."""
        if self.protection is Protection.NONE:
            return "none (internal use)"
        limits = (
            f"no percentage on bases under {self.no_percentage_under}, {LOW} beside "
            f"those under {self.mark_under}"
        )
        if self.protection is Protection.ROUNDED:
            return (
                f"counts and bases of 1 to {self.threshold - 1} are hidden "
                f"({CONFIDENTIAL}), all others rounded to {self.round_to}, "
                f"percentages made from the rounded numbers; {limits}"
            )
        return (
            f"counts that stand for 1 to {self.threshold - 1} people, or for all but "
            f"fewer than {self.threshold}, are hidden ({CONFIDENTIAL}), with further "
            "ones, so that no hidden count can be found to within fewer than "
            f"{self.threshold} by subtraction (checked by linear programs); how many "
            f"gave no answer is not hidden; {limits}"
        )

    def is_small(self, count: int) -> bool:
        """Whether a count or base tells of few people; nobody is not few."""
        return 0 < count < self.threshold

    def told(self, count: int) -> str:
        """Return a count as a sentence beside the tables may tell it.

        Exact numbers in prose would undo what the tables round or hide.
        """
        if not self.protects:
            return str(count)
        if self.is_small(count):
            return f"fewer than {self.threshold}"
        if self.protection is Protection.SUPPRESSED:
            return str(count)
        return str((2 * count + self.round_to) // (2 * self.round_to) * self.round_to)


NO_CONTROL = DisclosurePolicy()
ROUNDED = DisclosurePolicy(Protection.ROUNDED)
SUPPRESSED = DisclosurePolicy(Protection.SUPPRESSED)


def named_policy(name: str, threshold: int | None = None) -> DisclosurePolicy:
    """Return the policy ``none``, ``rounded`` or ``suppressed``.

    Raises:
        UsageConflict: there is no such policy, or the threshold protects nobody.
    """
    names = [str(each) for each in Protection]
    if name not in names:
        raise UsageConflict(
            f"There is no disclosure control “{name}”.",
            nearest(name, names) or f"There are: {', '.join(names)}.",
        )
    policy = DisclosurePolicy(Protection(name))
    return policy if threshold is None else replace(policy, threshold=threshold)
