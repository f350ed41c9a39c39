"""Where bars and words of a chart stand, in percentage points and pixels."""

from collections.abc import Iterator
from dataclasses import dataclass

from hsbcode.domain.answer_scales import AnswerScale
from hsbcode.numbers.printing import printed_percent
from hsbcode.report.bar_charts import BarChart, ChartKind, ChartRow, Part, net
from hsbcode.report.chart_words import row_base, shown
from hsbcode.report.widths import display_width, wrapped

WIDTH = 560
"""Pixels for the bars."""
TEXT = 16
"""12 pt, the smallest text on a chart."""
COLUMN = 8.5
"""Pixels that a column of text takes at this size, capitals among it."""
_LABEL_COLUMNS = 36
_LABEL_LINES = 3
_APART_GAP = 6.0
_ROOM_AFTER_BARS = 1.32

# the Analysis Function palette: dark blue, turquoise, dark pink, orange, grey, purple
PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
_BLUE, _TURQUOISE, _PINK, _ORANGE, _GREY, _PURPLE = PALETTE
_DARK = frozenset((_BLUE, _PINK, _GREY))
_MORE = (_BLUE, _TURQUOISE, _PURPLE)
_LESS = (_PINK, _ORANGE, _PURPLE)
_APART = (_GREY, _PURPLE)


@dataclass(frozen=True, slots=True)
class Segment:
    """One drawn piece: from ``start`` to ``end`` in points, with its words."""

    row: int
    start: float
    end: float
    label: str
    words: str
    ink: str
    """Colour of the words: at least 4.5 to 1 on the segment."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything a drawing library has to be told."""

    segments: tuple[Segment, ...]
    low: float
    high: float
    """Ends of the axis in points; 0 lies between them."""
    row_labels: tuple[str, ...]
    row_ends: tuple[str, ...]
    """Words behind each bar: its numbers, or net agreement."""
    row_end_places: tuple[float, ...]
    end_heading: str
    key: tuple[tuple[str, str], ...]
    """Label and colour, in drawn order; empty where bars have one colour."""
    label_width: int
    row_height: int


def laid_out(chart: BarChart) -> Layout:
    """Return where everything stands."""
    labels = [_row_label(chart, row) for row in chart.rows]
    lines = [line for label in labels for line in label]
    places = [_places(chart, row) for row in chart.rows]
    flat = [place for row in places for place in row]
    low = min([start for start, _ in flat], default=0.0)
    high = max([end for _, end in flat], default=0.0)
    if chart.kind is ChartKind.STACKED:
        high = 100.0
    elif chart.scale is None:
        # room for the numbers behind the longest bar
        high = max(high, 1.0) * _ROOM_AFTER_BARS
    high = max(high, low + 1.0)
    key = _key(chart)
    colours = [colour for _, colour in key] or [_BLUE]
    names = [label for label, _ in key] or [""]
    scale_of_pixels = WIDTH / (high - low)
    segments = tuple(
        Segment(
            at,
            start,
            end,
            names[place],
            _inside(part, names[place], (end - start) * scale_of_pixels),
            "#FFFFFF" if colours[place] in _DARK else "#000000",
        )
        for at, (row, of_row) in enumerate(zip(chart.rows, places, strict=True))
        for place, (part, (start, end)) in enumerate(
            zip(row.parts, of_row, strict=True)
        )
        if end > start
    )
    return Layout(
        segments=segments,
        low=low,
        high=high,
        row_labels=tuple("\n".join(label) for label in labels),
        row_ends=tuple(_row_end(chart, row) for row in chart.rows),
        row_end_places=tuple(
            (of_row[0][1] if chart.scale is None else high) for of_row in places
        ),
        end_heading=_heading(chart),
        key=key,
        label_width=round(max(map(display_width, lines), default=0) * COLUMN),
        row_height=max([len(label) for label in labels] + [1]) * 20 + 14,
    )


