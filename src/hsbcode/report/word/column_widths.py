"""How wide the columns of a table of numbers are, in twips, before anybody lays it out.

Word would find widths by itself, but each program finds others, and some let tables run
off the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hsbcode.report.grids import Grid
from hsbcode.report.widths import display_width

MARGINS = 200
INDENT = 200
"""Twips that one level of a tree is set in."""
DEEPEST = 6
_BOLD = 1.08
_NARROW = 950
_HEAD_LINES = 3
_WORDS_AT_MOST, _TEXT_AT_MOST = 3400, 12_000
_LABEL_AT_LEAST = 0.24
_LABEL_WANTED = 0.32
_LABEL_AT_MOST = 0.46
_READ = 400
"""Letters of a cell that are looked at."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers or words."""

    place: int
    least: int
    """Twips that its longest piece takes."""
    wanted: int
    """Twips with which no cell needs a second line."""
    numbers: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """Columns beside each other, with their widths."""

    columns: tuple[Column, ...]
    label: int
    widths: tuple[int, ...]


def laid(grid: Grid, width: int, letter: int) -> list[Laid]:
    """Return the columns of a grid in as many tables as the page's width asks for.

    Args:
        grid: the table.
        width: twips between the margins.
        letter: twips that a letter takes, on average.
    """
    columns = [_column(grid, place, letter) for place in range(len(grid.columns))]
    least = round(width * _LABEL_AT_LEAST)
    groups = list(_groups(columns, width - least, len(columns)))
    if len(groups) > 1:
        # tables of about the same width
        groups = list(_groups(columns, width - least, -(-len(columns) // len(groups))))
    return [_fitted(group, width, _label(grid, letter)) for group in groups]


def _groups(columns: Sequence[Column], room: int, most: int) -> Iterator[list[Column]]:
    group: list[Column] = []
    for column in columns:
        used = sum(each.least for each in group)
        if group and (used + column.least > room or len(group) >= most):
            yield group
            group = []
        group.append(column)
    yield group


def _fitted(columns: Sequence[Column], width: int, label: int) -> Laid:
    wanted = [column.wanted for column in columns]
    room = width - sum(wanted)
    if room >= min(label, round(width * _LABEL_WANTED)):
        most = max(round(width * _LABEL_AT_MOST), room // 2)
        label = min(max(label, round(width * _LABEL_AT_LEAST)), room, most)
        return Laid(tuple(columns), label, tuple(wanted))
    beside_text = any(each > _WORDS_AT_MOST + MARGINS for each in wanted)
    widest = _LABEL_AT_LEAST if beside_text else _LABEL_WANTED
    label = min(max(label, round(width * _LABEL_AT_LEAST)), round(width * widest))
    label = max(min(label, width - sum(each.least for each in columns)), 1000)
    slack = width - label - sum(each.least for each in columns)
    more = sum(each.wanted - each.least for each in columns) or 1
    widths = [
        each.least + slack * (each.wanted - each.least) // more for each in columns
    ]
    return Laid(tuple(columns), label, tuple(widths))


def _label(grid: Grid, letter: int) -> int:
    longest = max(
        (
            display_width(row.label[:_READ]) * letter + INDENT * min(row.level, DEEPEST)
            for row in grid.rows
        ),
        default=0,
    )
    return (
        max(longest, round(display_width(grid.corner[:_READ]) * letter * _BOLD))
        + MARGINS
    )


def _column(grid: Grid, place: int, letter: int) -> Column:
    bold = round(letter * _BOLD)
    cells = [row.cells[place][:_READ] for row in grid.rows]
    numbers = not grid.words and _are_numbers(cells)
    whole = max(map(display_width, cells), default=0) * letter
    if numbers:
        pieces = [
            piece for cell in cells for piece in cell.replace(" (", "\n(").split("\n")
        ]
        least = max(map(display_width, pieces), default=0) * letter
    else:
        words = [word for cell in cells for word in cell.split()]
        least = max(max(map(display_width, words), default=0) * letter, whole // 4)
    head = grid.columns[place][:_READ]
    longest = max(map(display_width, head.split()), default=0)
    lines = max(longest, -(-display_width(head) // _HEAD_LINES)) * bold

    def bounded(twips: int, most: int = _WORDS_AT_MOST) -> int:
        return max(_NARROW, min(twips, most) + MARGINS)

    return Column(
        place,
        bounded(max(least, min(longest * bold, 1500))),
        # running text takes what the others leave
        bounded(max(whole, lines), _TEXT_AT_MOST if grid.words else _WORDS_AT_MOST),
        numbers,
    )


def _are_numbers(cells: Sequence[str]) -> bool:
    alike = [
        not cell.strip()
        or cell[0] in "[–-−+"
        or any(letter.isdigit() for letter in cell)
        for cell in cells
    ]
    return all(len(cell) <= 32 for cell in cells) and 2 * sum(alike) >= len(cells)
