"""Tables brought from spreadsheets, set beside themes as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hsbcode.domain.brought import BroughtTable
from hsbcode.domain.errors import ImportDataError, UsageConflict, nearest
from hsbcode.domain.quotes import QuoteTable
from hsbcode.report.grids import Grid, GridRow
from hsbcode.store.project import Project
from hsbcode.workflows.quoting.settings import set_beside
from hsbcode.workflows.studying import read_study

_KEPT = "brought tables"
_BESIDE = "brought beside"
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 200, 30, 500


def brought_tables(project: Project) -> tuple[BroughtTable, ...]:
    """Return the tables that a project keeps from elsewhere, as they were brought."""
    value = project.settings.get(_KEPT)
    return tuple(
        BroughtTable(
            f"B{number}",
            one["file"],
            one["sheet"],
            one["digest"],
            tuple(one["heads"]),
            tuple(map(tuple, one["rows"])),
            tuple(one["lines"]),
        )
        for number, one in enumerate(value if isinstance(value, list) else (), start=1)
    )


def read_brought(text: str) -> dict[str, Any]:
    """Read a table named as ``FILE`` or ``FILE:SHEET``; its first row is its heads.

    Raises:
        ImportDataError: the file or the sheet cannot be read, has no row below its
            heads, or is too large to stand in a report.
    """
    from hsbcode.files.tables import read_table

    path, sheet = Path(text), ""
    if not path.exists() and ":" in text:
        name, _colon, sheet = text.rpartition(":")
        path = Path(name)
    found = read_table(path, sheet=sheet or None)
    heads, *rows = found.rows
    if not rows or found.width < 2:
        raise ImportDataError(
            f"{path.name} has no row of results below its heads.",
            "The first row holds heads, the first column what each row is about.",
        )
    if len(rows) > _MOST_ROWS or found.width > _MOST_COLUMNS:
        raise ImportDataError(
            f"{path.name} has {len(rows)} rows and {found.width} columns: too many for "
            "a table in a report.",
            f"Bring one of at most {_MOST_ROWS} rows and {_MOST_COLUMNS} columns.",
        )
    for number, row in zip(found.numbers, found.rows, strict=True):
        for column, cell in enumerate(row, start=1):
            if len(cell) > _LONGEST_CELL:
                raise ImportDataError(
                    f"{path.name}, row {number}, column {column}: {len(cell):,} "
                    f"characters; a cell holds {_LONGEST_CELL}.",
                )
    return {
        "file": found.file,
        "sheet": found.sheet,
        "digest": found.sha256,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "lines": list(found.numbers[1:]),
    }


def bring_table(project: Project, text: str, coder: str = "project") -> BroughtTable:
    """Keep a table; a later one of the same file and sheet takes its place.

    Raises:
        ImportDataError: see ``read_brought``.
    """
    value = read_brought(text)
    kept = project.settings.get(_KEPT)
    every: list[dict[str, Any]] = list(kept) if isinstance(kept, list) else []
    same = [
        at
        for at, one in enumerate(every)
        if (one["file"], one["sheet"]) == (value["file"], value["sheet"])
    ]
    if same:
        every[same[0]] = value
    else:
        every.append(value)
    if every != kept:
        project.put_setting(_KEPT, every, coder)
    return brought_tables(project)[same[0] if same else -1]


def brought_beside(project: Project) -> dict[str, tuple[BroughtTable, int]]:
    """Return code → the table and the row of it that stand beside its quotes."""
    value = project.settings.get(_BESIDE)
    tables = {(one.file, one.sheet): one for one in brought_tables(project)}
    found = {}
    for code, place in (value if isinstance(value, dict) else {}).items():
        table = tables.get((place["file"], place["sheet"]))
        if table is None:
            continue
        names = [row[0] for row in table.rows]
        if place["row"] in names:
            standing = project.codebook.standing(str(code))
            found[standing] = table, names.index(place["row"])
    return found


def split_beside(
    project: Project, wanted: Mapping[str, str], closed: Sequence[str]
) -> tuple[dict[str, str], dict[str, tuple[str, str, str]]]:
    """Return what names a closed question, and what names a row of a brought table.

    Raises:
        UsageConflict: a name is neither, or several tables have such a row.
    """
    ours: dict[str, str] = {}
    theirs: dict[str, tuple[str, str, str]] = {}
    tables = brought_tables(project)
    for code, name in wanted.items():
        if name in closed or not tables:
            ours[code] = name
            continue
        rows = [
            (table.file, table.sheet, row[0])
            for table in tables
            for row in table.rows
            if row[0].strip().casefold() == name.casefold()
        ]
        if len(rows) > 1:
            raise UsageConflict(
                f"“{name[:60]}” names {len(rows)} rows of the tables brought.",
                "Rename one of the rows in its file and bring it again.",
            )
        if not rows:
            labels = [row[0] for table in tables for row in table.rows]
            raise UsageConflict(
                f"“{name[:60]}” is no closed question and no row of a table brought.",
                nearest(name, [*closed, *labels]),
            )
        theirs[code] = rows[0]
    return ours, theirs


def set_results_beside(
    project: Project, wanted: Mapping[str, str], coder: str = "project"
) -> None:
    """Remember which closed results, or rows of brought tables, stand beside themes.

    Raises:
        UsageConflict: a name is no closed question and no row of a table brought.
        CodebookError: a code is not in the codebook.
    """
    closed = [question.id for question in read_study(project).closed_questions]
    ours, theirs = split_beside(project, wanted, closed)
    for code in theirs:
        project.codebook[code]
    if ours:
        set_beside(project, ours, coder)
    set_brought_beside(project, theirs, without=tuple(ours), coder=coder)


def set_brought_beside(
    project: Project,
    wanted: Mapping[str, tuple[str, str, str]],
    without: Sequence[str] = (),
    coder: str = "project",
) -> None:
    """Remember which rows stand beside which themes.

    Args:
        project: what keeps it.
        wanted: code → file, sheet and name of the row.
        without: codes beside which something else stands from now on.
        coder: who decided it.

    Raises:
        CodebookError: a code is not in the codebook.
    """
    for code in wanted:
        project.codebook[code]
    kept = project.settings.get(_BESIDE)
    before = dict(kept) if isinstance(kept, dict) else {}
    after = {code: place for code, place in before.items() if code not in without}
    for code, (file, sheet, row) in wanted.items():
        after[code] = {"file": file, "sheet": sheet, "row": row}
    if after != before:
        project.put_setting(_BESIDE, after, coder)


def with_brought(
    project: Project, tables: Sequence[QuoteTable]
) -> tuple[QuoteTable, ...]:
    """Return quote tables with brought rows beside the themes they belong to."""
    beside = brought_beside(project)
    if not beside:
        return tuple(tables)
    words = {code: table.row_words(row) for code, (table, row) in beside.items()}
    return tuple(
        replace(
            table,
            themes=tuple(
                replace(theme, closed_result=words.get(theme.code, theme.closed_result))
                for theme in table.themes
            ),
        )
        for table in tables
    )


def brought_grids(project: Project) -> tuple[Grid, ...]:
    """Return the tables brought as they are printed: cell by cell as they were."""
    return tuple(
        Grid(
            id=one.id,
            caption=f"Brought from {one.origin}",
            corner=one.heads[0],
            columns=one.heads[1:],
            rows=tuple(
                GridRow(
                    row[0],
                    row[1:],
                    references=tuple(
                        f"{one.id}.{place}.{column}" for column in range(1, len(row))
                    ),
                )
                for place, row in enumerate(one.rows, start=1)
            ),
            notes=(f"{one.label[:1].upper()}{one.label[1:]}.",),
            words=True,
        )
        for one in brought_tables(project)
    )
