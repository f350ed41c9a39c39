"""Instrument files: checking one, and drafting one from an export."""

from pathlib import Path

from hsbcode.domain.errors import InstrumentError
from hsbcode.domain.ids import short_slug
from hsbcode.domain.survey import Kind, Question
from hsbcode.files.instrument_checks import problems
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
from hsbcode.files.yaml_files import read_yaml
from hsbcode.workflows.importing import look_at, plan_import


def check_instrument(path: Path) -> tuple[int, tuple[str, ...]]:
    """Return how many questions an instrument has, and every fault in a sentence.

    Raises:
        InstrumentError: the file cannot be read in the form at all.
    """
    form = read_yaml(path, Instrument, InstrumentError)
    return len(questions(form)), tuple(problems(form))


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
