"""Coefficients with their intervals: as a picture in a row, as signs, as a table.

The picture repeats the numbers beside it, so it is hidden from screen readers.
"""

from collections.abc import Sequence

from hsbcode.report.document import IntervalRow, IntervalTable
from hsbcode.report.grids import Grid, GridRow
from hsbcode.report.widths import display_width, padded, wrapped

_WIDE, _TALL, _EDGE = 220.0, 14.0, 8.0
_SIGNS = 25


def interval_svg(row: IntervalRow, limits: Sequence[float]) -> str:
    """Return the picture of one row: 0 to 1 from left to right.

    What lies below 0 ends in an arrow at the left edge. Numbers only, so that nothing
    needs escaping.
    """
    middle = _TALL / 2
    parts = [_line("limit", _x(each), 0.0, _x(each), _TALL) for each in limits]
    if row.low is not None and row.high is not None:
        low, high = _x(row.low), _x(row.high)
        parts.append(_line("span", low, middle, high, middle))
        if row.low < 0:
            parts.append(
                f'<path class="end" d="M{low + 5:.1f} {middle - 4:.1f}L{low:.1f} '
                f'{middle:.1f}L{low + 5:.1f} {middle + 4:.1f}"/>'
            )
        else:
            parts.append(_line("end", low, middle - 4, low, middle + 4))
        parts.append(_line("end", high, middle - 4, high, middle + 4))
    if row.value is not None:
        parts.append(
            f'<circle class="dot" cx="{_x(row.value):.1f}" cy="{middle:.1f}" r="3.5"/>'
        )
    return _svg(_TALL, parts)


def interval_axis_svg(limits: Sequence[float]) -> str:
    """Return the axis that stands over the pictures: 0, the limits, 1."""
    parts = [_word(0.0, "0", "start"), _word(1.0, "1", "end")]
    places = sorted(limits)
    for place, each in enumerate(places):
        # neighbours lean away from each other
        side = "end" if place < len(places) - 1 else "start"
        parts.append(_word(each, f"{each:.3f}".lstrip("0"), side))
    return _svg(_TALL, parts)


def interval_signs(row: IntervalRow, limits: Sequence[float]) -> str:
    """Return a row's interval as signs for a terminal: ``┊····├──●─┤··┊┊··``."""
    signs = ["·"] * _SIGNS
    for each in limits:
        signs[_place(each)] = "┊"
    if row.low is not None and row.high is not None:
        low, high = _place(row.low), _place(row.high)
        signs[low : high + 1] = "─" * (high + 1 - low)
        signs[low] = "◂" if row.low < 0 else "├"
        signs[high] = "┤"
    if row.value is not None:
        signs[_place(row.value)] = "●"
    return "".join(signs)


def interval_grid(block: IntervalTable) -> Grid:
    """Return the rows as a table of words and numbers, without pictures."""
    words = ("In words",) if block.has_words else ()
    return Grid(
        "",
        block.caption,
        block.corner,
        (*words, "Alpha", "95 % interval"),
        tuple(
            GridRow(
                row.label,
                (
                    *((row.words or "–",) if words else ()),
                    row.printed,
                    row.printed_interval,
                ),
            )
            for row in block.rows
        ),
        block.notes,
    )


def interval_lines(block: IntervalTable, width: int = 100) -> list[str]:
    """Return the rows for a terminal: label, alpha, interval and signs, words below."""
    lines = wrapped(block.caption, width)
    if block.limits:
        named = " and ".join(f"{each:.3f}".lstrip("0") for each in block.limits)
        lines += wrapped(f"Lines go from 0 to 1; ┊ stands at {named}.", width)
    numbers = [f"{row.printed:>5}  {row.printed_interval:<13}" for row in block.rows]
    room = max(12, width - _SIGNS - max(map(len, numbers), default=20) - 4)
    label = min(room, max([display_width(r.label) for r in block.rows] + [12]))
    for row, number in zip(block.rows, numbers, strict=True):
        shown = wrapped(row.label, label)
        lines.append(
            f"{padded(shown[0], label)}  {number}  "
            f"{interval_signs(row, block.limits) if row.value is not None else ''}"
        )
        lines.extend(shown[1:])
        if row.words:
            lines.extend("  " + line for line in wrapped(row.words, width - 2))
    for note in block.notes:
        lines.extend(wrapped(note, width))
    return [line.rstrip() for line in lines]


def _x(value: float) -> float:
    return _EDGE + max(0.0, min(1.0, value)) * (_WIDE - 2 * _EDGE)


def _place(value: float) -> int:
    return round(max(0.0, min(1.0, value)) * (_SIGNS - 1))


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    start = f'x1="{x1:.1f}" y1="{y1:.1f}"'
    return f'<line class="{name}" {start} x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _word(value: float, word: str, anchor: str) -> str:
    return (
        f'<text x="{_x(value):.1f}" y="{_TALL - 3:.1f}" text-anchor="{anchor}">'
        f"{word}</text>"
    )


def _svg(tall: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="interval" viewBox="0 0 {_WIDE:.0f} {tall:.0f}" '
        f'width="{_WIDE:.0f}" height="{tall:.0f}" aria-hidden="true">'
        + "".join(parts)
        + "</svg>"
    )
