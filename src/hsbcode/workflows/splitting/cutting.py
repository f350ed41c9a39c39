"""Splitting answers into parts, and joining them again: acts of the project.

Whatever is proposed is looked at before it is done (``split_previews``). What is done
is one press, which undo takes back.
"""

from collections.abc import Sequence

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.units_that_count import coded_before
from hsbcode.store.project import Project
from hsbcode.workflows.splitting.previews import Joined, Proposed
from hsbcode.workflows.splitting.refusals import AFTER


def split(project: Project, wanted: Sequence[Proposed], coder: str) -> int:
    """Split answers as proposed, in one press; return how many were.

    Raises:
        UsageConflict: one of them cannot be split; nothing is done then.
    """
    _refuse(wanted)
    press = project.log.new_id()
    acts = [
        project.log.make(
            coder, press, ActKind.SPLIT, unit=each.whole, start=cut.start, end=cut.end
        )
        for each in wanted
        for cut in each.cuts
    ]
    return _record(project, acts, len(wanted), "before splitting")


def join(project: Project, wanted: Sequence[Joined], coder: str) -> int:
    """Join the parts of answers again, in one press; return how many were.

    Codings of the parts stay in the log and come back with the parts.

    Raises:
        UsageConflict: one of them cannot be joined; nothing is done then.
    """
    _refuse(wanted)
    press = project.log.new_id()
    acts = [
        project.log.make(coder, press, ActKind.JOIN, unit=each.whole, ends=act)
        for each in wanted
        for act in project.fold.cuts(each.whole)
    ]
    return _record(project, acts, len(wanted), "before joining")


def waiting(
    project: Project, coder: str, question: str, round_: str | None = None
) -> frozenset[str]:
    """Return the units a coder had coded before they were split or joined, by id.

    Their former coding goes on counting until all of the answer is coded anew.
    """
    replaced = project.answers.replaced_units(question)
    if not replaced:
        return frozenset()
    held = project.fold.pass_of(coder, round_)
    return coded_before(
        project.answers.all_units(question),
        replaced,
        lambda unit: unit in held and held[unit].finished,
    )


def _refuse(wanted: Sequence[Proposed] | Sequence[Joined]) -> None:
    for each in wanted:
        if each.refused:
            raise UsageConflict(each.refused, AFTER)


def _record(project: Project, acts: Sequence[Act], count: int, why: str) -> int:
    if acts:
        if count > 1:
            project.backups.make(why)
        project.record(*acts)
    return count
