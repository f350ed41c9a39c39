"""From labels as exported to people whom tables can be asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from hsbcode.domain.closed_data import Answers
from hsbcode.domain.closed_form import ClosedForm
from hsbcode.domain.recodes import Recode
from hsbcode.files.instrument_values import derived_rule
from hsbcode.results.answer_states import with_states
from hsbcode.results.closed_columns import columns_from_rows
from hsbcode.results.derived import Made, derive
from hsbcode.results.people import People
from hsbcode.results.specs import TableFile, TableSpecError

Prepared: TypeAlias = tuple[People, tuple[Made, ...]]


def people_of(
    form: ClosedForm,
    file: TableFile,
    respondents: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    recodes: Mapping[str, Recode] | None = None,
) -> Prepared:
    """Return the people of a study with states and variables, and what was made.

    Args:
        form: the closed questions of the instrument.
        file: table specs, with pages and further variables.
        respondents: ids, one a row.
        rows: the answers as labels; see ``columns_from_rows``.
        recodes: recode → whom codes move; see ``derive``.

    Raises:
        TableSpecError: the tables belong to another instrument.
        InstrumentError: an answer has no group, or a page is unknown.
    """
    last = [row.get(file.last_page, "") for row in rows] if file.last_page else []
    columns = columns_from_rows(form, rows)
    return people_from_columns(form, file, respondents, columns, last, recodes)


def people_from_columns(
    form: ClosedForm,
    file: TableFile,
    respondents: Sequence[str],
    columns: Mapping[str, Answers],
    last_pages: Sequence[str] = (),
    recodes: Mapping[str, Recode] | None = None,
) -> Prepared:
    """Do the same from columns of option ids; ``last_pages`` may be left out."""
    if file.instrument != form.id:
        raise TableSpecError(
            f"These tables are for the instrument {file.instrument}, not {form.id}.",
            "Take the tables that belong to the instrument.",
        )
    whole = replace(
        form,
        pages=file.form_pages,
        derived=(*form.derived, *(derived_rule(one) for one in file.derived)),
    )
    data = with_states(whole, respondents, columns, last_pages)
    full_form, full_data, made = derive(whole, data, recodes)
    return People(full_form, full_data), made
