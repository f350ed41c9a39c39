"""Tables taken along: as text for the clipboard, or as a file."""

from collections.abc import Sequence
from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.domain.study import Study
from hsbcode.domain.tables import Table
from hsbcode.domain.visible import visible
from hsbcode.files.writing import check_free, free_name, write_file
from hsbcode.report.grids import table_grid
from hsbcode.report.plain import table_text
from hsbcode.workflows.opening import open_project

_SHEETS = (".csv", ".tsv", ".xlsx")
_ONE_ALONE = (".csv", ".tsv")
_REPORTS = (".md", ".html")
NUMBERING = "hsbcode areas PROJECT -o FOLDER gives them numbers."
"""What helps where places have none."""
ENDINGS = (*_REPORTS, *_SHEETS, ".txt")
_NO_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_LONGEST = 31
"""Characters that a workbook allows in the name of a sheet."""
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


def save_tables(tables: Sequence[Table], path: Path, study: str = "") -> None:
    """Write tables with their notes in the form that the ending names.

    Args:
        tables: what is written, under the policy they were made with.
        path: ``.md``, ``.html``, ``.xlsx`` (a sheet for each table), ``.txt``, or for
            one table alone ``.csv`` or ``.tsv``.
        study: what the answers are from, for the heading of a report.

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
    elif ending in _SHEETS:
        from hsbcode.exchange.tables_out import put_tables

        put_tables(_sheets(tables), path, excel=True)
    else:
        from hsbcode.report.document import Document, TableBlock
        from hsbcode.report.writing import write_document

        named = tables[0].id if len(tables) == 1 else "tables"
        title = f"{study}: {named}" if study else named
        write_document(Document(title, tuple(map(TableBlock, tables))), path)


def _sheets(tables: Sequence[Table]) -> dict[str, list[tuple[str, ...]]]:
    """Return sheet → rows; a sheet has a table's id, cut to what workbooks allow."""
    found: dict[str, list[tuple[str, ...]]] = {}
    taken: set[str] = set()
    for table in tables:
        usual = visible(table.id).translate(_NO_SHEET).strip("'")[:_LONGEST] or "table"
        name, number = usual, 1
        while name.casefold() in taken:
            number += 1
            name = f"{usual[: _LONGEST - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        found[name] = _rows(table)
    return found


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
