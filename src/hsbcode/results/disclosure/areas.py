"""Suppression over tables with a column for each area, before they are cut apart.

Every table has its areas, those without one, and everybody as its last column. Cells
that count the same people are one number in all tables (``people_marks``), so that no
pack prints what another hides. Known to a reader of all packs are: areas and those
without one add to everybody; answers of which one was possible add to their base;
neighbouring answers may add to a cell of another table; codes lie within the codes
above them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hsbcode.domain.counted_text import Part
from hsbcode.domain.disclosure import CONFIDENTIAL, DisclosurePolicy
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name
from hsbcode.results.disclosure.released_notes import exactly, released_table
from hsbcode.results.people_marks import WRAP

_ROWS = 1_000_000
_LONGEST = 5
"""Neighbouring answers that are added up at most."""


def suppress_areas(
    tables: Sequence[Table], policy: DisclosurePolicy, unseen: str = ""
) -> tuple[Table, ...]:
    """Return the tables with hidden cells, so that no hidden one can be found.

    Args:
        tables: exact ones, with marks in their cells; the last column is everybody.
        policy: says which counts are small.
        unseen: label of the column that no pack prints.
    """
    # scipy's solvers take a while to import, and no other policy needs them
    from hsbcode.results.disclosure.suppression import Suppression  # noqa: PLC0415

    told = [_apart(table, at, unseen) for at, table in enumerate(tables)]
    linked = _linked(told)
    hidden = Suppression(linked, policy.threshold).protect()
    return tuple(_without(table, policy, hidden) for table in told)


def _apart(table: Table, at: int, unseen: str) -> Table:
    """Return a table whose unprinted column is that of no other table.

    Nobody can know that the same people stand in it, and linking all tables by it
    would only make one large puzzle of many small ones.
    """
    if unseen not in table.columns:
        return table
    column = table.columns.index(unseen)

    def own(cell: Cell, r: int) -> Cell:
        # negative numbers are no marks, so they add up to none
        who = -(at * _ROWS + r + 1) if cell.who else 0
        return replace(cell, who=who, whole=-(at + 1) * (cell.whole or 1))

    rows = (
        replace(
            row,
            cells=tuple(
                own(cell, r) if c == column else cell
                for c, cell in enumerate(row.cells)
            ),
        )
        for r, row in enumerate(table.rows)
    )
    return replace(table, rows=tuple(rows))


def _linked(tables: Sequence[Table]) -> LinkedCells:
    linked = LinkedCells()
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.share is not None:
                    _number(linked, cell)
    of_mark = {name[1]: name for name in linked.values if name[0] == "people"}
    for table in tables:
        for row in table.rows:
            _over_areas(linked, row)
        for column in range(len(table.columns)):
            _over_answers(linked, table, column, of_mark)
            _tree(linked, table, column)
    return linked


def _number(linked: LinkedCells, cell: Cell) -> None:
    base, name = _base(cell), _people(cell)
    if base is None or cell.share is None:
        return
    linked.number(base, cell.share.base)
    if name is None:
        return
    linked.number(name, cell.share.count, base)
    if linked.base_of[name] != base:
        # of each base the others are few or many: they are a number of their own
        rest = ("rest", name[1], base[1])
        linked.number(rest, cell.share.base - cell.share.count)
        linked.parts((name, rest), base)
    as_base = ("base", name[1])
    if as_base in linked.values and as_base != base:
        linked.equal(name, as_base)


def _over_areas(linked: LinkedCells, row: Row) -> None:
    """Say that areas and those without one add to everybody."""
    for of in (_people, _base):
        names = [of(cell) for cell in row.cells]
        total = names[-1]
        parts = tuple(dict.fromkeys(name for name in names[:-1] if name))
        if total is not None and parts and total not in parts:
            linked.parts(parts, total)


def _over_answers(
    linked: LinkedCells, table: Table, column: int, of_mark: dict[str, Name]
) -> None:
    cells = [row.cells[column] for row in table.rows if row.key]
    names = [name for name in map(_people, cells) if name]
    base = next((one for one in map(_base, cells) if one), None)
    if base is None or any(_base(cell) not in (None, base) for cell in cells):
        return
    if len(set(names)) != len(names):
        return
    if sum(linked.values[name] for name in names) != linked.values[base]:
        return
    linked.parts(names, base)
    for run in _runs(names):
        mark = sum(int(name[1]) for name in run) % WRAP
        total = of_mark.get(str(mark))
        if total is not None and total not in run:
            linked.parts(run, total)


def _tree(linked: LinkedCells, table: Table, column: int) -> None:
    above: list[tuple[int, Name]] = []
    for row in table.rows:
        name = _people(row.cells[column])
        while above and above[-1][0] >= row.level:
            above.pop()
        if name is None:
            continue
        if above and above[-1][1] != name:
            linked.at_most(name, above[-1][1])
        above.append((row.level, name))


def _runs(names: Sequence[Name]) -> Iterator[tuple[Name, ...]]:
    for start in range(len(names)):
        for end in range(start + 2, min(len(names), start + _LONGEST) + 1):
            yield tuple(names[start:end])


def _people(cell: Cell) -> Name | None:
    """Return the number of those counted; nobody is no number, because it is shown."""
    if cell.share is None or not cell.share.count:
        return None
    return ("people", str(cell.who))


def _base(cell: Cell) -> Name | None:
    if cell.share is None or not cell.share.base:
        return None
    return ("base", str(cell.whole))


def _without(table: Table, policy: DisclosurePolicy, hidden: Iterable[Name]) -> Table:
    gone = frozenset(hidden)
    bases = [
        next((one for row in table.rows if (one := _base(row.cells[at]))), None)
        for at in range(len(table.columns))
    ]

    def shown(cell: Cell, column: int) -> Cell:
        if cell.share is None:
            lost = cell.text.isdecimal() and bases[column] in gone
            return replace(cell, text=CONFIDENTIAL) if lost else cell
        if _people(cell) in gone:
            return replace(cell, share=None, text=CONFIDENTIAL, percent=None)
        if _base(cell) in gone or policy.is_small(cell.share.base):
            # the base must not travel with a nought
            text = CONFIDENTIAL if cell.share.count else "0"
            return replace(cell, share=None, text=text, percent=None)
        return cell

    rows = []
    for row in table.rows:
        cells = tuple(shown(cell, at) for at, cell in enumerate(row.cells))
        lost = _base(row.cells[-1]) in gone or bases[-1] in gone
        rows.append(replace(row, cells=cells, base=None if lost else row.base))

    def printed(part: Part) -> str:
        few = isinstance(part, int) and policy.is_small(part)
        lost = not isinstance(part, str) and bases[-1] in gone
        return CONFIDENTIAL if few or lost else exactly(part)

    return released_table(table, policy, rows, printed)
