"""Charts as pictures: SVG for pages, PNG for documents, the same bytes every time.

Vega-Lite draws them inside this process; nothing is asked of the network.
"""

import re
from functools import lru_cache

from hsbcode.report.bar_charts import BarChart
from hsbcode.report.chart_specification import VEGA_LITE, specification

_ROOT = re.compile(r"<svg[^>]*\bviewBox=\"([^\"]*)\"[^>]*>")


@lru_cache(maxsize=64)
def svg(chart: BarChart, source: str = "", *, brief: bool = False) -> str:
    """Return a chart as one SVG file with its text alternative.

    Args:
        chart: what to draw.
        source: where the answers come from, printed in the caption.
        brief: whether the caption is short, because the table stands beside it.
    """
    import vl_convert  # noqa: PLC0415 - 30 MB, wanted only when something is drawn

    drawn: str = vl_convert.vegalite_to_svg(
        specification(chart, source, brief=brief),
        vl_version=VEGA_LITE,
        allowed_base_urls=[],
    )
    return drawn


def png(
    chart: BarChart, source: str = "", scale: float = 2.0, *, brief: bool = False
) -> bytes:
    """Return a chart as PNG; ``scale`` 2 is sharp on paper and dense screens."""
    import vl_convert  # noqa: PLC0415 - 30 MB, wanted only when something is drawn

    drawn: bytes = vl_convert.svg_to_png(svg(chart, source, brief=brief), scale=scale)
    return drawn


def inline_svg(
    chart: BarChart, described_by: str, source: str = "", *, brief: bool = False
) -> str:
    """Return a chart to stand inside an HTML page.

    Args:
        chart: what to draw.
        described_by: id of the element that holds the text alternative; lower-case
            letters, digits and ``-``.
        source: where the answers come from.
        brief: as for ``svg``.
    """
    drawn = svg(chart, source, brief=brief)
    root = _ROOT.match(drawn)
    if root is None or re.fullmatch(r"[a-z0-9-]+", described_by) is None:
        raise ValueError(f"not an SVG, or not an id: {described_by!r}")
    width, height = root[1].split()[2:]
    return (
        f'<svg class="chart" viewBox="{root[1]}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{described_by}">' + drawn[root.end() :]
    )
