"""Instruments: checking a file, keeping one in a project, drafting one."""

from pathlib import Path

from hsbcode.domain.answer_findings import AnswerFindings
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.ids import short_slug
from hsbcode.domain.survey import Kind, Question
from hsbcode.files.instrument_checks import problems, read_form, read_instrument
from hsbcode.files.instrument_form import (
    SCHEMA,
    Instrument,
    Option,
    OptionSet,
    Route,
    Section,
    questions,
)
from hsbcode.files.instrument_form import Question as AskedQuestion
from hsbcode.files.instrument_writing import write_instrument
from hsbcode.store.schema import SUFFIX
from hsbcode.workflows.checking.answers import check_project, keeps_none
from hsbcode.workflows.importing.bringing_in import look_at, plan_import
from hsbcode.workflows.kept_forms import keep_forms, kept_instrument, read_forms
from hsbcode.workflows.opening import Project, open_project, with_suffix
from hsbcode.workflows.shipped import codebook_path


def check_instrument(path: Path) -> tuple[int, tuple[str, ...]]:
    """Return how many questions an instrument has, and every fault in a sentence.

    Raises:
        InstrumentError: the file cannot be read in the form at all.
    """
    form = read_form(path)
    return len(questions(form)), tuple(problems(form))


def find_instrument(name: str) -> Instrument:
    """Return the instrument that a project keeps, or that of a file or shipped name.

    Raises:
        UsageConflict: the project keeps none, or there is no such name.
        InstrumentError: the file is not sound.
    """
    if with_suffix(Path(name)).suffix != SUFFIX:
        return read_instrument(Path(name))
    if not with_suffix(Path(name)).exists() and not Path(name).suffix:
        return read_instrument(codebook_path(name))
    with open_project(Path(name), write=False) as project:
        form = kept_instrument(project)
        if form is None:
            raise keeps_none(project)
        return form


def keep_in_project(
    project: Project, instrument: str, specs: str = "", coder: str = "lead"
) -> tuple[Instrument, AnswerFindings]:
    """Keep an instrument, and return it with what in the answers does not fit it.

    Args:
        project: the answers, if there are any yet.
        instrument: path or shipped name.
        specs: path or shipped name of table specs to keep with it; '' for none.
        coder: who keeps it.

    Raises:
        InstrumentError, TableSpecError: a file is not sound.
        UsageConflict: the answers are those of another survey, or the specs.
    """
    forms = read_forms(instrument, specs, project)
    form = forms.form
    if form is None:
        raise UsageConflict("Name an instrument to keep.")
    found = check_project(project, form)
    if found.origins and not found.known:
        raise UsageConflict(
            f"“{project.name}” has answers to no question of the instrument "
            f"“{form.id}”.",
            "The import map gives questions the ids of the instrument.",
        )
    keep_forms(project, forms, coder)
    return form, found


def draft_instrument(
    export: Path, target: Path, map_path: Path | None = None
) -> Instrument:
    """Write an instrument from what an export shows, to be corrected by hand.

    Options stand in the order they are first met. Routes, units, grids and what
    nobody ticked cannot be seen in an export; they are for a person to add.

    Raises:
        ImportDataError: the export cannot be read.
        OutputError: the file exists already.
    """
    raw, understanding = look_at(export, map_path)
    plan = plan_import(None, raw, understanding)
    sets: dict[str, OptionSet] = {}
    asked = [
        _asked(question, sets)
        for question in plan.intake.questions
        if question.kind in (Kind.OPEN, Kind.CLOSED, Kind.TICK, Kind.TICKS)
    ]
    form = Instrument(
        schema=SCHEMA,
        id=short_slug(export.stem),
        title=export.stem,
        sections=[Section(id="A", title="Everyone", seen_by="all", questions=asked)],
        option_sets=sets,
    )
    write_instrument(form, target)
    return form


def _asked(question: Question, sets: dict[str, OptionSet]) -> AskedQuestion:
    short = question.label if len(question.label) <= 60 else question.label[:59] + "…"
    text = question.text or question.label
    # The heading of a section is all that an export shows of a route.
    route = Route(status="section")
    if question.is_open:
        several = question.boxes > 1
        return AskedQuestion(
            id=question.id,
            type="open_list" if several else "open",
            short=short,
            text=text,
            route=route,
            boxes=question.boxes if several else 1,
        )
    name = _option_set(question, sets)
    several = question.kind is not Kind.CLOSED
    return AskedQuestion(
        id=question.id,
        type="multi" if several else "single",
        short=short,
        text=text,
        route=route,
        options=name,
        base="ticked" if several else "answered",
    )


def _option_set(question: Question, sets: dict[str, OptionSet]) -> str:
    """Return the name of the set with these options; questions share alike ones."""
    options: list[Option] = []
    used: set[str] = set()
    for label in question.options:
        wish = short_slug(label)
        number, option = 1, wish
        while option in used:
            number += 1
            option = f"{wish}_{number}"
        used.add(option)
        options.append(Option(id=option, label=label))
    made = OptionSet(options=options)
    for name, known in sets.items():
        if known == made:
            return name
    sets[question.id] = made
    return question.id
