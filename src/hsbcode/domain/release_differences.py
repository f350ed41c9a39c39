"""What two reports give away together that neither gives away alone.

Whoever has two reports can subtract one from the other: where the same number differs
by a few people, the difference tells what those few answered (differencing), and what
one report hides another may print.
"""

from collections.abc import Mapping, Sequence

from hsbcode.domain.disclosure import Protection
from hsbcode.domain.release_places import Place, is_hidden, places
from hsbcode.domain.release_warnings import (
    EXACT_HERE,
    EXACT_THERE,
    FEW,
    HIDDEN_HERE,
    HIDDEN_THERE,
    POLICIES,
    REMAINDER,
    ROUNDED,
    SENTENCES,
    Difference,
    Found,
    told,
)
from hsbcode.domain.releases import Release, ReleasedCell, ReleaseFacts

__all__ = ["Difference", "differences"]


def differences(
    new: ReleaseFacts, standing: Sequence[Release]
) -> tuple[Difference, ...]:
    """Return what a report tells together with each of those that left the house.

    Numbers are compared by what they are about and not by where they stand: a pack for
    an area and the main report have the same total. Under rounding a difference tells
    of a few people only where few came or went.

    Args:
        new: the report that is about to be written, or was.
        standing: the reports to compare it with, oldest first.
    """
    here = places(new)
    found: list[Difference] = []
    for release in standing:
        old = release.facts
        there = places(old)
        kinds = {kind: Found() for kind in SENTENCES}
        few = max(new.threshold, old.threshold)
        moved = _moved(old, new, few)
        for place, (table, cell) in here.items():
            if place in there:
                _compare(new, old, few, moved, table, cell, there[place][1], kinds)
        found += [
            told(kind, release, some) for kind, some in kinds.items() if some.numbers
        ]
    found += _remainders(new, here, standing)
    return tuple(found)


def _compare(
    new: ReleaseFacts,
    old: ReleaseFacts,
    few: int,
    moved: bool,
    table: str,
    cell: ReleasedCell,
    other: ReleasedCell,
    kinds: Mapping[str, Found],
) -> None:
    unlike = _unlike(new, old)
    if unlike and (is_hidden(cell) or is_hidden(other) or _one_rounds(new, old)):
        shown = other if unlike == EXACT_THERE else cell
        if shown.count is not None:
            kinds[unlike].add(table, cell)
        return
    if is_hidden(cell) != is_hidden(other):
        shown = other if is_hidden(cell) else cell
        if shown.count is not None:
            kinds[HIDDEN_HERE if is_hidden(cell) else HIDDEN_THERE].add(table, cell)
        return
    if cell.count is None or other.count is None:
        return
    if new.protection == old.protection == Protection.ROUNDED:
        if moved and (cell.count, cell.base) != (other.count, other.base):
            kinds[ROUNDED].add(table, cell)
        return
    if _one_rounds(new, old):
        kinds[POLICIES].add(table, cell)
        return
    apart = [abs(cell.count - other.count)]
    if cell.base is not None and other.base is not None:
        apart.append(abs(cell.base - other.base))
    small = [people for people in apart if 0 < people < few]
    if small:
        kinds[FEW].add(table, cell, min(small))


def _unlike(new: ReleaseFacts, old: ReleaseFacts) -> str:
    """Return which of two reports is without disclosure control, if only one is."""
    without = [each.protection == Protection.NONE for each in (new, old)]
    if without[0] == without[1]:
        return ""
    return EXACT_HERE if without[0] else EXACT_THERE


def _one_rounds(new: ReleaseFacts, old: ReleaseFacts) -> bool:
    return (new.protection == Protection.ROUNDED) != (
        old.protection == Protection.ROUNDED
    )


def _moved(old: ReleaseFacts, new: ReleaseFacts, few: int) -> bool:
    """Whether only a few people came or went between two reports."""
    apart = abs(old.people - new.people)
    return apart < few and old.people_digest != new.people_digest


def _remainders(
    new: ReleaseFacts,
    here: Mapping[Place, tuple[str, ReleasedCell]],
    standing: Sequence[Release],
) -> list[Difference]:
    """Return where all parts that were printed leave few people of the whole."""
    if new.protection == Protection.ROUNDED:
        return []
    same = [
        each
        for each in standing
        if each.facts.state == new.state
        and each.facts.scope != new.scope
        and each.facts.protection != Protection.ROUNDED
    ]
    if not same or not any(facts.scope for facts in (new, *(e.facts for e in same))):
        return []
    parts: dict[tuple[str, str], dict[str, ReleasedCell]] = {}
    whole: dict[tuple[str, str], tuple[str, ReleasedCell]] = {}
    for facts in (*(each.facts for each in same), new):
        for place, (table, cell) in places(facts).items():
            about = place.subject, place.row
            if not place.column:
                whole[about] = table, cell
            elif place.column == facts.scope:
                parts.setdefault(about, {})[place.column] = cell
    found = Found()
    for about, columns in parts.items():
        if about not in whole:
            continue
        table, total = whole[about]
        bases = [cell.base for cell in columns.values()]
        known = [base for base in bases if base is not None]
        if total.base is None or len(known) < len(bases):
            continue
        left = total.base - sum(known)
        if 0 < left < new.threshold:
            found.add(table, total, left)
    if not found.numbers:
        return []
    return [told(REMAINDER, same[-1], found)]
