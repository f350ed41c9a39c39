"""Stretches of words that coders marked, ready to be compared."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Spans: TypeAlias = Mapping[str, Mapping[str, Sequence[tuple[str, int, int]]]]
"""Unit → coder → (code, start, end)."""


def trimmed_spans(
    spans: Spans, texts: Mapping[str, str]
) -> dict[str, dict[str, list[tuple[str, int, int]]]]:
    """Return the spans without white space and punctuation at their ends.

    Args:
        spans: of each unit and coder.
        texts: unit → its text; without one a span stays as it is.
    """
    from hsbcode.agreement.spans import trimmed

    found: dict[str, dict[str, list[tuple[str, int, int]]]] = {}
    for unit, by in spans.items():
        text = texts.get(unit)
        for coder, marked in by.items():
            kept = found.setdefault(unit, {}).setdefault(coder, [])
            for code, start, end in marked:
                inside = (start, end) if text is None else trimmed(text, start, end)
                if inside is not None:
                    kept.append((code, *inside))
    return found
