"""A spec written out over the people of a study: who is counted, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from hsbcode.results.answer_states import Mask
from hsbcode.results.layout import PlainLine, plain_lines, split_columns
from hsbcode.results.people import People
from hsbcode.results.specs import Population, TableSpec, TableSpecError

ALL = Population("all", "all respondents")


@dataclass(frozen=True, slots=True)
class Plan:
    """A spec written out over the people of a study: who is counted, line by line."""

    population: Population
    scope: Mask
    """Population and filter."""
    rows: tuple[PlainLine, ...]
    columns: tuple[PlainLine, ...]
    sorted_by: PlainLine
    """The column by which rows are sorted and left out."""


def plan(
    spec: TableSpec,
    people: People,
    populations: Iterable[Population] = (),
    by: str = "",
) -> Plan:
    """Return what a spec means for these people; see ``compute``."""
    known = {one.id: one for one in (ALL, *populations)}
    if spec.population not in known:
        raise TableSpecError(
            f"Table {spec.id}: there is no population “{spec.population[:40]}”.",
            f"There are: {', '.join(known)}.",
        )
    population = known[spec.population]
    rows = plain_lines(people, spec.rows)
    columns = plain_lines(people, spec.columns)
    usual = columns[0]
    if by:
        columns = split_columns(people, spec, columns, by)
    scope = people.where((*population.where, *spec.filter))
    return Plan(population, scope, rows, columns, usual)
