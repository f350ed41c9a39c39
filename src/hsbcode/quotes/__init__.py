"""Choosing and attributing quotes."""

from hsbcode.quotes.attribution import Attributions
from hsbcode.quotes.choosing import choose_quotes
from hsbcode.quotes.divergent import choose_divergent
from hsbcode.quotes.quote_table import quote_table
from hsbcode.quotes.verbatim import check_verbatim

__all__ = [
    "Attributions",
    "check_verbatim",
    "choose_divergent",
    "choose_quotes",
    "quote_table",
]
