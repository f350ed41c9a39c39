"""Drawing answers to be coded by several people, and sharing them out.

Everything goes by a hash of the seed and the id, never by a place in a list: the
same seed draws the same answers on any machine, whatever the order of the file.
"""

import hashlib
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

Z_95 = 1.959963984540054
_MOST_TEAMS = 150
_ATTEMPTS = 60


def in_random_order(ids: Iterable[str], seed: int, salt: str = "") -> list[str]:
    """Return ids in a seeded random order."""
    return sorted(ids, key=lambda each: _hash(f"{seed}\x1f{salt}\x1f{each}"))


def draw(
    ids: Sequence[str],
    size: int,
    seed: int,
    strata: Mapping[str, str] | None = None,
) -> list[str]:
    """Draw ``size`` ids at random, in random order.

    Args:
        ids: what is drawn from.
        size: how many; all where there are fewer.
        seed: the same seed draws the same.
        strata: id → stratum; each stratum gives its share of the sample, by largest
            remainders, and one at least where the size allows it.
    """
    if strata is None:
        return in_random_order(ids, seed)[:size]
    groups: dict[str, list[str]] = {}
    for each in in_random_order(ids, seed):
        groups.setdefault(strata.get(each, ""), []).append(each)
    sizes = shared_sizes({name: len(some) for name, some in groups.items()}, size)
    drawn = [each for name, some in groups.items() for each in some[: sizes[name]]]
    return in_random_order(drawn, seed)


def shared_sizes(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Share a sample out over strata in proportion to their counts.

    Largest remainders (Hamilton); a stratum that would get none is given one, taken
    from the largest, as long as there are no more strata than answers to draw.
    """
    total = sum(counts.values())
    if size >= total:
        return dict(counts)
    exact = {name: size * count / total for name, count in counts.items()}
    found = {name: math.floor(share) for name, share in exact.items()}
    by_rest = sorted(counts, key=lambda name: (found[name] - exact[name], name))
    for name in by_rest[: size - sum(found.values())]:
        found[name] += 1
    if size >= len(counts):
        for name in sorted(name for name, some in found.items() if not some):
            richest = max(sorted(found), key=lambda other: found[other])
            found[richest] -= 1
            found[name] = 1
    return found


def size_for_width(width: float, prevalence: float, population: int) -> int:
    """Return how many answers make a 95 % interval for a prevalence so wide.

    Normal approximation with the finite population correction (Cochran 1977,
    section 4.4): n0 = z² p (1 − p) / (w/2)², n = n0 / (1 + (n0 − 1) / N).

    Args:
        width: of the whole interval, 0..1, from end to end.
        prevalence: the share of answers with the code that is expected, 0..1.
        population: how many answers there are.
    """
    plenty = Z_95**2 * prevalence * (1 - prevalence) / (width / 2) ** 2
    corrected = plenty / (1 + (plenty - 1) / population) if population else 0.0
    return min(population, max(1, math.ceil(corrected)))


def shared_out(
    units: Sequence[str], coders: Sequence[str], each: int, seed: int
) -> dict[str, tuple[str, ...]]:
    """Give every unit to ``each`` of the coders, as evenly as can be.

    All pairs (triples …) of coders get the same number of units, give or take one, so
    that everybody is compared with everybody; with very many possible teams, only
    neighbours in the list of names.

    Args:
        units: in the order in which they are coded.
        coders: their names.
        each: coders for a unit, 1 to all.
        seed: which coders get which unit.
    """
    names = sorted(coders)
    if math.comb(len(names), each) <= _MOST_TEAMS:
        teams = _in_turn(list(itertools.combinations(names, each)), len(names))
    else:
        teams = _in_a_ring(names, each)
    place = {unit: at for at, unit in enumerate(in_random_order(units, seed, "shares"))}
    found: dict[str, list[str]] = {coder: [] for coder in coders}
    for unit in units:
        for coder in teams[place[unit] % len(teams)]:
            found[coder].append(unit)
    return {coder: tuple(given) for coder, given in found.items()}


def _in_a_ring(names: Sequence[str], each: int) -> list[tuple[str, ...]]:
    """Return teams of neighbours, each beginning where the one before it ends."""
    ring = [*names, *names]
    apart = math.gcd(len(names), each)
    starts = [
        (first + step * each) % len(names)
        for first in range(apart)
        for step in range(len(names) // apart)
    ]
    return [tuple(ring[start : start + each]) for start in starts]


def _in_turn(teams: Sequence[tuple[str, ...]], coders: int) -> list[tuple[str, ...]]:
    """Return teams in an order that can be repeated and stopped anywhere.

    At every point no coder is more than one unit ahead of another; of several orders
    the one is taken in which teams come up most evenly.
    """
    each = len(teams[0])
    # a whole number of turns, in which everybody comes up equally often
    turn = coders // math.gcd(coders, each)
    length = turn * -(-len(teams) // turn)
    best: tuple[int, list[tuple[str, ...]]] | None = None
    for attempt in range(_ATTEMPTS):
        order, spread = _one_order(teams, length, attempt)
        if best is None or spread < best[0]:
            best = (spread, order)
        if spread <= (length % len(teams) > 0):
            break
    assert best is not None
    return best[1]


def _one_order(
    teams: Sequence[tuple[str, ...]], length: int, attempt: int
) -> tuple[list[tuple[str, ...]], int]:
    """Return an order of teams, and by how much the most used is ahead of the least.

    Next is always a team with the lightest load, of equals the least used one.
    """
    load: dict[str, int] = {coder: 0 for team in teams for coder in team}
    used: dict[tuple[str, ...], int] = dict.fromkeys(teams, 0)
    mixed = in_random_order(["\x1f".join(team) for team in teams], attempt, "teams")
    shuffled = [tuple(team.split("\x1f")) for team in mixed]
    order = []
    for _unit in range(length):
        team = min(shuffled, key=lambda one: (sum(load[c] for c in one), used[one]))
        order.append(team)
        used[team] += 1
        for coder in team:
            load[coder] += 1
    return order, max(used.values()) - min(used.values())


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
