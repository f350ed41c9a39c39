"""How a table is laid out on a screen of some width: pure, so that it can be tested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from hsbcode.domain.tables import Row, Table
from hsbcode.tui.plain import one_line
from hsbcode.workflows.browsing_results import Page, wrapped

GAP = 2
_LABEL_LEAST, _LABEL_MOST = 16, 60
_HEAD = 12
"""Cells that a heading may take beside what stands under it."""
_WIDEST = 20
_NARROW = 90
"""Cells of a screen on which headings stay as narrow as their words."""
_HEAD_LINES = 3
_TITLE_LINES = 3
_NO_NUMBER = ("", "–", "not offered", "not asked")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as lines of text; a base that a column shares stands in its head."""

    title: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    """Lines of each column's heading, the base last."""
    widths: tuple[int, ...]
    label_width: int
    bases: tuple[str, ...]
    """``n = 185`` beside each row's label; empty where columns or cells say it."""
    base_width: int
    labels: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[int, int], ...]
    """Row and line of its label, for every line of the rows."""
    notes: tuple[str, ...]

    @property
    def head_height(self) -> int:
        """Lines that stay while the rows are scrolled: title, heads, a rule."""
        return len(self.title) + max(map(len, self.heads), default=0) + 1

    def columns_from(self, first: int, width: int) -> range:
        """Return the columns that fit beside the labels; at least one."""
        room = width - self.label_width - self.base_width
        last = first
        while last < len(self.widths):
            room -= GAP + self.widths[last]
            if room < 0 and last > first:
                break
            last += 1
        return range(first, last)


def laid_out(page: Page, width: int) -> Layout:
    """Return the layout of a table for a screen of ``width`` cells."""
    table = page.table
    cells = [[one_line(cell.text) for cell in row.cells] for row in table.rows]
    in_heads = _bases_of_columns(table)
    in_rows = () if any(in_heads) else _bases_of_rows(table)
    for row, texts in zip(table.rows, cells, strict=True):
        for place, cell in enumerate(row.cells):
            if cell.share and (in_rows or (in_heads and in_heads[place])):
                texts[place] = texts[place].removesuffix(_base(cell.share.base))
    heads, widths = [], []
    widest = _HEAD if width < _NARROW else _WIDEST
    for place, column in enumerate(table.columns):
        own = [texts[place] for texts in cells if place < len(texts)]
        base = in_heads[place] if in_heads else ""
        head, wide = _column(column, [*own, base], widest)
        heads.append((*head, base) if base else head)
        widths.append(wide)
    base_width = GAP + max(map(cell_len, in_rows)) if in_rows else 0
    room = width - base_width - sum(GAP + each for each in widths)
    longest = max(
        (cell_len(one_line(row.label)) + _indent(row) for row in table.rows), default=0
    )
    # where not all columns fit, labels leave room for some of them at least
    room = max(room, min(_LABEL_MOST, 3 * width // 10), _LABEL_LEAST)
    label_width = min(max(longest, cell_len(_corner(table))), room)
    labels = tuple(_label(row, label_width) for row in table.rows)
    return Layout(
        title=tuple(_cut(wrapped(one_line(table.title), width), _TITLE_LINES)),
        heads=tuple(heads),
        widths=tuple(widths),
        label_width=label_width,
        bases=in_rows,
        base_width=base_width,
        labels=labels,
        cells=tuple(map(tuple, cells)),
        lines=tuple(
            (place, line)
            for place, each in enumerate(labels)
            for line in range(len(each))
        ),
        notes=tuple(
            line for note in page.notes for line in _hanging(one_line(note), width)
        ),
    )


def _column(
    column: str, texts: Sequence[str], widest: int
) -> tuple[tuple[str, ...], int]:
    words = one_line(column).split()
    under = max(map(cell_len, texts), default=0)
    wanted = min(max(map(cell_len, words), default=0), _HEAD)
    wide = max(under, wanted, 3)
    while wide < widest and len(wrapped(" ".join(words), wide)) > _HEAD_LINES:
        wide += 1
    return tuple(_cut(wrapped(" ".join(words), wide), _HEAD_LINES)), wide


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]


def _hanging(note: str, width: int) -> list[str]:
    first, *rest = wrapped(note, width - 2)
    return [f"· {first}", *(f"  {line}" for line in rest)]


def _label(row: Row, width: int) -> tuple[str, ...]:
    left = " " * min(_indent(row), width // 2)
    return tuple(
        left + line for line in wrapped(one_line(row.label), width - len(left))
    )


def _indent(row: Row) -> int:
    return 2 * row.level


def _corner(table: Table) -> str:
    return "Theme" if table.kind.startswith("theme") else ""


def _base(base: int) -> str:
    return f" (n = {base})"


def _bases_of_columns(table: Table) -> tuple[str, ...]:
    """Return ``n = 68`` for each column, if the cells of every column share a base."""
    if len(table.rows) < 2 or len(table.columns) < 2:
        return ()
    return _shared(
        {_printed_base(row, place) for row in table.rows}
        for place in range(len(table.columns))
    )


def _bases_of_rows(table: Table) -> tuple[str, ...]:
    """Return ``n = 395`` for each row, if the cells of every row share their base."""
    if len(table.columns) < 2:
        return ()
    return _shared(
        {_printed_base(row, place) for place in range(len(row.cells))}
        for row in table.rows
    )


def _shared(bases: Iterable[set[int | None]]) -> tuple[str, ...]:
    found = []
    for each in bases:
        numbers = each - {0}
        if len(numbers) > 1 or None in numbers:
            return ()
        found.append(f"n = {numbers.pop()}" if numbers else "")
    return tuple(found) if any(found) else ()


def _printed_base(row: Row, place: int) -> int | None:
    """Return the base a cell prints, 0 for a cell without numbers, else None."""
    if place >= len(row.cells) or row.cells[place].text in _NO_NUMBER:
        return 0
    cell = row.cells[place]
    if cell.share is None or not cell.text.endswith(_base(cell.share.base)):
        return None
    return cell.share.base
