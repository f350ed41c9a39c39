"""Paragraphs, headings, quotes and table cells of Markdown and plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hsbcode.domain.drafts import Passage, PassageKind
from hsbcode.files.draft_around import begins_around

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_DASHES = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>"), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[\^[^\]\n]{1,20}\]:?"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\*\*|__|(?<!\\)`+"), ""),
    (re.compile(r"(?<![\w\\*])[*_](?=\S)|(?<=\S)(?<!\\)[*_](?![\w*])"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


@dataclass
class _Open:
    """What has been read of the paragraph at hand, and what stands above it."""

    lines: list[str] = field(default_factory=list)
    start: int = 1
    quote: bool = False
    heading: str = ""
    above: str = ""
    around_level: int = 0


def text_passages(text: str, *, markdown: bool) -> tuple[Passage, ...]:
    """Return the passages of a text.

    Args:
        text: the whole file, lines ended by a line feed.
        markdown: whether marks mean something; tables are read in both.
    """
    return tuple(one for one in _passages(text, markdown) if one.text.strip())


def _passages(text: str, markdown: bool) -> Iterator[Passage]:
    now = _Open()
    lines = text.split("\n")
    fenced = False
    at = 0
    while at < len(lines):
        line = lines[at]
        number = at + 1
        at += 1
        if markdown and line.lstrip().startswith(("```", "~~~")):
            yield from _ended(now, markdown)
            fenced = not fenced
            continue
        if fenced:
            continue
        if "|" in line and at < len(lines) and _DASHES.match(lines[at]):
            yield from _ended(now, markdown)
            end = at + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield from _table(lines, at - 1, end, now, markdown)
            at = end
            continue
        if not line.strip() or _RULE.match(line):
            yield from _ended(now, markdown)
            continue
        heading = _HEADING.match(line) if markdown else None
        if heading:
            yield from _ended(now, markdown)
            yield _headed(now, _plain(heading[2], True), len(heading[1]), number)
            continue
        quote = line.lstrip().startswith(">")
        if _ITEM.match(line) or quote != now.quote:
            yield from _ended(now, markdown)
        if not now.lines:
            now.start, now.quote = number, quote
        now.lines.append(re.sub(r"^\s*>\s?", "", line) if quote else line)
    yield from _ended(now, markdown)


def _headed(now: _Open, heading: str, level: int, line: int) -> Passage:
    now.heading, now.above = heading, heading
    if begins_around(heading, page=level == 0):
        now.around_level = level or 1
    elif now.around_level and 0 < level <= now.around_level:
        now.around_level = 0
    kind = PassageKind.AROUND if now.around_level else PassageKind.HEADING
    return Passage(heading, line, kind)


def _ended(now: _Open, markdown: bool) -> Iterator[Passage]:
    """Yield the paragraph that has come to its end."""
    if not now.lines:
        return
    lines, now.lines = now.lines, []
    text = "\n".join(lines)
    if not now.quote:
        text = _ITEM.sub("", text, count=1) if _ITEM.match(text) else text
    if markdown:
        bold = len(lines) == 1 and re.fullmatch(r"\s*\*\*(.+)\*\*\s*", lines[0])
        text = _plain(text, True)
        now.above = text if bold or len(lines) == 1 else now.above
    elif len(lines) == 1 and len(text) < 70 and not re.search(r"[.!?:;,”\"]\s*$", text):
        yield _headed(now, text.strip(), 0, now.start)
        return
    else:
        now.above = text if len(text) < 200 else now.above
    kind = PassageKind.QUOTE if now.quote else PassageKind.PROSE
    if now.around_level:
        kind = PassageKind.AROUND
    now.quote = False
    yield Passage(text, now.start, kind, now.heading)


def _table(
    lines: list[str], head: int, end: int, now: _Open, markdown: bool
) -> Iterator[Passage]:
    columns = [_plain(cell, markdown).strip() for cell in _cells(lines[head])]
    kind = PassageKind.AROUND if now.around_level else PassageKind.CELL
    for at in range(head + 2, end):
        cells = [_plain(cell, markdown).strip() for cell in _cells(lines[at])]
        label = cells[0] if cells else ""
        for place, cell in enumerate(cells):
            column = columns[place] if place < len(columns) else ""
            row = label if place else ""
            yield Passage(cell, at + 1, kind, now.heading, now.above, row, column)


def _cells(line: str) -> list[str]:
    return _CELLS.split(line.strip().removeprefix("|").removesuffix("|"))


def _plain(text: str, markdown: bool) -> str:
    """Return the text without marks; line breaks stay, so that lines are found."""
    if not markdown:
        return text
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    return text
