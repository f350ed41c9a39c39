"""Places as numbers: the same for good, and not to be guessed from names or order.

The first numbering sorts places by a keyed hash (HMAC-SHA-256) with a secret that
stays in the project. Places that come later get the next numbers, in an order made
the same way.
"""

import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Kind, Question
from hsbcode.domain.tables import Row, Table
from hsbcode.store.project import Project
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs
from hsbcode.workflows.naming import place_questions

_SETTING = "area numbers"
_SPLIT = ""


def splitting_question(project: Project, study: Study, fact: str = "") -> Question:
    """Return the closed question whose answers are the areas.

    Args:
        project: says which questions tell where people belong.
        study: its answers.
        fact: the question; empty takes the only one there is.

    Raises:
        UsageConflict: there is no such question, none or several could be meant, or
            people gave several answers to it.
    """
    closed = {question.id: question for question in study.closed_questions}
    if not fact:
        places = [name for name in place_questions(project) if name in closed]
        if len(places) != 1:
            what = "Several questions say" if places else "No question says"
            listed = ", ".join(places or closed)
            raise UsageConflict(
                f"{what} where people belong.", f"Name one with --fact: {listed}."
            )
        fact = places[0]
    if fact not in closed:
        raise UsageConflict(
            f"There is no closed question “{fact[:60]}”.",
            nearest(fact, closed) or f"Closed: {', '.join(closed)}.",
        )
    several = sum(len(given) > 1 for given in study.closed.get(fact, {}).values())
    if several or closed[fact].kind is not Kind.CLOSED:
        raise UsageConflict(
            f"“{fact}” takes several answers, so its people cannot be told apart.",
            "Name a question to which everybody gives one answer.",
        )
    if not any(study.closed.get(fact, {}).values()):
        raise UsageConflict(f"Nobody has an answer to “{fact}”.")
    return closed[fact]


def area_numbers(project: Project, fact: str) -> dict[str, int]:
    """Return answer → number, of those that have one."""
    value = _kept(project).get(fact)
    numbers = value.get("numbers") if isinstance(value, dict) else None
    if not isinstance(numbers, dict):
        return {}
    return {str(answer): int(number) for answer, number in numbers.items()}


def number_areas(
    project: Project,
    study: Study,
    fact: str,
    *,
    secret: str = "",
    coder: str = "project",
) -> tuple[dict[str, int], int]:
    """Give a number to every answer that has none.

    Args:
        project: open for writing, unless all have numbers.
        study: its answers.
        fact: the question.
        secret: for the first numbering; drawn, if none is given.
        coder: who does it.

    Returns:
        Answer → number, and how many came after the first numbering.
    """
    kept = _kept(project)
    before = kept.get(fact)
    known = area_numbers(project, fact)
    given = {
        value for values in study.closed.get(fact, {}).values() for value in values
    }
    new = sorted(given - known.keys())
    if not new:
        return known, 0
    if isinstance(before, dict):
        secret = str(before["secret"])
    secret = secret or secrets.token_hex(16)
    new.sort(key=lambda answer: _lot(secret, fact, answer))
    first = max(known.values(), default=0) + 1
    numbers = known | {answer: n for n, answer in enumerate(new, first)}
    value = kept | {fact: {"secret": secret, "numbers": numbers}}
    project.put_setting(_SETTING, value, coder)
    return numbers, len(new) if known else 0


def with_area_numbers(
    project: Project, study: Study, tables: Sequence[Table]
) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Return tables whose rows and columns are places as numbers, in their order.

    Returns:
        The tables, and the labels of questions whose places have no numbers yet: what
        names those is left out.
    """
    found = list(tables)
    unnumbered = []
    for fact in place_questions(project):
        question = study.questions.get(fact)
        if question is None:
            continue
        numbers = area_numbers(project, fact)
        answers = {v for values in study.closed.get(fact, {}).values() for v in values}
        places = _places_of_specs(project, fact)
        naming = {
            table.id: labels
            for table in found
            if (labels := _labels_of_places(table, fact, answers, places))
        }
        if answers - numbers.keys():
            found = [table for table in found if table.id not in naming]
            if naming:
                unnumbered.append(question.label)
            continue
        for at, table in enumerate(found):
            if table.id in naming:
                of_label = {
                    label: numbers[answer]
                    for label, answer in naming[table.id].items()
                    if answer in numbers
                }
                found[at] = _numbered(table, of_label, question.label)
    return tuple(found), tuple(unnumbered)


def _labels_of_places(
    table: Table,
    fact: str,
    answers: Iterable[str],
    places: Mapping[str, Mapping[str, str]],
) -> Mapping[str, str]:
    """Return label → place, for a table that has places in its rows or columns."""
    if table.kind == "spec":
        known = places.get(table.id.rpartition("x")[0] or table.id, {})
        return known or (places[_SPLIT] if table.by == fact else {})
    if fact in (table.question, table.by):
        return {answer: answer for answer in answers}
    return {}


def _places_of_specs(project: Project, fact: str) -> dict[str, dict[str, str]]:
    """Return spec → label → place, of specs that have places as rows or columns.

    Under ``_SPLIT`` stand the labels of any table that is split by places.
    """
    instrument, file = kept_instrument(project), kept_specs(project)
    known = instrument.facts if instrument is not None else ()
    labels = {
        str(place) if one.shown_as == "number" else value: value
        for one in known
        if one.id == fact
        for place, value in enumerate(one.values, start=1)
    }
    found = {_SPLIT: labels}
    for spec in file.tables if file is not None else ():
        if any(line.groups_of == fact for line in (*spec.rows, *spec.columns)):
            found[spec.id] = labels
    return found


def _numbered(table: Table, numbers: Mapping[str, int], label: str) -> Table:
    """Return a table with its places as numbers, sorted by them.

    It loses the references of its cells: they would tell the order of import.
    """
    names = {place: f"{label} {number}" for place, number in numbers.items()}
    order = _order(table.columns, numbers)
    columns = tuple(names.get(table.columns[at], table.columns[at]) for at in order)
    rows = [
        replace(row, cells=tuple(row.cells[at] for at in order)) for row in table.rows
    ]
    order = _order([row.label for row in rows], numbers)
    return replace(
        table, columns=columns, rows=tuple(_named(rows[at], names) for at in order)
    )


def _named(row: Row, names: Mapping[str, str]) -> Row:
    cells = tuple(replace(cell, reference="") for cell in row.cells)
    row = replace(row, cells=cells, reference="")
    if row.label not in names:
        return row
    return replace(row, label=names[row.label], key=names[row.label])


def _order(labels: Sequence[str], numbers: Mapping[str, int]) -> list[int]:
    """Return places with the areas among them sorted by number, others in place."""
    at_areas = [at for at, label in enumerate(labels) if label in numbers]
    by_number = iter(sorted(at_areas, key=lambda at: numbers[labels[at]]))
    areas = set(at_areas)
    return [next(by_number) if at in areas else at for at in range(len(labels))]


def _kept(project: Project) -> dict[str, object]:
    value = project.settings.get(_SETTING)
    return dict(value) if isinstance(value, dict) else {}


def _lot(secret: str, fact: str, answer: str) -> bytes:
    text = f"{fact}\x1f{answer}".encode("utf-8", "surrogatepass")
    return hmac.digest(secret.encode(), text, "sha256")
