"""Which cells of a line look otherwise than before, as far as an eye can tell."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from rich.style import Style
from textual.strip import Strip

_MARKS = (
    "bold",
    "dim",
    "italic",
    "underline",
    "underline2",
    "overline",
    "strike",
    "reverse",
    "blink",
    "blink2",
    "conceal",
)
"""What a style says beside colours."""


def differing(before: Strip, after: Strip) -> tuple[int, int]:
    """Return the first cell to paint, and the one after the last; equal for none.

    Whole segments are painted: words stay together. Strips have to be equally long.
    """
    old, new = _cells(before), _cells(after)
    if not len(old) == len(new) == after.cell_length:
        return 0, after.cell_length
    first = _common(old, new)
    if first == len(new):
        return first, first
    last = len(new) - _common(old[first:][::-1], new[first:][::-1])
    ends = list(accumulate(segment.cell_length for segment in after))
    return (
        max((end for end in ends if end <= first), default=0),
        min(end for end in ends if end >= last),
    )


def _cells(strip: Strip) -> list[tuple[str, object]]:
    """Return sign and looks of each cell, where each sign takes one."""
    return [
        (sign, of_blanks if sign == " " else of_signs)
        for text, style, _control in strip
        for of_signs, of_blanks in (_looks(style),)
        for sign in text
    ]


@lru_cache(maxsize=1024)
def _looks(style: Style | None) -> tuple[object, object]:
    """Return what of a style can be seen in signs, and in blanks between them."""
    if not style:
        return None, None
    # A terminal cannot tell what was never said from what was said to be off.
    marks = tuple(bool(getattr(style, name)) for name in _MARKS)
    seen = (style.color, style.bgcolor, marks, style.link)
    shows_in_blanks = any(marks) or style.link
    return seen, seen if shows_in_blanks else (style.bgcolor,)


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return with how many equal cells two lines begin."""
    count = 0
    for this, that in zip(one, other, strict=False):
        if this != that:
            break
        count += 1
    return count
