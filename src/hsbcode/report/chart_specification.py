"""Charts in the words of Vega-Lite, which draws them (https://vega.github.io/vega-lite).

Everything is placed by ``chart_layout``; what is asked for here is bars and words at
those places, a key, a title and a caption.
"""

from typing import Any, TypeAlias

from hsbcode.report.bar_charts import BarChart, ChartKind
from hsbcode.report.chart_layout import COLUMN, PALETTE, TEXT, WIDTH, Layout, laid_out
from hsbcode.report.chart_words import chart_caption, chart_title, text_alternative
from hsbcode.report.widths import display_width, wrapped

VEGA_LITE = "6.1"
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
_INK = "#1C1C1C"
_LINE = "#595959"
_LINE_HEIGHT = 20
_TITLE_COLUMNS = 78
_CAPTION_COLUMNS = 92
_KEY_BEYOND = 120

Json: TypeAlias = dict[str, Any]


def specification(chart: BarChart, source: str = "", *, brief: bool = False) -> Json:
    """Return what Vega-Lite is asked to draw.

    Args:
        chart: what to draw.
        source: where the answers come from, printed in the caption.
        brief: whether the caption is short, because the table stands beside it.
    """
    layout = laid_out(chart)
    height = max(layout.row_height * len(chart.rows), 1)
    across = _scale(layout.low, layout.high)
    down = _scale(len(chart.rows), 0)
    segments = _segments(layout)
    ends = _ends(layout)
    layers = [
        _layer(
            segments,
            {"type": "rect", "stroke": "#FFFFFF", "strokeWidth": 2},
            x=_at("start", across),
            x2={"field": "end"},
            y=_at("top", down),
            y2={"field": "bottom"},
            color=_colour(layout),
        ),
        _layer(
            [each for each in segments if each["words"]],
            _words(),
            x=_at("centre", across),
            y=_at("middle", down),
            text=_word("words"),
            color={**_word("ink"), "scale": None},
        ),
        _layer(
            ends,
            _words(align="left", dx=8, color=_INK),
            x=_at("start", across),
            y=_at("middle", down),
            text=_word("words"),
        ),
        _layer(
            ends,
            _words(align="right", color=_INK, lineHeight=_LINE_HEIGHT),
            x={"value": -10},
            y=_at("first", down),
            text=_word("label"),
        ),
        *_fixed(layout, height, _caption(chart, source, brief=brief)),
    ]
    if chart.kind is not ChartKind.STACKED:
        line = {"type": "rule", "color": _LINE, "strokeWidth": 1.5}
        layers.append(_layer([{"start": 0}], line, x=_at("start", across)))
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.json",
        "description": text_alternative(chart),
        "background": "#FFFFFF",
        "padding": 14,
        "width": WIDTH,
        "height": height,
        "title": {
            "text": wrapped(chart_title(chart), _TITLE_COLUMNS),
            "anchor": "start",
            "align": "left",
            "font": _FONT,
            "fontSize": 20,
            "fontWeight": "bold",
            "color": _INK,
            "offset": 18,
            "aria": False,
        },
        "layer": [each for each in layers if each["data"]["values"]],
        "config": {"view": {"stroke": None}},
    }


def _layer(values: list[Json], mark: Json, **places: Json) -> Json:
    # one text tells the chart to a screen reader, so its pieces are silent
    return {
        "data": {"values": values},
        "mark": {**mark, "aria": False},
        "encoding": places,
    }


def _scale(first: float, last: float) -> Json:
    return {"domain": [first, last], "nice": False, "zero": False}


def _at(field: str, scale: Json) -> Json:
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _word(field: str) -> Json:
    return {"field": field, "type": "nominal"}


def _words(**look: Any) -> Json:
    usual = {"type": "text", "font": _FONT, "fontSize": TEXT, "lineBreak": "\n"}
    return usual | look


def _segments(layout: Layout) -> list[Json]:
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


def _ends(layout: Layout) -> list[Json]:
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


def _colour(layout: Layout) -> Json:
    if not layout.key:
        return {"value": PALETTE[0]}
    labels = [label for label, _ in layout.key]
    widths = [display_width(label) * COLUMN + 34 for label in labels]
    room = WIDTH + _KEY_BEYOND
    columns = len(labels) if sum(widths) <= room else int(room // max(widths)) or 1
    return {
        **_word("label"),
        "sort": None,
        "scale": {"domain": labels, "range": [colour for _, colour in layout.key]},
        "legend": {
            "orient": "top",
            "offset": 36 if layout.end_heading else 18,
            "title": None,
            "direction": "horizontal",
            "columns": columns,
            "labelFont": _FONT,
            "labelFontSize": TEXT,
            "labelLimit": 0,
            "labelColor": _INK,
            "symbolType": "square",
            "symbolSize": 260,
            "symbolOpacity": 1,
            "columnPadding": 18,
            "rowPadding": 6,
            "aria": False,
        },
    }


def _caption(chart: BarChart, source: str, *, brief: bool) -> str:
    return "\n".join(
        line
        for sentence in chart_caption(chart, source, brief=brief)
        for line in wrapped(sentence, _CAPTION_COLUMNS)
    )


def _fixed(layout: Layout, height: int, caption: str) -> list[Json]:
    """Return the caption and the heading of the last column."""
    found = [
        _layer(
            [{"words": caption}],
            _words(align="left", color=_LINE, lineHeight=_LINE_HEIGHT),
            x={"value": -layout.label_width - 10},
            y={"value": height + 30},
            text=_word("words"),
        )
    ]
    if layout.end_heading:
        found.append(
            _layer(
                [{"words": layout.end_heading}],
                _words(align="left", color=_INK, fontWeight="bold"),
                x={"value": WIDTH + 8},
                y={"value": -12},
                text=_word("words"),
            )
        )
    return found
