"""A document laid out as a page: sections, contents, anchors, what a theme is in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from hsbcode.domain.quotes import Quote, ThemeQuotes
from hsbcode.domain.visible import visible
from hsbcode.report.document import (
    Document,
    Heading,
    JointBlock,
    QuotationBlock,
    QuoteBlock,
)
from hsbcode.report.grids import Grid
from hsbcode.report.joint_words import joint_rows
from hsbcode.report.printed import Printed, printed_blocks

_THEME_LEVEL = 4
_FEWEST_ENTRIES = 3
"""A page with fewer headings needs no contents."""
_REFERENCE = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.\d+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place in the document."""

    block: Printed
    place: int
    """From 1; ids of captions are made of it."""
    id: str = ""
    """Of a heading."""


@dataclass(slots=True)
class Stretch:
    """Blocks that stand together: about one theme, or about none (0)."""

    theme: int = 0
    blocks: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """Everything under one heading of the second level."""

    heading: str = ""
    id: str = ""
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    id: str
    text: str
    below: list["Entry"] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A document as the template of a page reads it."""

    document: Document
    themes: list[ThemeQuotes] = field(default_factory=list)
    """Every theme of a quote table, each once."""
    contents: list[Entry] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    """References of numbers, tables and displays that can be jumped to."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Code → number of its theme, from 1."""
    places: dict[str, list[int]] = field(default_factory=dict)
    """Reference of a quote → where it stands."""

    def number_of(self, code: str) -> int:
        """Return the number of a theme, from 1; 0 where it has no quotes."""
        return self.numbers.get(code, 0)

    def anchor(self, quote: Quote, place: int) -> str:
        """Return the id of a quote: its reference where it stands first."""
        first, *_others = self.places[quote.reference]
        return quote.reference if place == first else f"{quote.reference}-{place}"

    def other_place(self, quote: Quote, place: int) -> str:
        """Return the id of the next place where a quote stands; '' if there is none."""
        places = self.places[quote.reference]
        if len(places) == 1:
            return ""
        after = places[(places.index(place) + 1) % len(places)]
        return self.anchor(quote, after)


def page_of(document: Document) -> Page:
    """Return a document as a page."""
    page = Page(document)
    placed = [
        Placed(block, place, f"part-{place}" if isinstance(block, Heading) else "")
        for place, block in enumerate(printed_blocks(document), start=1)
    ]
    for each in placed:
        _take_in(page, each)
    page.sections = list(_sections(page, placed))
    entries = list(_entries(placed))
    if len(entries) >= _FEWEST_ENTRIES:
        page.contents = entries
    if len(page.themes) == 1:
        page.themes = []
    return page


def linked(text: str, page: Page) -> Markup:
    """Return a sentence, escaped, with its references as links into the page."""
    shown = visible(text)
    parts: list[Markup] = []
    at = 0
    for match in _REFERENCE.finditer(shown):
        # an id without a digit may be any word of the sentence
        known = match[0] in page.anchors or match[0] in page.places
        if known and any(char.isdigit() for char in match[0]):
            parts += [
                escape(shown[at : match.start()]),
                Markup('<a href="#{0}">{0}</a>').format(match[0]),
            ]
            at = match.end()
    return Markup("").join([*parts, escape(shown[at:])])


def _take_in(page: Page, placed: Placed) -> None:
    """Remember what can be jumped to in a block."""
    block = placed.block
    if isinstance(block, Grid):
        cells = {one for row in block.rows for one in row.references}
        page.anchors |= ({block.id} | cells) - {""}
    elif isinstance(block, JointBlock):
        rows = joint_rows(block.display)
        cells = {one for row in rows for one in row.references}
        page.anchors |= ({block.display.id} | cells) - {""}
    elif isinstance(block, QuoteBlock):
        for theme in block.table.themes:
            if theme.code not in page.numbers:
                page.themes.append(theme)
                page.numbers[theme.code] = len(page.themes)
    for quote in _quotes_in(block):
        places = page.places.setdefault(quote.reference, [])
        if placed.place not in places:
            places.append(placed.place)


def _quotes_in(block: Printed) -> Iterable[Quote]:
    if isinstance(block, QuoteBlock):
        return [quote for theme in block.table.themes for quote in theme.quotes]
    if isinstance(block, QuotationBlock):
        return [block.quote]
    if isinstance(block, JointBlock):
        return [quote for row in block.display.rows for quote in row.quotes]
    return []


def _sections(page: Page, placed: Iterable[Placed]) -> Iterator[Section]:
    section = Section()
    codes: dict[str, int] = {}
    for each in placed:
        block = each.block
        if isinstance(block, Heading) and block.level <= 2:
            if section.heading or section.stretches:
                yield section
            section = Section(block.text, each.id)
            continue
        if isinstance(block, QuoteBlock):
            themes = block.table.themes
            codes = {theme.label: page.number_of(theme.code) for theme in themes}
        theme = _theme_of(block, section, codes)
        if (
            not section.stretches
            or theme != section.stretches[-1].theme
            or (isinstance(block, Heading) and theme)
        ):
            section.stretches.append(Stretch(theme))
        section.stretches[-1].blocks.append(each)
    if section.heading or section.stretches:
        yield section


def _theme_of(block: Printed, section: Section, codes: dict[str, int]) -> int:
    """Return the theme a block is about: the one of the heading above it."""
    if isinstance(block, Heading):
        return codes.get(block.text, 0) if block.level >= _THEME_LEVEL else 0
    running = section.stretches[-1].theme if section.stretches else 0
    return running if block.kind in ("paragraph", "quotation") else 0


def _entries(placed: Iterable[Placed]) -> Iterator[Entry]:
    entry: Entry | None = None
    for each in placed:
        block = each.block
        if not isinstance(block, Heading) or block.level >= _THEME_LEVEL:
            continue
        if block.level <= 2 or entry is None:
            if entry is not None:
                yield entry
            entry = Entry(each.id, block.text)
        else:
            entry.below.append(Entry(each.id, block.text))
    if entry is not None:
        yield entry
