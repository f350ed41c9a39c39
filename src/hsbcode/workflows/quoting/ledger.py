"""The ledger of quotes: every quote with the answer it comes from. Internal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import Quote, QuoteTable
from hsbcode.domain.study import Study
from hsbcode.exchange.tables_out import put_tables
from hsbcode.report.grids import Grid, GridRow
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.attribution import attribution_rule
from hsbcode.workflows.quoting.settings import beside_of
from hsbcode.workflows.quoting.tables import quote_tables

INTERNAL = (
    "INTERNAL: names the people quoted by their references. Not part of a report, and "
    "not to leave the project."
)
_HEADS = (
    *("where", "theme", "code", "answer", "respondent"),
    *("quote", "attribution", "kind", "why this one", "chosen by", "what it shows"),
    *("left out or replaced", "this person is also quoted in"),
)


def ledger_grid(
    study: Study, tables: Sequence[QuoteTable], displays: Sequence[JointDisplay] = ()
) -> Grid:
    """Return every quote of quote tables and joint displays, a row each.

    Args:
        study: the answers, with what was decided about quotes.
        tables: the quote tables.
        displays: the joint displays beside them.
    """
    units = {unit.id: unit for some in study.units.values() for unit in some}
    entries = [*_of_tables(tables), *_of_displays(displays)]
    places: dict[str, list[str]] = defaultdict(list)
    for _where, _theme, _code, quote in entries:
        places[quote.respondent].append(quote.reference)
    rows = []
    for where, theme, code, quote in entries:
        unit = units[quote.unit]
        others = [r for r in places[quote.respondent] if r != quote.reference]
        rows.append(
            GridRow(
                quote.reference,
                (
                    *(where, theme, code, unit.name, unit.reference),
                    *(quote.text, quote.attribution),
                    "unlike the others" if quote.divergent else "typical",
                    quote.reason,
                    quote.by or "proposed by the program",
                    quote.shows,
                    _left_out(study, quote),
                    ", ".join(others) or "nowhere else",
                ),
            )
        )
    return Grid(
        id="",
        caption="INTERNAL: ledger of quotes",
        corner="reference",
        columns=_HEADS,
        rows=tuple(rows),
        notes=(INTERNAL,),
        words=True,
    )


def project_ledger(project: Project, study: Study) -> Grid:
    """Return the ledger of a project: its quote tables and kept joint displays.

    Exact, without disclosure control: it never leaves the project.
    """
    # the displays release what they show, which takes the quotes' own settings
    from hsbcode.workflows.joint.displays import joint_displays

    tables = quote_tables(
        study, attribution=attribution_rule(project), beside=beside_of(project)
    )
    return ledger_grid(study, tables, joint_displays(project, study, quotes=tables))


def ledger_values(grid: Grid) -> list[dict[str, str]]:
    """Return the rows as dictionaries, head → cell."""
    heads = (grid.corner, *grid.columns)
    return [dict(zip(heads, (row.label, *row.cells), strict=True)) for row in grid.rows]


def write_ledger(grid: Grid, path: Path) -> None:
    """Write a ledger as ``.xlsx``, ``.csv`` or ``.tsv``; it says that it is internal.

    Raises:
        OutputError: the file exists, its ending is another one, or it cannot be
            written.
    """
    rows = [
        (grid.corner, *grid.columns),
        *((row.label, *row.cells) for row in grid.rows),
        (),
        *((note,) for note in grid.notes),
    ]
    put_tables({"INTERNAL ledger": rows}, path, excel=True)


def _of_tables(
    tables: Sequence[QuoteTable],
) -> Iterator[tuple[str, str, str, Quote]]:
    for table in tables:
        for theme in table.themes:
            for quote in theme.quotes:
                yield f"quotes, {table.question}", theme.label, theme.code, quote


def _of_displays(
    displays: Sequence[JointDisplay],
) -> Iterator[tuple[str, str, str, Quote]]:
    for display in displays:
        for row in display.rows:
            for quote in row.quotes:
                where = f"{display.id}, {display.pair.closed}: {row.label}"
                yield where, display.theme, display.pair.code, quote


def _left_out(study: Study, quote: Quote) -> str:
    whole = study.wholes.get(quote.unit, quote.unit)
    masks = [
        f"{one.mask} for characters {one.span.start + 1} to {one.span.end}"
        f" ({one.by or 'list of names'})"
        for one in quote.redactions
    ]
    cuts = [
        f"cut: characters {one.span.start + 1} to {one.span.end} ({one.by})"
        for one in study.quoting.cuts.get(whole, ())
        if one.span is not None
    ]
    return "; ".join((*masks, *cuts)) or "nothing"
