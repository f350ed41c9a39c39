"""Answers held against an instrument: those of an import, or all of a project."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsbcode.domain.answer_findings import AnswerFindings, Origin
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Question
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import Forms, kept_instrument, kept_specs

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.workflows.importing.plan import Plan


@dataclass(frozen=True, slots=True)
class Given:
    """Answers by question, with who gave them and where they came from."""

    people: tuple[str, ...]
    """Ids."""
    origins: tuple[Origin, ...]
    questions: Mapping[str, Question]
    closed: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Question → respondent → labels."""
    written: Mapping[str, Collection[str]]
    """Open question → respondents with a text."""
    own: frozenset[str]
    """Questions that need no place in an instrument."""


def check_project(
    project: Project, instrument: "Instrument | None" = None
) -> AnswerFindings:
    """Hold every answer of a project against an instrument.

    Args:
        project: the answers.
        instrument: what was asked; None for the one that the project keeps.

    Raises:
        UsageConflict: the project keeps no instrument.
    """
    form = instrument or kept_instrument(project)
    if form is None:
        raise keeps_none(project)
    answers = project.answers
    respondents, files = answers.respondents(), answers.files()
    given = Given(
        people=tuple(one.id for one in respondents),
        origins=tuple(
            Origin(one.reference, files[one.id], one.row) for one in respondents
        ),
        questions=answers.questions(),
        closed=answers.closed(),
        written=answers.written(),
        own=_last_page(project),
    )
    return hold_against(form, given)


def keeps_none(project: Project) -> UsageConflict:
    """Return the error for a project without an instrument."""
    return UsageConflict(
        f"{project.path.name} keeps no instrument.",
        f"Keep one: hsbcode instrument keep {project.path.name} FILE",
    )


def check_plans(
    plans: "Sequence[Plan]",
    project: Project | None,
    forms: Forms | None = None,
) -> "list[Plan]":
    """Return the plans of one import with what does not fit the instrument.

    Args:
        plans: what would be written; they stay as they are without an instrument.
        project: where they go; None for a project that is still to be made.
        forms: what the project is to keep; else what it keeps already counts.

    Raises:
        UsageConflict: the answers share no question with the instrument.
    """
    form = forms.form if forms is not None else None
    if form is None and project is not None:
        form = kept_instrument(project)
    if form is None or not plans:
        return list(plans)
    last = forms.specs[1].last_page if forms is not None and forms.specs else ""
    found = [check_plan(plan, form, project, own=[last]) for plan in plans]
    if not any(one.known for one in found):
        raise UsageConflict(
            f"No column of {plans[0].raw.file} is a question of the instrument "
            f"“{form.id}”.",
            "Is it of another survey? Else give a map (--map) that calls the questions "
            "as the instrument does; --write-map writes one to begin with.",
        )
    return [replace(plan, found=one) for plan, one in zip(plans, found, strict=True)]


def check_plan(
    plan: "Plan",
    instrument: "Instrument",
    project: Project | None = None,
    own: Collection[str] = (),
) -> AnswerFindings:
    """Hold the answers that an import would bring against an instrument.

    Questions without a column in the export are looked up in the project, because
    routes may hang on them. ``own`` are questions that need no place in it.
    """
    intake = plan.intake
    closed: dict[str, dict[str, tuple[str, ...]]] = {}
    for answer in intake.closed:
        people = closed.setdefault(answer.question, {})
        before = people.get(answer.respondent, ())
        people[answer.respondent] = (*before, answer.value)
    written: dict[str, set[str]] = {}
    for box in intake.boxes:
        written.setdefault(box.question, set()).add(box.respondent)
    questions = {question.id: question for question in intake.questions}
    needless = {*own, *(group.question for group in plan.understanding.groups)}
    if project is not None:
        needless |= _last_page(project)
        known = project.answers.questions()
        if known.keys() - questions.keys():
            # What this export brings anew takes the place of what was there.
            closed = {**project.answers.closed(), **closed}
            questions = {**known, **questions}
    given = Given(
        people=tuple(one.id for one in intake.respondents),
        origins=tuple(
            Origin(one.reference, intake.file, one.row) for one in intake.respondents
        ),
        questions=questions,
        closed=closed,
        written=written,
        own=frozenset(needless),
    )
    return hold_against(instrument, given)


def _last_page(project: Project) -> frozenset[str]:
    specs = kept_specs(project)
    return frozenset([specs.last_page]) if specs and specs.last_page else frozenset()


def hold_against(instrument: "Instrument", given: Given) -> AnswerFindings:
    """Hold answers against an instrument; what differs is told and kept."""
    from hsbcode.files.instrument_values import closed_form, open_questions
    from hsbcode.results.answer_checks import Answered, check_answers
    from hsbcode.results.answer_columns import column_of
    from hsbcode.results.column_checks import column_notes

    form, opened = closed_form(instrument), open_questions(instrument)
    known = given.questions
    places = {person: place for place, person in enumerate(given.people)}
    written = {name for one in opened for name in (one.id, one.codes) if name in known}
    found, missing = check_answers(
        form,
        opened,
        Answered(
            size=len(given.people),
            columns={
                column: column_of(question, given.closed.get(column, {}), places)
                for question in form.questions.values()
                for column in question.columns
                if column in known and not known[column].is_open
            },
            written={
                name: bytes(one in given.written.get(name, ()) for one in given.people)
                for name in sorted(written)
                if known[name].is_open
            },
            secret=frozenset(
                fact.id for fact in instrument.facts if fact.shown_as == "number"
            ),
        ),
    )
    notes = column_notes(instrument, known, given.own)
    unchecked = (
        f"Routes that hang on {column} are not checked: there is no such column."
        for column in missing
    )
    return AnswerFindings(
        instrument=instrument.id,
        origins=given.origins,
        findings=found,
        unknown=notes.unknown,
        lacking=notes.lacking,
        remarks=(*notes.remarks, *unchecked),
        known=notes.known,
    )
