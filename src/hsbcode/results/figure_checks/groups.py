"""How many people a group of a list of figures can have at most."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from hsbcode.domain.figures import EVERYONE, Figure, FigureList, Group, Kind, Unit
from hsbcode.results.figure_checks.counts import of

LONGEST_REASON = 300
_EVERYBODY = re.compile(
    r"\b(in total|in all|took part|taking part|surveyed|sample size|"
    r"number of respondents|number of participants|all respondents)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most people a group can have, and why."""

    most: int
    reason: str
    figures: tuple[str, ...] = ()


Known: TypeAlias = dict[str, Limit | None]


def people_in(figure: Figure) -> int | None:
    """Return the people a figure rests on."""
    if figure.kind is Kind.BASE:
        return int(figure.value)
    return figure.base


def sample_figures(figures: FigureList) -> list[Figure]:
    """Return the figures that say how many people took part."""
    return [
        figure
        for figure in figures.figures
        if figure.unit is Unit.COUNT
        and figure.kind is Kind.EXACT
        and figure.filter is None
        and not figure.keep
        and figure.population in ("", EVERYONE)
        and _EVERYBODY.search(figure.what)
    ]


def stated_sample(figures: FigureList) -> int | None:
    """Return how many people the list says took part."""
    return next((g.n for g in figures.groups if g.id == EVERYONE), None)


def limit_of(name: str, figures: FigureList, known: Known) -> Limit | None:
    """Return the tightest limit of a group; None where nothing limits it.

    Args:
        name: the group.
        figures: the list it belongs to.
        known: limits found so far, added to; empty for the first call.
    """
    if name not in known:
        # A group that is met again while it is worked out limits itself in no way.
        known[name] = None
        found = _limits(name, figures, known)
        known[name] = min(found, key=lambda limit: limit.most, default=None)
    return known[name]


def _limits(name: str, figures: FigureList, known: Known) -> list[Limit]:
    if name == EVERYONE:
        sizes = [int(figure.value) for figure in sample_figures(figures)]
        most = max([*sizes, stated_sample(figures) or 0])
        return [Limit(most, f"{most} took part")] if most else []
    group = next((g for g in figures.groups if g.id == name), None)
    if group is None:
        return []
    found = [
        Limit(group.n, f"{group.n} stated") if group.n is not None else None,
        _within(group, figures, known),
        _counted(group, figures),
        _made_of(group, figures, known),
        _apart(group, figures, known),
    ]
    return [limit for limit in found if limit is not None]


def _within(group: Group, figures: FigureList, known: Known) -> Limit | None:
    outer = limit_of(group.within, figures, known) if group.within else None
    if outer is None:
        return None
    return Limit(outer.most, f"part of {group.within}: {outer.reason}", outer.figures)


def _counted(group: Group, figures: FigureList) -> Limit | None:
    figure = figures.by_id.get(group.counted_by)
    people = of(figure) if figure is not None else None
    if figure is None or not people:
        return None
    return Limit(
        people.high, f"{people.high}: {figure.id} is {figure.printed}", (figure.id,)
    )


def _made_of(group: Group, figures: FigureList, known: Known) -> Limit | None:
    parts = [limit_of(part, figures, known) for part in group.parts]
    found = [part for part in parts if part is not None]
    if not found or len(found) < len(parts):
        return None
    return Limit(
        sum(part.most for part in found),
        " + ".join(part.reason for part in found)[:LONGEST_REASON],
        tuple(dict.fromkeys(i for part in found for i in part.figures)),
    )


def _apart(group: Group, figures: FigureList, known: Known) -> Limit | None:
    if not group.apart_from:
        return None
    outer = limit_of(group.within or EVERYONE, figures, known)
    others = [
        (size, figure.id)
        for figure in figures.figures
        if figure.population == group.apart_from
        and (size := people_in(figure)) is not None
    ]
    stated = next((g.n for g in figures.groups if g.id == group.apart_from), None)
    if stated is not None:
        others.append((stated, ""))
    if outer is None or not others:
        return None
    least, name = max(others)
    most = max(outer.most - least, 0)
    return Limit(
        most,
        f"{most} not {group.apart_from}, of {outer.most} less {least}",
        (name,) if name else (),
    )
