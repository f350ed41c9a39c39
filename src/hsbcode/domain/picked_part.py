"""Coded answers that were picked for what they are: no sample of all answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hsbcode.domain.picks import picked_words


@dataclass(frozen=True, slots=True)
class PickedPart:
    """How the coded answers to one open question were picked."""

    question: str
    total: int
    """Answers to the question."""
    fair: frozenset[str]
    """Coded answers that came up by no choice that looked at what they say."""
    picked: Mapping[str, str]
    """The other coded answers: unit → how it was picked."""

    @property
    def coded(self) -> int:
        """How many answers are coded."""
        return len(self.fair) + len(self.picked)

    @property
    def is_off(self) -> bool:
        """Whether shares over all coded answers can be off.

        Where every answer is coded nothing was left out, however they were picked.
        """
        return bool(self.picked) and self.coded < self.total

    @property
    def ways(self) -> str:
        """How the picked ones were picked, with their numbers."""
        return picked_words(self.picked.values())

    @property
    def words(self) -> str:
        """What to say beside a number over all coded answers; else empty."""
        if not self.is_off:
            return ""
        others = len(self.fair)
        speak = (
            f"the {others:,} {'other' if others == 1 else 'others'} can speak for all."
            if others
            else "none of them can speak for all."
        )
        return (
            f"Of {self.total:,} answers {self.coded:,} are coded, and "
            f"{len(self.picked):,} of these were picked for what they are: {self.ways}."
            f" Shares over all of them can be off; {speak}"
        )

    def among(self, units: Collection[str], total: int) -> "PickedPart":
        """Return the part of some units only.

        Args:
            units: ids of the units that are left.
            total: how many of the question's answers are left.
        """
        return PickedPart(
            self.question,
            total,
            self.fair & frozenset(units),
            {unit: how for unit, how in self.picked.items() if unit in units},
        )

    def as_dict(self) -> dict[str, object]:
        """Return the numbers as JSON values."""
        ways: dict[str, int] = {}
        for how in self.picked.values():
            ways[how] = ways.get(how, 0) + 1
        return {
            "question": self.question,
            "answers": self.total,
            "coded": self.coded,
            "fair": len(self.fair),
            "picked": ways,
            "words": self.words,
        }
