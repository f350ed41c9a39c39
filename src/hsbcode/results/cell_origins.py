"""What a cell of a table from a spec is made of, in words and in people."""

from collections.abc import Iterable
from dataclasses import dataclass

from hsbcode.domain.closed_form import ClosedQuestion
from hsbcode.results.base_rules import WORDS
from hsbcode.results.cells import CellPeople, people_in
from hsbcode.results.layout import PlainLine
from hsbcode.results.people import People
from hsbcode.results.plans import Plan, plan
from hsbcode.results.specs import (
    Population,
    TableSpec,
    TableSpecError,
    Ticked,
    Where,
)


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """One cell explained."""

    column: str
    """The question or row whose answers are counted."""
    question: str
    """Its label."""
    sources: tuple[str, ...]
    """Questions as asked that it was made from, itself if it was asked."""
    keep: tuple[str, ...]
    """Ids of the answers that are counted."""
    kept: tuple[str, ...]
    """Their labels."""
    conditions: tuple[str, ...]
    """Whom the row and the column restrict it to, beside population and filter."""
    rule: str
    counted: frozenset[str]
    base: frozenset[str]


def cell_origin(
    people: People,
    spec: TableSpec,
    row: str,
    column: int,
    populations: Iterable[Population] = (),
    *,
    by: str = "",
) -> CellOrigin | None:
    """Explain a cell; None for one that counts nobody, as a difference in points.

    Arguments and errors are those of ``people_of_cell``.
    """
    planned = plan(spec, people, populations, by)
    lines = _lines(planned, spec, row, column)
    if lines is None:
        return None
    found = people_in(people, spec, planned.scope, *lines)
    question = people.question(found.column)
    where = tuple(one for line in lines for one in line.where)
    return CellOrigin(
        column=found.column,
        question=people.title(found.column),
        sources=_sources(people, question, found.column),
        keep=found.keep,
        kept=people.labels(found.column, found.keep),
        conditions=(*people.words(where), *_sides(people, lines)),
        rule=f"{found.rule}: {WORDS[found.rule]}",
        counted=people.ids(found.chosen) if found.asked else frozenset(),
        base=people.ids(found.base) if found.asked else frozenset(),
    )


def people_of_cell(
    people: People,
    spec: TableSpec,
    row: str,
    column: int,
    populations: Iterable[Population] = (),
    *,
    by: str = "",
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who is counted in a cell of a table from a spec, and out of whom.

    Both are empty for cells that count nobody: differences in points, and how many
    columns lie above a limit.

    Args:
        people: what the table was made from.
        spec: the table.
        row: the row's key.
        column: place of the cell in its row, from 0.
        populations: those that specs name.
        by: the question that splits the table; see ``compute``.

    Raises:
        TableSpecError: the table has no such row or column.
    """
    planned = plan(spec, people, populations, by)
    lines = _lines(planned, spec, row, column)
    if lines is None:
        return frozenset(), frozenset()
    found: CellPeople = people_in(people, spec, planned.scope, *lines)
    if not found.asked:
        return frozenset(), frozenset()
    return people.ids(found.chosen), people.ids(found.base)


def _lines(
    planned: Plan, spec: TableSpec, row: str, column: int
) -> tuple[PlainLine, PlainLine] | None:
    """Return the two lines that meet in a cell; None where nobody is counted."""
    lines = {line.id: line for line in planned.rows}
    if row in {f"{one}-{other}" for one, other in spec.gaps}:
        return None
    if spec.columns_over is not None and column == len(planned.columns):
        return None
    if row not in lines or not 0 <= column < len(planned.columns):
        raise TableSpecError(
            f"Table {spec.id} has no cell {column + 1} in a row “{row[:60]}”.",
            f"It has {len(planned.columns)} columns and the rows {', '.join(lines)}.",
        )
    return lines[row], planned.columns[column]


def _sides(people: People, lines: Iterable[PlainLine]) -> tuple[str, ...]:
    """Return in words whether the cell holds those with or without an option."""
    options: list[Ticked] = [line.option for line in lines if line.option]
    sides = [line.has for line in lines if line.has is not None]
    if not options or not sides:
        return ()
    one = options[0]
    kept = (one.option,)
    held = Where(column=one.column, any_of=kept)
    lacked = Where(column=one.column, none_of=kept)
    return people.words((held if sides[0] else lacked,))


def _sources(people: People, question: ClosedQuestion, column: str) -> tuple[str, ...]:
    tail = column.removeprefix(question.id)
    names = question.sources or (question.id,)
    return tuple(
        f"{name}{tail}" for name in names if f"{name}{tail}" in people.data.columns
    )
