"""Tables from specs: exact counts and bases, rounded when the text is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import structs

from hsbcode.domain.shares import Share
from hsbcode.domain.tables import Cell, Row, Table
from hsbcode.numbers.printing import LOW_BASE
from hsbcode.numbers.rounding import half_up
from hsbcode.results.cells import (
    Counted,
    count_cell,
    points,
    printed,
    printed_number,
)
from hsbcode.results.footers import footer
from hsbcode.results.layout import PlainLine, plain_lines
from hsbcode.results.people import People
from hsbcode.results.references import with_references
from hsbcode.results.specs import Population, TableFile, TableSpec, TableSpecError

ALL = Population("all", "all respondents")


def compute(
    spec: TableSpec, people: People, populations: Iterable[Population] = ()
) -> Table:
    """Return a table with everything needed to defend it.

    Args:
        spec: what to count.
        people: form and data after ``derive``.
        populations: those that specs name; ``all`` is always known.

    Returns:
        A table of kind ``spec``. A cell has the exact share, and the text as it is
        printed with its base; ``Row.base`` is None where bases differ in a row.

    Raises:
        TableSpecError: the spec does not fit the instrument, or a base would exceed
            the people who could have been asked.
        InstrumentError: a rule over labels does not speak of a question's scale.
        UsageConflict: it pools questions that are to be kept apart.
    """
    known = {one.id: one for one in (ALL, *populations)}
    if spec.population not in known:
        raise TableSpecError(
            f"Table {spec.id}: there is no population “{spec.population[:40]}”.",
            f"There are: {', '.join(known)}.",
        )
    population = known[spec.population]
    scope = people.where((*population.where, *spec.filter))
    lines = plain_lines(people, spec.rows)
    columns = plain_lines(people, spec.columns)
    counted = [
        [count_cell(people, spec, scope, line, column) for column in columns]
        for line in lines
    ]
    order = _order(spec, counted)
    lines = tuple(lines[at] for at in order)
    counted = [counted[at] for at in order]
    rows = _rows(people, spec, lines, counted)
    rows += _gaps(spec, lines, counted)
    heads = [column.label for column in columns]
    if spec.columns_over is not None:
        heads.append(f"Columns above {spec.columns_over} %")
    numbered = with_references(spec.id, rows)
    cells = [cell for row in counted for cell in row]
    return Table(
        id=spec.id,
        title=spec.title,
        columns=tuple(heads),
        rows=numbered,
        notes=footer(
            people,
            spec,
            population,
            scope,
            (*lines, *columns),
            cells,
            numbered,
        ),
        kind="spec",
        question=spec.question,
    )


def compute_all(file: TableFile, people: People) -> tuple[Table, ...]:
    """Return every table of a file, in its order."""
    return tuple(compute(spec, people, file.populations) for spec in file.tables)


def _order(spec: TableSpec, counted: Sequence[Sequence[Counted]]) -> list[int]:
    """Return places of rows by the first column, ties in the order of the source."""
    places = list(range(len(counted)))

    def size(place: int) -> Fraction:
        cell = counted[place][0]
        if not cell.share.base:
            return Fraction(-1)
        if spec.sort == "printed":
            return Fraction(printed_number(cell, spec))
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
                None if cell.never_offered or not cell.asked else cell.share,
                printed(cell, spec),
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
            )
        )
    return rows


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


def gap_text(one: Share, other: Share) -> str:
    """Return a difference in points, from unrounded shares, to one place: ``+9.9``."""
    gap = points(one, other)
    if gap is None or min(one.base, other.base) < LOW_BASE:
        return "–"
    rounded = half_up(gap, 1)
    return f"+{rounded}" if rounded > 0 else str(rounded).replace("-", "−")


def in_mode(spec: TableSpec, rounding: str = "", unsure: str = "") -> TableSpec:
    """Return the spec with another rounding or another treatment of not knowing."""
    changed: TableSpec = structs.replace(
        spec, rounding=rounding or spec.rounding, unsure=unsure or spec.unsure
    )
    return changed
