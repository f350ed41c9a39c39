"""Gaps between those who have something and those who have not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hsbcode.domain.shares import Share
from hsbcode.language.quantities import Bound, Quantity
from hsbcode.numbers.rounding import half_up, percent
from hsbcode.results.drafts.cells import PrintedCell
from hsbcode.results.drafts.matching import Matcher
from hsbcode.results.drafts.measures import Thing

_HIGHER = r"higher|greater|better|stronger|larger|bigger"
_LOWER = r"lower|smaller|worse|weaker|poorer"
MORE_THAN = re.compile(
    rf"\b(?:(?P<more>{_HIGHER}|more(?!\sthan\s(?:\d|[a-z]+\s(?:per|%)))|oftener)|"
    rf"(?P<less>{_LOWER}|less(?!\sthan\s\d)|fewer|rarer))\b",
    re.IGNORECASE,
)
_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """One share among those with an option, and among those without."""

    thing: Thing
    words: frozenset[str]
    """Concepts of the option."""
    condition: str
    with_it: Share
    without: Share
    references: tuple[str, ...]

    @property
    def points(self) -> Fraction:
        """The difference in percentage points, unrounded."""
        one, other = self.with_it.exact, self.without.exact
        return Fraction(0) if one is None or other is None else 100 * (one - other)

    @property
    def shown(self) -> str:
        """The two shares and their difference."""
        a, b = self.with_it, self.without
        return (
            f"“{self.thing.label}”: {percent(a.count, a.base)} ({a.count} of {a.base}) "
            f"against {percent(b.count, b.base)} ({b.count} of {b.base}), "
            f"{half_up(self.points, 1)} points"
        )


@dataclass(frozen=True, slots=True)
class Test:
    """One part of a comparison: whether it holds, and its numbers."""

    holds: bool
    shown: str
    references: tuple[str, ...] = ()


def gaps(matcher: Matcher, cells: Sequence[PrintedCell]) -> tuple[Gap, ...]:
    """Return the pairs of printed cells with and without an option."""
    things = {m.id: m.things[0] for m in matcher.measures if m.things}
    pairs: dict[tuple[str, str, frozenset[str], frozenset[str]], list[PrintedCell]] = {}
    for cell in cells:
        if cell.has is not None and cell.column in things:
            table = cell.reference.partition(".")[0]
            key = (table, cell.column, cell.options, cell.words)
            pairs.setdefault(key, []).append(cell)
    found = []
    for (_, column, _, words), both in pairs.items():
        having = [cell for cell in both if cell.has]
        lacking = [cell for cell in both if not cell.has]
        if having and lacking:
            one, other = having[0], lacking[0]
            words = words - _shared(one, pairs) or words
            found.append(
                Gap(
                    things[column],
                    words,
                    one.condition,
                    one.share,
                    other.share,
                    (one.reference, other.reference),
                )
            )
    return tuple(found)


def _shared(
    cell: PrintedCell,
    pairs: Mapping[tuple[str, str, frozenset[str], frozenset[str]], object],
) -> frozenset[str]:
    """Return the concepts that all options of a table share."""
    table = cell.reference.partition(".")[0]
    options = {words for name, _, _, words in pairs if name == table}
    return frozenset.intersection(*options) if len(options) > 1 else frozenset()


def of_gaps(
    sentence: str,
    names: frozenset[str],
    known: Sequence[Gap],
    points: Quantity | None,
) -> list[Test]:
    """Test a sentence on those with something against those without it."""
    direction = direction_of(sentence)
    if points is None and direction == 0:
        return []
    meant = [gap for gap in known if part_of(gap.words, names) >= _NAMED]
    if not meant:
        return []
    common = frozenset.intersection(*(gap.thing.subject for gap in meant))
    if not common & names:
        return []
    named = [
        gap for gap in meant if part_of(gap.thing.subject - common, names) >= _NAMED
    ]
    chosen = named or meant
    if points is None:
        return [Test(direction * g.points > 0, g.shown, g.references) for g in chosen]
    return [
        Test(apart_by(points, abs(g.points)), g.shown, g.references) for g in chosen
    ]


def part_of(wanted: frozenset[str], names: frozenset[str]) -> float:
    """Return the share of some concepts that are there, 0..1."""
    return len(wanted & names) / len(wanted) if wanted else 0.0


def direction_of(sentence: str) -> int:
    """Return 1 for higher, -1 for lower, 0 where nothing is compared."""
    match = MORE_THAN.search(sentence)
    if match is None:
        return 0
    return 1 if match["more"] else -1


def apart_by(quantity: Quantity, points: Fraction) -> bool:
    """Whether a difference is the one that is claimed."""
    value = quantity.value
    match quantity.bound:
        case Bound.OVER | Bound.JUST_OVER:
            return points > value
        case Bound.AT_LEAST:
            return points >= value
        case Bound.UNDER | Bound.AT_MOST:
            return points <= value
        case Bound.NEARLY:
            return value - 2 <= points < value
        case Bound.ABOUT:
            return abs(points - value) <= 2
        case _:
            return Fraction(half_up(points, quantity.digits)) == value
