"""Every number of a report, as printed and exactly, with where it comes from."""

from collections.abc import Iterator, Mapping, Sequence

from hsbcode.domain.disclosure import NO_CONTROL
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.shares import Share
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Cell, Table
from hsbcode.numbers.printing import printed_number
from hsbcode.report.document import Document, JointBlock, QuoteBlock, TableBlock
from hsbcode.report.theme_numbers import theme_count
from hsbcode.store.project import Project
from hsbcode.workflows.releasing import release
from hsbcode.workflows.reporting.reading import ReportReading
from hsbcode.workflows.tabulating import Tabulation, tabulation


def number_rows(
    project: Project, reading: ReportReading
) -> list[tuple[str | int | float | None, ...]]:
    """Return a row for each number of the report, in printed order."""
    study = reading.study
    made = tabulation(project, study)
    exact = {
        table.id: table
        for table in release(study, NO_CONTROL, by=reading.plan.by, tables=made).tables
    }
    blocks = reading.document.blocks
    tables = [block.table for block in blocks if isinstance(block, TableBlock)]
    rows: list[tuple[str | int | float | None, ...]] = []
    for table in dict.fromkeys(tables):
        rows += _of_table(study, made, table, exact.get(table.id))
    for block in blocks:
        if isinstance(block, JointBlock):
            display = block.display
            title = f"{display.theme} and {display.closed_label}"
            for line in display.rows:
                for name, cell in (("closed", line.closed), ("theme", line.themed)):
                    rows.append(
                        (
                            *(cell.reference, display.id, title, line.label, name),
                            *_numbers(cell, None),
                            *("",) * 7,
                            *_sources(study, (display.question, display.pair.closed)),
                        )
                    )
    rows += list(_of_themes(study, reading.quotes))
    return rows


def _of_table(
    study: Study, made: Tabulation, table: Table, exact: Table | None
) -> Iterator[tuple[str | int | float | None, ...]]:
    notes = table.notes
    asked: Sequence[str] = [name for name in (table.question, table.by) if name]
    if table.kind == "spec":
        name = table.id.rpartition("x")[0] if table.by else table.id
        asked = [*made.spec(name).names, *([table.by] if table.by else [])]
    behind = (
        notes.base_rule,
        str(notes.population),
        str(notes.filter),
        notes.unit,
        notes.rounding,
        notes.recodes,
        notes.disclosure,
        *_sources(study, asked),
    )
    whole = {row.key or row.label: row for row in exact.rows} if exact else {}
    for row in table.rows:
        same = whole.get(row.key or row.label)
        for at, (column, cell) in enumerate(
            zip(table.columns, row.cells, strict=False)
        ):
            known = same.cells[at] if same and at < len(same.cells) else None
            yield (
                *(cell.reference, table.id, table.title, row.label, column),
                *_numbers(cell, known),
                *behind,
            )


def _numbers(cell: Cell, exact: Cell | None) -> tuple[str | int | None, ...]:
    share = cell.share
    known = exact.share if exact else None
    percent = cell.percent
    if share is not None and percent is None and "%" in cell.text:
        number = printed_number(share)
        percent = None if number is None else int(number)
    return (
        cell.text,
        share.count if share else None,
        share.base if share else None,
        percent,
        known.count if known else None,
        known.base if known else None,
    )


def _of_themes(
    study: Study, quotes: Sequence[QuoteTable]
) -> Iterator[tuple[str | int | float | None, ...]]:
    """Yield the numbers that stand beside quotes, and the words for them."""
    for table in quotes:
        for theme in table.themes:
            share = None
            if theme.count is not None and theme.base is not None:
                share = Share(theme.count, theme.base)
            number = printed_number(share) if share else None
            yield (
                *("", "quotes", table.question_label, theme.label, theme.word),
                theme_count(theme),
                theme.count,
                theme.base,
                None if number is None else int(number),
                *(None, None),
                *("people with at least one coded, codable answer", "", "", ""),
                *("", "", ""),
                *_sources(study, (table.question,)),
            )


def _sources(study: Study, names: Sequence[str]) -> tuple[str, str, str]:
    """Return the files, and columns and wordings of questions."""
    asked = [study.questions[name] for name in names if name in study.questions]
    columns = dict.fromkeys(column for one in asked for column in one.columns)
    return (
        _files(study.sources),
        "; ".join(columns),
        "; ".join(dict.fromkeys(one.text or one.label for one in asked)),
    )


def _files(sources: Mapping[str, str]) -> str:
    return "; ".join(f"{names} (wave {wave})" for wave, names in sources.items())


def references(document: Document) -> tuple[tuple[str, str, str], ...]:
    """Return (reference, what it is, as printed) of all of a document, in its order.

    Of quotes the attribution is given, not the words.
    """
    found: list[tuple[str, str, str]] = []
    for block in document.blocks:
        if isinstance(block, TableBlock):
            for row in block.table.rows:
                found += [
                    (cell.reference, f"{row.label}, {column}", cell.text)
                    for column, cell in zip(
                        block.table.columns, row.cells, strict=False
                    )
                    if cell.reference
                ]
        elif isinstance(block, JointBlock):
            for line in block.display.rows:
                for cell in (line.closed, line.themed):
                    found.append((cell.reference, line.label, cell.text))
                found += [
                    (q.reference, block.display.theme, q.attribution)
                    for q in line.quotes
                ]
        elif isinstance(block, QuoteBlock):
            found += [
                (quote.reference, theme.label, quote.attribution)
                for theme in block.table.themes
                for quote in theme.quotes
            ]
    return tuple(dict.fromkeys(found))
