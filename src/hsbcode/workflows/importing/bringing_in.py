"""Bringing an export in: understood, compared with what is there, then written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.ids import derived_id
from hsbcode.domain.option_order import in_order
from hsbcode.domain.survey import Kind, Question
from hsbcode.files.yaml_files import to_yaml
from hsbcode.intake.building import Intake, build
from hsbcode.intake.reading import RawExport
from hsbcode.intake.understanding import Understanding
from hsbcode.store.project import Project
from hsbcode.workflows.importing.comparing import Change, compare_boxes, compare_closed
from hsbcode.workflows.importing.plan import Plan
from hsbcode.workflows.importing.reading import (
    look_at,
    map_of,
    named_study,
    write_understanding,
)
from hsbcode.workflows.kept_forms import Forms, keep_forms

__all__ = [
    "Change",
    "RawExport",
    "Understanding",
    "apply_plans",
    "check_together",
    "look_at",
    "named_study",
    "plan_import",
    "write_understanding",
]

_MADE = "no id column"


def plan_import(
    project: Project | None,
    raw: RawExport,
    understanding: Understanding,
    *,
    study: str = "",
    wave: str = "1",
) -> Plan:
    """Compare an export with what the project holds.

    Args:
        project: where it goes; None for a project that is still to be made.
        raw: the export.
        understanding: what its columns hold.
        study: the study a new project belongs to; left empty, it is made from the
            headers, so that two people who import one export hold the same ids.
        wave: the wave the respondents belong to.

    Raises:
        ImportDataError: an id is missing or used twice, or a cell does not fit.
    """
    known = project.study if project is not None else ""
    intake = build(
        raw, understanding, study=known or study or _survey_of(understanding), wave=wave
    )
    have = project.answers.respondents() if project is not None else ()
    of_wave = {r.id for r in have if r.wave == wave}
    there = {r.id for r in intake.respondents}
    boxes, changed = compare_boxes(project, intake, wave)
    closed, closed_changed = compare_closed(project, intake)
    old = project.answers.questions() if project is not None else {}
    kinds = tuple(
        (q.id, old[q.id].kind, q.kind)
        for q in intake.questions
        if q.id in old and old[q.id].kind != q.kind
    )
    return Plan(
        raw=raw,
        understanding=understanding,
        intake=intake,
        wave=wave,
        known=len(of_wave & there),
        new=tuple(r for r in intake.respondents if r.id not in of_wave),
        gone=len(of_wave - there),
        boxes=boxes,
        closed=closed,
        changed=(*changed, *closed_changed),
        kinds=kinds,
        notes=_notes(intake, old, known=len(of_wave & there), had=len(of_wave)),
    )


def _notes(
    intake: Intake, old: dict[str, Question], *, known: int, had: int
) -> tuple[str, ...]:
    """Return what a person should know before an export joins what is there."""
    if not old:
        return ()
    now = {question.id for question in intake.questions}
    absent = [question for question in old if question not in now]
    notes = []
    if len(absent) == len(old):
        notes.append(
            "No question of this export is in the project: is it another survey?"
        )
    elif absent:
        listed = ", ".join(absent[:8]) + (" …" if len(absent) > 8 else "")
        notes.append(f"No column for: {listed}. What the project has of it stays.")
    if had and not known and any(_MADE in note for note in intake.notes):
        notes.append(
            "Nobody in it is known: ids made from rows change with any cell. "
            "For another round of the survey give --wave."
        )
    return tuple(notes)


def apply_plans(
    project: Project,
    plans: Sequence[Plan],
    forms: Forms | None = None,
    coder: str = "project",
) -> None:
    """Write plans: all of them, or nothing; then keep the forms, if there are any.

    Args:
        project: open for writing.
        plans: what was shown.
        forms: an instrument and table specs to keep.
        coder: who decides on keeping them.
    """
    if project.answers.counts()["respondents"]:
        project.backups.make("before import")
    with project.transaction():
        for plan in plans:
            _write(project, plan)
    if forms is not None:
        keep_forms(project, forms, coder)


def _survey_of(understanding: Understanding) -> str:
    """Return a study made from the headers: the same for every copy of a survey."""
    return "survey-" + derived_id(*(c.header for c in understanding.columns))[:13]


def _write(project: Project, plan: Plan) -> None:
    answers, intake = project.answers, plan.intake
    project.belong_to(intake.study)
    source = answers.add_source(
        (
            plan.wave,
            plan.raw.file,
            plan.raw.sha256,
            datetime.now(UTC).isoformat(timespec="seconds"),
            len(intake.respondents),
            to_yaml(map_of(plan.raw, plan.understanding)),
        )
    )
    old = answers.questions()
    before = {r.id for r in answers.respondents()}
    answers.put_questions(_joined(old, intake.questions))
    for question, was, now in plan.kinds:
        if was is Kind.OPEN:
            answers.set_question_current(question, current=False)
        elif now is Kind.OPEN:
            answers.clear_closed(question)
            answers.set_question_current(question, current=True)
    answers.add_respondents(plan.new, source)
    answers.mark_begun(r.id for r in intake.respondents if r.began)
    answers.put_closed(plan.closed)
    began = {r.id for r in intake.respondents if r.began}
    for question, asked in intake.asked.items():
        answers.put_not_asked(question, sorted(began - asked), sorted(asked))
    # Whose export had no column of a question was not asked it.
    for question in old.keys() - intake.asked.keys():
        answers.put_not_asked(question, [r.id for r in plan.new])
    for question in intake.asked.keys() - old.keys():
        answers.put_not_asked(question, sorted(before - began))
    answers.add_boxes(plan.boxes, source)


def _joined(old: dict[str, Question], new: Sequence[Question]) -> list[Question]:
    """Return the questions as they are now; options once seen are not forgotten."""
    joined = []
    for question in new:
        before = old.get(question.id)
        if before is not None and before.kind == question.kind:
            options = dict.fromkeys((*before.options, *question.options))
            tick = question.kind is Kind.TICK
            question = replace(
                question, options=tuple(options) if tick else in_order(options)
            )
            if len(before.columns) > len(question.columns):
                question = replace(question, columns=before.columns)
        joined.append(question)
    return joined


def check_together(plans: Sequence[Plan]) -> list[Plan]:
    """Return the plans, made sure that they do not share respondents.

    Who is in one of the files is not gone; those in none are counted with the last.

    Raises:
        ImportDataError: a respondent is in two of the files.
    """
    seen: dict[str, int] = {}
    for place, plan in enumerate(plans):
        for respondent in plan.intake.respondents:
            other = seen.setdefault(respondent.id, place)
            if other != place:
                raise ImportDataError(
                    f"{plan.raw.file}, row {respondent.row}: respondent "
                    f"“{respondent.reference}” is in {plans[other].raw.file}, too.",
                    "Ids must be unique over files brought in together; "
                    "or give another --wave.",
                )
    if len(plans) < 2:
        return list(plans)
    last = plans[-1]
    gone = last.known + last.gone - sum(plan.known for plan in plans)
    return [
        *(replace(plan, gone=0) for plan in plans[:-1]),
        replace(last, gone=gone),
    ]
