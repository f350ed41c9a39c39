"""Printed counts as linked numbers: what can be worked out from what.

Cells of several tables that count the same people are one number. Relations between
numbers (parts and totals, codes below codes, nobody outside a base) are what somebody
with the printed tables could use to find a hidden one.
"""

from collections.abc import Iterable, Sequence

from hsbcode.domain.tables import Row, Table
from hsbcode.results.cross_question import KIND
from hsbcode.results.disclosure.linked_joint import link_joint
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name
from hsbcode.results.disclosure.linked_questions import link_questions
from hsbcode.results.disclosure.linked_specs import Groups, link_groups, link_spec
from hsbcode.results.joint import KIND as JOINT


def linked_cells(tables: Sequence[Table]) -> LinkedCells:
    """Return the counts of tables that are released together."""
    linked, groups = LinkedCells(), Groups()
    for at, table in enumerate(tables):
        if table.kind == "frequency":
            _frequency(linked, at, table)
        elif table.kind == "themes":
            _themes(linked, at, table)
        elif table.kind in ("theme by answer", "answer by answer"):
            _by_answer(linked, at, table)
        elif table.kind == KIND:
            link_questions(linked, at, table)
        elif table.kind == "spec":
            link_spec(linked, at, table, groups)
        elif table.kind != JOINT:
            _any_table(linked, at, table)
    for at, table in enumerate(tables):
        if table.kind == JOINT:
            link_joint(linked, at, table)
    _across(linked)
    link_groups(linked, tables, groups)
    return linked


def _frequency(linked: LinkedCells, at: int, table: Table) -> None:
    gave = next((row.base or 0 for row in table.rows if row.key), 0)
    silent = sum(
        int(row.cells[0].text)
        for row in table.rows
        if not row.key and row.cells[0].text.isdecimal()
    )
    asked = linked.number(("asked", table.question), gave + silent)
    base = linked.number(("base", table.question), gave, asked)
    linked.table_bases[at] = base
    options = []
    for r, row in enumerate(table.rows):
        if row.key and row.cells[0].share:
            count = row.cells[0].share.count
            name = linked.number(("people", table.question, row.key), count, base)
            options.append(name)
            _place(linked, at, r, range(len(row.cells)), name)
    if options:
        linked.parts(options, base)


def _themes(linked: LinkedCells, at: int, table: Table) -> None:
    rows = [(r, row, row.cells[0].share) for r, row in enumerate(table.rows)]
    people = 0
    for _r, row, _share in rows:
        of_asked = row.cells[2].share
        people = of_asked.base if of_asked else people
    size = next((row.base or 0 for _r, row, _s in rows), 0)
    asked = linked.number(("asked", table.question), max(people, size))
    base = linked.number(("base", table.question), size, asked)
    linked.table_bases[at] = base
    names: list[Name | None] = []
    for r, row, share in rows:
        if share is None:
            names.append(None)
            continue
        name = linked.number(("people", table.question, row.key), share.count, base)
        _place(linked, at, r, range(len(row.cells)), name)
        names.append(name)
    _tree(linked, table.rows, names)


def _by_answer(linked: LinkedCells, at: int, table: Table) -> None:
    split = (table.question, "by", table.by)
    last = len(table.columns) - 1
    sizes = [int(cell.text) for cell in table.rows[0].cells]
    total = linked.number(("base", *split), sizes[last])
    linked.table_bases[at] = total
    answers = table.columns[:last]
    bases = [
        linked.number(("base", *split, answer), size)
        for answer, size in zip(answers, sizes, strict=False)
    ]
    for base in bases:
        linked.at_most(base, total)
    if bases:
        linked.parts(bases, total)
    for column, name in enumerate((*bases, total)):
        linked.places[at, 0, column] = name
    additive = sum(sizes[:last]) == sizes[last]
    columns: list[list[Name | None]] = [[None] for _ in table.columns]
    for r, row in enumerate(table.rows[1:], start=1):
        counts = [cell.share.count if cell.share else 0 for cell in row.cells]
        whole = linked.number(("people", *split, "", row.key), counts[last], total)
        cells = [
            linked.number(("people", *split, answer, row.key), count, base)
            for answer, count, base in zip(answers, counts, bases, strict=False)
        ]
        for cell, base in zip(cells, bases, strict=True):
            linked.at_most(cell, whole)
            # who is not counted in the column is not counted in the total either
            linked.at_least_nought((total, 1), (whole, -1), (base, -1), (cell, 1))
        if cells and (additive or sum(counts[:last]) != counts[last]):
            linked.parts(cells, whole)
        for column, name in enumerate((*cells, whole)):
            linked.places[at, r, column] = name
            columns[column].append(name)
    for names, base in zip(columns, (*bases, total), strict=True):
        _tree(linked, table.rows, names)
        if table.kind == "answer by answer":
            linked.parts([name for name in names if name is not None], base)


