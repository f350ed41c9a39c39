"""Charts of tables: as text under a table, and as files with the table beside."""

import re
from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.errors import OutputError, UsageConflict
from hsbcode.domain.tables import Table
from hsbcode.files.writing import check_free, make_folder, write_file
from hsbcode.report.bar_charts import bar_chart
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.plain import table_text
from hsbcode.report.text_bars import ASCII, BLOCKS, bars_text

_ENDINGS = (".svg", ".png", ".txt")


def table_bars(table: Table, *, width: int = 100, ascii_only: bool = False) -> str:
    """Return a table as text bars; empty for a table that has no chart.

    Args:
        table: the table.
        width: columns of the terminal.
        ascii_only: for terminals without block characters.
    """
    chart = bar_chart(table)
    if chart is None:
        return ""
    return bars_text(chart, width, ASCII if ascii_only else BLOCKS)


def write_pictures(
    tables: Sequence[Table], folder: Path, source: str
) -> tuple[Path, ...]:
    """Write each table that has a chart as SVG and PNG, and its numbers as text.

    ``T5.svg``, ``T5.png`` and ``T5.txt`` (the chart in words, then the table). No
    file is overwritten: all names are checked before the first is written.

    Args:
        tables: what to draw; tables without a chart are left out.
        folder: made if it is not there.
        source: where the answers come from, for the caption.

    Raises:
        OutputError: one of the files exists, or the folder does not take them.
        UsageConflict: none of the tables has a chart.
    """
    # the drawing libraries are heavy, and text bars do not need them
    from hsbcode.report.charts import png, svg

    charts = [(table, chart) for table in tables if (chart := bar_chart(table))]
    if not charts:
        raise UsageConflict(
            "None of these tables has a chart.",
            "Charts are made of closed questions and of themes; leave --table out.",
        )
    paths = [
        [folder / f"{_file_name(table)}{ending}" for ending in _ENDINGS]
        for table, _ in charts
    ]
    make_folder(folder)
    for path in (path for of_table in paths for path in of_table):
        try:
            check_free(path)
        except OutputError as taken:
            raise OutputError(taken.message, "Name another folder.") from None
    for (table, chart), (vector, pixels, words) in zip(charts, paths, strict=True):
        text = f"{text_alternative(chart)}\n\n{table_text(table)}"
        write_file(vector, svg(chart, source).encode("utf-8"))
        write_file(pixels, png(chart, source))
        write_file(words, text.encode("utf-8"))
    return tuple(path for of_table in paths for path in of_table)


def _file_name(table: Table) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "-", table.id)[:60] or "table"
