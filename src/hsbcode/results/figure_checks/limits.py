"""Bases against the people there were: nobody can be asked who is not there."""

from collections import defaultdict
from collections.abc import Iterator

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
from hsbcode.results.figure_checks.groups import (
    Known,
    limit_of,
    people_in,
    sample_figures,
    stated_sample,
)


def base_limits(figures: FigureList) -> Iterator[Finding]:
    """Yield bases larger than the group, the route or the sample they belong to."""
    yield from _sample_sizes(figures)
    yield from _over_sample(figures)
    yield from _over_group(figures)
    yield from _over_counted(figures)
    yield from _over_whole(figures)


def sums(figures: FigureList) -> Iterator[Finding]:
    """Yield counts that do not add up to the total they are given with."""
    for split in figures.sums:
        parts = [figures.by_id[i] for i in split.parts if i in figures.by_id]
        total = figures.by_id.get(split.total)
        if total is None or len(parts) < len(split.parts):
            continue
        added = sum(part.value for part in parts)
        if added != total.value and (split.whole or added > total.value):
            yield Finding(
                Check.EQUAL_TOTALS,
                Weight.CONTRADICTION,
                f"{total.name}: the parts add up to {float(added):g}, "
                f"not to {total.printed}.",
                (total.id, *split.parts),
            )


def _sample_sizes(figures: FigureList) -> Iterator[Finding]:
    found = sample_figures(figures)
    if len({figure.value for figure in found}) > 1:
        shown = ", ".join(f"{figure.printed} ({figure.id})" for figure in found)
        yield Finding(
            Check.SAMPLE_SIZE,
            Weight.QUESTION,
            f"The number of people who took part is given as {shown}.",
            tuple(figure.id for figure in found),
        )


def _over_sample(figures: FigureList) -> Iterator[Finding]:
    samples = sample_figures(figures)
    stated = stated_sample(figures)
    over: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in figures.figures:
        size = people_in(figure)
        near = [s for s in samples if s.doc == figure.doc] or samples
        most = max(
            [
                *([stated] if stated is not None else []),
                *(int(one.value) for one in near),
            ]
            or [0]
        )
        if size is not None and 0 < most < size:
            named = max(near, key=lambda one: one.value).id if near else EVERYONE
            over[most, named].append(figure)
    for (most, named), many in over.items():
        ids = tuple(figure.id for figure in many)
        yield Finding(
            Check.BASE_LIMIT,
            Weight.CONTRADICTION,
            f"{_listed(many)}: more people than the {most} who took part ({named}).",
            (*ids, named) if named in figures.by_id else ids,
        )


def _over_group(figures: FigureList) -> Iterator[Finding]:
    by_id = {group.id: group for group in figures.groups if group.id != EVERYONE}
    known: Known = {}
    for group in by_id.values():
        limit = limit_of(group.id, figures, known)
        if limit is None:
            continue
        many = [
            figure
            for figure in figures.figures
            if figure.population == group.id and (people_in(figure) or 0) > limit.most
        ]
        if many:
            yield Finding(
                Check.BASE_LIMIT,
                Weight.CONTRADICTION,
                f"{_listed(many)}: at most {limit.most} people can belong to "
                f"“{group.id}” ({limit.reason}).",
                tuple(dict.fromkeys((*(f.id for f in many), *limit.figures))),
            )
        if group.n is not None and group.n > limit.most:
            yield Finding(
                Check.BASE_LIMIT,
                Weight.CONTRADICTION,
                f"The group “{group.id}” is given as {group.n} people; at most "
                f"{limit.most} are possible ({limit.reason}).",
                limit.figures,
            )


def _over_counted(figures: FigureList) -> Iterator[Finding]:
    """Compare bases behind a filter with the number of people it leaves."""
    for group in figures.figures:
        if (
            group.unit is not Unit.COUNT
            or group.kind is not Kind.EXACT
            or group.filter is None
            or group.keep
        ):
            continue
        many = [
            figure
            for figure in figures.figures
            if figure.filter == group.filter
            and figure is not group
            and group.population in ("", EVERYONE, figure.population)
            and (people_in(figure) or 0) > group.value
        ]
        if many:
            yield Finding(
                Check.BASE_LIMIT,
                Weight.CONTRADICTION,
                f"{_listed(many)}: more people than the {group.printed} of "
                f"“{group.filter}” ({group.name}).",
                (*(figure.id for figure in many), group.id),
            )


def _over_whole(figures: FigureList) -> Iterator[Finding]:
    """Compare the base of a subgroup with the base of its group."""
    whole: dict[tuple[tuple[str, ...], str], Figure] = {}
    for figure in figures.figures:
        if figure.is_share and figure.filter is None and figure.measure:
            key = (figure.measure, figure.population)
            if key not in whole or (figure.base or 0) > (whole[key].base or 0):
                whole[key] = figure
    for figure in figures.figures:
        if figure.filter is None or not figure.is_share:
            continue
        outer = whole.get((figure.measure, figure.population))
        if outer is not None and (figure.base or 0) > (outer.base or 0):
            yield Finding(
                Check.BASE_LIMIT,
                Weight.CONTRADICTION,
                f"{figure.name}: a subgroup of {figure.base} cannot come out of "
                f"{outer.base} people ({outer.name}).",
                (figure.id, outer.id),
            )


def _listed(many: list[Figure]) -> str:
    return ", ".join(
        f"{figure.name} with a base of {people_in(figure)}" for figure in many
    )
