"""Which step somebody means: by its name, or the last one."""

from hsbcode.domain.acts import ActKind
from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.log.history import SHORT, History

_PAGE = 100


def named_step(project: Project, name: str) -> str:
    """Return the id of a step that is named by it or by its end.

    Raises:
        UsageConflict: there is none, or more than one.
    """
    wanted = name.strip().casefold()
    found = project.log.presses_ending(wanted) if len(wanted) >= SHORT else ()
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageConflict(
            f"{len(found)} steps end with “{name}”.",
            "hsbcode history PROJECT --json has their whole ids.",
        )
    raise UsageConflict(
        f"There is no step “{name}”.",
        "hsbcode history PROJECT lists the steps, each with its name.",
    )


def last_step(project: Project, coder: str = "") -> str:
    """Return the newest step, of one coder or of all, that undo would take back.

    Raises:
        UsageConflict: there is none.
    """
    history = History(project, coder, chosen=ChosenActs(coder=coder))
    for_good = {
        act.press
        for kind in (ActKind.ROUND, ActKind.RELEASE)
        for act in project.log.of_kind(kind)
    }
    for start in range(0, len(history), _PAGE):
        for step in history.page(start, _PAGE):
            done = not step.taken_back and history.is_doing(step.press)
            if done and step.press not in for_good:
                return step.press
    raise UsageConflict(f"{coder or 'Nobody'} has nothing to undo.")


def last_undone(project: Project, coder: str) -> str:
    """Return the step that redo would do again: an undo of a coder.

    Raises:
        UsageConflict: there is none.
    """
    press = UndoStacks(project.log.presses_of(coder)).next_redo
    if press is None:
        raise UsageConflict(f"{coder} has nothing to do again.")
    return press
