"""In what order the answers of a question are gone through."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.language.near_texts import Ranking
from hsbcode.store.project import Project

OrderKind: TypeAlias = Literal["imported", "random", "useful", "similar"]
KINDS: tuple[OrderKind, ...] = ("imported", "random", "useful", "similar")
_WORDS: dict[OrderKind, str] = {
    "imported": "",
    "random": "random order",
    "useful": "most useful first",
    "similar": "most like",
}


@dataclass(frozen=True, slots=True)
class Order:
    """One order of answers."""

    kind: OrderKind = "imported"
    seed: int = 0
    """Of a random order."""
    name: str = ""
    """Of the answer that the others are like."""

    @property
    def words(self) -> str:
        """Its name for the frame of the list; empty as imported."""
        if self.kind == "random":
            return f"{_WORDS['random']} {self.seed}"
        return " ".join(filter(None, (_WORDS[self.kind], self.name)))


def order_kind(name: str) -> OrderKind:
    """Return the kind of order that people call so.

    Raises:
        UsageConflict: there is none.
    """
    for kind in KINDS:
        if name and kind.startswith(name.strip().casefold()):
            return kind
    raise UsageConflict(
        f"There is no order “{name}”.",
        nearest(name, KINDS) or "Orders: " + ", ".join(KINDS),
    )


def shuffled(units: Sequence[str], seed: int) -> list[str]:
    """Return the units in a random order that is the same for the same seed.

    Each has its place by itself: what is imported later changes nobody's order.
    """
    salt = str(seed).encode()

    def place(unit: str) -> bytes:
        return hashlib.blake2b(unit.encode(), digest_size=8, salt=salt[:16]).digest()

    return sorted(units, key=place)


def most_like(reader: Project, question: str, unit: str, text: str) -> list[str]:
    """Return the answers that share words with one, most like first, it at their head.

    Those that share none follow, as imported.
    """
    ranking = Ranking(text)
    every = []
    for other, _respondent, other_text in reader.answers.texts(question):
        every.append(other)
        ranking.add(other, other_text)
    return first_of([unit, *ranking.ranked()], every)


def first_of(ranked: Iterable[str], units: Sequence[str]) -> list[str]:
    """Return the units with those ranked at their head."""
    known = set(units)
    head = [unit for unit in dict.fromkeys(ranked) if unit in known]
    placed = set(head)
    return head + [unit for unit in units if unit not in placed]
