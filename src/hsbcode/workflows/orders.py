"""In what order the answers of a question are gone through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.picks import Picked, random_place
from hsbcode.language.near_texts import Ranking
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import ListFilter

OrderKind: TypeAlias = Literal["imported", "random", "useful", "similar"]
KINDS: tuple[OrderKind, ...] = ("imported", "random", "useful", "similar")
_WORDS: dict[OrderKind, str] = {
    "imported": "",
    "random": "random order",
    "useful": "half random, half most useful",
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
    useful: frozenset[str] = field(default=frozenset(), compare=False)
    """The answers that stand where they do for their use to the suggestions."""

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
    return sorted(units, key=lambda unit: random_place(unit, seed))


def half_useful(
    units: Sequence[str], left: Iterable[str], ranked: Iterable[str], seed: int
) -> tuple[list[str], Order]:
    """Return the units, every second one for its use, the others in random order.

    What is coded of the random half can speak for all; see ``domain/picks.py``.

    Args:
        units: all answers of the question.
        left: those not finished; the others follow, as imported.
        ranked: those of most use first; none that is coded without suggestions.
        seed: of the random half.
    """
    by_chance = iter(shuffled(list(left), seed))
    by_use = iter(ranked)
    placed: dict[str, None] = {}
    useful = set()
    # Dropping a source that is used up leaves the other to fill what is left.
    sources = [(by_chance, False), (by_use, True)]
    while sources:
        for source in list(sources):
            each = next((unit for unit in source[0] if unit not in placed), None)
            if each is None:
                sources.remove(source)
                continue
            placed[each] = None
            if source[1]:
                useful.add(each)
    return first_of(placed, units), Order("useful", seed, useful=frozenset(useful))


def picked_by(
    wish: ListFilter,
    order: Order,
    unit: str | None,
    *,
    chosen: bool = False,
    round_: str | None = None,
) -> Picked:
    """Return how an answer came before its coder.

    Args:
        wish: the filter of the list.
        order: the order of the list.
        unit: the answer.
        chosen: whether it was gone to for what it is.
        round_: the round that is coded in.
    """
    # Whether an answer is finished says nothing about what it says.
    content = replace(wish, unfinished=False, finished=False)
    if chosen:
        return Picked.CHOSEN
    if content.audit and replace(content, audit=False).is_all:
        return Picked.AUDIT
    if not content.is_all:
        return Picked.FILTER
    if round_ is not None:
        return Picked.ROUND
    if order.kind == "useful":
        return Picked.USEFUL if unit in order.useful else Picked.RANDOM
    return Picked(order.kind)


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
