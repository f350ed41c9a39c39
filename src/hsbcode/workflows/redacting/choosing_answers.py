"""Which answers are meant by what was typed."""

from collections.abc import Sequence

from hsbcode.store.project import Project
from hsbcode.workflows.mending.choosing_acts import choose_acts
from hsbcode.workflows.redacting.quoted import quoted_wholes


def chosen_wholes(
    project: Project,
    question: str = "",
    answers: Sequence[str] = (),
    *,
    quoted: bool = False,
) -> frozenset[str]:
    """Return the whole answers that are meant, by id.

    Args:
        project: an open project.
        question: only answers to this open question.
        answers: names of answers (``reference/question/box``), or references.
        quoted: only those that a report would quote now.

    Raises:
        UsageConflict: there is no such answer or question.
    """
    chosen = choose_acts(project, question=question, answers=answers)
    units = {
        unit.id
        for each in project.answers.questions().values()
        if each.is_open and chosen.question in ("", each.id)
        for unit in project.answers.whole_units(each.id)
    }
    if chosen.units is not None:
        units &= {project.fold.whole_of(unit) for unit in chosen.units}
    if quoted:
        units &= quoted_wholes(project)
    return frozenset(units)
