"""Derived variables of the instrument as closed questions of the study."""

from dataclasses import replace
from typing import TYPE_CHECKING

from hsbcode.domain.recodes import Ground, RecodeNotes
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.workflows.on_route import with_routes
from hsbcode.workflows.survey_tables import survey_people

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.people import People
    from hsbcode.results.specs import TableFile


def with_derived(
    study: Study,
    instrument: "Instrument",
    file: "TableFile | None" = None,
) -> Study:
    """Return the study with a closed question for each derived variable.

    Tables can then be split by them and quotes attributed with them, like any answer.
    Where a recode in force is carried through, those moved were not asked.

    Args:
        study: the answers.
        instrument: what was asked, with the rules.
        file: table specs with further variables.

    Raises:
        InstrumentError: an answer has no group.
        UsageConflict: the study answers no question of the instrument.
    """
    from hsbcode.results.specs import SCHEMA, TableFile

    empty = TableFile(schema=SCHEMA, instrument=instrument.id, tables=())
    people, made = survey_people(study, instrument, file or empty)
    questions, closed = dict(study.questions), dict(study.closed)
    asked = dict(study.asked)
    for one in made:
        if one.id in people.form.questions and one.id not in questions:
            questions[one.id], closed[one.id] = as_closed(people, one.id)
            asked[one.id] = frozenset(
                person
                for person, led in zip(
                    people.data.respondents, people.data.routed[one.id], strict=True
                )
                if led
            )
    notes = {
        column: RecodeNotes(question.rule, question.notes)
        for question in people.form.questions.values()
        if question.notes
        for column in question.columns
    }
    whole = replace(
        study, questions=questions, closed=closed, asked=asked, recode_notes=notes
    )
    whole = with_routes(whole, people)
    for one in made:
        if one.steps is not None:
            moved = frozenset(one.steps.people[Ground.MOVED])
            whole = _carried(whole, study.recodes[one.id].carried, moved)
    return whole


def _carried(study: Study, names: frozenset[str], moved: frozenset[str]) -> Study:
    """Take out what those moved answered where a recode is carried through."""

    def concerned(name: str) -> bool:
        return name in names or name.partition(".")[0] in names

    return replace(
        study,
        closed={
            name: {who: said for who, said in given.items() if who not in moved}
            if concerned(name)
            else given
            for name, given in study.closed.items()
        },
        asked={
            name: asked - moved if concerned(name) else asked
            for name, asked in study.asked.items()
        },
        units={
            name: tuple(unit for unit in units if unit.respondent not in moved)
            if concerned(name)
            else units
            for name, units in study.units.items()
        },
    )


def as_closed(
    people: "People", column: str
) -> tuple[Question, dict[str, tuple[str, ...]]]:
    """Return a column of the instrument as a closed question, and its answers.

    Args:
        people: the respondents with their answers.
        column: a question, or ``question.row`` of a grid.
    """
    name, _dot, row = column.partition(".")
    question, answers = people.form.questions[name], people.data.columns[column]
    labels = {option.id: option.label for option in question.options}
    given = {
        person: tuple(labels.get(option, option) for option in answers.of(place))
        for place, person in enumerate(people.data.respondents)
        if answers.at[place]
    }
    text = f"Made from {', '.join(question.sources)} ({question.rule})."
    rows = {one.id: one.label for one in question.rows}
    label = f"{question.label}: {rows[row]}" if row else question.label
    several = question.type == "multi"
    made = Question(
        column,
        Kind.TICK if several else Kind.CLOSED,
        label,
        text=text,
        options=tuple(labels.values()),
    )
    return made, given
