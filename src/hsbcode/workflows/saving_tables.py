"""Tables taken along: as text for the clipboard, or as a file."""

import json
from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.domain.joint import JointDisplay
from hsbcode.domain.quotes import QuoteTable
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.domain.visible import visible
from hsbcode.files.writing import check_free, free_name, write_file
from hsbcode.report.as_json import quotes_json, tables_json
from hsbcode.report.flat import quote_rows
from hsbcode.report.grids import table_grid
from hsbcode.report.joint_json import joint_json
from hsbcode.report.joint_values import joint_value_rows
from hsbcode.report.plain import table_text
from hsbcode.workflows.opening import open_project

_ONE_ALONE = (".csv", ".tsv")
VALUES = (".json", *_ONE_ALONE)
"""Endings of files that hold values and no page."""
_REPORTS = (".md", ".html", ".docx", ".pdf", ".xlsx")
NUMBERING = "hsbcode areas PROJECT -o FOLDER gives them numbers."
"""What helps where places have none."""
ENDINGS = (*_REPORTS, *VALUES, ".txt")
_UNSAFE = str.maketrans(dict.fromkeys('<>:"/\\|?* \t\n', "-"))


def tab_separated(table: Table) -> str:
    """Return a table as lines of cells with tabs between them, notes below."""
    return "\n".join("\t".join(map(_cell, row)) for row in _rows(table)) + "\n"


def usual_name(table: Table, folder: Path) -> Path:
    """Return a name for a table's file that is not taken."""
    name = visible(table.id).translate(_UNSAFE).strip(".-")[:60] or "table"
    return free_name(folder / f"{name}.md")


def save_released(
    project: Path, study: Study, tables: Sequence[Table], path: Path
) -> None:
    """Write tables to a file that leaves the project: places stand in it as numbers.

    Args:
        project: the project file.
        study: its answers.
        tables: made under the policy for what is released.
        path: see ``save_tables``.

    Raises:
        OutputError: see ``save_tables``.
        ProjectFileError: the project cannot be opened.
    """
    from hsbcode.workflows.areas.numbers import with_area_numbers

    with open_project(project, write=False) as opened:
        numbered, without = with_area_numbers(opened, study, tables)
    if len(numbered) < len(tables):
        raise OutputError(
            f"{path.name} was not written: {without_numbers(without)}.", NUMBERING
        )
    save_tables(numbered, path, study.name)


def without_numbers(labels: Sequence[str]) -> str:
    """Return why tables are left out of a file, from the labels of their questions."""
    return f"the answers to {', '.join(labels)} are places and have no numbers yet"


def save_tables(
    tables: Sequence[Table], path: Path, study: str = "", *, excel: bool = True
) -> None:
    """Write tables with their notes in the form that the ending names.

    Args:
        tables: what is written, under the policy they were made with.
        path: ``.json``, ``.txt`` or any format of a report (``.xlsx`` has a sheet for
            each table), or for one table alone ``.csv`` or ``.tsv``.
        study: what the answers are from, for the heading of a report.
        excel: ``.csv`` and ``.tsv`` only: as spreadsheet programs open it without
            harm; else every text is written as it is.

    Raises:
        OutputError: the ending is another one or holds one table only, the file
            exists, it cannot be written, or there is nothing to write.
    """
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise OutputError(
            f"{path.name}: a table is not written with {ending or 'no ending'}.",
            f"Endings: {', '.join(ENDINGS)}.",
        )
    if not tables:
        raise OutputError(f"{path.name} was not written: there is no table.")
    if ending in _ONE_ALONE and len(tables) > 1:
        raise OutputError(
            f"{path.name}: a {ending} file holds one table, these are {len(tables)}.",
            "Name one with --table, or write .xlsx: a sheet for each.",
        )
    check_free(path)
    if ending == ".txt":
        write_file(path, "\n".join(map(table_text, tables)).encode("utf-8"))
    elif ending == ".json":
        write_file(path, _json(tables_json(tables)))
    elif ending in _ONE_ALONE:
        from hsbcode.exchange.tables_out import put_tables

        put_tables({"": _rows(tables[0])}, path, excel=excel)
    else:
        from hsbcode.report.document import Document, TableBlock
        from hsbcode.report.writing import write_document

        named = tables[0].id if len(tables) == 1 else "tables"
        title = f"{study}: {named}" if study else named
        write_document(Document(title, tuple(map(TableBlock, tables))), path)


def save_quotes(
    tables: Sequence[QuoteTable],
    path: Path,
    *,
    excel: bool = True,
) -> None:
    """Write the quotes of themed quote tables as values.

    Args:
        tables: under the policy they were made with.
        path: ``.json``, or ``.csv`` and ``.tsv`` with a row for each quote, and for
            each theme without one.
        excel: see ``save_tables``.

    Raises:
        OutputError: the ending is another one, the file exists or cannot be written.
    """
    _check_values(path, "quotes")
    if path.suffix.casefold() == ".json":
        write_file(path, _json([quotes_json(table) for table in tables]))
        return
    from hsbcode.exchange.tables_out import put_tables

    put_tables({"": quote_rows(tables)}, path, excel=excel)


def save_joint(
    displays: Sequence[JointDisplay], path: Path, *, excel: bool = True
) -> None:
    """Write joint displays as values.

    Args:
        displays: under the policy they were made with.
        path: ``.json``, or ``.csv`` and ``.tsv`` with a row for each closed answer and
            for each of the two shares.
        excel: see ``save_tables``.

    Raises:
        OutputError: the ending is another one, the file exists or cannot be written.
    """
    _check_values(path, "joint displays")
    if path.suffix.casefold() == ".json":
        write_file(path, _json([joint_json(display) for display in displays]))
        return
    from hsbcode.exchange.tables_out import put_tables

    put_tables({"": joint_value_rows(displays)}, path, excel=excel)


def _check_values(path: Path, what: str) -> None:
    ending = path.suffix.casefold()
    if ending not in VALUES:
        raise OutputError(
            f"{path.name}: {what} are not written as values with "
            f"{ending or 'no ending'}.",
            f"Endings: {', '.join(VALUES)}.",
        )
    check_free(path)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _rows(table: Table) -> list[tuple[str, ...]]:
    grid = table_grid(table)
    return [
        (grid.corner, *grid.columns),
        *((row.label, *row.cells) for row in grid.rows),
        (),
        (grid.name,),
        *((note,) for note in grid.notes),
    ]


def _cell(text: str) -> str:
    return " ".join(visible(text).split())
