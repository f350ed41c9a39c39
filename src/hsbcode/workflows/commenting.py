"""Who commented at all: tables of a project, alone or beside all others."""

from collections.abc import Sequence

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.questions import closed_question, open_question
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.results.commenters import commenters_table
from hsbcode.results.disclosure.commenters import protected_commenters
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_technical
from hsbcode.workflows.naming import place_questions
from hsbcode.workflows.quoting.attribution import attribution_rule

_OPTIONS_AT_MOST = 9
_QUESTIONS = 3
"""Closed questions that are compared where nobody named one."""


def commenting_tables(
    project: Project,
    study: Study,
    *,
    questions: Sequence[str] = (),
    by: Sequence[str] = (),
) -> tuple[Table, ...]:
    """Return for each open question who commented and who did not, exact.

    Args:
        project: what says which questions are places, and who is quoted how.
        study: its answers.
        questions: open questions; all that anybody answered, if empty.
        by: closed questions to compare them on; the coarsest ones of the attribution,
            or else the first with few answers.

    Raises:
        UsageConflict: a question is not there, of the other kind, or a place.
    """
    compared = tuple(dict.fromkeys(by)) or usually_compared(project, study)
    places = place_questions(project)
    for name in compared:
        closed_question(study, name)
        if name in places:
            raise UsageConflict(
                f"“{name}” says where people belong, and this table names no place.",
                "hsbcode areas PROJECT -o FOLDER writes a pack for each place.",
            )
    numbers = {q.id: at for at, q in enumerate(study.open_questions, start=1)}
    wanted = [open_question(study, name).id for name in dict.fromkeys(questions)]
    answered = [
        name for name in numbers if any(u.text.strip() for u in study.units[name])
    ]
    return tuple(
        commenters_table(study, name, compared, f"C{numbers[name]}")
        for name in (wanted or answered)
    )


def usually_compared(project: Project, study: Study) -> tuple[str, ...]:
    """Return the closed questions that are compared where nobody named one."""
    fields = attribution_rule(project).fields
    known = {question.id: question for question in study.closed_questions}
    told = [one.ladder[-1].question for one in fields]
    if told and all(name in known for name in told):
        return tuple(dict.fromkeys(told))
    left_out = {*place_questions(project), *kept_technical(project)}
    few = [
        name
        for name, question in known.items()
        if 2 <= len(question.options) <= _OPTIONS_AT_MOST and name not in left_out
    ]
    return tuple(few[:_QUESTIONS])


def released_commenters(
    project: Project,
    study: Study,
    policy: DisclosurePolicy,
    *,
    questions: Sequence[str] = (),
    by: Sequence[str] = (),
) -> tuple[Table, ...]:
    """Return the tables under a policy.

    Raises:
        UsageConflict: as ``commenting_tables``.
    """
    exact = commenting_tables(project, study, questions=questions, by=by)
    return tuple(protected_commenters(table, policy) for table in exact)
