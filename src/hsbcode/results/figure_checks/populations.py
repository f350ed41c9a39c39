"""Whom a printed number is said of, against the people behind the same number."""

from collections.abc import Iterator
from fractions import Fraction

from hsbcode.domain.figures import (
    EVERYONE,
    Check,
    Figure,
    FigureList,
    Finding,
    Kind,
    Unit,
    Weight,
)
from hsbcode.numbers.rounding import half_up
from hsbcode.results.figure_checks.groups import Known, limit_of
from hsbcode.results.figure_checks.splits import Cut, quantity

_NEARLY_ALL = Fraction(17, 20)
"""A split of fewer of a group's people than this is no split of the group."""
_MANY = 100
"""Of fewer people it may well be that nobody gave an answer."""


def said_of_too_few(figures: FigureList) -> Iterator[Finding]:
    """Yield shares said of a group that is smaller than their base elsewhere.

    A share is printed without a base as one of those who know of a service; the same
    share of the same answer has a base elsewhere that is larger than that group.
    """
    known: Known = {}
    for figure in figures.figures:
        if figure.base is not None or not _is_plain(figure):
            continue
        limit = limit_of(figure.population, figures, known)
        if limit is None or figure.population in ("", EVERYONE):
            continue
        for other in figures.figures:
            if (
                other.is_share
                and other.value == figure.value
                and (other.measure, other.keep, other.filter)
                == (figure.measure, figure.keep, figure.filter)
                and (other.base or 0) > limit.most
            ):
                yield Finding(
                    Check.POPULATION,
                    Weight.CONTRADICTION,
                    f"{figure.name}: {figure.printed} is said of "
                    f"“{figure.population}”, who are {limit.most} at most "
                    f"({limit.reason}), but {other.name} has the base {other.base}.",
                    (figure.id, other.id, *limit.figures),
                    _left_out(other, limit.most, limit.figures, figures),
                )


def _left_out(
    share: Figure, most: int, counted_by: tuple[str, ...], figures: FigureList
) -> str:
    """Return which printed number of people makes the difference."""
    asked = {
        name for i in counted_by for name in figures.by_id[i].measure
    }  # the question that makes the group
    for figure in figures.figures:
        people = int(figure.value)
        if (
            figure.unit is Unit.COUNT
            and figure.kind is Kind.EXACT
            and asked & set(figure.measure)
            and people > 0
            and 0 <= most - ((share.base or 0) - people) <= 5
        ):
            return (
                f"{share.base} less the {people} of {figure.id} would fit: they seem "
                "to be left out of the one and kept in the other."
            )
    return ""


def of_other_people(figures: FigureList, cuts: tuple[Cut, ...]) -> Iterator[Finding]:
    """Yield shares without a base that a split of the same people does not give.

    A question and no contradiction, because a total may rest on a few more people.
    Splits of less than nearly all the people of the group say nothing.
    """
    largest: dict[str, int] = {}
    for figure in figures.figures:
        if figure.filter is None and figure.base:
            known = largest.get(figure.population, 0)
            largest[figure.population] = max(known, figure.base)
    for figure in figures.figures:
        if figure.base is not None or not _is_plain(figure):
            continue
        least = _NEARLY_ALL * largest.get(figure.population, 0)
        splits = [
            cut
            for cut in cuts
            if cut.whole
            and cut.people is not None
            and cut.quantity == quantity(figure)
            and cut.total >= least
        ]
        if not splits:
            continue
        first = splits[0]
        # splits of the same people by several options must all give the same number
        alike = [first, *(cut for cut in splits[1:] if cut.total == first.total)]
        ranges = [cut.people for cut in alike if cut.people is not None]
        low, high = max(r.low for r in ranges), min(r.high for r in ranges)
        possible = {
            half_up(Fraction(100 * n, first.total), figure.digits)
            for n in range(low, high + 1)
        }
        if possible and figure.value not in possible:
            shown = " or ".join(str(one) for one in sorted(possible))
            people = str(low) if low == high else f"{low} to {high}"
            whose = figure.population or EVERYONE
            labels = ", ".join(cut.label for cut in alike)
            yield Finding(
                Check.POPULATION,
                Weight.QUESTION,
                f"{figure.name}: {figure.printed} of “{whose}”, but "
                f"{labels} have {people} of {first.total}, which is {shown}%.",
                (figure.id, *(i for cut in alike for i in cut.ids)),
                _of_everybody(figure, figures),
            )


def _of_everybody(figure: Figure, figures: FigureList) -> str:
    """Return whose number it may be: shares of more people that add up to it."""
    parts = [
        other
        for other in figures.figures
        if other.is_share
        and other.filter is None
        and len(other.keep) == 1
        and other.keep[0] in figure.keep
        and set(figure.measure) < set(other.measure)
    ]
    if len(parts) != len(figure.keep) or sum(p.value for p in parts) != figure.value:
        return ""
    shown = " and ".join(part.name for part in parts)
    whose = parts[0].population or EVERYONE
    return f"{shown} add up to it, and they are of “{whose}”."


def chosen_by_nobody(figures: FigureList) -> Iterator[Finding]:
    """Yield shares of nought of many people: was the answer on offer at all?"""
    for figure in figures.figures:
        if (
            figure.is_share
            and figure.value == 0
            and len(figure.keep) == 1
            and figure.filter is None
            and (figure.base or 0) >= _MANY
        ):
            answer = " or ".join(figure.keep)
            yield Finding(
                Check.ON_OFFER,
                Weight.QUESTION,
                f"{figure.name}: nobody of {figure.base} chose “{answer}”. Was it on "
                "offer? What was not can be no finding.",
                (figure.id,),
            )


def _is_plain(figure: Figure) -> bool:
    return (
        figure.unit is Unit.PERCENT
        and figure.kind is Kind.EXACT
        and figure.filter is None
        and bool(figure.measure)
        and bool(figure.keep)
    )
