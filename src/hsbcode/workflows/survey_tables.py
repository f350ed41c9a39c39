"""The tables and figures of a survey, from a study, its instrument and its specs."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.recodes import Recode
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import (
    kept_instrument,
    kept_specs,
    with_both_versions,
)

if TYPE_CHECKING:
    from hsbcode.domain.tables import Table
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.results.derived import Made
    from hsbcode.results.people import People
    from hsbcode.results.specs import TableFile


def read_specs(path: Path) -> "TableFile":
    """Read a file of table specs.

    Raises:
        TableSpecError: the file is not sound.
    """
    from hsbcode.results.specs import read_tables

    return read_tables(path)


def survey_tables(
    study: Study,
    instrument: "Instrument",
    file: "TableFile",
    recodes: Mapping[str, Recode] | None = None,
) -> "tuple[tuple[Table, ...], tuple[Made, ...]]":
    """Return every table of a file of specs, and the log of derived variables.

    Tables of codes are left out where no open answer has a coding that counts.

    Args:
        study: the answers.
        instrument: what was asked.
        file: what to tabulate.
        recodes: recode → whom the coding of open answers moves; left out, those
            that are in force in the study.

    Raises:
        InstrumentError: an answer has no group.
        UsageConflict: the study answers no question of the instrument.
        TableSpecError: a table cannot be made as it is described.
    """
    from hsbcode.results.coded_columns import with_codes
    from hsbcode.results.engine import compute_all

    people, made = survey_people(study, instrument, file, recodes)
    whole = with_both_versions(file, instrument)
    return compute_all(whole, with_codes(people, study)), made


def kept_tables(project: Project, study: Study) -> "tuple[Table, ...]":
    """Return the tables that the project's own specs describe; none without them."""
    instrument, file = kept_instrument(project), kept_specs(project)
    if instrument is None or file is None:
        return ()
    return survey_tables(study, instrument, file)[0]


def survey_people(
    study: Study,
    instrument: "Instrument",
    file: "TableFile",
    recodes: Mapping[str, Recode] | None = None,
) -> "tuple[People, tuple[Made, ...]]":
    """Return the people of a study with states and derived variables, and the log.

    The study's closed questions carry the ids of the instrument (``question`` or
    ``question.row``). People who only opened the form are not counted. ``recodes`` and
    errors are those of ``survey_tables``.
    """
    from hsbcode.domain.closed_form import QuestionType
    from hsbcode.files.instrument_form import questions
    from hsbcode.files.instrument_values import closed_form
    from hsbcode.results.closed_columns import answers_from_labels, answers_from_ticks
    from hsbcode.results.preparing import people_from_columns

    form = closed_form(instrument)
    # Facts such as the area are not asked, so they do not tell one survey by.
    asked = questions(instrument).keys()
    if not any(column.partition(".")[0] in asked for column in study.closed):
        raise UsageConflict(
            f"“{study.name}” has answers to no question of the instrument "
            f"“{instrument.id}”.",
            "The import map gives questions the ids of the instrument.",
        )
    people = [one.id for one in study.respondents if one.began]
    columns = {}
    for question in form.questions.values():
        for column in question.columns:
            given = study.closed.get(column, {})
            answers = (given.get(person, ()) for person in people)
            if question.type is QuestionType.MULTI:
                columns[column] = answers_from_ticks(question, answers)
            else:
                columns[column] = answers_from_labels(question, map(";".join, answers))
    pages = study.closed.get(file.last_page, {})
    last = ["".join(pages.get(person, ())) for person in people]
    in_force = study.recodes if recodes is None else recodes
    return people_from_columns(form, file, people, columns, last, in_force)
