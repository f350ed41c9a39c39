"""One table taken along: as text for the clipboard, or as a file."""

from pathlib import Path

from hsbcode.domain.errors import OutputError
from hsbcode.domain.tables import Table
from hsbcode.domain.visible import visible
from hsbcode.files.writing import check_free, free_name, write_file
from hsbcode.report.grids import table_grid
from hsbcode.report.plain import table_text

_SHEETS = (".csv", ".tsv", ".xlsx")
_REPORTS = (".md", ".html")
ENDINGS = (*_REPORTS, *_SHEETS, ".txt")
_UNSAFE = str.maketrans(dict.fromkeys('<>:"/\\|?* \t\n', "-"))


def tab_separated(table: Table) -> str:
    """Return a table as lines of cells with tabs between them, notes below."""
    return "\n".join("\t".join(map(_cell, row)) for row in _rows(table)) + "\n"


def usual_name(table: Table, folder: Path) -> Path:
    """Return a name for a table's file that is not taken."""
    name = visible(table.id).translate(_UNSAFE).strip(".-")[:60] or "table"
    return free_name(folder / f"{name}.md")


def save_table(table: Table, path: Path, study: str = "") -> None:
    """Write one table with its notes in the form that the ending names.

    Args:
        table: what is written, under the policy it was made with.
        path: ``.md``, ``.html``, ``.csv``, ``.tsv``, ``.xlsx`` or ``.txt``.
        study: what the answers are from, for the heading of a report.

    Raises:
        OutputError: the ending is another one, the file exists, or it cannot be
            written.
    """
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise OutputError(
            f"{path.name}: a table is not written with {ending or 'no ending'}.",
            f"Endings: {', '.join(ENDINGS)}.",
        )
    check_free(path)
    if ending == ".txt":
        write_file(path, table_text(table).encode("utf-8"))
    elif ending in _SHEETS:
        from hsbcode.exchange.tables_out import put_tables

        put_tables({"table": _rows(table)}, path, excel=True)
    else:
        from hsbcode.report.document import Document, TableBlock
        from hsbcode.report.writing import write_document

        title = f"{study}: {table.id}" if study else table.id
        write_document(Document(title, (TableBlock(table),)), path)


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
