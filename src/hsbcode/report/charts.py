"""Charts as pictures: SVG for pages, PNG for documents, the same bytes every time.

Vega-Lite draws them inside this process; nothing is asked of the network.
"""

import re
from typing import Any

from hsbcode.report.bar_charts import BarChart, ChartKind
from hsbcode.report.chart_layout import COLUMN, PALETTE, TEXT, WIDTH, Layout, laid_out
from hsbcode.report.chart_words import chart_caption, chart_title, text_alternative
from hsbcode.report.widths import display_width, wrapped

_VEGA_LITE = "6.1"
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_INK = "#1C1C1C"
_LINE = "#595959"
_LINE_HEIGHT = 20
_TITLE_COLUMNS = 78
_CAPTION_COLUMNS = 92
_KEY_BEYOND = 120
_ROOT = re.compile(r"<svg[^>]*\bviewBox=\"([^\"]*)\"[^>]*>")


def svg(chart: BarChart, source: str = "") -> str:
    """Return a chart as one SVG file with its text alternative.

    Args:
        chart: what to draw.
        source: where the answers come from, printed in the caption.
    """
    import vl_convert  # noqa: PLC0415 - 30 MB, wanted only when something is drawn

    drawn: str = vl_convert.vegalite_to_svg(
        _specification(chart, source), vl_version=_VEGA_LITE, allowed_base_urls=[]
    )
    return drawn


def png(chart: BarChart, source: str = "", scale: float = 2.0) -> bytes:
    """Return a chart as PNG; ``scale`` 2 is sharp on paper and dense screens."""
    import vl_convert  # noqa: PLC0415 - 30 MB, wanted only when something is drawn

    drawn: bytes = vl_convert.svg_to_png(svg(chart, source), scale=scale)
    return drawn


def inline_svg(chart: BarChart, described_by: str, source: str = "") -> str:
    """Return a chart to stand inside an HTML page.

    Args:
        chart: what to draw.
        described_by: id of the element that holds the text alternative; lower-case
            letters, digits and ``-``.
        source: where the answers come from.
    """
    drawn = svg(chart, source)
    root = _ROOT.match(drawn)
    if root is None or re.fullmatch(r"[a-z0-9-]+", described_by) is None:
        raise ValueError(f"not an SVG, or not an id: {described_by!r}")
    width, height = root[1].split()[2:]
    return (
        f'<svg class="chart" viewBox="{root[1]}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{described_by}">' + drawn[root.end() :]
    )


def _specification(chart: BarChart, source: str) -> dict[str, Any]:
    import altair  # noqa: PLC0415 - 0.2 s, wanted only when something is drawn

    # half of what it offers has no types, and the other half very wide ones
    alt: Any = altair

    layout = laid_out(chart)
    height = max(layout.row_height * len(chart.rows), 1)
    across = alt.Scale(domain=[layout.low, layout.high], nice=False, zero=False)
    down = alt.Scale(domain=[len(chart.rows), 0], nice=False, zero=False)
    x = alt.X("start:Q", axis=None, scale=across)
    middle = alt.Y("middle:Q", axis=None, scale=down)
    words: dict[str, Any] = {
        "fontSize": TEXT,
        "font": _FONT,
        "lineBreak": "\n",
        "aria": False,
    }
    segments = alt.Data(values=_segments(layout))
    ends = alt.Data(values=_ends(layout))
    layers = [
        alt.Chart(segments)
        .mark_rect(stroke="#FFFFFF", strokeWidth=2, aria=False)
        .encode(
            x=x,
            x2="end:Q",
            y=alt.Y("top:Q", axis=None, scale=down),
            y2="bottom:Q",
            color=_colour(alt, layout),
        ),
        alt.Chart(segments)
        .mark_text(**words)
        .encode(
            x=alt.X("centre:Q", axis=None, scale=across),
            y=middle,
            text="words:N",
            color=alt.Color("ink:N", scale=None),
        ),
        alt.Chart(ends)
        .mark_text(align="left", dx=8, color=_INK, **words)
        .encode(x=x, y=middle, text="words:N"),
        alt.Chart(ends)
        .mark_text(align="right", color=_INK, lineHeight=_LINE_HEIGHT, **words)
        .encode(x=alt.value(-10), y=alt.Y("first:Q", scale=down), text="label:N"),
        *_fixed(alt, chart, layout, height, words, source),
    ]
    if chart.kind is not ChartKind.STACKED:
        layers.append(
            alt.Chart(alt.Data(values=[{"start": 0}]))
            .mark_rule(color=_LINE, strokeWidth=1.5, aria=False)
            .encode(x=x)
        )
    picture = (
        alt.layer(*layers)
        .properties(
            width=WIDTH,
            height=height,
            background="#FFFFFF",
            padding=14,
            description=text_alternative(chart),
            title=alt.TitleParams(
                wrapped(chart_title(chart), _TITLE_COLUMNS),
                anchor="start",
                align="left",
                font=_FONT,
                fontSize=20,
                fontWeight="bold",
                color=_INK,
                offset=18,
                aria=False,
            ),
        )
        .configure_view(stroke=None)
    )
    specification: dict[str, Any] = picture.to_dict()
    return specification


