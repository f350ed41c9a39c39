"""The tables and figures of a survey, from a study, its instrument and its specs."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study

if TYPE_CHECKING:
    from hsbcode.domain.tables import Table
    from hsbcode.results.derived import Made


def survey_tables(
    study: Study,
    instrument: Path,
    tables: Path,
    moved: Mapping[str, Collection[str]] | None = None,
) -> "tuple[tuple[Table, ...], tuple[Made, ...]]":
    """Return every table of a file of specs, and the log of derived variables.

    The study's closed questions carry the ids of the instrument (``question`` or
    ``question.row``). People who only opened the form are not counted.

    Args:
        study: the answers.
        instrument: the instrument file.
        tables: the file of table specs.
        moved: recode → respondents whom the coding of open answers moves.

    Raises:
        InstrumentError: the instrument is not sound, or an answer has no group.
        UsageConflict: the study answers no question of the instrument.
        TableSpecError: a table cannot be made as it is described.
    """
    from hsbcode.domain.closed_form import QuestionType
    from hsbcode.files.instrument_checks import read_instrument
    from hsbcode.files.instrument_form import questions
    from hsbcode.files.instrument_values import closed_form
    from hsbcode.results.closed_columns import answers_from_labels, answers_from_ticks
    from hsbcode.results.engine import compute_all
    from hsbcode.results.preparing import people_from_columns
    from hsbcode.results.specs import read_tables

    described = read_instrument(instrument)
    form = closed_form(described)
    # Facts such as the area are not asked, so they do not tell one survey by.
    asked = questions(described).keys()
    if not any(column.partition(".")[0] in asked for column in study.closed):
        raise UsageConflict(
            f"“{study.name}” has answers to no question of {instrument.name}.",
            "The import map gives questions the ids of the instrument.",
        )
    file = read_tables(tables)
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
    known, made = people_from_columns(form, file, people, columns, last, moved)
    return compute_all(file, known), made
