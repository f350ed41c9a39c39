"""Printed cells taken apart into numbers, so that files can carry numbers as numbers.

Only what is printed is read: no number is computed here, so that a file never says
another number than the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

NOT_APPLICABLE = "[z]"
"""Stands where nothing can be said, ``–`` on a page."""

_SHORTHAND = re.compile(r"\[[a-z]{1,3}\]")
_ALL_SHORTHAND = re.compile(r"(?:\[[a-z]{1,3}\]\s*)+")
_NUMBER = re.compile(r"[+−-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_ONE = "only"
_SHAPES: dict[str, tuple[str, ...]] = {
    "9": (_ONE,),
    "+9": (_ONE,),
    "9 %": ("%",),
    "9 % (9)": ("%", "n"),
    "9 (9 %)": ("n", "%"),
    "9 % (n = 9)": ("%", "base"),
    "9 % (base: n = 9)": ("%", "base"),
    "9 (base: n = 9)": ("n", "base"),
    "9 of 9": ("n", "base"),
    "9 % (9 of 9)": ("%", "n", "base"),
    "9 of 9 (9 %)": ("n", "base", "%"),
    "9 % of 9 asked": ("%", "asked"),
    "of 9 asked": ("asked",),
    "9 to 9": ("from", "to"),
    "9 % / 9 %": ("left, %", "right, %"),
    "base: n = 9": ("base",),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed."""

    value: Decimal
    signed: bool = False
    """Whether a plus is printed, too."""
    mark: str = ""
    """Shorthand that is printed beside it, e.g. ``[u]``."""

    @property
    def places(self) -> int:
        """Places after the point."""
        exponent = self.value.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0

    @property
    def text(self) -> str:
        """The number in words of a page."""
        sign = "+" if self.signed and self.value > 0 else ""
        return f"{sign}{self.value} {self.mark}".rstrip()


Value: TypeAlias = str | Number
"""Words, shorthand or a number."""


@dataclass(frozen=True, slots=True)
class _Parts:
    shape: str
    numbers: tuple[Number, ...]
    mark: str
    hides: bool
    """Whether the shorthand stands for a number and not beside one."""


def taken_apart(
    head: str, cells: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    """Return a printed column as one or more columns of numbers, words and shorthand.

    ``43 % (34)`` becomes 43 under ``HEAD (%)`` and 34 under ``HEAD (n)``; a column in
    which any cell is something else stays the words that are printed. ``–`` and cells
    without anything become ``[z]``.

    Args:
        head: what stands over the column.
        cells: the printed cells, from top to bottom.

    Returns:
        The heads, and for each cell its values, as many as there are heads.
    """
    read = [_read(cell) for cell in cells]
    shapes = {each.shape for each in read if isinstance(each, _Parts)}
    names = _names(shapes)
    if names is None:
        return (head,), tuple((_word(cell),) for cell in cells)
    heads = tuple(_head(head, name) for name in names)
    return heads, tuple(_placed(each, names) for each in read)


def _read(cell: str) -> _Parts | str:
    """Return the numbers of a cell with its shape, or the words that it is."""
    bare = " ".join(cell.split())
    if not bare or bare == "–":
        return NOT_APPLICABLE
    if bare.startswith("– "):
        bare = NOT_APPLICABLE + bare[1:]
    marks = _SHORTHAND.findall(bare)
    plain = " ".join(_SHORTHAND.sub("", bare).split())
    numbers = _NUMBER.findall(plain)
    shape = _NUMBER.sub("9", plain)
    if not numbers or shape not in _SHAPES:
        return bare
    if shape == "9" and numbers[0][0] in "+−-":
        shape = "+9"
    mark = " ".join(dict.fromkeys(marks))
    return _Parts(shape, tuple(map(_number, numbers)), mark, bare.startswith("["))


def _number(text: str) -> Number:
    return Number(Decimal(text.replace("−", "-")), text[0] in "+−")


def _names(shapes: set[str]) -> tuple[str, ...] | None:
    """Return the columns that hold every shape; None where words must stay words."""
    if not shapes:
        return None
    wide = max((_SHAPES[shape] for shape in sorted(shapes)), key=len)
    for shape in shapes:
        own = _SHAPES[shape]
        # a count without its percentage, or the difference of two percentages
        alone = (shape == "9" and "n" in wide) or (shape == "+9" and "%" in wide)
        if not alone and not set(own) <= set(wide):
            return None
    return wide


def _head(head: str, name: str) -> str:
    if name == _ONE or (name == "%" and "%" in head) or name == head.casefold():
        return head
    return f"{head} ({name})"


def _placed(read: _Parts | str, names: tuple[str, ...]) -> tuple[Value, ...]:
    if isinstance(read, str):
        return (read,) * len(names)
    own = _SHAPES[read.shape]
    if own == (_ONE,) and own != names:
        number = read.numbers[0]
        place = "%" if read.shape == "+9" else "n"
        rest = read.mark or NOT_APPLICABLE
        return tuple(number if name == place else rest for name in names)
    values = dict(zip(own, read.numbers, strict=True))
    if read.mark and read.hides:
        return tuple(values.get(name, read.mark) for name in names)
    if read.mark:
        first = values[own[0]]
        values[own[0]] = Number(first.value, first.signed, read.mark)
    return tuple(values.get(name, NOT_APPLICABLE) for name in names)


def _word(cell: str) -> str:
    return NOT_APPLICABLE if cell.strip() in ("", "–") else cell


def is_shorthand(value: Value) -> bool:
    """Return whether a value is nothing but shorthand in square brackets."""
    return isinstance(value, str) and _ALL_SHORTHAND.fullmatch(value) is not None


def shorthand_of(value: Value) -> tuple[str, ...]:
    """Return the shorthand of a value: of a number, or a value that is nothing else."""
    if isinstance(value, Number):
        return tuple(value.mark.split())
    return tuple(value.split()) if is_shorthand(value) else ()
