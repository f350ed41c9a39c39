"""Tables as bar charts, before anybody draws them: pictures and text bars share this.

A chart is made from a table alone. What the table does not print (a small base, a
suppressed cell) has no bar, because the length of a bar is a number, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hsbcode.domain.answer_scales import AnswerScale, answer_scale
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table, TableNotes
from hsbcode.numbers.printing import (
    LOW_MARK,
    printed_count,
    printed_percent,
    printed_share,
)
from hsbcode.numbers.rounding import half_up

MOST_BARS = 24
"""More bars than this cannot be read in one picture."""


class ChartKind(StrEnum):
    """How the bars stand."""

    DIVERGING = "diverging"
    """Less on the left, more on the right of a line; neither stands apart."""
    STACKED = "stacked"
    """All answers of a row add up to 100 %."""
    BARS = "bars"
    """One bar a row."""


@dataclass(frozen=True, slots=True)
class Part:
    """A bar or a segment of one."""

    share: Share | None
    """None where the table prints no percentage."""
    printed: str
    """What the table prints: ``43 % (34)``, ``3 [low]``, ``[c]``."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar with its parts, in the order of the chart's labels."""

    label: str
    base: int | None
    """None where the table does not say it."""
    parts: tuple[Part, ...]
    level: int = 0

    @property
    def drawn(self) -> bool:
        """Whether every part has a share that may be drawn."""
        return all(part.share is not None for part in self.parts)


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart with everything that has to stand on it."""

    kind: ChartKind
    subject: str
    """What the rows are about: the title of the table, or of all of them."""
    rows: tuple[ChartRow, ...]
    tables: tuple[str, ...]
    """Ids of the tables that hold the numbers."""
    notes: TableNotes
    scale: AnswerScale | None = None
    """The labels of the parts; None where a row has one bar."""
    left_out: int = 0
    """Rows of the table that are too many for one picture."""

    @property
    def bases(self) -> tuple[int, int] | None:
        """The smallest and the largest base of a row; None where none is known."""
        bases = [row.base for row in self.rows if row.base is not None]
        return (min(bases), max(bases)) if bases else None

    @property
    def same_base(self) -> bool:
        """Whether all rows have one base, which is then said once."""
        return len({row.base for row in self.rows}) == 1


def bar_chart(table: Table) -> BarChart | None:
    """Return the chart of a table, or None where none would say what it says.

    Answers to a scale become stacked bars (diverging where the scale has two ends), or
    one bar an answer where the table hides one of them; themes and other single
    questions one bar a row, as tables of one column; a table whose columns are the
    labels of a scale one stacked bar a row. Themes by answers have no chart.
    """
    if table.kind in ("frequency", "themes"):
        at = _percent_column(table)
        rows = [row for row in table.rows if row.key and at < len(row.cells)]
        if not rows:
            return None
        if table.kind == "themes":
            return _bars(table, _largest_first(rows), at)
        return _one_scale(table, rows, at) or _bars(table, rows, at)
    return _rows_on_a_scale(table) or _one_column(table)


def combined(row: ChartRow, scale: AnswerScale, labels: Sequence[str]) -> Share | None:
    """Return the exact share of several labels together; None where one is hidden."""
    counts = [
        part.share.count
        for label, part in zip(scale.labels, row.parts, strict=True)
        if label in labels and part.share is not None
    ]
    return Share(sum(counts), row.base) if row.drawn and row.base else None


def net(row: ChartRow, scale: AnswerScale) -> str:
    """Return those for less those against in points, ``+17``, from unrounded shares.

    Empty where the scale has one end only or a part is hidden.
    """
    more, less = combined(row, scale, scale.more), combined(row, scale, scale.less)
    if not scale.has_two_ends or more is None or less is None or not row.base:
        return ""
    points = half_up(Fraction(100 * (more.count - less.count), row.base))
    return "0" if points == 0 else f"{points:+}".replace("-", "−")


def _percent_column(table: Table) -> int:
    heads = [column.startswith("%") for column in table.columns]
    return heads.index(True) if True in heads else 0


def _part(cell: Cell) -> Part:
    share = cell.share
    if share is None:
        return Part(None, cell.text)
    percent = printed_percent(share)
    # another text than the share's own means that something has been hidden
    if not cell.text.startswith((percent, printed_count(share))):
        return Part(None, cell.text)
    mark = f" {LOW_MARK}" if cell.text.endswith(f"% {LOW_MARK}") else ""
    hidden = not percent.endswith("%")
    return Part(None if hidden else share, printed_share(share) + mark)


def _bars(table: Table, rows: Sequence[Row], at: int) -> BarChart:
    kept = list(rows)
    if len(kept) > MOST_BARS:
        kept = [row for row in kept if row.level == 0]
    kept = kept[:MOST_BARS]
    return BarChart(
        ChartKind.BARS,
        table.title,
        tuple(
            ChartRow(row.label, row.base, (_part(row.cells[at]),), row.level)
            for row in kept
        ),
        (table.id,),
        table.notes,
        left_out=len(rows) - len(kept),
    )


def _one_scale(table: Table, rows: Sequence[Row], at: int) -> BarChart | None:
    scale = answer_scale(row.label for row in rows)
    if scale is None:
        return None
    by_label = {row.label: _part(row.cells[at]) for row in rows}
    row = ChartRow(
        table.title, rows[0].base, tuple(by_label[label] for label in scale.labels)
    )
    if not row.drawn:
        # what is missing could be measured on a bar that adds up to 100 %
        places = {row.label: row for row in rows}
        return _bars(table, [places[label] for label in scale.labels], at)
    return _stacked(table, (row,), scale) if _adds_up(row) else None


def _rows_on_a_scale(table: Table) -> BarChart | None:
    places = [
        place
        for place in range(len(table.columns))
        if any(len(r.cells) > place and r.cells[place].share for r in table.rows)
    ]
    scale = answer_scale(table.columns[place] for place in places)
    if scale is None:
        return None
    where = {table.columns[place]: place for place in places}
    rows = tuple(
        ChartRow(
            row.label,
            _one_base(row),
            tuple(_part(row.cells[where[label]]) for label in scale.labels),
            row.level,
        )
        for row in table.rows
        if len(row.cells) == len(table.columns) and any(c.share for c in row.cells)
    )
    return _stacked(table, rows, scale) if all(map(_adds_up, rows)) else None


def _one_column(table: Table) -> BarChart | None:
    rows = [row for row in table.rows if row.cells and row.cells[0].share]
    if len(table.columns) != 1 or not rows:
        return None
    return _bars(table, rows, 0)


def _stacked(table: Table, rows: tuple[ChartRow, ...], scale: AnswerScale) -> BarChart:
    kind = ChartKind.DIVERGING if scale.has_two_ends else ChartKind.STACKED
    return BarChart(kind, table.title, rows, (table.id,), table.notes, scale)


def _adds_up(row: ChartRow) -> bool:
    """Whether the answers exclude each other; rounded counts may be a little off."""
    counts = [part.share.count for part in row.parts if part.share]
    return row.base is None or sum(counts) <= row.base + 3 * len(counts)


def _one_base(row: Row) -> int | None:
    """Return the base of a row; where it has none, the one that its cells share."""
    bases = {cell.share.base for cell in row.cells if cell.share}
    if row.base is None and len(bases) == 1:
        return next(iter(bases))
    return row.base


def _largest_first(rows: Sequence[Row]) -> list[Row]:
    """Return rows with the largest first, each with its children behind it."""
    families: list[list[Row]] = []
    top = min((row.level for row in rows), default=0)
    for row in rows:
        if row.level <= top or not families:
            families.append([row])
        else:
            families[-1].append(row)
    families.sort(key=lambda family: -_count(family[0]))
    return [
        row
        for family in families
        for row in (family[0], *(_largest_first(family[1:]) if family[1:] else ()))
    ]


def _count(row: Row) -> int:
    return max((cell.share.count for cell in row.cells if cell.share), default=-1)
