"""Numbers looked at alone: whole numbers of people, rounding, added shares."""

from collections.abc import Iterator
from fractions import Fraction

from hsbcode.domain.figures import Check, Figure, FigureList, Finding, Unit, Weight
from hsbcode.numbers.rounding import half_up
from hsbcode.results.figure_checks.counts import (
    added,
    counts,
    counts_cut,
    counts_to_even,
    of,
    unit_of,
)
from hsbcode.results.figure_checks.splits import Cut

FARTHEST_BASE = 3
"""How far from the printed base a fitting one is looked for."""


def impossible_shares(
    figures: FigureList, cuts: tuple[Cut, ...] = ()
) -> Iterator[Finding]:
    """Yield percentages that no whole number of the printed base gives."""
    for figure in figures.figures:
        if figure.is_share and not of(figure):
            yield _impossible(figure, cuts)


def shares_that_need_half_up(figures: FigureList) -> Iterator[Finding]:
    """Yield one finding on the shares that rounding half to even cannot give."""
    only = [
        figure
        for figure in figures.figures
        if figure.is_share
        and of(figure)
        and not counts_to_even(figure.value, figure.base or 0, figure.digits)
    ]
    if only:
        shown = ", ".join(
            f"{figure.name} {figure.printed} ({found.low}/{figure.base} = "
            f"{_exact(found.low, figure.base or 1, figure.digits + 1)}%)"
            for figure in only
            if (found := of(figure))
        )
        yield Finding(
            Check.ROUNDING,
            Weight.QUESTION,
            f"Only rounding half up gives {shown}.",
            tuple(figure.id for figure in only),
            "Name the rule in the report.",
        )


def wrong_sums(figures: FigureList) -> Iterator[Finding]:
    """Yield shares that are not the sum of the parts they name."""
    for figure in figures.figures:
        parts = [figures.by_id[part] for part in figure.parts if part in figures.by_id]
        if not parts or sum(part.value for part in parts) == figure.value:
            continue
        if _direct_sum_fits(figure, parts):
            continue
        shown = " + ".join(part.printed for part in parts)
        yield Finding(
            Check.ADDED_SHARES,
            Weight.CONTRADICTION,
            f"{figure.name}: {figure.printed} is neither the sum of its printed parts "
            f"({shown}) nor one rounded share of them together.",
            (figure.id, *figure.parts),
        )


def _direct_sum_fits(figure: Figure, parts: list[Figure]) -> bool:
    """Return whether the people of the parts, added, round to the figure."""
    mine = of(figure)
    theirs = [of(part) for part in parts]
    if mine is None:
        slack = sum((unit_of(part.digits) for part in parts), Fraction(0)) / 2
        wide = slack + unit_of(figure.digits) / 2
        return abs(sum(part.value for part in parts) - figure.value) < wide
    if any(part.base not in (None, figure.base) for part in parts):
        return False
    if figure.unit is Unit.COUNT or not all(theirs):
        return False
    low = sum(found.low for found in theirs if found)
    high = sum(found.high for found in theirs if found)
    return bool(mine) and low <= mine.high and mine.low <= high


def _impossible(figure: Figure, cuts: tuple[Cut, ...]) -> Finding:
    base = figure.base or 0
    fix = _base_left(figure, cuts)
    below = int(figure.value * base / 100)
    near = [count for count in (below, below + 1) if 0 <= count <= base]
    given = ", ".join(
        f"{count}/{base} = {_exact(count, base, figure.digits + 1)}%" for count in near
    )
    start = f"{figure.name}: {figure.printed} "
    if not 0 <= figure.value <= 100:
        return Finding(
            Check.WHOLE_NUMBER,
            Weight.CONTRADICTION,
            start + "is no share: it lies outside 0 to 100.",
            (figure.id,),
        )
    several = max(len(figure.keep), len(figure.parts))
    pieces = added(figure.value, base, figure.digits, several)
    if pieces:
        shown = " + ".join(
            f"{half_up(Fraction(100 * count, base), figure.digits)}" for count in pieces
        )
        return Finding(
            Check.ADDED_SHARES,
            Weight.CONTRADICTION,
            f"{start}is not one rounded share ({given}); it can only be "
            f"separately rounded shares added, such as {shown}.",
            (figure.id,),
            fix
            or "Round the added counts once, or say that rounded shares were added.",
        )
    why = f"{start}is impossible: no whole number of {base} people gives it ({given})."
    for name, rule in (("to the even digit", counts_to_even), ("down", counts_cut)):
        found = rule(figure.value, base, figure.digits)
        if found:
            why += f" Only rounding {name} would give it ({found.low}/{base})."
    return Finding(
        Check.WHOLE_NUMBER,
        Weight.CONTRADICTION,
        why,
        (figure.id,),
        fix or _bases_near(figure),
    )


def _base_left(figure: Figure, cuts: tuple[Cut, ...]) -> str:
    """Name the base that another split of the same people leaves for it."""
    base = figure.base or 0
    for mine in cuts:
        if figure not in mine.parts:
            continue
        for other in cuts:
            if not other.alike(mine):
                continue
            left = other.total - (mine.total - base)
            if left == base or left < 1:
                continue
            found = counts(figure.value, left, figure.digits)
            if found:
                return (
                    f"The base {left} fits: {found}/{left}, and it makes the total "
                    f"{other.total} of {other.label}."
                )
    return ""


def _bases_near(figure: Figure) -> str:
    base = figure.base or 0
    near = [
        f"{other}"
        for other in range(max(1, base - FARTHEST_BASE), base + FARTHEST_BASE + 1)
        if counts(figure.value, other, figure.digits)
    ]
    return f"Bases near it that fit: {', '.join(near)}." if near else ""


def _exact(count: int, base: int, digits: int) -> str:
    return f"{half_up(Fraction(100 * count, base or 1), digits)}"
