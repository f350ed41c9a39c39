"""Who stands behind a cell of a table that is looked at, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.disclosure import CONFIDENTIAL, NO_CONTROL
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Respondent
from hsbcode.domain.tables import Row, Table
from hsbcode.workflows.browsing_results import JOINT, Page, Results
from hsbcode.workflows.opening import open_project

MOST_PEOPLE = 500
"""People that are named; further ones are counted."""
_LONGEST = 1_000
"""Characters of an answer; the rest is read on the coding screen."""
_FEW_OPTIONS = 12
_HELD_BACK = "(an answer that may not be quoted)"
_FACTS = 3
_ALREADY_SHOWN = ("row", "column", "printed", "count", "answers", "respondents")


@dataclass(frozen=True, slots=True)
class Person:
    """One of the people in a cell."""

    reference: str
    closed: tuple[str, ...]
    """Role and the like, as the project attributes quotes."""
    answers: tuple[str, ...]
    """What they wrote that counts in the cell; empty for closed answers."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The people of a cell, and the origin of its number."""

    title: str
    number: str
    """What is printed, and what it is made of."""
    words: str
    """How many people there are, or why nobody is shown."""
    people: tuple[Person, ...]
    origin: tuple[tuple[str, str], ...]
    """(what, value) in reading order, as ``hsbcode trace`` has them."""


def behind_cell(
    path: Path, results: Results, page: Page, row: int, column: int
) -> Behind:
    """Return who stands behind one cell of a page.

    A cell that the policy hides on the page shows nobody, and under a policy that
    protects no answer is shown that was flagged as not to be quoted.

    Args:
        path: the project file, for what was done when; opened for reading.
        results: what the page was made from.
        page: the table as it is on the screen.
        row: place of the row, from 0.
        column: place of the cell in it, from 0.

    Raises:
        ProjectFileError: the file cannot be opened.
        UsageConflict: the table's questions are not in the study.
        TableSpecError: a spec does not fit the study any more.
    """
    from hsbcode.workflows.tracing.joint import trace_joint
    from hsbcode.workflows.tracing.tables import TableReference, trace_table

    table, study, wish = page.table, results.study, page.wish
    guarded = wish.released and results.policy.protects
    shown = table.rows[row].cells[column]
    heading = table.columns[column] if column < len(table.columns) else ""
    number = shown.text or "nothing is printed"
    if shown.share is not None:
        of_base = f"{shown.share.count} of {shown.share.base}"
        number += f" – {of_base}" if of_base not in number else ""
    origin = _printed_origin(table)
    if not guarded:
        wanted = TableReference(wish.name, wish.by, row + 1, column + 1)
        with open_project(path, write=False) as project:
            traced = (
                trace_joint(project, study, shown.reference, NO_CONTROL)
                if wish.kind == JOINT
                else trace_table(
                    project, results.tabulation, shown.reference, wanted, NO_CONTROL
                )
            )
            origin = traced.facts
    people: list[Respondent] = []
    if CONFIDENTIAL not in shown.text:
        counted = results.counted(page, row, column)
        people = [person for person in study.respondents if person.id in counted]
    answers = _answers(study, table, table.rows[row], guarded=guarded)
    fields = results.attribution or _telling(study)
    return Behind(
        " · ".join(part for part in (table.rows[row].label, heading) if part),
        number,
        _words(len(people), hidden=CONFIDENTIAL in shown.text, guarded=guarded),
        tuple(
            Person(
                person.reference,
                _closed(study, person, fields),
                tuple(answers.get(person.id, ())),
            )
            for person in people[:MOST_PEOPLE]
        ),
        (
            ("reference", shown.reference),
            *(
                (what, value)
                for what, value in origin
                if value and what not in _ALREADY_SHOWN
            ),
        ),
    )


def _printed_origin(table: Table) -> tuple[tuple[str, str], ...]:
    """Return what the table prints of itself: nothing that its policy hides."""
    notes = table.notes
    return (
        ("table", f"{table.id}: {table.title}"),
        ("population", str(notes.population)),
        ("filter", str(notes.filter)),
        ("base rule", str(notes.base_rule)),
        ("rounding", notes.rounding),
        ("recodes", notes.recodes),
        ("disclosure control", notes.disclosure),
    )


def _answers(
    study: Study, table: Table, row: Row, *, guarded: bool
) -> dict[str, list[str]]:
    """Return person → the answers that carry the code of a row."""
    found: dict[str, list[str]] = {}
    code, asked = row.key, [table.question]
    if table.kind == JOINT:
        from hsbcode.results.joint import role_and_answers

        _role, code, _answers_of = role_and_answers(row)
        asked = table.question.strip("*").split("*")
    for name in asked:
        question = study.questions.get(name)
        if not code or question is None or not question.is_open:
            continue
        for unit in coded_question(study, question.id).units.get(code, ()):
            held_back = guarded and unit.id in study.held_back
            words = _HELD_BACK if held_back else _cut(unit.text)
            found.setdefault(unit.respondent, []).append(words)
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _closed(study: Study, person: Respondent, fields: Sequence[str]) -> tuple[str, ...]:
    given = (study.closed.get(field, {}).get(person.id, ()) for field in fields)
    return tuple(" / ".join(values) for values in given if values)


def _telling(study: Study) -> tuple[str, ...]:
    """Return the first questions that tell people apart by a few answers."""
    few = [
        question.id
        for question in study.closed_questions
        if question.kind is Kind.CLOSED and 1 < len(question.options) <= _FEW_OPTIONS
    ]
    return tuple(few[:_FACTS])


def _words(count: int, *, hidden: bool, guarded: bool) -> str:
    if hidden:
        return "Disclosure control hides this cell, so nobody is shown."
    if not count:
        return "This cell counts nobody."
    words = "1 person" if count == 1 else f"{count} people"
    if count > MOST_PEOPLE:
        words += f", the first {MOST_PEOPLE} of them"
    if guarded:
        words += " (who they are is for your eyes, and no part of what is released)"
    return words + ":"
