"""Which tables of a report get a picture, and which share one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hsbcode.domain.answer_scales import answer_scale
from hsbcode.domain.tables import Table
from hsbcode.report.bar_charts import MOST_BARS, BarChart, bar_chart


def report_charts(tables: Sequence[Table]) -> Iterator[tuple[BarChart | None, Table]]:
    """Yield every table with the chart that stands before it.

    Scales and themes have pictures in a report. Neighbouring questions on one scale
    share one picture, which stands before the first of their tables.
    """
    charts = [bar_chart(table) for table in tables]
    at = 0
    while at < len(tables):
        chart, end = charts[at], at + 1
        if chart is None or not _has_picture(tables[at], chart):
            yield None, tables[at]
            at = end
            continue
        while end < len(tables) and chart.scale and (after := charts[end]):
            joined = _joined(chart, after)
            if joined is None:
                break
            chart, end = joined, end + 1
        yield chart, tables[at]
        yield from ((None, table) for table in tables[at + 1 : end])
        at = end


def _has_picture(table: Table, chart: BarChart) -> bool:
    if not any(row.drawn for row in chart.rows):
        return False
    if chart.scale is not None or table.kind == "themes":
        return True
    return answer_scale(row.label for row in table.rows if row.key) is not None


def _joined(chart: BarChart, after: BarChart) -> BarChart | None:
    """Return two charts of one scale as one; None where that would mislead."""
    one, other = chart.scale, after.scale
    if one is None or other is None or chart.kind is not after.kind:
        return None
    if set(one.labels) != set(other.labels) or len(chart.rows) >= MOST_BARS:
        return None
    if (chart.notes.filter, chart.notes.recodes, chart.notes.disclosure) != (
        after.notes.filter,
        after.notes.recodes,
        after.notes.disclosure,
    ):
        return None
    places = [other.labels.index(label) for label in one.labels]
    rows = (
        replace(row, parts=tuple(row.parts[place] for place in places))
        for row in after.rows
    )
    return replace(
        chart,
        subject="",
        rows=(*chart.rows, *rows),
        tables=(*chart.tables, *after.tables),
    )
