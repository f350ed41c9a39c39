"""Why answers cannot be split or joined now: they are in a round."""

from collections.abc import Iterable

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project

AFTER = "Split or join it once the round is released."


def in_unreleased_round(project: Project, whole: str) -> str:
    """Return the round that an answer is in, or an empty string.

    What was drawn for a round stays in one piece until it is released; so does what
    somebody coded in a round that this file knows nothing else of.
    """
    stretches = set(project.fold.stretches(whole))
    for each in project.rounds.values():
        if each.is_closed and not stretches.isdisjoint(each.units):
            return each.id
    for (_coder, round_), units in project.fold.closed.items():
        if round_ not in project.rounds and not stretches.isdisjoint(units):
            return round_ or ""
    return ""


def refusal(project: Project, whole: str) -> str:
    """Return why an answer cannot be split or joined, or an empty string."""
    round_ = in_unreleased_round(project, whole)
    if not round_:
        return ""
    return f"The answer is in the round {round_}, so its parts stay as they are."


def refuse_in_round(project: Project, acts: Iterable[Act]) -> None:
    """Refuse to take back a split or a join of an answer that is in a round.

    Raises:
        UsageConflict: it is in one that is not released.
    """
    for act in acts:
        if act.kind in (ActKind.SPLIT, ActKind.JOIN) and act.unit is not None:
            why = refusal(project, act.unit)
            if why:
                raise UsageConflict(why, AFTER)