def _any_table(linked: LinkedCells, at: int, table: Table) -> None:
    """Link a table of a kind not known here by whatever adds up in it."""
    lines: dict[tuple[str, int, Name], dict[Name, None]] = {}
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if cell.share is None:
                continue
            size = cell.share.base
            base = linked.number((table.id, "base", str(size)), size)
            linked.table_bases.setdefault(at, base)
            # the count and the percentage of the same people stand in one row
            name = linked.number(
                (table.id, "row", str(r), str(cell.share.count), str(size)),
                cell.share.count,
                base,
            )
            linked.places[at, r, c] = name
            lines.setdefault(("row", r, base), {})[name] = None
            lines.setdefault(("column", c, base), {})[name] = None
    for (_line, _at, base), names in lines.items():
        found = [linked.values[name] for name in names]
        if sum(found) == linked.values[base]:
            linked.parts(tuple(names), base)
        if len(found) > 2 and sum(found[:-1]) == found[-1]:
            linked.parts(tuple(names)[:-1], tuple(names)[-1])


def _tree(
    linked: LinkedCells, rows: Sequence[Row], names: Sequence[Name | None]
) -> None:
    """Link codes to the codes above them: whoever has a child has its parent."""
    above: list[tuple[int, Name]] = []
    children: dict[Name, list[Name]] = {}
    for row, name in zip(rows, names, strict=True):
        if name is None:
            continue
        while above and above[-1][0] >= row.level:
            above.pop()
        if above:
            linked.at_most(name, above[-1][1])
            children.setdefault(above[-1][1], []).append(name)
        above.append((row.level, name))
    for parent, below in children.items():
        # a reader of the code frame may know that the parent is never given itself
        if all(linked.values[child] <= linked.values[parent] for child in below):
            linked.parts(below, parent)


def _across(linked: LinkedCells) -> None:
    """Link the tables of one question, and a split to the answers it splits by."""
    for name in tuple(linked.values):
        kind, question, *rest = name
        if len(rest) < 2 or rest[0] != "by":
            continue
        by = rest[1]
        whole = ("base", question)
        split, gave = (*whole, "by", by), ("base", by)
        if kind == "base" and len(rest) == 2 and whole in linked.values:
            linked.at_most(name, whole)
            # who stands in no split gave no closed answer
            _outside(linked, (("asked", by), gave), (whole, name))
        answer = ("people", by, rest[2]) if len(rest) > 2 else ()
        if kind == "base" and answer in linked.values:
            linked.at_most(name, answer)
            _outside(linked, (gave, split), (answer, name))
        theme = ("people", question, rest[-1])
        if kind == "people" and rest[2] == "" and theme in linked.values:
            linked.at_most(name, theme)
            _outside(linked, (whole, split), (theme, name))


def _outside(linked: LinkedCells, most: tuple[Name, Name], few: Sequence[Name]) -> None:
    """Say that some people outside a group are at most all who are outside another.

    Args:
        linked: all numbers; nothing is said where one is not among them.
        most: everybody, and those of them in the group.
        few: some people, and those of them in their group.
    """
    if all(name in linked.values for name in (*most, *few)):
        signs = (1, -1, -1, 1)
        linked.at_least_nought(*zip((*most, *few), signs, strict=True))


def _place(
    linked: LinkedCells, at: int, row: int, columns: Iterable[int], name: Name
) -> None:
    for column in columns:
        linked.places[at, row, column] = name
