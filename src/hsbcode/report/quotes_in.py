"""The quotes that a finished document prints, wherever they stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from hsbcode.domain.quotes import Quote
from hsbcode.report.document import Document


def quotes_in(document: Document) -> Iterator[Quote]:
    """Yield every quote of a document, as often as it stands there."""
    yield from _quotes(document.blocks)


def _quotes(value: Any) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _quotes(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _quotes(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _quotes(getattr(value, each.name))
