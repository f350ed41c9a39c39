"""A disclosure policy applied to tables: the last step before anything is printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.counted_text import Part
from hsbcode.domain.disclosure import (
    CONFIDENTIAL,
    LOW,
    NO_CONTROL,
    DisclosurePolicy,
    Protection,
)
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import NO_BASE, printed_percent, printed_share
from hsbcode.results.disclosure.linked_cells import linked_cells
from hsbcode.results.disclosure.linked_numbers import LinkedCells, Name
from hsbcode.results.disclosure.released_notes import exactly, released_table
from hsbcode.results.disclosure.released_specs import finished
from hsbcode.results.joint import KIND as JOINT


def apply_policy(table: Table, policy: DisclosurePolicy) -> Table:
    """Return one table as a policy lets it be printed.

    Raises:
        UsageConflict: the table was made under another policy before.
    """
    return apply_policies((table,), policy)[0]


def apply_policies(
    tables: Sequence[Table], policy: DisclosurePolicy
) -> tuple[Table, ...]:
    """Return tables that are released together as a policy lets them be printed.

    Counts, bases and percentages stay consistent: a percentage is made of the printed
    count and base. Suppression protects the tables together, because what one table
    hides another must not give away.

    Raises:
        UsageConflict: a table was made under another policy before.
    """
    for table in tables:
        if table.notes.disclosure not in (NO_CONTROL.sentence, policy.sentence):
            raise UsageConflict(
                f"Table {table.id} was made under another disclosure control already.",
                "Make it anew from the answers.",
            )
    if not policy.protects:
        return tuple(tables)
    fresh = [t for t in tables if t.notes.disclosure != policy.sentence]
    if policy.protection is Protection.ROUNDED:
        done = iter([_rounded(table, policy) for table in fresh])
    else:
        done = iter(_suppressed(fresh, policy))
    return tuple(
        table if table.notes.disclosure == policy.sentence else next(done)
        for table in tables
    )


def hidden_answers(
    table: Table, policy: DisclosurePolicy
) -> frozenset[tuple[str, str]]:
    """Return the themes by answers whose count a policy hides.

    A quote under such a theme may not say that its author gave such an answer.

    Args:
        table: themes by the answers to a closed question.
        policy: what the table is, or was, released under.

    Returns:
        Pairs of a code and an answer.
    """
    shown = apply_policy(table, policy)
    return frozenset(
        (row.key, answer)
        for row in shown.rows
        for answer, cell in zip(shown.columns[:-1], row.cells, strict=False)
        if row.key and cell.text == CONFIDENTIAL
    )


_BASE_A_CELL = ("spec", JOINT)
"""Kinds of tables in which each cell has a base of its own."""


@dataclass(frozen=True, slots=True)
class _Hiding:
    """Which numbers of one table are not printed."""

    hidden: frozenset[Name]
    linked: LinkedCells
    at: int

    def cell(self, row: int, column: int) -> bool:
        return self.linked.places.get((self.at, row, column)) in self.hidden

    def base_of(self, row: int, column: int) -> bool:
        name = self.linked.places.get((self.at, row, column), ())
        return self.linked.base_of.get(name) in self.hidden

    def base(self, table: Table) -> bool:
        """Whether a base is hidden whose number a note might give away."""
        if table.kind not in _BASE_A_CELL:
            return self.linked.table_bases.get(self.at) in self.hidden
        return any(
            self.base_of(r, c)
            for r, row in enumerate(table.rows)
            for c in range(len(row.cells))
        )


def _suppressed(tables: Sequence[Table], policy: DisclosurePolicy) -> list[Table]:
    # scipy's solvers take a while to import, and no other policy needs them
    from hsbcode.results.disclosure.suppression import Suppression  # noqa: PLC0415

    linked = linked_cells(tables)
    hidden = Suppression(linked, policy.threshold).protect()
    return [
        _without(table, policy, _Hiding(hidden, linked, at))
        for at, table in enumerate(tables)
    ]


def _without(table: Table, policy: DisclosurePolicy, hiding: _Hiding) -> Table:
    no_base = hiding.base(table)
    spec = table.kind in _BASE_A_CELL
    shown = {
        cell.share.base
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if spec and cell.share is not None and not hiding.base_of(r, c)
    }

    def printed(part: Part) -> str:
        if isinstance(part, str) or part in shown:
            return exactly(part)
        few = spec and isinstance(part, int) and policy.is_small(part)
        return CONFIDENTIAL if no_base or few else exactly(part)

    rows = []
    for r, row in enumerate(table.rows):
        cells = []
        for c, cell in enumerate(row.cells):
            linked = (hiding.at, r, c) in hiding.linked.places
            small = not linked and cell.text.isdecimal() and row.key == ""
            if hiding.cell(r, c) or (small and no_base):
                cells.append(_blank(cell))
            elif cell.share is not None and (
                hiding.base_of(r, c) or policy.is_small(cell.share.base)
            ):
                # nobody of a hidden base: the base must not travel with the nought
                cells.append(replace(cell, share=None, text="0", percent=None))
            elif cell.share is not None:
                cells.append(replace(cell, text=_marked(cell, cell.share, policy)))
            else:
                cells.append(cell)
        base_shown = row.base if spec else None if no_base else row.base
        if spec and any(hiding.base_of(r, c) for c in range(len(cells))):
            base_shown = None
        rows.append(_row(row, cells, base_shown))
    if table.kind == "spec":
        rows = list(finished(table, rows, policy))
    return released_table(table, policy, rows, printed)


def _rounded(table: Table, policy: DisclosurePolicy) -> Table:
    def number(count: int) -> int:
        # whole numbers of people never lie half way between two multiples of five
        half = policy.round_to // 2
        return (count + half) // policy.round_to * policy.round_to

    def printed(part: Part) -> str:
        if isinstance(part, int):
            return CONFIDENTIAL if policy.is_small(part) else str(number(part))
        if isinstance(part, Share):
            if policy.is_small(part.count) or policy.is_small(part.base):
                return CONFIDENTIAL
            part = Share(number(part.count), number(part.base))
        return exactly(part)

    rows = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            share = cell.share
            if share is None:
                plain = cell.text.isdecimal() and table.kind != "spec"
                text = printed(int(cell.text)) if plain else cell.text
                cells.append(replace(cell, text=text))
            elif policy.is_small(share.count) or policy.is_small(share.base):
                cells.append(_blank(cell))
            else:
                rounded = Share(number(share.count), number(share.base))
                made = replace(cell, share=rounded, text=_like(cell, share, rounded))
                cells.append(replace(made, text=_marked(made, rounded, policy)))
        small = row.base is None or policy.is_small(row.base)
        base = None if row.base is None or small else number(row.base)
        rows.append(_row(row, cells, base))
    if table.kind == "spec":
        rows = list(finished(table, rows, policy))
    return released_table(table, policy, rows, printed)


def _row(row: Row, cells: list[Cell], base: int | None) -> Row:
    hidden = any(cell.text == CONFIDENTIAL for cell in cells)
    # mentions and the like stand beside a count and would limit it
    beside = [
        replace(cell, text=CONFIDENTIAL)
        if hidden
        and row.key
        and cell.text.isdecimal()
        and cells[0].share is None
        and cell.share is None
        else cell
        for cell in cells
    ]
    return replace(row, cells=tuple(beside), base=base)


def _blank(cell: Cell) -> Cell:
    return replace(cell, share=None, text=CONFIDENTIAL, percent=None)


def _like(cell: Cell, exact: Share, shown: Share) -> str:
    """Print a share in the way the cell printed it."""
    for way in (_count, printed_percent, printed_share):
        if cell.text == way(exact):
            return way(shown)
    return printed_share(shown)


def _count(share: Share) -> str:
    return str(share.count)


def _marked(cell: Cell, share: Share, policy: DisclosurePolicy) -> str:
    """Return the text of a cell under the limits for small bases."""
    text = cell.text
    if LOW in text or "%" not in text or share.base == 0 or text == NO_BASE:
        return text
    if share.base < policy.no_percentage_under:
        return LOW if text == printed_percent(share) else f"{share.count} {LOW}"
    return f"{text} {LOW}" if share.base < policy.mark_under else text
