"""The first sheets of a workbook: cover, contents, notes."""

from collections.abc import Mapping, Sequence

from hsbcode.report.document import Document
from hsbcode.report.flat import FlatTable
from hsbcode.report.workbook.parts import SHORTHAND, Parts, is_long
from hsbcode.report.workbook.sheets import Line, Sheets

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"


def long_notes(parts: Parts) -> dict[str, int]:
    """Return sentence → number of those that no line over a table has room for."""
    found: dict[str, int] = {}
    for sheet in parts.sheets:
        for sentence in filter(is_long, sheet.table.about):
            found.setdefault(sentence, len(found) + 1)
    return found


def add_cover(sheets: Sheets, document: Document, tables: int, notes: bool) -> None:
    """Add the sheet that a workbook opens on."""
    many = "one table" if tables == 1 else f"{tables} tables"
    lines = [Line(f"DRAFT: {document.draft}")] if document.draft else []
    lines.append(
        Line(f"This workbook holds {many}, each on a sheet of its own, titled in A1.")
    )
    if tables:
        lines.append(Line("Contents: every table, with a link to it", CONTENTS))
    if notes:
        lines.append(Line("Notes: what was said beside the tables", NOTES))
    lines.append(
        Line(
            "Numbers are those of the printed report, rounded as it rounds them. In "
            "columns of counts and percentages they can be reckoned with."
        )
    )
    lines.append(Line("Shorthand, in square brackets, stands for or beside a number:"))
    lines.extend(Line(f"{mark} {meaning}") for mark, meaning in SHORTHAND.items())
    lines.extend(Line(f"{what}: {value}") for what, value in document.record)
    page = sheets.page(COVER, document.title, lines)
    page.set_column(0, 0, 100)
    page.activate()
    page.set_first_sheet()


def add_contents(sheets: Sheets, parts: Parts, tabs: Sequence[str]) -> None:
    """Add the list of tables, each with a link."""
    rows = [
        (tab, sheet.table.title, sheet.part)
        for tab, sheet in zip(tabs, parts.sheets, strict=True)
    ]
    table = FlatTable(
        "",
        "Contents",
        ("Sheet", "Table", "Part of the report"),
        tuple(rows),
        words=frozenset((0, 1, 2)),
        widest={1: 90},
    )
    lines = [
        Line("This sheet holds one table: the tables of this workbook."),
        Line("Back to the cover", COVER),
    ]
    sheets.table(CONTENTS, table, lines, tabs)


def add_notes(
    sheets: Sheets, parts: Parts, tabs: Sequence[str], long: Mapping[str, int]
) -> None:
    """Add the sentences of the report, those that tables point to first."""
    rows: list[tuple[str, str, str]] = []
    for sentence, number in long.items():
        where = [
            tab
            for tab, sheet in zip(tabs, parts.sheets, strict=True)
            if sentence in sheet.table.about
        ]
        rows.append((f"Note {number}", ", ".join(where), sentence))
    rows.extend(
        (f"Note {number}", belongs, text)
        for number, (belongs, text) in enumerate(parts.notes, start=len(long) + 1)
    )
    table = FlatTable(
        "",
        "Notes",
        ("Note", "Belongs to", "Text"),
        tuple(rows),
        words=frozenset((0, 1, 2)),
        widest={1: 40, 2: 110},
    )
    lines = [
        Line("This sheet holds one table: notes on tables, and the report's own text."),
        Line("Back to the contents", CONTENTS),
    ]
    sheets.table(NOTES, table, lines)
