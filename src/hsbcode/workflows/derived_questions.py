"""Derived variables of the instrument as closed questions of the study."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.workflows.survey_tables import survey_people

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.people import People
    from hsbcode.results.specs import TableFile


def with_derived(
    study: Study,
    instrument: "Instrument",
    file: "TableFile | None" = None,
    moved: Mapping[str, Collection[str]] | None = None,
) -> Study:
    """Return the study with a closed question for each derived variable.

    Tables can then be split by them and quotes attributed with them, like any answer.

    Args:
        study: the answers.
        instrument: what was asked, with the rules.
        file: table specs with further variables.
        moved: recode → respondents whom the coding of open answers moves.

    Raises:
        InstrumentError: an answer has no group.
        UsageConflict: the study answers no question of the instrument.
    """
    from hsbcode.results.specs import SCHEMA, TableFile

    empty = TableFile(schema=SCHEMA, instrument=instrument.id, tables=())
    people, made = survey_people(study, instrument, file or empty, moved)
    questions, closed = dict(study.questions), dict(study.closed)
    asked = dict(study.asked)
    for one in made:
        if one.id in people.form.questions and one.id not in questions:
            questions[one.id], closed[one.id] = _as_closed(people, one.id)
            asked[one.id] = frozenset(
                person
                for person, led in zip(
                    people.data.respondents, people.data.routed[one.id], strict=True
                )
                if led
            )
    return replace(study, questions=questions, closed=closed, asked=asked)


def _as_closed(
    people: "People", name: str
) -> tuple[Question, dict[str, tuple[str, ...]]]:
    question, answers = people.form.questions[name], people.data.columns[name]
    labels = {option.id: option.label for option in question.options}
    given = {
        person: tuple(labels.get(option, option) for option in answers.of(place))
        for place, person in enumerate(people.data.respondents)
        if answers.at[place]
    }
    text = f"Made from {', '.join(question.sources)} ({question.rule})."
    made = Question(
        name, Kind.CLOSED, question.label, text=text, options=tuple(labels.values())
    )
    return made, given
