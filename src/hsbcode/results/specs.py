"""Tables and figures as data: what a file of table specs holds.

A table is rows times columns. Each line of the two gives part of what a cell needs:
a question, the answers that are kept, and who is counted. ``docs/tables-form.md``
describes every field.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import structs

from hsbcode.domain.closed_form import Page
from hsbcode.domain.cross_references import resolved
from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.files.instrument_rules import Derived
from hsbcode.files.yaml_files import read_yaml

SCHEMA = "hsbcode.tables/1"
MEASURES = ("share", "count")
ROUNDINGS = ("once", "sum_of_parts")
CODES = "codes"
"""The column of all codes of a person; those of one question: ``codes.question``."""
UNSURE = ("inside", "outside")
SORTS = ("", "printed", "exact")


class TableSpecError(HsbcodeError):
    """A table cannot be made as it is described."""


def code_column(question: str) -> str:
    """Return the column of the codes given to answers to an open question."""
    return f"{CODES}.{question}" if question else ""


def counts_codes(names: Iterable[str]) -> bool:
    """Whether one of these columns holds codes."""
    return any(name == CODES or name.startswith(f"{CODES}.") for name in names)


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to count: people whose answers in ``column`` fit.

    ``any_of`` and ``none_of`` hold option ids, labels or rules; ``none_of`` needs an
    answer, too. ``answered`` needs an answer to any of the questions.
    """

    column: str = ""
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()


class Ticked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One option whose holders are set against those without it."""

    column: str
    option: str


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row or column, or several written as one."""

    id: str = ""
    label: str = ""
    question: str = ""
    pooled: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    where: tuple[Where, ...] = ()
    option: Ticked | None = None
    has: bool | None = None
    options_of: str = ""
    keep_each: str = ""
    groups_of: str = ""
    rows_of: str = ""
    codes_of: str = ""
    """An open question; each code is a line that keeps the people who hold it."""
    below: str = ""
    """With ``codes_of``: only the codes directly below this one."""
    min_count: int = 0
    """With ``codes_of``: only codes that so many of the people counted hold."""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Population(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People whom tables speak of, under a name."""

    id: str
    label: str
    where: tuple[Where, ...] = ()


class TableSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table, or the data of one figure."""

    id: str
    title: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...] = (Line(label="Share"),)
    population: str = "all"
    filter: tuple[Where, ...] = ()
    question: str = ""
    keep: tuple[str, ...] = ()
    measure: str = "share"
    base: str = ""
    unsure: str = "inside"
    rounding: str = "once"
    sort: str = ""
    top: int = 0
    gaps: tuple[tuple[str, str], ...] = ()
    """Pairs of rows whose difference in points is a row of its own."""
    columns_over: int | None = None
    """Percentage; a last column says in how many columns a row is above it."""
    describe: bool = False
    """Print the definition of each code that is a row."""
    note: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every question or column that the table speaks of, population apart."""
        lines = (*self.rows, *self.columns)
        found = {self.question, *(code_column(line.codes_of) for line in lines)}
        for line in lines:
            found |= {line.question, *line.pooled, line.options_of, line.keep_each}
            found |= {line.groups_of, line.rows_of}
            found |= {line.option.column} if line.option else set()
        for one in (*self.filter, *(one for line in lines for one in line.where)):
            found |= {one.column, *one.answered}
        return frozenset(found - {""})


class Elsewhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is not made from closed answers."""

    id: str
    reason: str


class PageEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of the form with its closed questions."""

    id: str
    questions: tuple[str, ...]


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file of specs."""

    schema: str
    instrument: str
    tables: tuple[TableSpec, ...]
    pages: tuple[PageEntry, ...] = ()
    last_page: str = ""
    """The field of the export that holds the last page reached."""
    populations: tuple[Population, ...] = ()
    derived: tuple[Derived, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def form_pages(self) -> tuple[Page, ...]:
        """The pages as plain values."""
        return tuple(Page(one.id, one.questions) for one in self.pages)

    def population(self, name: str) -> Population | None:
        """Return a population by id; None for all or one that is not there."""
        return next((one for one in self.populations if one.id == name), None)


def read_tables(path: Path) -> TableFile:
    """Read a file of table specs and check the words it uses.

    Raises:
        TableSpecError: the file is not in the form; names file, table and field.
    """
    found = read_yaml(path, TableFile, TableSpecError)
    if found.schema != SCHEMA:
        raise TableSpecError(
            f"{path.name}, schema: “{found.schema}” is not {SCHEMA}.",
            f"Write schema: {SCHEMA}.",
        )
    seen: set[str] = set()
    populations = {"all", *(one.id for one in found.populations)}
    for spec in found.tables:
        where = f"{path.name}, table {spec.id}"
        if spec.id in seen:
            raise TableSpecError(f"{where}: the id is used twice.", "Change one.")
        seen.add(spec.id)
        for field, value, allowed in (
            ("measure", spec.measure, MEASURES),
            ("rounding", spec.rounding, ROUNDINGS),
            ("unsure", spec.unsure, UNSURE),
            ("sort", spec.sort, SORTS),
            ("population", spec.population, tuple(sorted(populations))),
        ):
            if value not in allowed:
                raise TableSpecError(
                    f"{where}, {field}: “{value}” is not known.",
                    f"Known: {', '.join(one for one in allowed if one)}.",
                )
        for line in (*spec.rows, *spec.columns):
            if (line.below or line.min_count) and not line.codes_of:
                raise TableSpecError(
                    f"{where}: below and min_count choose among codes, and the line "
                    "names no question with codes.",
                    "Give codes_of: QUESTION on the same line.",
                )
    return _with_references(found, path.name)


def _with_references(file: TableFile, name: str) -> TableFile:
    """Return the file with the tables that its notes point to by id written out."""
    titles = {spec.id: spec.title for spec in file.tables}
    tables = []
    for spec in file.tables:
        try:
            note = resolved(spec.note, titles, f"{name}, table {spec.id}, note")
        except UsageConflict as wrong:
            raise TableSpecError(wrong.message, wrong.hint) from None
        tables.append(structs.replace(spec, note=note))
    made: TableFile = structs.replace(file, tables=tuple(tables))
    return made
