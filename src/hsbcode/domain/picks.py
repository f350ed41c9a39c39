"""How an answer came before its coder, and which answers can speak for all.

Who codes the answers that look interesting first, or those a model asks for, has
coded a part that is unlike the rest: shares and figures from it are off. So every
finish says how its answer was picked, and whoever counts can ask for the fair part.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum


class Picked(StrEnum):
    """How an answer came before its coder."""

    IMPORTED = "imported"
    """The next one in the order of import."""
    RANDOM = "random"
    """The next one of a seeded random order."""
    AUDIT = "audit"
    """The next one of the audit sample, which was drawn at random."""
    ROUND = "round"
    """The next one of a round's share."""
    USEFUL = "useful"
    """The suggestions would learn most from it."""
    SIMILAR = "similar"
    """It is like another answer."""
    FILTER = "filter"
    """It passed a filter by what it says, or by how it was coded."""
    CHOSEN = "chosen"
    """Gone to: by its name, by a search, by a click, from a list."""
    BULK = "bulk"
    """Coded together with an answer that says the same."""


FAIR = frozenset({Picked.IMPORTED, Picked.RANDOM, Picked.AUDIT, Picked.ROUND})
"""Ways that do not look at what an answer says. Answers coded before this was kept
(None) are taken for fair, too: most were coded in the order of import."""

FOLLOWED = 0.9
"""Share of a random order that is coded where it counts as followed."""

WORDS: Mapping[str, str] = {
    Picked.IMPORTED: "in the order of import",
    Picked.RANDOM: "in random order",
    Picked.AUDIT: "drawn for the audit",
    Picked.ROUND: "drawn for a round",
    Picked.USEFUL: "because the suggestions learn most from them",
    Picked.SIMILAR: "because they are like another answer",
    Picked.FILTER: "because they passed a filter",
    Picked.CHOSEN: "because somebody went to them",
    Picked.BULK: "because they say the same as another answer",
}


def is_fair(picked: str | None) -> bool:
    """Whether an answer so picked can speak for all."""
    return picked is None or picked in FAIR


def random_place(unit: str, seed: int) -> bytes:
    """Return where a unit stands in the random order of a seed.

    Each has its place by itself: what is imported later changes nobody's order.
    """
    salt = str(seed).encode()[:16]
    return hashlib.blake2b(unit.encode(), digest_size=8, salt=salt).digest()


def with_followed(
    picks: Mapping[str, str | None], seed: int, units: Sequence[str]
) -> frozenset[str]:
    """Return the units of one coder that can speak for all.

    An answer may be picked for what it says although the order of import, or the
    coder's random order, would have come to it a little later. As far as such an order
    was followed, everything in it is a sample, however it was picked.

    Args:
        picks: unit → how it was picked, of one coder's finished answers.
        seed: of the coder's random order.
        units: all answers of the question, as imported.
    """
    fair = {unit for unit, picked in picks.items() if is_fair(picked)}
    others = picks.keys() - fair
    ways = set(picks.values())
    followed: set[str] = set()
    if others and ways & {Picked.IMPORTED, None}:
        followed |= _followed(picks, units, (Picked.IMPORTED, None))
    if others and Picked.RANDOM in ways:
        order = sorted(units, key=lambda unit: random_place(unit, seed))
        followed |= _followed(picks, order, (Picked.RANDOM,))
    return frozenset(fair | (others & followed))


def _followed(
    picks: Mapping[str, str | None],
    order: Sequence[str],
    ways: tuple[str | None, ...],
) -> set[str]:
    """Return the answers up to where an order was followed."""
    reached = done = 0
    for place, unit in enumerate(order, start=1):
        done += unit in picks
        # Some answers are skipped on the way; a jump far ahead follows no order.
        if unit in picks and picks[unit] in ways and done >= FOLLOWED * place:
            reached = place
    return set(order[:reached])


def picked_words(picks: Iterable[str | None]) -> str:
    """Return how answers were picked that cannot speak for all, with their number.

    E.g. ``30 because the suggestions learn most from them, 4 because …``; empty where
    all can.
    """
    counts: dict[str, int] = {}
    for picked in picks:
        if picked is not None and not is_fair(picked):
            counts[picked] = counts.get(picked, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {WORDS.get(name, name)}" for name, count in ranked)
