"""New .xlsx files: text stays text, and equal content gives equal bytes."""

import datetime
import io

import xlsxwriter
from xlsxwriter.workbook import Workbook

from hsbcode.domain.visible import visible

LONGEST_CELL = 32_767
"""Characters (UTF-16) that a cell of a workbook holds."""
LONGEST_TAB = 31
_MADE = datetime.datetime(2000, 1, 1)
_NOT_IN_TABS = str.maketrans(dict.fromkeys("[]:*?/\\\n\t\ufffe\uffff", "-"))


def new_workbook(
    target: io.BytesIO, *, title: str = "", font: str = "", size: int = 11
) -> Workbook:
    """Return a workbook in which no text becomes a formula, a number or a link.

    Args:
        target: what the file is written into by ``close``.
        title: of the document, for its properties.
        font: of all cells; the spreadsheet program's own, if empty.
        size: of the font, in points.
    """
    options: dict[str, object] = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    if font:
        options["default_format_properties"] = {"font_name": font, "font_size": size}
    book: Workbook = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": _MADE, "title": title[:250]})
    return book


def fits_cell(text: str) -> bool:
    """Return whether a cell can hold a text."""
    return len(text) <= LONGEST_CELL // 2 or utf16_length(text) <= LONGEST_CELL


def utf16_length(text: str) -> int:
    """Return how long a text is for a spreadsheet program."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def tab_names(wanted: list[str], *, at_most: int = LONGEST_TAB) -> list[str]:
    """Return a name for each tab that a workbook allows, no two of them alike.

    Args:
        wanted: what the tabs should be called.
        at_most: characters; 31 is what a workbook allows.
    """
    taken: set[str] = set()
    found = []
    for each in wanted:
        usual = _tab(each, at_most) or "Table"
        name, number = usual, 1
        # “History” is a name that spreadsheet programs keep for themselves
        while name.casefold() in taken or name.casefold() == "history":
            number += 1
            end = f" {number}"
            name = _tab(usual, at_most - len(end)) + end
        taken.add(name.casefold())
        found.append(name)
    return found


def _tab(text: str, at_most: int) -> str:
    shown = visible(text).translate(_NOT_IN_TABS)
    line = " ".join(shown.split()).strip("' ")
    while utf16_length(line) > at_most:
        line = line[:-1]
    return line.strip("' ")
