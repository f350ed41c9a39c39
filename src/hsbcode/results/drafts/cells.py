"""The cells of tables made from specs, with what each counts and in whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Table
from hsbcode.language.survey_words import names_in
from hsbcode.results.cells import people_in
from hsbcode.results.people import People
from hsbcode.results.plans import plan
from hsbcode.results.specs import CODES, TableFile


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed share: which answers of which column, among whom."""

    column: str
    """Id of the measure."""
    options: frozenset[str]
    """Options by id for themes, by label for everything else."""
    share: Share
    base: frozenset[str]
    words: frozenset[str]
    """Concepts of the condition on its row and column."""
    has: bool | None
    """Whether people with an option or those without it are counted."""
    condition: str
    """Whom it is restricted to, in words; empty for the population."""
    label: str
    reference: str


def printed_cells(
    file: TableFile, people: People, tables: Iterable[Table]
) -> tuple[PrintedCell, ...]:
    """Return the cells with a share of tables made from specs."""
    by_id = {table.id: table for table in tables if table.kind == "spec"}
    found: list[PrintedCell] = []
    for spec in file.tables:
        table = by_id.get(spec.id)
        if table is None:
            continue
        try:
            planned = plan(spec, people, file.populations)
        except HsbcodeError:  # a table that could not be made has no cells either
            continue
        lines = {line.id: line for line in planned.rows}
        filtered = "; ".join(people.words(spec.filter))
        for row in table.rows:
            line = lines.get(row.key)
            for place, cell in enumerate(row.cells[: len(planned.columns)]):
                if line is None or cell.share is None:
                    continue
                column = planned.columns[place]
                inside = people_in(people, spec, planned.scope, line, column)
                special = list(people.words((*line.where, *column.where)))
                has: bool | None = None
                for one in (line, column):
                    has = one.has if one.has is not None else has
                    if one.option is not None:
                        labels = people.labels(one.option.column, (one.option.option,))
                        special.append(labels[0])
                named = [
                    label
                    for where in (*line.where, *column.where)
                    for label in people.labels(where.column, where.any_of)
                    if where.any_of
                ]
                shown = special[len(line.where) + len(column.where) :]
                own = names_in(" ".join([*named, *shown]))
                if has is not None:
                    special.append("yes" if has else "no")
                condition = "; ".join([*special, *([filtered] if filtered else [])])
                found.append(
                    PrintedCell(
                        _measure_id(inside.column),
                        _labels(people, inside.column, inside.keep),
                        cell.share,
                        people.ids(inside.base),
                        own or names_in(filtered),
                        has,
                        condition,
                        f"{table.title}: {row.label}"
                        + (f", {column.label}" if len(planned.columns) > 1 else ""),
                        cell.reference,
                    )
                )
    return tuple(found)


def _measure_id(column: str) -> str:
    return column.removeprefix(f"{CODES}.")


def _labels(people: People, column: str, keep: Sequence[str]) -> frozenset[str]:
    if column.startswith(f"{CODES}."):
        return frozenset(keep)
    options = {one.id: one.label for one in people.question(column).options}
    return frozenset(options.get(one, one) for one in keep)
