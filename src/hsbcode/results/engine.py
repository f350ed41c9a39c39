"""Tables from specs: exact counts and bases, rounded when the text is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import structs

from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import gap_text
from hsbcode.results.cells import (
    Counted,
    count_cell,
    printed,
    printed_number,
)
from hsbcode.results.disclosure.released_specs import over_heading
from hsbcode.results.footers import footer
from hsbcode.results.layout import PlainLine
from hsbcode.results.people import People
from hsbcode.results.plans import plan
from hsbcode.results.references import with_references
from hsbcode.results.specs import (
    Population,
    TableFile,
    TableSpec,
    TableSpecError,
    counts_codes,
)


def compute(
    spec: TableSpec,
    people: People,
    populations: Iterable[Population] = (),
    *,
    by: str = "",
    table_id: str = "",
) -> Table:
    """Return a table with everything needed to defend it.

    Args:
        spec: what to count.
        people: form and data after ``derive``.
        populations: those that specs name; ``all`` is always known.
        by: a closed question or a column of codes whose answers split the only column
            of the table; a last column holds everybody with such an answer.
        table_id: of a split table; the spec's own id where it is left out.

    Returns:
        A table of kind ``spec``. A cell has the exact share, and the text as it is
        printed with its base; ``Row.base`` is None where bases differ in a row.

    Raises:
        TableSpecError: the spec does not fit the instrument, or a base would exceed
            the people who could have been asked.
        InstrumentError: a rule over labels does not speak of a question's scale.
        UsageConflict: it pools questions that are to be kept apart.
    """
    planned = plan(spec, people, populations, by)
    scope, lines, columns = planned.scope, planned.rows, planned.columns
    counted = [
        [count_cell(people, spec, scope, line, column) for column in columns]
        for line in lines
    ]
    first = [
        count_cell(people, spec, scope, line, planned.sorted_by) if by else cells[0]
        for line, cells in zip(lines, counted, strict=True)
    ]
    order = _order(spec, lines, first)
    lines = tuple(lines[at] for at in order)
    counted = [counted[at] for at in order]
    rows = _rows(people, spec, lines, counted)
    rows += _gaps(spec, lines, counted)
    heads = [column.label for column in columns]
    if spec.columns_over is not None:
        heads.append(over_heading(spec.columns_over))
    numbered = with_references(table_id or spec.id, rows)
    cells = [cell for row in counted for cell in row]
    title = f"{spec.title}, by “{people.title(by)}”" if by else spec.title
    return Table(
        id=table_id or spec.id,
        title=title,
        columns=tuple(heads),
        rows=numbered,
        notes=footer(
            people,
            spec,
            planned.population,
            scope,
            (*lines, *columns),
            cells,
            numbered,
        ),
        kind="spec",
        question=spec.question,
        by=by,
    )


def compute_all(file: TableFile, people: People) -> tuple[Table, ...]:
    """Return every table of a file, in its order.

    Tables of codes are left out where no open answer has a coding that counts, those
    of a corrected answer where its recode is not in force.
    """
    return tuple(
        compute(spec, people, file.populations) for spec in makeable(file, people)
    )


def makeable(file: TableFile, people: People) -> tuple[TableSpec, ...]:
    """Return the specs that can be counted.

    Those of codes need codings, those of a corrected answer a recode in force.
    """
    recodes = {rule.id for rule in people.form.derived if rule.kind == "recode"}
    return tuple(
        spec
        for spec in file.tables
        if all(
            name in people.form.questions
            for name in (*spec.names, *_names(file.population(spec.population)))
            if counts_codes((name,)) or name in recodes
        )
    )


def _names(population: Population | None) -> tuple[str, ...]:
    return tuple(one.column for one in population.where) if population else ()


def _order(
    spec: TableSpec, lines: Sequence[PlainLine], first: Sequence[Counted]
) -> list[int]:
    """Return places of rows by the first column, ties in the order of the source."""
    places = [
        place
        for place, (line, cell) in enumerate(zip(lines, first, strict=True))
        if cell.share.count >= line.min_count
    ]

    def size(place: int) -> Fraction:
        cell = first[place]
        if not cell.share.base:
            return Fraction(-1)
        if spec.sort == "printed":
            return Fraction(printed_number(cell))
        return Fraction(cell.share.count, cell.share.base)

    if spec.sort:
        places.sort(key=lambda place: -size(place))
    return places[: spec.top] if spec.top else places


def _rows(
    people: People,
    spec: TableSpec,
    lines: Sequence[PlainLine],
    counted: Sequence[Sequence[Counted]],
) -> list[Row]:
    sources = Counter(
        people.question(line.question).id for line in lines if line.question
    )
    usual = sources.most_common(1)[0][0] if sources else ""
    rows = []
    for line, cells in zip(lines, counted, strict=True):
        bases = {cell.share.base for cell in cells}
        made = [
            Cell(
                cell.share if cell.is_share else None,
                printed(cell, spec),
                percent=_of_parts(cell, spec),
                who=cell.who,
                whole=cell.whole,
            )
            for cell in cells
        ]
        if spec.columns_over is not None:
            limit = Fraction(spec.columns_over, 100)
            shares = [cell.share.exact for cell in cells]
            over = sum(one is not None and one > limit for one in shares)
            made.append(Cell(text=str(over)))
        label = line.label
        if line.question and people.question(line.question).id != usual:
            label += f" (from “{people.question(line.question).label}”)"
        rows.append(
            Row(
                label,
                tuple(made),
                key=line.id,
                base=bases.pop() if len(bases) == 1 else None,
                description=line.description if spec.describe else "",
            )
        )
    return rows


def _of_parts(cell: Counted, spec: TableSpec) -> int | None:
    """Return the printed percentage where it is a sum of rounded parts."""
    if not cell.parts or not cell.has_percent or spec.measure == "count":
        return None
    return printed_number(cell)


def _gaps(
    spec: TableSpec,
    lines: Sequence[PlainLine],
    counted: Sequence[Sequence[Counted]],
) -> list[Row]:
    by_id = {line.id: place for place, line in enumerate(lines)}
    rows = []
    for one, other in spec.gaps:
        for name in (one, other):
            if name not in by_id:
                raise TableSpecError(
                    f"Table {spec.id}: there is no row “{name[:40]}” to compare.",
                    f"Rows: {', '.join(by_id)}.",
                )
        first, second = by_id[one], by_id[other]
        cells = tuple(
            Cell(text=gap_text(left.share, right.share))
            for left, right in zip(counted[first], counted[second], strict=True)
        )
        label = f"{lines[first].label} − {lines[second].label}, points"
        rows.append(Row(label, cells, key=f"{one}-{other}"))
    return rows


def in_mode(spec: TableSpec, rounding: str = "", unsure: str = "") -> TableSpec:
    """Return the spec with another rounding or another treatment of not knowing."""
    changed: TableSpec = structs.replace(
        spec, rounding=rounding or spec.rounding, unsure=unsure or spec.unsure
    )
    return changed
