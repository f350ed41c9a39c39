"""The numbers of joint displays, before disclosure control."""

from collections.abc import Sequence
from dataclasses import dataclass

from hsbcode.domain.joint import SMALL_BASE, JointPair
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.joint import joint_table
from hsbcode.store.project import Project
from hsbcode.workflows.joint.pairs import (
    as_corrected,
    fitting,
    kept_plan,
    with_pools,
)


@dataclass(frozen=True, slots=True)
class JointPlanned:
    """What is displayed: the pairs, each with the study in which it is counted."""

    ids: tuple[str, ...]
    pairs: tuple[JointPair, ...]
    study: Study
    small_base: int = SMALL_BASE


def planned(
    project: Project, study: Study, typed: Sequence[JointPair] = ()
) -> JointPlanned:
    """Return what is displayed: the pairs typed, or else those that are kept.

    A pair that is kept has its number there; another one a number after them. A kept
    pair whose code or question is gone keeps its number and is left out.
    """
    kept = kept_plan(project)
    numbers = {pair: number for number, pair in enumerate(kept.pairs, start=1)}
    same = {(p.code, p.closed, p.option): p for p in reversed(kept.pairs)}
    wanted = [
        same.get((one.code, one.closed, one.option), one) if not one.questions else one
        for one in typed
    ] or list(kept.pairs)
    for pair in wanted:
        numbers.setdefault(pair, len(numbers) + 1)
    wide = with_pools(project, study, (pair.closed for pair in wanted))
    usable = fitting(wide, tuple(dict.fromkeys(wanted)))
    return JointPlanned(
        tuple(f"J{numbers[pair]}" for pair in usable),
        tuple(as_corrected(project, wide, pair) for pair in usable),
        wide,
        kept.small_base,
    )


def joint_tables(plan: JointPlanned) -> tuple[Table, ...]:
    """Return the exact numbers of each display as a table."""
    return tuple(
        joint_table(plan.study, pair, name)
        for name, pair in zip(plan.ids, plan.pairs, strict=True)
    )


def kept_joint_tables(project: Project, study: Study) -> tuple[Table, ...]:
    """Return the exact tables of the displays that a project keeps."""
    return joint_tables(planned(project, study))
