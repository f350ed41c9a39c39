"""Numbers for groups of people: equal for equal groups, added for joined ones.

Every respondent has a number of 64 bits; that of a group is the sum over its members,
modulo 2 to the 64th. Disjoint groups that make up a third therefore add to its number,
and two groups of different people share one by chance only (1 in 2 to the 64th). The
numbers are never printed.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

WRAP = 2**64


def mark(people: Iterable[str]) -> int:
    """Return the number of a group; nobody is 0."""
    return sum(map(mark_of_one, people)) % WRAP


@lru_cache(maxsize=2**18)
def mark_of_one(respondent: str) -> int:
    """Return the number of one respondent, made from the id."""
    return int.from_bytes(blake2b(respondent.encode(), digest_size=8).digest(), "big")
