"""Splits against each other: the same people cut twice must add up alike."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from hsbcode.domain.figures import Check, FigureList, Finding, Weight
from hsbcode.results.figure_checks.counts import Counts
from hsbcode.results.figure_checks.splits import Cut, Quantity


def equal_totals(cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Yield splits of one list question whose bases or people differ in total.

    Whoever has or lacks one option of a list is the same crowd as for another.
    """
    crowds: dict[object, list[Cut]] = defaultdict(list)
    for cut in cuts:
        if cut.option:
            crowds[cut.variable, cut.quantity].append(cut)
    for crowd in crowds.values():
        for first, second in combinations(crowd, 2):
            ids = (*first.ids, *second.ids)
            name = ", ".join(first.quantity.measure)
            if first.total != second.total:
                yield Finding(
                    Check.EQUAL_TOTALS,
                    Weight.CONTRADICTION,
                    f"{name}: {first.label} adds up to {_sum(first)} people, "
                    f"{second.label} to {_sum(second)}; they are the same people.",
                    ids,
                )
            elif (
                first.people is not None
                and second.people is not None
                and not first.people.meets(second.people)
            ):
                yield Finding(
                    Check.EQUAL_TOTALS,
                    Weight.CONTRADICTION,
                    f"{name}: of the same {first.total} people {first.label} counts "
                    f"{first.people}, {second.label} {second.people}.",
                    ids,
                )


def _sum(cut: Cut) -> str:
    parts = " + ".join(str(part.base) for part in cut.parts)
    return f"{cut.total} ({parts})"


def bases_of_one_question(
    figures: FigureList, cuts: tuple[Cut, ...]
) -> Iterator[Finding]:
    """Yield questions that were asked of one group but come with several bases."""
    bases: dict[tuple[tuple[str, ...], str], dict[int, list[str]]] = defaultdict(dict)
    places: dict[tuple[tuple[str, ...], str], dict[int, list[str]]] = defaultdict(dict)
    kept: dict[tuple[tuple[str, ...], str], set[object]] = defaultdict(set)
    for figure in figures.figures:
        if figure.is_share and figure.measure and figure.filter is None:
            kept[figure.measure, figure.population].add(figure.keep)
            key = (figure.measure, figure.population)
            bases[key].setdefault(figure.base or 0, []).append(figure.id)
            places[key].setdefault(figure.base or 0, []).append(figure.where)
    for cut in cuts:
        if cut.whole and not cut.option and cut.quantity.measure:
            key = (cut.quantity.measure, cut.quantity.population)
            kept[key].add(cut.label)
            bases[key].setdefault(cut.total, []).extend(cut.ids)
            place = cut.parts[0].where or cut.label
            places[key].setdefault(cut.total, []).append(place)
    pairs: dict[tuple[str, ...], list[Cut]] = defaultdict(list)
    for cut in cuts:
        if cut.option:
            pairs[cut.variable,].append(cut)
    for (measure, population), found in bases.items():
        # One share with two bases is a contradiction, told elsewhere.
        if len(found) < 2 or len(kept[measure, population]) < 2:
            continue
        here = dict(found)
        where = places[measure, population]
        for cut in pairs.get(measure, []):
            if cut.quantity.population == population:
                here.setdefault(cut.total, []).extend(cut.ids)
                where.setdefault(cut.total, []).append(cut.parts[0].where)
        shown = ", ".join(
            f"{base} ({'; '.join(dict.fromkeys(filter(None, where[base])))})"
            for base in sorted(here, reverse=True)
        )
        of = f" of {population}" if population else ""
        yield Finding(
            Check.SAME_BASE,
            Weight.QUESTION,
            f"{', '.join(measure)}: the base{of} is {shown}, "
            "and nothing says who is left out.",
            tuple(dict.fromkeys(i for ids in here.values() for i in ids)),
            "Print the base rule with every table.",
        )


def margins(cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Yield options that have other numbers of users in two splits of equal size."""
    unlike: dict[tuple[str, str, int], list[tuple[str, Counts, Counts]]] = {}
    named: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    tables: dict[Quantity, list[Cut]] = defaultdict(list)
    for cut in cuts:
        if cut.whole:
            tables[cut.quantity].append(cut)
    for pair in cuts:
        users = Quantity((pair.variable,), (pair.option,), pair.quantity.population)
        for table in tables.get(users, []) if pair.option else []:
            people = table.people
            same = table.total == pair.total and table.variable != pair.variable
            having = Counts(pair.parts[0].base or 0, pair.parts[0].base or 0)
            if same and people is not None and not having.meets(people):
                key = (pair.parts[0].where, table.parts[0].where, table.total)
                line = (pair.option, having, people)
                if line not in unlike.setdefault(key, []):
                    unlike[key].append(line)
                named[key].extend((*pair.ids, *table.ids))
    for (first, second, total), lines in unlike.items():
        shown = ", ".join(f"{o} {mine} against {other}" for o, mine, other in lines)
        yield Finding(
            Check.EQUAL_TOTALS,
            Weight.QUESTION,
            f"{first or 'one split'} and {second or 'another'} both have {total} "
            f"people, but other numbers of users: {shown}.",
            tuple(dict.fromkeys(named[first, second, total])),
            "They are not the same people; say who is in which table.",
        )
