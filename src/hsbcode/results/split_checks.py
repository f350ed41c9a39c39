"""Totals that two splits of the same people have to share."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.tables import Table
from hsbcode.numbers.rounding import half_up

_FAR = 10


@dataclass(frozen=True, slots=True)
class SplitTotal:
    """One column of a table added up over the rows of one split."""

    column: str
    count: int
    base: int


def split_totals(table: Table, rows: Sequence[str]) -> tuple[SplitTotal, ...]:
    """Add the counts and bases of some rows, column by column.

    Args:
        table: a table with shares.
        rows: keys of the rows that together are all people of the split.

    Raises:
        UsageConflict: the table has no such row.
    """
    by_key = {row.key: row for row in table.rows}
    for key in rows:
        if key not in by_key:
            raise UsageConflict(
                f"Table {table.id} has no row “{key[:40]}”.",
                f"Rows: {', '.join(by_key)}.",
            )
    totals = []
    for place, name in enumerate(table.columns):
        shares = [by_key[key].cells[place].share for key in rows]
        held = [share for share in shares if share is not None]
        totals.append(
            SplitTotal(name, sum(s.count for s in held), sum(s.base for s in held))
        )
    return tuple(totals)


def fitting_base(count: int, percent: int, printed_base: int) -> int | None:
    """Return the base nearest to a printed one on which a count prints a percentage.

    The printed base itself where it fits; None where nothing within ten does. For
    35 people, 41 % and a printed base of 84 it is 85.
    """
    for step in range(_FAR + 1):
        for base in (printed_base + step, printed_base - step):
            if base > 0 and half_up(Fraction(100 * count, base)) == percent:
                return base
    return None
