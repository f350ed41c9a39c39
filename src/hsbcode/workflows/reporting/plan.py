"""The plan of a report: what a project keeps of it, and whether it can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.report_plan import (
    USUAL_PLAN,
    ReportPlan,
    parts_named,
    plan_of_value,
    plan_value,
)
from hsbcode.domain.study import Study
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.log.undoing import Undone, take_back

SETTING = "report"


def report_plan(project: Project) -> ReportPlan:
    """Return how the project's report is made; the usual plan where none is kept."""
    return plan_of_value(project.settings.get(SETTING))


def keep_plan(project: Project, plan: ReportPlan, coder: str = "project") -> bool:
    """Keep a plan in the project, as a step that can be undone.

    Returns:
        Whether it is another than was kept before.
    """
    if plan == report_plan(project):
        return False
    project.put_setting(SETTING, plan_value(plan), coder)
    return True


def undo_plan(project: Project, by: str, *, redo: bool = False) -> Undone:
    """Take back the last plan that somebody kept, or keep it again.

    Raises:
        UsageConflict: there is none.
    """
    stacks = _PlanUndo(project.log.presses_of(by))
    press = stacks.next_redo if redo else stacks.next_undo
    if press is None:
        raise UsageConflict(
            "There is nothing to do again here."
            if redo
            else f"{by} has kept no plan that could be taken back."
        )
    return take_back(project, press, by)


class _PlanUndo(UndoStacks):
    """The plans that one person kept."""

    def add(self, act: Act) -> None:
        """Take in the next act; whatever is no plan is passed over."""
        planned = act.kind == ActKind.SETTING and act.flag == SETTING
        if planned and act.press not in self._seen:
            self._take_in(act)


def changed_plan(
    plan: ReportPlan,
    *,
    parts: Sequence[str] = (),
    questions: Sequence[str] = (),
    by: Sequence[str] = (),
    disclosure: str = "",
    template: str | Path | None = None,
    name_coders: bool | None = None,
) -> ReportPlan:
    """Return a plan with what somebody asked for in place of what it held.

    Args:
        plan: to begin with.
        parts: names of parts, also several with commas between; none leaves them.
        questions: open or closed questions; none leaves them.
        by: closed questions to split themes by; none leaves them.
        disclosure: name of a policy; empty leaves it.
        template: a Word file; None leaves it, an empty one takes it away.
        name_coders: whether coders are called by their names; None leaves it.

    Raises:
        UsageConflict: there is no such part.
    """
    changes: dict[str, object] = {}
    if parts:
        changes["parts"] = parts_named(parts)
    if questions:
        changes["questions"] = tuple(dict.fromkeys(questions))
    if by:
        changes["by"] = tuple(dict.fromkeys(by))
    if disclosure:
        changes["disclosure"] = disclosure
    if template is not None:
        changes["template"] = str(template)
    if name_coders is not None:
        changes["name_coders"] = name_coders
    return replace(plan, **changes) if changes else plan  # type: ignore[arg-type]


def policy_of(project: Project, plan: ReportPlan) -> DisclosurePolicy:
    """Return the disclosure policy of a plan; the project's where it has none.

    Raises:
        UsageConflict: there is no such policy.
    """
    # Plans are read by the screen before anything is counted.
    from hsbcode.workflows.releasing import wanted_policy

    return wanted_policy(project, plan.disclosure)


def check_plan(study: Study, plan: ReportPlan) -> None:
    """Make sure that a plan speaks of questions that are there.

    Raises:
        UsageConflict: there is no such question, or themes cannot be split by it.
    """
    known = set(study.questions)
    for question in plan.questions:
        if question not in known:
            raise _no_question(question, known)
    closed = {question.id for question in study.closed_questions}
    for question in plan.by:
        if question not in closed:
            raise UsageConflict(
                f"There is no closed question “{question}” to split by.",
                nearest(question, closed) or f"Closed: {', '.join(sorted(closed))}.",
            )


def _no_question(question: str, known: Iterable[str]) -> UsageConflict:
    return UsageConflict(
        f"There is no question “{question}”.",
        nearest(question, known) or "hsbcode tables PROJECT --all names them.",
    )


__all__ = [
    "USUAL_PLAN",
    "changed_plan",
    "check_plan",
    "keep_plan",
    "policy_of",
    "report_plan",
    "undo_plan",
]
