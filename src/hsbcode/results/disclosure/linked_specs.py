"""Cells of tables from specs as linked numbers, by the people who stand in them.

Two cells that count the same people are one number, whichever tables they stand in.
What adds up is found by the marks of the people (``people_marks``): neighbouring cells
of a row or column that make up another group, or the same group as other cells do.
Where it cannot be known whether groups overlap, the reader is taken to know that they
do not, as long as the numbers allow it: that hides more rather than less.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hsbcode.domain.tables import Table
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name
from hsbcode.results.people_marks import WRAP

_POPULATION = re.compile(r"n = (\d+)")
_LONGEST = 12
"""Neighbouring cells that are added up at most; whole lines are added always."""


@dataclass(slots=True)
class Groups:
    """Which numbers stand for which people, over all tables."""

    of_mark: dict[int, Name] = field(default_factory=dict)
    runs: dict[int, tuple[Name, ...]] = field(default_factory=dict)
    spec: set[Name] = field(default_factory=set)
    """Numbers of tables from specs."""
    lines: list[dict[Name, int]] = field(default_factory=list)
    """Numbers with their marks, in the order of a row or column."""


def link_spec(linked: LinkedCells, at: int, table: Table, groups: Groups) -> None:
    """Add the numbers of one table and what is known of each line of it."""
    found = _POPULATION.search(table.notes.population)
    population = int(found[1]) if found else 0
    people: dict[tuple[str, int], dict[Name, int]] = {}
    wholes: dict[tuple[str, int], dict[Name, int]] = {}
    of_base: dict[tuple[str, int, Name], dict[Name, None]] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if cell.share is None:
                continue
            who = str(cell.who or (table.id, r, c))
            whole = str(cell.whole or (table.id, cell.share.base))
            base = linked.number(("base", whole), cell.share.base)
            name = linked.number(("people", who, whole), cell.share.count, base)
            linked.places[at, r, c] = name
            groups.spec.update((name, base))
            for line in (("row", r), ("column", c)):
                if cell.who:
                    people.setdefault(line, {})[name] = cell.who
                if cell.whole:
                    wholes.setdefault(line, {})[base] = cell.whole
                if cell.share.count:
                    of_base.setdefault((*line, base), {})[name] = None
    for (_kind, _place, base), names in of_base.items():
        total = sum(linked.values[name] for name in names)
        if len(names) > 1 and total <= linked.values[base]:
            linked.at_least_nought((base, 1), *((name, -1) for name in names))
    for bases in wholes.values():
        total = sum(linked.values[name] for name in bases)
        if len(bases) > 1 and total <= population:
            # how many stand in no group is often printed, or known from elsewhere
            mark = str(sum(bases.values()) % WRAP)
            fixed = linked.number(("fixed", mark), total)
            linked.fixed.add(fixed)
            linked.parts(tuple(bases), fixed)
    groups.lines += [*people.values(), *wholes.values()]


def link_groups(linked: LinkedCells, tables: Sequence[Table], groups: Groups) -> None:
    """Link all numbers that count the same people, or people who make up others."""
    for (at, r, c), name in tuple(linked.places.items()):
        cell = tables[at].rows[r].cells[c]
        base = linked.base_of.get(name)
        if cell.who:
            _same(linked, groups, cell.who, name)
        if base is None or cell.share is None or not cell.whole:
            continue
        if linked.values[base] == cell.share.base:
            _same(linked, groups, cell.whole, base)
    for line in groups.lines:
        for run in _runs(tuple(line.items())):
            _link_run(linked, groups, run)


def _same(linked: LinkedCells, groups: Groups, mark: int, name: Name) -> None:
    """Say that two numbers are of the same people, one of them in a spec's table.

    Tables of questions have their own relations; that two codes were given to the same
    people by chance is nothing a reader knows.
    That everybody of a base is counted in a cell is no knowledge of the reader: such a
    cell is not linked to its own base.
    """
    known = groups.of_mark.setdefault(mark, name)
    if known == name or linked.values[known] != linked.values[name]:
        return
    if known not in groups.spec and name not in groups.spec:
        return
    if linked.base_of.get(name) != known and linked.base_of.get(known) != name:
        linked.equal(known, name)


def _runs(
    line: Sequence[tuple[Name, int]],
) -> Iterable[tuple[tuple[Name, int], ...]]:
    for start in range(len(line)):
        last = min(len(line), start + _LONGEST)
        for end in range(start + 2, last + 1):
            yield tuple(line[start:end])
    if len(line) > _LONGEST:
        yield tuple(line)


def _link_run(
    linked: LinkedCells, groups: Groups, run: Sequence[tuple[Name, int]]
) -> None:
    mark = sum(each for _name, each in run) % WRAP
    names = tuple(name for name, _mark in run)
    total = groups.of_mark.get(mark)
    if total is not None:
        if total not in names:
            linked.parts(names, total)
        return
    other = groups.runs.setdefault(mark, names)
    mine, theirs = set(names) - set(other), set(other) - set(names)
    if mine and theirs:
        linked.equal_sums(sorted(mine), sorted(theirs))
