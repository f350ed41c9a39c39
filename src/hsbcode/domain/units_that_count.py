"""Which units of an answer count after it was split or joined.

The units in force do, once they are coded. Until then the coding from before goes on
counting for the person, so that splitting never takes anybody out of a table.
"""

from collections.abc import Callable, Iterable, Sequence

from hsbcode.domain.survey import Unit


def units_that_count(
    in_force: Sequence[Unit],
    replaced: Iterable[Unit],
    is_coded: Callable[[str], bool],
) -> tuple[Unit, ...]:
    """Return the units whose coding stands for each answer, in order.

    A former unit takes the place of the units in force that it overlaps, as long as
    one of them is not coded and it is. The narrowest former unit is preferred.

    Args:
        in_force: the units of a question.
        replaced: its former units.
        is_coded: whether the unit of an id has a coding.
    """
    former: dict[str, list[Unit]] = {}
    for unit in replaced:
        if is_coded(unit.id):
            former.setdefault(unit.box_id, []).append(unit)
    if not former:
        return tuple(in_force)
    found: list[Unit] = []
    boxes: dict[str, list[Unit]] = {}
    for unit in in_force:
        if unit.box_id in former:
            if unit.box_id not in boxes:
                found.append(unit)
            boxes.setdefault(unit.box_id, []).append(unit)
        else:
            found.append(unit)
    return tuple(
        standing
        for unit in found
        for standing in (
            _of_box(boxes[unit.box_id], former[unit.box_id], is_coded)
            if unit.box_id in boxes
            else (unit,)
        )
    )


def coded_before(
    in_force: Sequence[Unit],
    replaced: Iterable[Unit],
    is_coded: Callable[[str], bool],
) -> frozenset[str]:
    """Return the units in force that wait to be coded anew, by id.

    They are not coded, and a former unit that they overlap is.
    """
    former: dict[str, list[Unit]] = {}
    for unit in replaced:
        if is_coded(unit.id):
            former.setdefault(unit.box_id, []).append(unit)
    return frozenset(
        unit.id
        for unit in in_force
        if unit.box_id in former
        and not is_coded(unit.id)
        and any(_overlap(unit, other) for other in former[unit.box_id])
    )


def _of_box(
    in_force: Sequence[Unit], former: Sequence[Unit], is_coded: Callable[[str], bool]
) -> list[Unit]:
    standing: list[Unit] = []
    for unit in in_force:
        if is_coded(unit.id):
            continue
        for other in sorted(former, key=lambda each: (len(each.text), each.start)):
            if _overlap(unit, other) and not any(_overlap(other, s) for s in standing):
                standing.append(other)
    kept = [u for u in in_force if not any(_overlap(u, s) for s in standing)]
    return sorted([*kept, *standing], key=lambda each: each.start)


def _overlap(one: Unit, other: Unit) -> bool:
    """Whether two units of one box have a character in common."""
    return one.start < other.start + len(other.text) and other.start < one.start + len(
        one.text
    )
