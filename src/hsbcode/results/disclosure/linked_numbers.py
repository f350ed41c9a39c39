"""Counts of several tables as linked numbers, and what is known of their sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Name: TypeAlias = tuple[str, ...]
"""Whom a number counts: people, question, code, split, answer."""
Place: TypeAlias = tuple[int, int, int]
"""Table, row and column of a cell, from 0."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A weighted sum of numbers that is nought, or nought at least."""

    terms: tuple[tuple[Name, int], ...]
    equal: bool


@dataclass(slots=True)
class LinkedCells:
    """All counts of some tables with the relations between them."""

    values: dict[Name, int] = field(default_factory=dict)
    base_of: dict[Name, Name] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    places: dict[Place, Name] = field(default_factory=dict)
    table_bases: dict[int, Name] = field(default_factory=dict)
    fixed: set[Name] = field(default_factory=set)
    """Numbers that are printed nowhere and known all the same, so never hidden."""

    def number(self, name: Name, value: int, base: Name | None = None) -> Name:
        """Add a number, or meet it again."""
        self.values.setdefault(name, value)
        if base is not None and name not in self.base_of:
            self.base_of[name] = base
            self.at_most(name, base)
        return name

    def equal(self, one: Name, other: Name) -> None:
        """Say that two numbers are the same."""
        self.equal_sums((one,), (other,))

    def equal_sums(self, some: Sequence[Name], others: Sequence[Name]) -> None:
        """Say that some numbers add to what others add to."""
        terms = (*((name, 1) for name in some), *((name, -1) for name in others))
        if not sum(weight * self.values[name] for name, weight in terms):
            self.relations.append(Relation(terms, equal=True))

    def at_most(self, small: Name, large: Name) -> None:
        """Say that one number is never larger than another."""
        self.at_least_nought((large, 1), (small, -1))

    def at_least_nought(self, *terms: tuple[Name, int]) -> None:
        """Say that a weighted sum is never negative, unless these numbers deny it.

        A guard below a code, for one, does not imply the code.
        """
        if sum(weight * self.values[name] for name, weight in terms) >= 0:
            self.relations.append(Relation(terms, equal=False))

    def parts(self, parts: Sequence[Name], total: Name) -> None:
        """Say that parts add to their total, or overlap, as the numbers show."""
        found = sum(self.values[part] for part in parts)
        if found >= self.values[total]:
            terms = (*((part, 1) for part in parts), (total, -1))
            self.relations.append(Relation(terms, found == self.values[total]))
