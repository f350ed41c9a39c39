"""Where a number about those who commented comes from."""

import re

from hsbcode.domain.disclosure import DisclosurePolicy
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.report.as_json import cell_numbers, row_numbers
from hsbcode.report.grids import note_lines
from hsbcode.results.commenters import GAP, people_behind
from hsbcode.store.project import Project
from hsbcode.workflows.commenting import released_commenters
from hsbcode.workflows.tracing.tables import Trace

_REFERENCE = re.compile(r"(C\d+)(?:\.(\d+))?(?:\.(\d+))?")


def trace_commenters(
    project: Project, study: Study, reference: str, policy: DisclosurePolicy
) -> Trace | None:
    """Explain ``C4``, ``C4.2`` or ``C4.2.1``; None where it is no such reference.

    Raises:
        UsageConflict: there is no such table, row or cell.
    """
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    tables = released_commenters(project, study, policy)
    table = next((one for one in tables if one.id == match[1]), None)
    if table is None:
        raise UsageConflict(
            f"There is no table {match[1]}.",
            "hsbcode commenters PROJECT prints those there are.",
        )
    facts = [
        ("open question", study.questions[table.question].label),
        *(("note", line) for line in note_lines(table)),
    ]
    if match[2] is None:
        return Trace(reference, table.title, tuple(facts))
    return _cell(study, table, reference, (int(match[2]), match[3]), facts, policy)


def _cell(
    study: Study,
    table: Table,
    reference: str,
    place: tuple[int, str | None],
    facts: list[tuple[str, str]],
    policy: DisclosurePolicy,
) -> Trace:
    number, column = place
    if not 0 < number <= len(table.rows):
        raise UsageConflict(
            f"Table {table.id} has no row {number}.",
            f"It has {len(table.rows)} rows.",
        )
    row = table.rows[number - 1]
    told = [("row", row.label)]
    if column is None:
        numbers, at = row_numbers(table, row), None
    else:
        at = int(column) - 1
        if not 0 <= at < len(row.cells):
            raise UsageConflict(f"Row {row.reference} has no cell {column}.")
        numbers = cell_numbers(row.cells[at])
        told += [("column", table.columns[at]), ("printed", row.cells[at].text)]
    if at == GAP:
        told.append(("made of", "the two shares before it, from unrounded shares"))
    people: tuple[str, ...] = ()
    if not policy.protects:
        behind = people_behind(study, table, row, None if at == GAP else at)
        people = tuple(r.reference for r in study.respondents if r.id in behind)
    return Trace(reference, table.title, (*told, *facts), people, numbers)
