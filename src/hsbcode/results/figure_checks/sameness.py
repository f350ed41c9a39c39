"""The same thing printed twice must have the same base and the same value."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from hsbcode.domain.figures import (
    Check,
    Figure,
    FigureList,
    Finding,
    Kind,
    Unit,
    Weight,
)
from hsbcode.numbers.rounding import half_up
from hsbcode.results.figure_checks.splits import quantity


def same_base(figures: FigureList) -> Iterator[Finding]:
    """Yield figures that are one thing by name or description with two bases.

    Different options of one question among the same people share their base, too.
    """
    for same in _same(figures):
        shares = [figure for figure in same if figure.is_share]
        if len({figure.base for figure in shares}) > 1:
            shown = ", ".join(f"{f.name} {f.printed}" for f in shares)
            yield Finding(
                Check.SAME_BASE,
                Weight.CONTRADICTION,
                f"One figure, several bases: {shown}.",
                tuple(figure.id for figure in shares),
            )
    told = [frozenset(f.id for f in same) for same in _same(figures)]
    for asked in _one_question(figures):
        bases = frozenset(figure.base for figure in asked)
        named = frozenset(figure.id for figure in asked)
        if len(bases) > 1 and not any(named <= same for same in told):
            shown = ", ".join(f"{f.name} {f.printed}" for f in asked)
            yield Finding(
                Check.SAME_BASE,
                Weight.QUESTION,
                f"One question, the same people, several bases: {shown}.",
                tuple(figure.id for figure in asked),
            )


def same_value(figures: FigureList) -> Iterator[Finding]:
    """Yield figures that are one thing with two values."""
    for same in _same(figures):
        exact = [
            figure
            for figure in same
            if figure.kind is Kind.EXACT and figure.unit is not Unit.OTHER
        ]
        if any(not _agree(one, two) for one, two in pairwise(exact)):
            shown = ", ".join(f"{f.name} {f.printed}" for f in exact)
            yield Finding(
                Check.SAME_VALUE,
                Weight.CONTRADICTION,
                f"One thing, several values: {shown}.",
                tuple(figure.id for figure in exact),
            )


def _agree(one: Figure, two: Figure) -> bool:
    digits = min(one.digits, two.digits)
    return half_up(one.value, digits) == half_up(two.value, digits)


def _same(figures: FigureList) -> list[list[Figure]]:
    """Return groups of figures that are said to be, or described as, one thing."""
    found: dict[object, list[Figure]] = defaultdict(list)
    leader: dict[str, object] = {}
    for figure in figures.figures:
        key: object = figure.id
        if figure.measure and figure.keep and figure.kind is Kind.EXACT:
            key = (quantity(figure), figure.filter, figure.unit)
        named = figure.same_as
        if named in figures.by_id:
            key = leader.get(named, named)
            # The one it repeats may stand later in the list.
            leader.setdefault(named, key)
        leader.setdefault(figure.id, key)
        found[leader[figure.id]].append(figure)
    return [same for same in found.values() if len(same) > 1]


def _one_question(figures: FigureList) -> list[list[Figure]]:
    found: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures.figures:
        if figure.is_share and figure.measure and figure.filter is not None:
            found[figure.measure, figure.population, figure.filter].append(figure)
    return [asked for asked in found.values() if len(asked) > 1]