def _row_label(chart: BarChart, row: ChartRow) -> list[str]:
    alone = chart.scale is not None and len(chart.rows) == 1
    words = "" if alone else shown(row.label, _LABEL_COLUMNS * _LABEL_LINES)
    lines = wrapped(words, _LABEL_COLUMNS) if words else []
    if len(lines) > _LABEL_LINES:
        lines = [*lines[: _LABEL_LINES - 1], lines[_LABEL_LINES - 1] + "…"]
    if row.level and lines:
        lines[0] = "– " + lines[0]
    base = row_base(row)
    if base and (chart.scale is not None or not chart.same_base):
        # behind the label where there is room for it
        beside = f"{lines[-1]} ({base})" if lines else base
        if display_width(beside) <= _LABEL_COLUMNS:
            lines[-1:] = [beside]
        else:
            lines.append(base)
    return lines or [""]


def _places(chart: BarChart, row: ChartRow) -> list[tuple[float, float]]:
    """Return from where to where each part goes; nothing is drawn of a hidden row."""
    if not row.drawn or not row.base:
        return [(0.0, 0.0) for _ in row.parts]
    widths = [100 * part.share.count / row.base for part in row.parts if part.share]
    scale = chart.scale
    if scale is None:
        return [(0.0, widths[0])]
    if chart.kind is ChartKind.STACKED:
        return list(_side_by_side(widths, 0.0))
    left, right = len(scale.less), len(scale.less) + len(scale.more)
    return [
        *_side_by_side(widths[:left], -sum(widths[:left])),
        *_side_by_side(widths[left:right], 0.0),
        *_side_by_side(widths[right:], _apart_from(chart, scale)),
    ]


def _apart_from(chart: BarChart, scale: AnswerScale) -> float:
    """Return where the detached answers begin: behind the longest bar of all rows."""
    first = len(scale.less)
    longest = 0.0
    for row in chart.rows:
        shares = [part.share for part in row.parts[first : first + len(scale.more)]]
        if row.drawn and row.base:
            counts = sum(share.count for share in shares if share)
            longest = max(longest, 100 * counts / row.base)
    return longest + _APART_GAP


def _side_by_side(widths: list[float], start: float) -> Iterator[tuple[float, float]]:
    for width in widths:
        yield start, start + width
        start += width


def _key(chart: BarChart) -> tuple[tuple[str, str], ...]:
    scale = chart.scale
    if scale is None:
        return ()
    if chart.kind is ChartKind.STACKED:
        colours = [PALETTE[n % len(PALETTE)] for n in range(len(scale.labels))]
    else:
        # the strongest answer has the darkest colour on either side
        less = [_LESS[min(n, 2)] for n in range(len(scale.less))]
        more = [_MORE[min(n, 2)] for n in range(len(scale.more))][::-1]
        colours = [*less, *more, *(_APART[n % 2] for n in range(len(scale.apart)))]
    names: list[str] = []
    for label in scale.labels:
        name = shown(label, 40)
        # cut labels may look alike, and a key must not join them
        names.append(f"{name} ({names.count(name) + 1})" if name in names else name)
    return tuple(zip(names, colours, strict=True))


def _inside(part: Part, label: str, pixels: float) -> str:
    """Return the longest words that fit into a segment."""
    if part.share is None or not label:
        return ""
    percent = printed_percent(part.share)
    for words in (f"{label} {percent}", percent, percent.removesuffix(" %")):
        if display_width(words) * COLUMN + 6 <= pixels:
            return words
    return ""


def _row_end(chart: BarChart, row: ChartRow) -> str:
    if chart.scale is None:
        return row.parts[0].printed
    if not row.drawn:
        return "not drawn"
    points = net(row, chart.scale)
    if points and len(chart.rows) == 1:
        return f"net {chart.scale.more_word} {points}"
    return points


def _heading(chart: BarChart) -> str:
    scale = chart.scale
    if scale is None or not scale.has_two_ends or len(chart.rows) == 1:
        return ""
    return f"Net {scale.more_word}"
