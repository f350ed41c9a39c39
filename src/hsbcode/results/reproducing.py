"""Published numbers counted again from the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Table
from hsbcode.numbers.rounding import half_up
from hsbcode.results.engine import compute
from hsbcode.results.people import People
from hsbcode.results.published import PublishedNumber
from hsbcode.results.specs import Line, TableSpec, TableSpecError


class Outcome(StrEnum):
    """What counting again said of a published number."""

    SAME = "same"
    OTHER = "other"
    """The answers give another number."""
    NOT_COMPUTED = "not computed"
    """It cannot be counted in these answers at all."""
    OUTSIDE = "outside"
    """It is not about these answers."""
    UNPRINTED = "unprinted"
    """Counted for the sake of another number."""


@dataclass(frozen=True, slots=True)
class Reproduced:
    """One published number beside what the answers give."""

    number: PublishedNumber
    outcome: Outcome
    share: Share | None = None
    here: str = ""
    """What the answers give, in words."""
    why: str = ""


def reproduce(
    numbers: Sequence[PublishedNumber], people: People, tables: Mapping[str, Table]
) -> tuple[Reproduced, ...]:
    """Return each number counted again, in the order of the list.

    Args:
        numbers: of a checked list.
        people: form and data after ``derive``.
        tables: computed tables by id, for numbers that are read from one.
    """
    shares: dict[str, Share | HsbcodeError] = {}
    for one in numbers:
        if one.of is not None:
            try:
                shares[one.id] = _share(one, people)
            except HsbcodeError as error:
                shares[one.id] = error
    return tuple(_one(number, shares, tables) for number in numbers)


def _one(
    number: PublishedNumber,
    shares: Mapping[str, Share | HsbcodeError],
    tables: Mapping[str, Table],
) -> Reproduced:
    if number.outside:
        return Reproduced(number, Outcome.OUTSIDE, why=number.outside)
    try:
        if number.of is not None:
            return _counted(number, _found(shares, number.id))
        value, here = _made(number, shares, tables)
    except HsbcodeError as error:
        why = number.why or error.message
        return Reproduced(number, Outcome.NOT_COMPUTED, why=why)
    printed = number.count if number.percent is None else number.percent
    if number.gap:
        same = printed is not None and value > printed
    else:
        same = printed is not None and abs(value - printed) <= number.within
    return Reproduced(number, _outcome(same), here=here, why="" if same else number.why)


def _counted(number: PublishedNumber, share: Share) -> Reproduced:
    if not number.printed:
        return Reproduced(number, Outcome.UNPRINTED, share)
    same = number.base in (None, share.base)
    if number.count is not None:
        same = same and abs(share.count - number.count) <= number.within
    if number.percent is not None:
        off = abs(_percent(share) - number.percent) if share.base else None
        same = same and off is not None and off <= number.within
    here = f"{share.count} of {share.base}"
    if number.percent is not None and share.base:
        here = f"{_percent(share)} % ({here})"
    elif not number.keep:
        here = str(share.count)
    why = "" if same else number.why
    return Reproduced(number, _outcome(same), share, here, why)


def _made(
    number: PublishedNumber,
    shares: Mapping[str, Share | HsbcodeError],
    tables: Mapping[str, Table],
) -> tuple[Fraction, str]:
    """Return a value made from other numbers, and the words for it."""
    if number.base_of:
        base = _found(shares, number.base_of).base
        return Fraction(base), f"n = {base}"
    if number.gap:
        gaps = [
            abs(_exact(_found(shares, one)) - _exact(_found(shares, other))) * 100
            for one, other in number.gap
        ]
        text = ", ".join(str(half_up(gap, 1)) for gap in gaps)
        return min(gaps), f"{text} points"
    if number.columns_over is not None:
        table, row = number.columns_over
        return _columns_over(tables, table, row)
    values = [
        _percent(_found(shares, name)) for name in (*number.lowest, *number.highest)
    ]
    value = min(values) if number.lowest else max(values)
    return Fraction(value), f"{value} %"


def _columns_over(
    tables: Mapping[str, Table], table: str, row: str
) -> tuple[Fraction, str]:
    for one in tables[table].rows if table in tables else ():
        if one.key == row and one.cells[-1].text.isdigit():
            return Fraction(int(one.cells[-1].text)), one.cells[-1].text
    raise TableSpecError(f"There is no row {row} with such a count in {table}.")


def _share(number: PublishedNumber, people: People) -> Share:
    if not number.of:
        size = int(people.where(number.where).sum())
        return Share(size, size)
    twins = len(number.of) > 1
    keep = number.keep
    if not keep:
        question = people.question(number.of[0])
        keep = tuple(option.id for option in question.options)
    spec = TableSpec(
        id=number.id,
        title=number.what,
        rows=(
            Line(
                id="it",
                question="" if twins else number.of[0],
                pooled=number.of if twins else (),
                keep=keep,
            ),
        ),
        filter=number.where,
    )
    share = compute(spec, people).rows[0].cells[0].share
    if share is None:
        raise TableSpecError(f"{number.id}: nobody was asked, or it was not on offer.")
    return share


def _found(shares: Mapping[str, Share | HsbcodeError], name: str) -> Share:
    found = shares.get(name)
    if isinstance(found, Share):
        return found
    if found is not None:
        raise found
    raise TableSpecError(f"{name} is not counted by itself.")


def _exact(share: Share) -> Fraction:
    if share.exact is None:
        raise TableSpecError("Nobody is in the base.")
    return share.exact


def _percent(share: Share) -> int:
    return int(half_up(_exact(share) * 100))


def _outcome(same: bool) -> Outcome:
    return Outcome.SAME if same else Outcome.OTHER
