"""Code by code: what one coder said where another said something else."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from hsbcode.domain.agreement import Confusion, Disagreement


def confusions(disagreements: Iterable[Disagreement]) -> tuple[Confusion, ...]:
    """Count which code stood where another coder gave another, most frequent first.

    In a unit that two coders coded differently, every code that only the first gave is
    set against every code that only the second gave; where one of them gave no other
    code, against none. Units that both coded alike confuse nothing.

    Args:
        disagreements: as the report lists them.
    """
    found: defaultdict[tuple[tuple[str, str], tuple[str, str]], list[str]]
    found = defaultdict(list)
    for each in disagreements:
        for one, other in combinations(sorted(each.codings), 2):
            first = each.codings[one] - each.codings[other]
            second = each.codings[other] - each.codings[one]
            if not first and not second:
                continue
            for said in sorted(first) or [""]:
                for instead in sorted(second) or [""]:
                    found[(one, other), (said, instead)].append(each.unit)
    counted = [
        Confusion(coders, said, tuple(units)) for (coders, said), units in found.items()
    ]
    counted.sort(key=lambda each: (-each.n, each.coders, each.said))
    return tuple(counted)
