"""Totals against splits: what the groups add up to, and what their total says."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hsbcode.domain.figures import (
    EVERYONE,
    Check,
    Figure,
    FigureList,
    Finding,
    Kind,
    Unit,
    Weight,
)
from hsbcode.results.figure_checks.counts import Counts, bounds, counts, of
from hsbcode.results.figure_checks.splits import Cut


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What one split says of the people behind a total."""

    people: Counts
    """Possible numbers on the base of the total."""
    sentence: str
    figures: tuple[str, ...]
    split: str
    total: int


class _Near:
    """The splits that can say something of a figure."""

    def __init__(self, cuts: tuple[Cut, ...]) -> None:
        self.by_key: dict[object, list[Cut]] = defaultdict(list)
        for cut in cuts:
            if cut.named:
                self.by_key[cut.named].append(cut)
            else:
                self.by_key[cut.quantity.measure].append(cut)
            if cut.option:
                self.by_key[cut.variable, cut.option].append(cut)

    def of(self, figure: Figure) -> tuple[Cut, ...]:
        """Return the splits of its question, or by the option it counts."""
        found = [*self.by_key.get(figure.id, [])]
        if figure.filter is None:
            found += self.by_key.get(figure.measure, [])
            if len(figure.measure) == len(figure.keep) == 1:
                found += self.by_key.get((figure.measure[0], figure.keep[0]), [])
        return tuple({id(cut): cut for cut in found}.values())


def totals_in_range(figures: FigureList, cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Yield totals that their own groups, or the bases of a split, rule out.

    Groups of a part of the people behind the total leave the others open: with
    ``c`` counted among ``m`` of ``n`` people the total lies in ``c .. c + n - m``.
    """
    near = _Near(cuts)
    known: dict[str, list[_Evidence]] = defaultdict(list)
    for figure in figures.figures:
        if _is_total(figure):
            known[figure.id] = list(_evidence(figure, near.of(figure)))
    for figure in figures.figures:
        yield from _too_many(figure, near.of(figure))
        against = [e for e in known[figure.id] if not _fits(figure, figure, e)]
        if not against:
            yield from _outside_without_base(figure, near.of(figure))
            continue
        found = of(figure) or Counts(0, 0)
        told = "; ".join(_once(against))
        named = dict.fromkeys(i for e in against for i in e.figures)
        swap = _exchanged(figure, figures, known)
        yield Finding(
            Check.TOTAL_IN_RANGE,
            Weight.CONTRADICTION,
            f"{figure.name}: {figure.printed} is {found} people, but {told}.",
            (figure.id, *named),
            swap,
        )


def _once(against: list[_Evidence]) -> list[str]:
    """Return one sentence for each split, from the row with the most people."""
    by_split: dict[str, _Evidence] = {}
    for evidence in sorted(against, key=lambda e: e.total, reverse=True):
        by_split.setdefault(evidence.split, evidence)
    return [evidence.sentence for evidence in by_split.values()]


def _is_total(figure: Figure) -> bool:
    return figure.is_share and bool(of(figure))


def _stands_for(figure: Figure, cut: Cut) -> bool:
    """Return whether the figure is the total of the shares of the split."""
    if cut.named:
        return cut.named == figure.id
    mine = cut.quantity
    return (
        figure.filter is None
        and bool(figure.measure)
        and figure.measure == mine.measure
        and figure.keep == mine.keep
        and _holds(figure.population, mine.population)
    )


def _holds(wide: str, narrow: str) -> bool:
    """Return whether all people of ``narrow`` are certainly in ``wide``."""
    return wide in (narrow, "", EVERYONE) or wide.startswith("answered ")


def _counts_option(figure: Figure, cut: Cut) -> bool:
    """Return whether the figure is the share of those who have the option."""
    return (
        bool(cut.option)
        and figure.filter is None
        and figure.measure == (cut.variable,)
        and figure.keep == (cut.option,)
        and _holds(figure.population, cut.quantity.population)
    )


def _evidence(figure: Figure, cuts: tuple[Cut, ...]) -> Iterator[_Evidence]:
    base = figure.base or 0
    for cut in cuts:
        if cut.total > base or figure.id in cut.ids:
            continue
        rest = base - cut.total
        open_ = f" ({rest} more are not in it)" if rest else ""
        people = cut.people
        if _stands_for(figure, cut) and people is not None:
            low = min(part.value for part in cut.parts)
            high = max(part.value for part in cut.parts)
            yield _Evidence(
                Counts(people.low, people.high + rest),
                f"the groups of {cut.label} range from {float(low):g}% to "
                f"{float(high):g}% and hold {people} of {cut.total} people{open_}",
                cut.ids,
                cut.label,
                cut.total,
            )
        elif _counts_option(figure, cut):
            having = cut.parts[0].base or 0
            yield _Evidence(
                Counts(having, having + rest),
                f"{cut.label} has {having} of {cut.total} people with "
                f"{cut.option}{open_}",
                cut.ids,
                cut.label,
                cut.total,
            )


def _fits(figure: Figure, value_of: Figure, evidence: _Evidence) -> bool:
    """Return whether the value of ``value_of`` could stand in place of ``figure``."""
    found = counts(value_of.value, figure.base or 0, value_of.digits)
    return bool(found) and found.meets(evidence.people)


def _exchanged(
    figure: Figure, figures: FigureList, known: dict[str, list[_Evidence]]
) -> str:
    """Name a figure whose value fits here while this value does not fail there."""
    for other in figures.figures:
        related = other.measure == figure.measure or other.keep == figure.keep
        if other.id == figure.id or not related or other.filter is not None:
            continue
        if not _is_total(other) or other.doc != figure.doc:
            continue
        here = all(_fits(figure, other, e) for e in known[figure.id])
        there = all(_fits(other, figure, e) for e in known.get(other.id, []))
        if here and there:
            return (
                f"{figure.printed} and {other.printed} ({other.id}) look exchanged: "
                f"{float(other.value):g}% would fit here."
            )
    return ""


def _too_many(figure: Figure, cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    base = figure.base
    if base is None or not figure.is_share:
        return
    for cut in cuts:
        if cut.total <= base or figure.id in cut.ids:
            continue
        if _stands_for(figure, cut) or _counts_option(figure, cut):
            yield Finding(
                Check.BASE_LIMIT,
                Weight.CONTRADICTION if _stands_for(figure, cut) else Weight.QUESTION,
                f"{figure.name}: the groups of {cut.label} have {cut.total} people "
                f"together, more than its base {base}.",
                (figure.id, *cut.ids),
            )


def _outside_without_base(figure: Figure, cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Hold a total without a base against the range of groups that are everyone."""
    if (
        figure.base is not None
        or figure.unit is not Unit.PERCENT
        or figure.kind is not Kind.EXACT
    ):
        return
    low, high = bounds(figure)
    for cut in cuts:
        # A pair cut by another question leaves out who skipped that question.
        if not cut.whole or (cut.option and not cut.named):
            continue
        if not _stands_for(figure, cut):
            continue
        least = min(bounds(part)[0] for part in cut.parts)
        most = max(bounds(part)[1] for part in cut.parts)
        if high < least or low > most:
            yield Finding(
                Check.TOTAL_IN_RANGE,
                Weight.CONTRADICTION,
                f"{figure.name}: {figure.printed} lies outside the groups of "
                f"{cut.label}, which range from "
                f"{float(min(p.value for p in cut.parts)):g}% to "
                f"{float(max(p.value for p in cut.parts)):g}%.",
                (figure.id, *cut.ids),
            )
