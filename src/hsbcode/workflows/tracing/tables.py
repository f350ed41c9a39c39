"""Where the numbers of tables come from: questions, rules, people, source rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Respondent
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.report.as_json import cell_numbers, row_numbers
from hsbcode.results.counted import counted_people
from hsbcode.results.cross_question import KIND, TABLE_ID, code_and_question
from hsbcode.store.project import Project
from hsbcode.workflows.releasing import released_tables
from hsbcode.workflows.tabulating import Tabulation
from hsbcode.workflows.tracing.codings import Facts, coding_facts, standing_words

_PLACE = re.compile(r"(?:x(\d+))?(?:\.(\d+))?(?:\.(\d+))?")
_HIDDEN = "not shown under disclosure control"


@dataclass(frozen=True, slots=True)
class Trace:
    """The origin of one reference."""

    reference: str
    title: str
    facts: tuple[tuple[str, str], ...]
    """(what, value) in reading order."""
    respondents: tuple[str, ...] = field(default=())
    """References of the people counted."""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    """``count``, ``base``, ``share`` and ``percent`` of a cell or a row."""


@dataclass(frozen=True, slots=True)
class TableReference:
    """A table, a row or a cell that somebody points to."""

    name: str
    """Id of a spec, or a question."""
    by: str = ""
    row: int | None = None
    """From 1."""
    column: int | None = None


def referred(made: Tabulation, reference: str) -> TableReference | None:
    """Return the table that a reference begins with, and the place in it.

    None where it is no reference of a table.

    Raises:
        UsageConflict: there is no such table.
    """
    of_number = {number: question for question, number in made.numbers.items()}
    names = {TABLE_ID: TABLE_ID, **{spec: spec for spec in made.specs}, **of_number}
    for head in sorted(names, key=len, reverse=True):
        if not reference.startswith(head):
            continue
        place = _PLACE.fullmatch(reference, len(head))
        if place is None:
            continue
        by = of_number.get(f"T{place[1]}", "") if place[1] else ""
        if place[1] and not by:
            raise UsageConflict(f"There is no table T{place[1]} to split {head} by.")
        row, column = (int(one) if one else None for one in place.group(2, 3))
        return TableReference(names[head], by, row, column)
    if re.fullmatch(r"T\d+(x\d+)?(\.\d+)*", reference):
        raise UsageConflict(f"There is no table {reference.partition('.')[0]}.")
    return None


def trace_table(
    project: Project,
    made: Tabulation,
    reference: str,
    wanted: TableReference,
    policy: DisclosurePolicy,
) -> Trace:
    """Explain a table, a row or a cell.

    Raises:
        UsageConflict: the table has nothing to show, or no such row or cell.
        TableSpecError: the spec cannot be counted.
    """
    split = (wanted.by,) if wanted.by else ()
    if wanted.name in made.specs:
        exact = made.spec_table(wanted.name, wanted.by)
    elif wanted.name == TABLE_ID and wanted.name not in made.numbers:
        exact = made.across()
    else:
        exact = made.question_table(wanted.name, wanted.by)
    table = exact
    if policy.protects:
        released = released_tables(made, policy, [wanted.name], split)
        table = next(one for one in released if one.id == exact.id)
    row = _nth(table.rows, wanted.row, table.id)
    place = None if wanted.column is None else wanted.column - 1
    if row is None:
        facts = [*_head(made.study, table), *_notes(table)]
        facts += _question_facts(project, made, table)
        return Trace(reference, table.title, tuple(facts))
    if place is not None and not 0 <= place < len(row.cells):
        raise UsageConflict(f"Row {row.reference} has no cell {wanted.column}.")
    cell = None if place is None else row.cells[place]
    facts = [("row", row.label), *_numbers(table, row, cell, place)]
    facts += _head(made.study, table)
    more, coded, people = _behind(project, made, wanted, table, row, place)
    facts += [*more, *_notes(table), *_question_facts(project, made, table)]
    numbers = row_numbers(table, row) if cell is None else cell_numbers(cell)
    if policy.protects:
        facts.append(("respondents", _HIDDEN))
        return Trace(reference, table.title, tuple(facts), (), numbers)
    facts += coded
    counted = [person for person in made.study.respondents if person.id in people]
    if counted:
        facts.append(("rows", _rows_words(counted, project.answers.files())))
    names = tuple(person.reference for person in counted)
    return Trace(reference, table.title, tuple(facts), names, numbers)


def _numbers(table: Table, row: Row, cell: Cell | None, place: int | None) -> Facts:
    if cell is None or place is None:
        return [("base", f"n = {row.base}")] if row.base is not None else []
    facts = [("column", table.columns[place])]
    if cell.share is not None:
        facts.append(("count", f"{cell.share.count} of {cell.share.base}"))
    if cell.text:
        facts.append(("printed", cell.text))
    return facts


def _head(study: Study, table: Table) -> Facts:
    files = "; ".join(f"{names} (wave {wave})" for wave, names in study.sources.items())
    return [("source", files), ("table", f"{table.id}: {table.title}")]


def _notes(table: Table) -> Facts:
    notes = table.notes
    facts = [
        ("population", str(notes.population)),
        ("filter", str(notes.filter)),
        ("base rule", str(notes.base_rule)),
        ("rounding", notes.rounding),
    ]
    if notes.recodes != "none":
        facts.append(("recodes", notes.recodes))
    if table.kind == "spec":
        facts.append(("disclosure control", notes.disclosure))
    return facts


def _behind(
    project: Project,
    made: Tabulation,
    wanted: TableReference,
    table: Table,
    row: Row,
    place: int | None,
) -> tuple[Facts, Facts, frozenset[str]]:
    """Return what a row or a cell is made of, how it was coded, and whom it counts."""
    if table.kind != "spec":
        people = counted_people(made.study, table, row, place)
        code, questions = row.key, [wanted.name]
        if table.kind == KIND:
            code, one_question = code_and_question(row.key)
            every = [one.id for one in made.study.open_questions]
            questions = [one_question] if one_question else every
        coded = coding_facts(project, made.study, questions, code, people)
        return [], coded, people
    from hsbcode.results.cell_origins import cell_origin
    from hsbcode.results.specs import CODES

    spec, populations = made.spec(wanted.name), made.populations
    by = made.column_of(wanted.by) if wanted.by else ""
    one = 0 if place is None and len(row.cells) == 1 else place
    if one is None:
        return [], [], frozenset()
    origin = cell_origin(made.people, spec, row.key, one, populations, by=by)
    if origin is None:
        return [("made from", "other cells of the table")], [], frozenset()
    facts = [("question", f"{origin.question} ({origin.column})")]
    asked = [
        made.study.questions[n] for n in origin.sources if n in made.study.questions
    ]
    facts += [("wording", one.text) for one in asked if one.text]
    columns = [name for one in asked for name in one.columns]
    if columns:
        facts.append(("columns", "; ".join(columns)))
    facts.append(("answers counted", "; ".join(origin.kept) or "none was on offer"))
    if origin.conditions:
        facts.append(("who", "; ".join(origin.conditions)))
    facts.append(("base of the cell", f"{origin.rule}; n = {len(origin.base)}"))
    coded = []
    if origin.column in made.people.codings and len(origin.keep) == 1:
        questions = [origin.column.removeprefix(f"{CODES}.")]
        if origin.column == CODES:
            questions = [one.id for one in made.study.open_questions]
        coded = coding_facts(
            project, made.study, questions, origin.keep[0], origin.counted
        )
    return facts, coded, origin.counted


def _question_facts(project: Project, made: Tabulation, table: Table) -> Facts:
    study = made.study
    question = study.questions.get(table.question)
    if table.kind == "spec" or question is None:
        return []
    facts = [
        ("question", question.text or question.label),
        ("columns", "; ".join(question.columns)),
    ]
    split = study.questions.get(table.by)
    if split is not None:
        facts += [
            ("split by", split.text or split.label),
            ("columns of the split", "; ".join(split.columns)),
        ]
    if question.is_open:
        facts += [
            ("whose coding counts", standing_words(study, table.question)),
            ("codebook version", project.codebook.version or "none"),
        ]
    return facts


def _rows_words(people: Sequence[Respondent], files: Mapping[str, str]) -> str:
    """Return the rows of the source in which people stand, file by file."""
    found: dict[str, list[str]] = {}
    for person in people:
        found.setdefault(files[person.id], []).append(str(person.row))
    if len(set(files.values())) == 1:
        (rows,) = found.values()
        return ", ".join(rows)
    return "; ".join(f"{name}: {', '.join(rows)}" for name, rows in found.items())


def _nth(rows: tuple[Row, ...], number: int | None, table: str) -> Row | None:
    if number is None:
        return None
    if not 0 < number <= len(rows):
        raise UsageConflict(
            f"There is no {table}.{number}.", f"That table has {len(rows)} rows."
        )
    return rows[number - 1]
