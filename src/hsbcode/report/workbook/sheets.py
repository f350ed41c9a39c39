"""One sheet of a workbook: a title in A1, what must be read, one marked-up table.

The layout follows what the UK Government Analysis Function asks of accessible tables:
no merged cells, no italics, no meaning in colours, shorthand explained over the table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from hsbcode.domain.visible import visible
from hsbcode.files.new_workbooks import fits_cell
from hsbcode.report.flat import LEVEL, FlatTable
from hsbcode.report.printed_numbers import Number, Value, is_shorthand
from hsbcode.report.widths import display_width, wrapped

CUT = " […]"
_NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)
LONGEST_HEAD = 200
_NUMBER_WIDTH = 13
_WIDEST = 64
_FIRST_WIDEST = 48
_LINE, _HIGHEST = 14.5, 409
"""Points of a line of text, and of the highest row there is."""
_HEAD_IN_SIGHT = 14
_LONG_TABLE = 18
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line over a table; ``tab`` makes it a link to another sheet."""

    text: str
    tab: str = ""


class Sheets:
    """Writes sheets into a workbook and remembers which texts had to be cut."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[tuple[int, bool, str], Format] = {}
        self.cut: list[str] = []
        self._tables = 0
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._line = book.add_format({})
        self._link = book.add_format({"underline": True, "font_color": "#0B4F9E"})
        wrapped = {"text_wrap": True, "valign": "top"}
        self._head = book.add_format({**wrapped, "bold": True, "bottom": 2})
        self._number_head = book.add_format(
            {**wrapped, "bold": True, "bottom": 2, "align": "right"}
        )
        self._words = book.add_format(wrapped)
        self._right = book.add_format({"valign": "top", "align": "right"})
        self._linked = book.add_format({**wrapped, "underline": True})
        self._linked.set_font_color("#0B4F9E")

    def page(self, tab: str, title: str, lines: Sequence[Line]) -> Worksheet:
        """Add a sheet with its title and lines; the next free row is after them."""
        page: Worksheet = self._book.add_worksheet(tab)
        page.set_row(0, 24)
        page.write_string(0, 0, self._text(title, tab, 0, 0), self._title)
        for row, line in enumerate(lines, start=1):
            text = self._text(line.text, tab, row, 0)
            if line.tab:
                page.write_url(row, 0, _address(line.tab), self._link, text)
            else:
                page.write_string(row, 0, text, self._line)
        page.hide_gridlines(2)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        return page

    def table(
        self,
        tab: str,
        table: FlatTable,
        lines: Sequence[Line],
        links: Sequence[str] = (),
    ) -> Worksheet:
        """Add a sheet with one table, marked up as one.

        Args:
            tab: name of the sheet.
            table: its values; a table without rows gets one that says so.
            lines: what stands over it.
            links: for each row the tab that its first cell leads to.
        """
        page = self.page(tab, table.title, lines)
        top = len(lines) + 1
        rows = table.rows or (("no rows", *("[z]",) * (len(table.heads) - 1)),)
        numeric = [_is_numeric(rows, column) for column in range(len(table.heads))]
        columns = [
            {"header": head, "header_format": self._number_head if n else self._head}
            for head, n in zip(unique_heads(table.heads), numeric, strict=True)
        ]
        page.add_table(
            top,
            0,
            top + len(rows),
            len(table.heads) - 1,
            {
                "columns": columns,
                "name": self._table_name(tab),
                "autofilter": False,
                "banded_rows": False,
                "style": None,
                "first_column": False,
                "description": _line(table.title)[:250],
            },
        )
        level = table.heads.index(LEVEL) if LEVEL in table.heads else None
        for row, values in enumerate(rows, start=top + 1):
            for column, value in enumerate(values):
                if column == 0 and links:
                    goal = _address(links[row - top - 1])
                    text = self._text(str(value), tab, row, 0)
                    page.write_url(row, 0, goal, self._linked, text)
                    continue
                indent = values[level] if level is not None and column == 0 else 0
                style = self._style(value, column in table.words, indent)
                self._write(page, tab, row, column, value, style)
        widths = _widths(table, rows)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for row, values in enumerate((table.heads, *rows), start=top):
            page.set_row(row, _height(values, widths))
        _frozen(page, top, len(rows), len(table.heads))
        return page

    def _table_name(self, tab: str) -> str:
        self._tables += 1
        words = _NOT_IN_NAMES.sub("_", tab.lower()).strip("_")
        return f"table_{self._tables}_{words}".strip("_")

    def _write(
        self,
        page: Worksheet,
        tab: str,
        row: int,
        column: int,
        value: Value,
        style: Format,
    ) -> None:
        if isinstance(value, Number):
            page.write_number(row, column, float(value.value), style)
        elif value:
            page.write_string(row, column, self._text(value, tab, row, column), style)
        else:
            page.write_blank(row, column, None, style)

    def _style(self, value: Value, words: bool, level: Value | int) -> Format:
        if isinstance(value, Number):
            return self._number(value)
        if is_shorthand(value):
            return self._right
        if isinstance(level, Number) and level.value > 1:
            return self._indented(int(level.value) - 1)
        return self._words if words else self._right

    def _number(self, number: Number) -> Format:
        key = (number.places, number.signed, number.mark)
        if key not in self._numbers:
            form = "0" + ("." + "0" * number.places if number.places else "")
            if number.mark:
                # the shorthand is seen, the value stays a number
                form += f' "{number.mark}"'
            signed = f"+{form};−{form};{form}" if number.signed else form
            self._numbers[key] = self._book.add_format(
                {"num_format": signed, "valign": "top", "align": "right"}
            )
        return self._numbers[key]

    def _indented(self, level: int) -> Format:
        key = (level, False, "indent")
        if key not in self._numbers:
            self._numbers[key] = self._book.add_format(
                {"text_wrap": True, "valign": "top", "indent": min(level, 6)}
            )
        return self._numbers[key]

    def _text(self, text: str, tab: str, row: int, column: int) -> str:
        shown = visible(text).translate(_NOT_XML)
        if fits_cell(shown):
            return shown
        place = f"{tab}, row {row + 1}, column {column + 1}"
        self.cut.append(place)
        return shown[:16_000] + CUT


def unique_heads(heads: Sequence[str]) -> list[str]:
    """Return heads as a marked-up table allows them: one line, not too long, unlike."""
    taken: set[str] = set()
    found = []
    for head in heads:
        line = _line(head) or "Column"
        usual = line if len(line) <= LONGEST_HEAD else line[:LONGEST_HEAD] + "…"
        name, number = usual, 1
        while name.lower() in taken:
            number += 1
            name = f"{usual} ({number})"
        taken.add(name.lower())
        found.append(name)
    return found


def _line(text: str) -> str:
    return " ".join(visible(text).translate(_NOT_XML).split())


def _address(tab: str) -> str:
    escaped = tab.replace("'", "''")
    return f"internal:'{escaped}'!A1"


def _is_numeric(rows: Sequence[Sequence[Value]], column: int) -> bool:
    values = [row[column] for row in rows]
    return any(isinstance(value, Number) for value in values)


def _widths(table: FlatTable, rows: Sequence[Sequence[Value]]) -> list[int]:
    found = []
    for column, head in enumerate(table.heads):
        words = [row[column] for row in rows if isinstance(row[column], str)]
        longest = max((display_width(str(word)[:200]) for word in words), default=0)
        if column in table.words:
            usual = _FIRST_WIDEST if column == 0 else _WIDEST
            widest = table.widest.get(column, usual)
            found.append(min(max(longest, len(head[:20]), 10) + 2, widest))
        else:
            whole = max((len(word) for word in head.split()), default=0)
            found.append(min(max(_NUMBER_WIDTH, whole + 2, longest + 2), 40))
    return found


def _height(values: Sequence[Value], widths: Sequence[int]) -> float:
    """Return a height that shows wrapped text whole, as far as a row can be high.

    Set by hand because not every program finds it by itself.
    """
    lines = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and len(value) > width // 2:
            shown = value[: _HIGHEST * width]
            parts = (
                len(wrapped(part, round(1.06 * width))) for part in shown.split("\n")
            )
            lines = max(lines, sum(parts))
    return min(lines * _LINE + 1, _HIGHEST)


def _frozen(page: Worksheet, top: int, rows: int, columns: int) -> None:
    """Keep heads in sight where the table is long, and labels where it is wide."""
    page.repeat_rows(top)
    down = top + 1 if rows > _LONG_TABLE and top < _HEAD_IN_SIGHT else 0
    across = 1 if columns > 6 else 0
    if down or across:
        page.freeze_panes(down, across)
