"""A document as a workbook: cover, contents, notes, then one table a sheet."""

import io
from collections.abc import Iterator, Mapping

from hsbcode.domain.visible import visible
from hsbcode.files.new_workbooks import new_workbook, tab_names
from hsbcode.report.document import Document
from hsbcode.report.flat import FlatTable
from hsbcode.report.workbook.front import (
    CONTENTS,
    COVER,
    NOTES,
    add_contents,
    add_cover,
    add_notes,
    long_notes,
)
from hsbcode.report.workbook.parts import is_long, parts_of, shorthand_lines
from hsbcode.report.workbook.sheets import LONGEST_HEAD, Line, Sheets
from hsbcode.report.writing import Written

_FONT = "Arial"


def workbook_file(document: Document) -> Written:
    """Return a document as .xlsx; equal documents give equal bytes.

    Numbers are numbers as they are printed; all else is text, also what begins with
    ``=``. Text that no cell can hold is cut, with ``[…]``, and that is told in the
    notes of what was written.
    """
    parts = parts_of(document)
    target = io.BytesIO()
    book = new_workbook(target, title=visible(document.title), font=_FONT)
    sheets = Sheets(book)
    tabs = tab_names([COVER, CONTENTS, NOTES, *(each.tab for each in parts.sheets)])
    tabs = tabs[3:]
    long = long_notes(parts)
    has_notes = bool(long or parts.notes)
    add_cover(sheets, document, len(tabs), has_notes)
    if tabs:
        add_contents(sheets, parts, tabs)
    if has_notes:
        add_notes(sheets, parts, tabs, long)
    for tab, sheet in zip(tabs, parts.sheets, strict=True):
        lines = tuple(_over(sheet.table, document.draft, long))
        sheets.table(tab, sheet.table, lines)
    book.close()
    cut = tuple(
        f"A text was cut, because no cell can hold it: {place}." for place in sheets.cut
    )
    return Written(target.getvalue(), cut)


def _over(table: FlatTable, draft: str, long: Mapping[str, int]) -> Iterator[Line]:
    """Yield what stands between the title and the table."""
    yield Line("This sheet holds one table. Back to the contents", CONTENTS)
    if draft:
        yield Line(f"DRAFT: {draft}")
    for sentence in table.about:
        if not is_long(sentence):
            yield Line(sentence)
    numbers = [str(long[each]) for each in table.about if is_long(each)]
    if numbers:
        which = "note" if len(numbers) == 1 else "notes"
        yield Line(f"More: {which} {', '.join(numbers)} on the sheet Notes", NOTES)
    yield from (Line(each) for each in shorthand_lines(table))
    for place, head in enumerate(table.heads, start=1):
        if len(head) > LONGEST_HEAD:
            yield Line(f"Column {place} in full: {head}")
