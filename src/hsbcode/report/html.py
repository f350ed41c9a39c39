"""A document as one HTML file that asks nothing of the network."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.shares import Share
from hsbcode.domain.visible import visible
from hsbcode.numbers.printing import base_text, printed_count, printed_percent
from hsbcode.report.document import Document
from hsbcode.report.grids import missing_sentence
from hsbcode.report.printed import printed_blocks


def html(document: Document) -> str:
    """Return a document as one HTML page.

    Styles are inside, there are no scripts and no links to elsewhere. All text is
    escaped, and control characters are visible symbols.
    """
    return _template().render(document=document, blocks=tuple(printed_blocks(document)))


def _shown(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        theme_count=lambda theme: printed_count(Share(theme.count, theme.base)),
        theme_base=_theme_base,
        quote_reason=_quote_reason,
        missing_sentence=missing_sentence,
    )
    source = files("hsbcode.report").joinpath("templates", "report.html.j2")
    return environment.from_string(source.read_text(encoding="utf-8"))


def _theme_base(theme: ThemeQuotes) -> str:
    of_asked = printed_percent(Share(theme.count, theme.asked))
    return f"{base_text(theme.base)}; {of_asked} of {theme.asked} asked"


def _quote_reason(quote: Quote) -> str:
    return quote.reason.removeprefix("unlike the others: ")