def _segments(layout: Layout) -> list[dict[str, Any]]:
    return [
        {
            "start": segment.start,
            "end": segment.end,
            "centre": (segment.start + segment.end) / 2,
            "top": segment.row + 0.12,
            "middle": segment.row + 0.5,
            "bottom": segment.row + 0.88,
            "label": segment.label,
            "words": segment.words,
            "ink": segment.ink,
        }
        for segment in layout.segments
    ]


def _ends(layout: Layout) -> list[dict[str, Any]]:
    rows = zip(layout.row_labels, layout.row_ends, layout.row_end_places, strict=True)
    return [
        {
            "label": label,
            "words": end,
            "start": place,
            "middle": row + 0.5,
            # the lines of a label stand around the middle of its bar
            "first": row
            + 0.5
            - label.count("\n") * _LINE_HEIGHT / 2 / layout.row_height,
        }
        for row, (label, end, place) in enumerate(rows)
    ]


def _colour(alt: Any, layout: Layout) -> Any:
    if not layout.key:
        return alt.value(PALETTE[0])
    labels = [label for label, _ in layout.key]
    widths = [display_width(label) * COLUMN + 34 for label in labels]
    room = WIDTH + _KEY_BEYOND
    columns = len(labels) if sum(widths) <= room else int(room // max(widths)) or 1
    return alt.Color(
        "label:N",
        sort=None,
        scale=alt.Scale(domain=labels, range=[colour for _, colour in layout.key]),
        legend=alt.Legend(
            orient="top",
            offset=36 if layout.end_heading else 18,
            title=None,
            direction="horizontal",
            columns=columns,
            labelFont=_FONT,
            labelFontSize=TEXT,
            labelLimit=0,
            labelColor=_INK,
            symbolType="square",
            symbolSize=260,
            symbolOpacity=1,
            columnPadding=18,
            rowPadding=6,
            aria=False,
        ),
    )


def _fixed(
    alt: Any,
    chart: BarChart,
    layout: Layout,
    height: int,
    words: dict[str, Any],
    source: str,
) -> list[Any]:
    """Return the caption and the heading of the last column."""
    lines = [
        line
        for sentence in chart_caption(chart, source)
        for line in wrapped(sentence, _CAPTION_COLUMNS)
    ]
    found = [
        alt.Chart(alt.Data(values=[{"words": "\n".join(lines)}]))
        .mark_text(align="left", color=_LINE, lineHeight=_LINE_HEIGHT, **words)
        .encode(
            x=alt.value(-layout.label_width - 10),
            y=alt.value(height + 30),
            text="words:N",
        )
    ]
    if layout.end_heading:
        found.append(
            alt.Chart(alt.Data(values=[{"words": layout.end_heading}]))
            .mark_text(align="left", color=_INK, fontWeight="bold", **words)
            .encode(x=alt.value(WIDTH + 8), y=alt.value(-12), text="words:N")
        )
    return found
