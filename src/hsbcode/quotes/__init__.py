"""Choosing and attributing quotes."""

from hsbcode.quotes.choosing import choose_quotes

__all__ = ["choose_quotes"]
