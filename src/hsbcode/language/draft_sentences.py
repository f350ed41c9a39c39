"""Sentences of a written text, with their places; no model needed."""

import re

_END = re.compile(r"(?:[.!?…]+[\"”’')\]]*|\n\s*\n)(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|ca|no|nos|fig|figs|tab|p|pp|dr|mr|mrs|ms|prof|st|"
    r"al|ed|eds|vol|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return half-open offsets of the sentences; together they cover all words.

    A dot after an abbreviation or before a small letter ends none.
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        rest = text[match.end() :].lstrip()
        dotted = match[0].startswith(".")
        if dotted and (_SHORT.search(text[start : match.start() + 1]) or not rest):
            if rest:
                continue
        elif dotted and rest[:1].islower():
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [_trimmed(text, *span) for span in spans if text[slice(*span)].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
