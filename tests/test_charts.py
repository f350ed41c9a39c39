"""Pictures: the same bytes, nothing foreign inside, 12 pt, hostile labels harmless."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hsbcode.report.bar_charts import BarChart, bar_chart
from hsbcode.report.chart_layout import PALETTE, laid_out
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.charts import inline_svg, png, svg
from hsbcode.report.document import ChartBlock, Document, TableBlock
from hsbcode.report.html import html
from hsbcode.report.markdown import markdown
from tests.chart_tables import AGREE, grid, one_question
from tests.reporting_study import HOSTILE

ROOT = Path(__file__).parents[1]
ROWS = [("Direct work", (30, 90, 24, 60, 20, 33)), ("Plans", (8, 90, 9, 40, 12, 10))]
_SVG = "{http://www.w3.org/2000/svg}"


def chart_of_grid() -> BarChart:
    chart = bar_chart(grid(ROWS, AGREE))
    assert chart is not None
    return chart


def hostile_chart() -> BarChart:
    counts = {text: at + 1 for at, text in enumerate(HOSTILE)}
    counts["\ufffe\uffff"] = 3
    title = f"{HOSTILE[0]} {HOSTILE[5]} {HOSTILE[11]}"
    chart = bar_chart(one_question(counts, title=title, base=90))
    assert chart is not None
    return chart


def hostile_grid() -> BarChart:
    rows = [(text, (30, 90, 24, 60, 20, 33)) for text in HOSTILE[:8]]
    chart = bar_chart(grid(rows, AGREE))
    assert chart is not None
    return chart


@pytest.mark.parametrize("make", [chart_of_grid, hostile_chart])
def test_row_52_two_drawings_have_the_same_bytes(make: Callable[[], BarChart]) -> None:
    assert svg(make(), "study") == svg(make(), "study")
    assert png(make(), "study") == png(make(), "study")


def test_row_52_another_process_draws_the_same_bytes() -> None:
    code = (
        "import sys; from tests.test_charts import chart_of_grid; "
        "from hsbcode.report.charts import svg; "
        "sys.stdout.buffer.write(svg(chart_of_grid(), 's').encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True
    )
    assert done.stdout.decode() == svg(chart_of_grid(), "s")


def test_a_png_is_one() -> None:
    drawn = png(chart_of_grid())
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(drawn[16:20], "big")
    assert width > 1200
    assert len(png(chart_of_grid(), scale=1.0)) < len(drawn)


@pytest.mark.parametrize("make", [chart_of_grid, hostile_chart, hostile_grid])
def test_only_shapes_and_words_are_drawn(make: Callable[[], BarChart]) -> None:
    source = svg(make(), HOSTILE[0])
    tree = ElementTree.fromstring(source)
    shapes = {f"{_SVG}{n}" for n in ("svg", "g", "path", "rect", "text", "tspan")}
    assert {each.tag for each in tree.iter()} <= {*shapes, f"{_SVG}line"}
    names = {name for each in tree.iter() for name in each.attrib}
    assert not {n for n in names if n.startswith("on") or "href" in n or n == "style"}
    assert not {n for n in names if n == "id"}
    assert "url(" not in source
    assert "<script" not in source
    words = {"".join(each.itertext()) for each in tree.iter(f"{_SVG}text")}
    if make is hostile_chart:
        assert HOSTILE[0] in words
        assert HOSTILE[11] in words


def test_words_are_12_pt_or_larger_and_horizontal() -> None:
    source = svg(chart_of_grid(), "study")
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', source)]
    assert min(sizes) >= 16
    assert "rotate" not in source


def test_colours_are_of_the_palette_with_white_between() -> None:
    source = svg(chart_of_grid())
    used = set(re.findall(r'<path d="[^"]+" fill="(#\w{6})" stroke="#FFFFFF"', source))
    assert used == set(PALETTE)


def test_words_on_colours_can_be_read() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        a, b = sorted((light(one), light(other)), reverse=True)
        return (a + 0.05) / (b + 0.05)

    layout = laid_out(chart_of_grid())
    colours = dict(layout.key)
    for segment in layout.segments:
        assert contrast(segment.ink, colours[segment.label]) >= 4.5
    assert all(contrast(colour, "#FFFFFF") >= 3 for colour in PALETTE)


def test_every_number_that_fits_is_on_its_segment() -> None:
    words = ElementTree.fromstring(svg(chart_of_grid()))
    texts = {"".join(each.itertext()) for each in words.iter(f"{_SVG}text")}
    assert {"Agree 35 %", "Agree 53 %", "Net agree", "+16", "+27"} <= texts
    assert set(AGREE) <= texts


def test_cut_labels_that_look_alike_stay_apart() -> None:
    longer = "x" * 300
    counts = {f"Not applicable {longer}{n}": 20 for n in range(2)}
    chart = bar_chart(one_question({"Agree": 20, "Disagree": 20, **counts}))
    assert chart is not None
    assert chart.kind == "diverging"
    assert "… (2)" in svg(chart)


def test_a_page_holds_the_picture_its_words_and_the_table() -> None:
    table = grid([(HOSTILE[0], (30, 90, 24, 60, 20, 33))], AGREE)
    chart = bar_chart(table)
    assert chart is not None
    document = Document("R", (ChartBlock(chart, HOSTILE[11]), TableBlock(table)))
    page = html(document)
    assert page == html(document)
    assert "<script" not in page
    assert page.count("<svg") == page.count("<figure>") == 1
    assert 'role="img" aria-labelledby="figure-1"' in page
    assert '<figcaption id="figure-1"' in page
    assert "All numbers: table F9." in page
    assert page.index("<svg") < page.index("<table")
    assert "xmlns" not in page
    assert not re.search(r"<[^>]*\son\w+=", page)


def test_markdown_tells_the_chart_and_points_nowhere() -> None:
    chart = hostile_chart()
    text = markdown(Document("R", (ChartBlock(chart),)))
    assert "Bar chart" in text
    assert "<script>" not in text
    assert "![" not in text.replace("\\[", "")
    assert "\n\n" in text
    assert text_alternative(chart).startswith("Bar chart")


def test_an_id_is_an_id() -> None:
    with pytest.raises(ValueError, match="not an id"):
        inline_svg(chart_of_grid(), '"><script>')
