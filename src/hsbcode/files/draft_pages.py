"""The article of a web page, and apart from it what stands around."""

from dataclasses import replace

from hsbcode.domain.drafts import Passage, PassageKind
from hsbcode.files.draft_around import begins_around
from hsbcode.files.page_reader import PageReader


def page_passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of a page; those outside the article are marked as such.

    The article is the longest ``<article>``; without one the ``<main>`` part; without
    that everything but menus, asides, comments and related items, which are told by
    their element, role, class or heading. Nothing is loaded, and scripts are not read.
    """
    reader = PageReader()
    reader.feed(text)
    reader.close()
    reader.flush()
    reader.row_ended()
    blocks = reader.blocks
    inside = [b for b in blocks if b.passage.kind is not PassageKind.AROUND]
    lengths: dict[int, int] = {}
    for block in inside:
        if block.article:
            size = len(block.passage.text)
            lengths[block.article] = lengths.get(block.article, 0) + size
    longest = max(lengths, key=lambda one: (lengths[one], -one), default=0)
    has_main = any(block.in_main for block in inside)
    found: list[Passage] = []
    heading = above = ""
    around = 0
    for block in blocks:
        passage = block.passage
        outside = (longest and block.article != longest) or (
            not longest and has_main and not block.in_main
        )
        if block.level and not outside:
            heading = passage.text
            if begins_around(heading, page=True):
                around = block.level
            elif around and block.level <= around:
                around = 0
        elif not block.level and begins_around(passage.text, page=True):
            around = around or 7
        if outside or around:
            passage = replace(passage, kind=PassageKind.AROUND)
        caption = passage.caption or above
        if passage.kind is PassageKind.CELL:
            passage = replace(passage, caption=caption, heading=heading)
        else:
            if not block.level:
                passage = replace(passage, heading=heading)
            above = passage.text if len(passage.text) < 200 else above
        found.append(passage)
    return tuple(found)
