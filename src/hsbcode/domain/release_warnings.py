"""What two reports tell together, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hsbcode.domain.releases import Release, ReleasedCell

FEW = "few people"
ROUNDED = "rounded, few people"
HIDDEN_HERE = "hidden here, printed there"
HIDDEN_THERE = "printed here, hidden there"
POLICIES = "exact and rounded"
EXACT_THERE = "protected here, exact there"
EXACT_HERE = "exact here, protected there"
REMAINDER = "remainder"

_NAMED = 6
"""How many tables a sentence names before it counts the others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a report and one in the register tell together."""

    kind: str
    release: int
    """Number of the other report."""
    tables: tuple[str, ...]
    """Of this report."""
    references: tuple[str, ...]
    """Of the numbers, where they have one."""
    numbers: int
    """How many numbers."""
    least: int
    """The fewest people that a difference stands for; 0 where it is none."""
    most: int
    sentence: str


@dataclass(slots=True)
class Found:
    """Numbers of one kind, as they are found."""

    tables: dict[str, None] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    numbers: int = 0
    people: list[int] = field(default_factory=list)

    def add(self, table: str, cell: ReleasedCell, people: int = 0) -> None:
        """Take in a number, and how many people it tells of."""
        self.tables[table] = None
        self.numbers += 1
        if cell.reference:
            self.references.append(cell.reference)
        if people:
            self.people.append(people)


def told(kind: str, release: Release, found: Found) -> Difference:
    """Return what was found as a value with its sentence."""
    least, most = min(found.people, default=0), max(found.people, default=0)
    sentence = SENTENCES[kind].format(
        other=release.words,
        tables=_listed(tuple(found.tables)),
        numbers="1 number" if found.numbers == 1 else f"{found.numbers} numbers",
        stand="stands" if found.numbers == 1 else "stand",
        people=_people(least, most),
    )
    return Difference(
        kind,
        release.number,
        tuple(found.tables),
        tuple(found.references),
        found.numbers,
        least,
        most,
        sentence,
    )


SENTENCES = {
    FEW: (
        "This report and {other} differ by {people} in {tables} ({numbers}): whoever "
        "has both can work out what those few answered."
    ),
    ROUNDED: (
        "Since {other} only a few people came or went, and {numbers} in {tables} "
        "{stand} otherwise, though rounded: whoever knows who they are can tell what "
        "they answered."
    ),
    HIDDEN_HERE: (
        "This report hides {numbers} in {tables} that {other} prints: whoever has both "
        "sees what is hidden here."
    ),
    HIDDEN_THERE: (
        "This report prints {numbers} in {tables} that {other} hides: whoever has both "
        "sees what was hidden there."
    ),
    POLICIES: (
        "This report and {other} give {numbers} in {tables}, exact in one and rounded "
        "in the other: whoever has both has the exact ones."
    ),
    EXACT_THERE: (
        "{other} was written without disclosure control and prints exactly what this "
        "report rounds or hides ({numbers} in {tables}): the two must not reach the "
        "same readers."
    ),
    EXACT_HERE: (
        "This report is written without disclosure control and prints exactly what "
        "{other} rounds or hides ({numbers} in {tables}): the two must not reach the "
        "same readers."
    ),
    REMAINDER: (
        "The packs in the register, {other} among them, and this report leave {people} "
        "of the whole in {tables} ({numbers}): subtraction tells what they answered."
    ),
}


def _people(least: int, most: int) -> str:
    if most == 1:
        return "1 person"
    return f"{most} people" if least == most else f"{least} to {most} people"


def _listed(tables: Sequence[str]) -> str:
    more = len(tables) - _NAMED
    if more > 1:
        return f"{', '.join(tables[:_NAMED])} and {more} more tables"
    return ", ".join(tables)
