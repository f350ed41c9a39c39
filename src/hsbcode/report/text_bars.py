"""Charts as bars of characters, for terminals, mail and screen readers."""

from dataclasses import dataclass

from hsbcode.numbers.printing import printed_percent
from hsbcode.report.bar_charts import BarChart, ChartKind, ChartRow, net
from hsbcode.report.chart_words import chart_caption, chart_title, row_base, shown
from hsbcode.report.widths import display_width, padded, wrapped

NARROWEST = 30
_WIDEST_LABEL = 34
_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters that bars are made of."""

    full: str
    shades: tuple[str, ...]
    """For the labels of a scale, strongest first; then again from the first."""
    aside: tuple[str, ...]
    """For answers that stand apart."""
    axis: str


BLOCKS = Marks("█", ("█", "▒", "▚"), ("░", "·"), "│")
ASCII = Marks("#", ("#", "=", "-"), (".", ":"), "|")


def bars_text(chart: BarChart, width: int = 100, marks: Marks = BLOCKS) -> str:
    """Return a chart in lines of at most ``width`` columns, numbers in words beside.

    Args:
        chart: what to draw.
        width: columns of the terminal; less than ``NARROWEST`` counts as that.
        marks: ``BLOCKS``, or ``ASCII`` for terminals that have nothing else.
    """
    width = max(width, NARROWEST)
    lines = wrapped(chart_title(chart), width)
    if chart.scale is None:
        lines.extend(_plain_bars(chart, width, marks))
    else:
        lines.extend(_key(chart, width, marks))
        for row in chart.rows:
            lines.extend(_stacked_row(chart, row, width, marks))
    for sentence in chart_caption(chart):
        lines.extend(wrapped(sentence, width))
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    return _in_ascii(text) if marks is ASCII else text


def _plain_bars(chart: BarChart, width: int, marks: Marks) -> list[str]:
    ends = [
        row.parts[0].printed
        if chart.same_base
        else f"{row.parts[0].printed} {row_base(row)}"
        for row in chart.rows
    ]
    end_width = max(map(display_width, ends))
    labels = [shown(row.label, 2 * _WIDEST_LABEL) for row in chart.rows]
    wanted = max(
        display_width(label) + _indent(row)
        for label, row in zip(labels, chart.rows, strict=True)
    )
    label_width = max(8, min(wanted, _WIDEST_LABEL, width // 3))
    room = max(3, width - label_width - end_width - 2 * _BETWEEN)
    values = [_value(row) for row in chart.rows]
    longest = max(values) or 1.0
    lines = []
    for row, label, value, end in zip(chart.rows, labels, values, ends, strict=True):
        # half a character and more is drawn; whoever is there has at least one
        bar = marks.full * max(int(room * value / longest + 0.5), int(value > 0))
        left = " " * _indent(row)
        first, *rest = wrapped(label, label_width - len(left))
        gap = " " * _BETWEEN if bar else " "
        lines.append(f"{padded(left + first, label_width)}  {bar}{gap}{end}")
        lines.extend(left + line for line in rest)
    return lines


def _stacked_row(chart: BarChart, row: ChartRow, width: int, marks: Marks) -> list[str]:
    scale = chart.scale
    if scale is None:
        return []
    head = f"{shown(row.label)} ({row_base(row)})" if row.base else shown(row.label)
    lines = ["", *wrapped(head, width)]
    if not row.drawn or not row.base:
        return [*lines, "  not drawn; the table says why"]
    lines.append("  " + _bar(chart, row, row.base, width - 2, marks))
    words = [
        f"{shown(label, 30)} {printed_percent(part.share)}"
        for label, part in zip(scale.labels, row.parts, strict=True)
        if part.share is not None
    ]
    points = net(row, scale)
    if points:
        words.append(f"net {scale.more_word} {points}")
    lines.extend("  " + line for line in _in_lines(words, width - 2))
    return lines


def _in_lines(words: list[str], width: int) -> list[str]:
    """Return words side by side, broken between them: “5 %” stays together."""
    lines: list[str] = []
    for each in words:
        joined = f"{lines[-1]}; {each}" if lines else each
        if lines and display_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.extend(wrapped(each, width))
    return lines


def _bar(chart: BarChart, row: ChartRow, base: int, width: int, marks: Marks) -> str:
    signs = _signs(chart, marks)
    shares = [part.share.count / base if part.share else 0.0 for part in row.parts]
    if chart.kind is ChartKind.STACKED or chart.scale is None:
        return _pieces(shares, signs, width)
    first = len(chart.scale.less)
    last = first + len(chart.scale.more)
    left, right, aside = (
        max(sum(_share_of(each, start, end)) for each in chart.rows)
        for start, end in ((0, first), (first, last), (last, len(shares)))
    )
    # the axis, and two columns before those who stand apart
    unit = (width - 3) / max(left + right + aside, 0.01)
    less = _pieces(shares[:first], signs[:first], unit)
    more = _pieces(shares[first:last], signs[first:last], unit)
    before = " " * max(0, int(unit * left) - len(less))
    behind = " " * max(0, int(unit * right) - len(more))
    apart = _pieces(shares[last:], signs[last:], unit)
    return f"{before}{less}{marks.axis}{more}{behind}  {apart}"


def _share_of(row: ChartRow, start: int, end: int) -> list[float]:
    if not row.drawn or not row.base:
        return []
    return [part.share.count / row.base for part in row.parts[start:end] if part.share]


def _pieces(shares: list[float], signs: list[str], unit: float) -> str:
    """Return the pieces of a bar; cut where they begin and end, so that they add up."""
    bar = []
    start = 0.0
    for share, sign in zip(shares, signs, strict=True):
        end = start + share
        bar.append(sign * (int(unit * end) - int(unit * start)))
        start = end
    return "".join(bar)


def _signs(chart: BarChart, marks: Marks) -> list[str]:
    scale = chart.scale
    if scale is None:
        return [marks.full]
    shades = marks.shades
    less = [shades[min(n, 2)] for n in range(len(scale.less))]
    more = [shades[min(n, 2)] for n in range(len(scale.more))]
    if scale.has_two_ends:
        more.reverse()
    else:
        more = [shades[n % 3] for n in range(len(scale.more))]
    return [*less, *more, *(marks.aside[n % 2] for n in range(len(scale.apart)))]


def _key(chart: BarChart, width: int, marks: Marks) -> list[str]:
    scale = chart.scale
    if scale is None:
        return []
    signs = zip(_signs(chart, marks), scale.labels, strict=True)
    key = "; ".join(f"{sign * 2} {shown(label, 30)}" for sign, label in signs)
    return wrapped(f"From left to right: {key}", width)


def _indent(row: ChartRow) -> int:
    return min(2 * row.level, 6)


def _value(row: ChartRow) -> float:
    share = row.parts[0].share
    return (share.value or 0.0) if share else 0.0


def _in_ascii(text: str) -> str:
    """Return our own signs in ASCII; people's labels keep their letters."""
    return text.translate(
        {0x2212: "-", 0x2013: "-", 0x2026: "...", 0x201C: '"', 0x201D: '"', 0xA0: " "}
    )
