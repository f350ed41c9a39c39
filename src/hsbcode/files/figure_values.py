"""The values of a list of published numbers: numbers, filters, questions, ids."""

import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

from hsbcode.domain.errors import FigureListError
from hsbcode.domain.figures import Figure, Filter, Relation, Unit

_FILTER = re.compile(r"(\S+)\s+(==|has|lacks)\s+(.+)")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,6})?")


def number(value: object, figure: str, source: str) -> tuple[Fraction, int]:
    """Return a printed number and how many decimals it has.

    Raises:
        FigureListError: it is no plain number.
    """
    text = str(value).strip().removesuffix("%").strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise FigureListError(
            f"{source}: the value of figure “{figure[:80]}” is no plain number.",
            "Write it with digits and a point, such as 43 or 43.5.",
        )
    return Fraction(text), len(text.partition(".")[2])


def whole_floats(figures: list[Figure]) -> list[Figure]:
    """Take ``43.0`` for 43 where no share of the list has a decimal but zero."""
    if any(f.unit is Unit.PERCENT and f.value.denominator != 1 for f in figures):
        return figures
    return [replace(figure, digits=0) for figure in figures]


def read_filter(text: str) -> Filter | None:
    """Read ``region == north`` or ``q4 has rain``; other words stay words."""
    if not text.strip():
        return None
    found = _FILTER.fullmatch(text.strip())
    if found is None:
        return Filter("", Relation.OTHER, text.strip())
    return Filter(found[1], Relation(found[2]), found[3].strip())


def measured(questions: list[str], at: Filter | None) -> tuple[str, ...]:
    """Return the questions counted, without the one the filter is about.

    A variable made of a question (``agency7`` of ``a_agency``) names it, too.
    """
    if at is None or len(questions) < 2:
        return tuple(sorted(questions))
    kept = [q for q in questions if at.variable not in (q, _bare(q))]
    if len(kept) == len(questions):
        kept = [q for q in questions if not at.variable.startswith(_bare(q))]
    return tuple(sorted(kept or questions))


def _bare(question: str) -> str:
    """Return a question's id without the letter of its form."""
    return re.sub(r"^[a-z]_", "", question)


def refuse_twice(ids: list[str], source: str) -> None:
    """Refuse a list in which one id names two things.

    Raises:
        FigureListError: names the first such id.
    """
    for name, times in Counter(ids).items():
        if times > 1:
            raise FigureListError(f"{source}: the id “{name[:80]}” is used twice.")


def refuse_base(base: int | None, figure: str, source: str) -> None:
    """Refuse a base that no crowd can have.

    Raises:
        FigureListError: the base is not a positive number.
    """
    if base is not None and base < 1:
        raise FigureListError(
            f"{source}: the base of figure “{figure[:80]}” is {base}.",
            "Leave base_n out where no base is printed.",
        )
