"""A document as one HTML file that asks nothing of the network."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote
from hsbcode.domain.visible import visible
from hsbcode.report.chart_words import text_alternative
from hsbcode.report.charts import inline_svg
from hsbcode.report.document import ChartBlock, Document
from hsbcode.report.grids import missing_sentence
from hsbcode.report.intervals import interval_axis_svg, interval_svg
from hsbcode.report.joint_words import (
    joint_columns,
    joint_comparison,
    joint_name,
    joint_rows,
)
from hsbcode.report.pages import linked, page_of
from hsbcode.report.theme_numbers import theme_base, theme_count, theme_of_asked


def html(document: Document) -> str:
    """Return a document as one HTML page.

    Styles are inside, there are no scripts and no links to elsewhere: themes are
    filtered by the style sheet alone. All text is escaped, and control characters are
    visible symbols.
    """
    return _template().render(page=page_of(document))


def _shown(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        theme_count=theme_count,
        theme_base=lambda theme: f"{theme_base(theme)}; {theme_of_asked(theme)}",
        quote_reason=_quote_reason,
        missing_sentence=missing_sentence,
        picture=_picture,
        interval=lambda row, limits: Markup(interval_svg(row, limits)),
        interval_axis=lambda limits: Markup(interval_axis_svg(limits)),
        text_alternative=text_alternative,
        linked=linked,
        joint_name=joint_name,
        joint_columns=joint_columns,
        joint_rows=joint_rows,
        joint_lines=_joint_lines,
    )
    return environment.get_template("report.html.j2")


def _source(name: str) -> str:
    return (
        files("hsbcode.report").joinpath("templates", name).read_text(encoding="utf-8")
    )


def _joint_lines(display: JointDisplay) -> tuple[str, ...]:
    said = (f"{who}: {share}" for who, share in joint_comparison(display))
    closed = [display.closed_result] if display.closed_result.strip() else []
    return (*closed, *said, *display.notes)


def _picture(block: ChartBlock, described_by: str) -> Markup:
    # the labels inside have been escaped by the library that drew them
    return Markup(
        inline_svg(block.chart, described_by, block.source, brief=block.brief)
    )


def _quote_reason(quote: Quote) -> str:
    return quote.reason.removeprefix("unlike the others: ")
