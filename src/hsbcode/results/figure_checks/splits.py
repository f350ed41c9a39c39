"""Splits in a list of figures: the same people cut in groups that share nobody.

Declared splits are taken as they stand; others follow from filters: the pair *has*
and *lacks* an option, and figures that differ only in the value of one variable.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hsbcode.domain.figures import Figure, FigureList, Kind, Relation, Unit
from hsbcode.results.figure_checks.counts import Counts, of


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted among whom."""

    measure: tuple[str, ...]
    keep: tuple[str, ...]
    population: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A split with the figures themselves."""

    label: str
    parts: tuple[Figure, ...]
    whole: bool
    variable: str = ""
    option: str = ""
    """The option of a has/lacks pair."""
    named: str = ""
    """The figure given as total."""

    @property
    def total(self) -> int:
        """People in all groups together."""
        return sum(part.base or 0 for part in self.parts)

    @property
    def people(self) -> Counts | None:
        """People counted in all groups together; None where a share is impossible."""
        found = [of(part) for part in self.parts]
        if not all(found):
            return None
        return Counts(
            sum(one.low for one in found if one), sum(one.high for one in found if one)
        )

    @property
    def quantity(self) -> Quantity:
        """What its shares count."""
        return quantity(self.parts[0])

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures it consists of."""
        return tuple(part.id for part in self.parts)

    def alike(self, other: "Cut") -> bool:
        """Return whether both cut the same people: one list question, two options."""
        return (
            self is not other
            and bool(self.option and other.option)
            and self.variable == other.variable
            and self.quantity == other.quantity
        )


def quantity(figure: Figure) -> Quantity:
    """Return what a figure counts, without its filter."""
    return Quantity(figure.measure, figure.keep, figure.population)


def cuts(figures: FigureList) -> tuple[Cut, ...]:
    """Return every split, declared or seen, of shares with bases."""
    found: dict[frozenset[str], Cut] = {}
    for split in figures.splits:
        parts = tuple(figures.by_id[i] for i in split.parts if i in figures.by_id)
        if len(parts) < 2 or not all(part.is_share for part in parts):
            continue
        filters = {p.filter.variable for p in parts if p.filter is not None}
        found[frozenset(split.parts)] = Cut(
            label=split.id,
            parts=parts,
            whole=split.whole,
            variable=filters.pop() if len(filters) == 1 else "",
            named=split.total,
        )
    for cut in (*_pairs(figures), *_by_value(figures)):
        key = frozenset(cut.ids)
        if key not in found:
            found[key] = cut
        elif cut.option:
            old = found[key]
            found[key] = Cut(
                old.label, old.parts, old.whole, cut.variable, cut.option, old.named
            )
    return tuple(found.values())


def _pairs(figures: FigureList) -> Iterator[Cut]:
    """Yield the pairs *has* and *lacks* of one option."""
    lacking: dict[tuple[object, ...], Figure] = {}
    for figure in figures.figures:
        if _relation(figure) is Relation.LACKS:
            lacking.setdefault(_pair_key(figure), figure)
    found: dict[tuple[object, ...], list[Cut]] = defaultdict(list)
    places: Counter[str] = Counter()
    for figure in figures.figures:
        other = lacking.get(_pair_key(figure))
        if _relation(figure) is not Relation.HAS or other is None:
            continue
        if figure.filter is None:
            continue
        cut = Cut(
            label=f"{figure.where or 'the split'} by {figure.filter.value}",
            parts=(figure, other),
            whole=True,
            variable=figure.filter.variable,
            option=figure.filter.value,
        )
        places[figure.where] += 1
        same = (quantity(figure), figure.filter, figure.base, other.base, figure.value)
        found[same].append(cut)
    # A pair printed twice says the same: it is taken from the fuller table.
    for again in found.values():
        yield max(again, key=lambda cut: places[cut.parts[0].where])


def _by_value(figures: FigureList) -> Iterator[Cut]:
    """Yield figures that differ in the value of one variable only."""
    rows: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
    for figure in figures.figures:
        if _relation(figure) is Relation.IS and figure.filter is not None:
            key = (quantity(figure), figure.filter.variable, figure.doc, figure.where)
            rows[key].setdefault(figure.filter.value, figure)
    known = _counted_values(figures)
    for row in rows.values():
        first = next(iter(row.values()))
        if len(row) < 2 or first.filter is None:
            continue
        variable = first.filter.variable
        values = known.get(variable, set())
        yield Cut(
            label=f"{first.where or 'the split'} by {variable}",
            parts=tuple(row.values()),
            whole=len(values) > 1 and values <= set(row),
            variable=variable,
        )


def _counted_values(figures: FigureList) -> dict[str, set[str]]:
    """Return the values of a variable for which numbers of people are given."""
    found: dict[str, set[str]] = defaultdict(set)
    for figure in figures.figures:
        if (
            figure.filter is not None
            and figure.filter.relation is Relation.IS
            and figure.unit is Unit.COUNT
            and figure.kind is Kind.EXACT
            and not figure.keep
        ):
            found[figure.filter.variable].add(figure.filter.value)
    return found


def _relation(figure: Figure) -> Relation | None:
    if not figure.is_share or figure.filter is None or not figure.measure:
        return None
    return figure.filter.relation


def _pair_key(figure: Figure) -> tuple[object, ...]:
    at = figure.filter
    return (
        quantity(figure),
        figure.doc,
        figure.where,
        at.variable if at else "",
        at.value if at else "",
    )
