"""Small surveys with closed questions, and the invented reference study as columns."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from hsbcode.domain.closed_form import (
    ClosedForm,
    ClosedOption,
    ClosedQuestion,
    ClosedRow,
    QuestionType,
)
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.files.instrument_checks import read_instrument
from hsbcode.files.instrument_values import closed_form
from hsbcode.results.answer_states import with_states
from hsbcode.results.closed_columns import columns_from_rows
from hsbcode.results.derived import Made, derive
from hsbcode.results.engine import compute_all
from hsbcode.results.people import People
from hsbcode.results.preparing import people_of
from hsbcode.results.specs import TableFile, read_tables

ROOT = Path(__file__).parents[1]
WHOLE = ROOT / "data" / "larc7"
AGREE = (
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
)


def single(name: str, *labels: str, outside: str = "") -> ClosedQuestion:
    options = tuple(ClosedOption(one, one, outside=one == outside) for one in labels)
    return ClosedQuestion(name, QuestionType.SINGLE, name, options)


def ticks(name: str, *ids: str, base: str, none: str = "") -> ClosedQuestion:
    options = tuple(ClosedOption(one, one, exclusive=one == none) for one in ids)
    return ClosedQuestion(name, QuestionType.MULTI, name, options, base=base)


def grid(name: str, labels: Sequence[str], *rows: str, scale: str) -> ClosedQuestion:
    return ClosedQuestion(
        name,
        QuestionType.GRID,
        name,
        tuple(ClosedOption(one, one) for one in labels),
        tuple(ClosedRow(one, one) for one in rows),
        scale=scale,
    )


def survey(*questions: ClosedQuestion) -> ClosedForm:
    return ClosedForm("small", "Small", {one.id: one for one in questions})


def asked(form: ClosedForm, rows: Sequence[Mapping[str, str]]) -> People:
    names = [f"p{number}" for number in range(len(rows))]
    data = with_states(form, names, columns_from_rows(form, rows))
    return People(*derive(form, data)[:2])


@cache
def solved_rows() -> tuple[dict[str, str], ...]:
    with (WHOLE / "solved.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def larc7_form() -> ClosedForm:
    return closed_form(read_instrument(ROOT / "codebooks" / "larc7-instrument.yaml"))


@cache
def larc7_tables() -> TableFile:
    return read_tables(ROOT / "codebooks" / "larc7-tables.yaml")


@cache
def larc7() -> tuple[People, tuple[Made, ...]]:
    rows = solved_rows()
    names = [row["respondent_id"] for row in rows]
    return people_of(larc7_form(), larc7_tables(), names, rows)


@cache
def larc7_made() -> dict[str, Table]:
    return {one.id: one for one in compute_all(larc7_tables(), larc7()[0])}


def row_of(table: Table, key: str) -> Row:
    return next(row for row in table.rows if row.key == key)


def cell(table: Table, key: str, column: int = 0) -> Cell:
    return row_of(table, key).cells[column]
