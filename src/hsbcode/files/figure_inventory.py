"""Inventories of published numbers: splits, routes and claims worked out of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hsbcode.domain.figures import (
    EVERYONE,
    Claim,
    Figure,
    FigureList,
    Filter,
    Group,
    Kind,
    Relation,
    Split,
    Unit,
)
from hsbcode.files.figure_claims import claims_of
from hsbcode.files.figure_form import Inventory, PublishedEntry, PublishedTable
from hsbcode.files.figure_values import (
    measured,
    number,
    read_filter,
    refuse_base,
    refuse_twice,
    whole_floats,
)

_UNITS = {"percent": Unit.PERCENT, "count": Unit.COUNT, "points": Unit.POINTS}
_KINDS = {
    None: Kind.EXACT,
    "count": Kind.EXACT,
    "exact": Kind.EXACT,
    "base": Kind.BASE,
    "bound": Kind.BOUND,
}


def list_of(inventory: Inventory, source: str) -> FigureList:
    """Turn an inventory into plain values.

    Raises:
        FigureListError: an id is used twice, or a number cannot be one.
    """
    entries = [
        entry
        for entry in inventory.published
        if entry.value is not None and not isinstance(entry.value, list)
    ]
    refuse_twice([entry.id for entry in entries], source)
    figures = whole_floats([_figure(entry, source) for entry in entries])
    figures = [_placed(figure, figures) for figure in figures]
    by_id = {figure.id: figure for figure in figures}
    plain = [
        Claim(claim.id, claim.claim, claim.predicate)
        for claim in inventory.verbal_claims
    ]
    return FigureList(
        title=inventory.title or source,
        figures=tuple(figures),
        groups=(*_routed(figures), *_worded(figures)),
        splits=tuple(_rows(inventory.tables, by_id)),
        sums=tuple(
            added for table in inventory.tables for added in _sums(table, figures)
        ),
        claims=tuple(claims_of(plain, figures, inventory.tables)),
    )


def _figure(entry: PublishedEntry, source: str) -> Figure:
    value, digits = number(entry.value, entry.id, source)
    refuse_base(entry.base_n, entry.id, source)
    at = read_filter(entry.filter or "")
    return Figure(
        id=entry.id,
        value=value,
        unit=_UNITS.get(entry.unit, Unit.OTHER),
        kind=_KINDS.get(entry.kind, Kind.ABOUT),
        digits=digits,
        what=entry.what,
        doc=entry.doc,
        where=str(entry.loc),
        population=entry.population or "",
        filter=at,
        measure=measured(entry.questions or [], at),
        keep=tuple(sorted(_label(one) for one in entry.keep or [])),
        base=entry.base_n,
    )


def _label(answer: object) -> str:
    """Return an answer as a label; an unquoted Yes is read as true."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    return str(answer)


def _placed(figure: Figure, figures: list[Figure]) -> Figure:
    """Give a base without a filter the group that its words name."""
    if figure.kind is not Kind.BASE or figure.filter is not None:
        return figure
    words = f" {' '.join(re.findall(r'[a-z0-9]+', figure.what.casefold()))} "
    named: list[Filter] = [
        other.filter
        for other in figures
        if other.unit is Unit.COUNT
        and other.filter is not None
        and other.filter.relation is Relation.IS
        and f" {other.filter.value.replace('_', ' ').casefold()} " in words
    ]
    if not named:
        return figure
    longest = max(named, key=lambda at: len(at.value))
    return replace(figure, filter=longest)


def _routed(figures: list[Figure]) -> Iterator[Group]:
    """Yield the populations that a yes to another question leads to.

    The question that opens ``b_training_impact`` is ``b_training``, where a share
    of yes is printed for it; whoever has no such question is somebody else.
    """
    opening = {
        figure.measure[0]: figure
        for figure in figures
        if figure.is_share
        and figure.filter is None
        and len(figure.measure) == 1
        and [answer.casefold() for answer in figure.keep] == ["yes"]
        and figure.population not in ("", EVERYONE)
    }
    asked: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        if figure.is_share and figure.population not in ("", EVERYONE):
            asked[figure.population].update(figure.measure)
    for population, questions in asked.items():
        opened = {
            opener.id: opener
            for question in questions
            for name, opener in opening.items()
            if question.startswith(f"{name}_") and opener.population != population
        }
        if not opened:
            continue
        others = [
            question
            for question in questions
            if not any(question.startswith(f"{name}_") for name in opening)
        ]
        parts = [f"{population}: {name}" for name in opened]
        for part, opener in zip(parts, opened.values(), strict=True):
            yield Group(part, counted_by=opener.id)
        if others:
            rest = f"{population}: others"
            parts.append(rest)
            yield Group(rest, apart_from=next(iter(opened.values())).population)
        yield Group(population, parts=tuple(parts))


def _worded(figures: list[Figure]) -> Iterator[Group]:
    """Yield the populations that are called by the words of a share.

    "Aware of a service" is a share of everybody, and other figures are said of them.
    """
    shares: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.is_share and figure.filter is None and figure.what:
            shares[figure.what.casefold()].append(figure)
    spoken = {f.population for f in figures if f.population not in ("", EVERYONE)}
    for population in sorted(spoken):
        found = shares.get(population.casefold(), [])
        if len(found) == 1 and found[0].population != population:
            yield Group(population, counted_by=found[0].id)


def _rows(tables: list[PublishedTable], by_id: dict[str, Figure]) -> Iterator[Split]:
    """Yield table rows whose cells are groups of one variable."""
    for table in tables:
        for row in table.rows:
            cells = [by_id[name] for name in row.ids if name in by_id]
            kinds = {
                (cell.filter.variable, cell.measure, cell.keep, cell.population)
                for cell in cells
                if cell.filter is not None and cell.filter.relation is Relation.IS
            }
            values = {cell.filter.value for cell in cells if cell.filter is not None}
            if len(kinds) == 1 and len(values) == len(cells) > 1:
                where = cells[0].where or table.id
                label = f"{where} {row.row}"
                yield Split(label, tuple(cell.id for cell in cells))


def _sums(table: PublishedTable, figures: list[Figure]) -> Iterator[Split]:
    """Yield the sums of a table of counts: details to groups, groups to the total."""
    detail = [name for group in table.groups for name in group.detail]
    names = [group.group for group in table.groups]
    if not names:
        return
    counted: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        exact = figure.unit is Unit.COUNT and figure.kind is Kind.EXACT
        if exact and figure.filter is not None and not figure.keep:
            counted[figure.filter.variable].setdefault(figure.filter.value, figure)
    groups = next((c for c in counted.values() if set(names) <= set(c)), None)
    if groups is None:
        return
    fine = next(
        (c for c in counted.values() if c is not groups and set(detail) <= set(c)), None
    )
    if fine is not None:
        for group in table.groups:
            parts = tuple(fine[name].id for name in group.detail)
            if parts:
                yield Split("sum", parts, groups[group.group].id)
    place = groups[names[0]]
    total = [
        figure
        for figure in figures
        if figure.unit is Unit.COUNT
        and figure.kind is Kind.EXACT
        and figure.filter is None
        and (figure.doc, figure.where) == (place.doc, place.where)
        and figure.population == place.population
        and figure.measure == place.measure
    ]
    if len(total) == 1:
        yield Split("sum", tuple(groups[name].id for name in names), total[0].id)
