"""Flags that keep answers from being quoted, cleared by name."""

from collections.abc import Sequence

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.clearing import clear_flag
from hsbcode.workflows.redacting.choosing_answers import chosen_wholes
from hsbcode.workflows.redacting.deciding import checked_person


def clear_flags(
    project: Project, answers: Sequence[str], flag: str, reason: str, by: str
) -> int:
    """End a flag on some answers, so that they may be quoted; return how many ended.

    Args:
        project: where it is written.
        answers: names of answers, ``reference/question/box``.
        flag: ``identifiable``, ``safeguarding`` or ``no_quote``.
        reason: why they may be quoted; kept with it.
        by: who clears.

    Raises:
        UsageConflict: nobody or no flag is named, there is no such answer, it is not
            flagged so, or no reason is given. Nothing is cleared then.
    """
    who = checked_person(by)
    if not flag.strip():
        raise UsageConflict(
            "Say which flag is cleared.",
            "As: --flag identifiable. hsbcode flags PROJECT lists them.",
        )
    wholes = project.answers.units(sorted(chosen_wholes(project, answers=answers)))
    flagged = [unit for unit in wholes if _is_flagged(project, unit.id, flag)]
    meant = flagged if flagged else wholes
    return sum(clear_flag(project, unit, flag, reason, who) for unit in meant)


def _is_flagged(project: Project, whole: str, flag: str) -> bool:
    wanted = flag.strip().casefold().replace(" ", "_")
    return any(
        wanted in units[stretch].flags
        for units in project.fold.passes.values()
        for stretch in project.fold.stretches(whole)
        if stretch in units
    )
