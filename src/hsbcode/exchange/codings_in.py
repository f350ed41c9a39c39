"""Codings from elsewhere: a table read into rows, recognised by its headings.

Three forms: ``unit, coder, codes`` (codes separated by ``;``), ``unit, coder, code``
(one row a code, optional ``start`` and ``end``), and a 0/1 matrix ``unit, coder,
<code>, <code> …``. No codes = no code applies; an absent row = not coded. Columns
``respondent``, ``question`` and ``box`` can stand for ``unit``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.errors import CodingsError, nearest
from hsbcode.exchange.coding_columns import with_unit_and_coder
from hsbcode.files.source_tables import SourceTable
from hsbcode.files.tables import read_table
from hsbcode.files.text_tables import DELIMITERS
from hsbcode.files.workbooks import WORKBOOKS

_YES = frozenset({"1", "true", "x", "yes"})
_NO = frozenset({"0", "false", "no", ""})
_FORMS = (
    "Headings are: unit, coder, codes; or unit, coder, code; or a column a code. "
    "Instead of unit: respondent, question and box (1 without it)."
)


@dataclass(frozen=True, slots=True)
class CodingRow:
    """What one row of a table says."""

    row: int
    """Row in the file, from 1, the heading included."""
    unit: str
    """Id of a unit, or its name ``reference/question/box``."""
    coder: str
    codes: tuple[str, ...]
    """None = no code applies."""
    start: int | None = None
    """With ``end``: the stretch of the box text that the code stands for."""
    end: int | None = None
    name: str = ""
    """``reference/question/box``, where the table has these columns, too."""
    respondent: str = ""
    """Who gave the answer, where the table has this column."""
    text: str | None = None
    """The text of the unit, where the table has this column."""


@dataclass(frozen=True, slots=True)
class CodingRows:
    """A table of codings."""

    file: str
    form: str
    """``codes``, ``long`` or ``matrix``."""
    rows: tuple[CodingRow, ...]

    def merged(self) -> tuple[CodingRow, ...]:
        """Return one row a unit and coder, in file order, without spans."""
        codes: dict[tuple[str, str], dict[str, None]] = {}
        first: dict[tuple[str, str], int] = {}
        for row in self.rows:
            key = (row.unit, row.coder)
            first.setdefault(key, row.row)
            codes.setdefault(key, {}).update(dict.fromkeys(row.codes))
        return tuple(
            CodingRow(first[unit, coder], unit, coder, tuple(found))
            for (unit, coder), found in codes.items()
        )

    def respondents(self) -> dict[str, str]:
        """Return unit → respondent, of those units whose rows name one."""
        return {row.unit: row.respondent for row in self.rows if row.respondent}

    def texts(self) -> dict[str, str]:
        """Return unit → its text, of those units whose rows hold it."""
        return {row.unit: row.text for row in self.rows if row.text is not None}


def read_codings(path: Path, coder: str = "") -> CodingRows:
    """Read a CSV or XLSX table of codings.

    ``coder`` is who coded all of it, for a table that does not say.

    Raises:
        CodingsError: it cannot be read, a column is missing, or a row is not sound;
            names the file, the row and the column.
    """
    table, headings = _recognised(path, coder)
    columns = {heading.casefold(): at for at, heading in enumerate(headings)}
    if "codes" in columns:
        form, parse = "codes", _codes_form(columns["codes"])
    elif "code" in columns:
        form, parse = "long", _long_form(columns, table.file)
    else:
        form, parse = "matrix", _matrix_form(headings, table.file)

    def beside(cells: tuple[str, ...]) -> tuple[str, str | None]:
        # in a matrix every other column is a code
        if form == "matrix":
            return "", None
        who, text = columns.get("respondent"), columns.get("text")
        return (
            "" if who is None else cells[who],
            None if text is None else cells[text],
        )

    rows = []
    for number, cells in zip(table.numbers[1:], table.rows[1:], strict=True):
        unit, coder = (cells[columns[name]].strip() for name in ("unit", "coder"))
        for name, value in (("unit", unit), ("coder", coder)):
            if not value:
                raise CodingsError(
                    f"{table.file}, row {number}: the column “{name}” is empty.",
                    "Every row needs a unit and a coder; only codes may be empty.",
                )
        codes, start, end = parse(cells, number)
        name = _name(columns, cells)
        who, text = beside(cells)
        rows.append(
            CodingRow(number, unit, coder, codes, start, end, name, who.strip(), text)
        )
    refuse_twice(rows, table.file, form)
    return CodingRows(table.file, form, tuple(rows))


def _name(columns: dict[str, int], cells: tuple[str, ...]) -> str:
    parts = ("respondent", "question", "box")
    if "code" not in columns or any(part not in columns for part in parts):
        return ""
    return "/".join(cells[columns[part]].strip() for part in parts)


def refuse_twice(rows: Sequence[CodingRow], file: str, form: str) -> None:
    """Refuse two rows that say something about the same thing.

    Raises:
        CodingsError: names both rows.
    """
    seen: dict[tuple[object, ...], int] = {}
    stated: dict[tuple[str, str], tuple[int, bool]] = {}
    for row in rows:
        pair = (row.unit, row.coder)
        same = (*pair, row.codes, row.start, row.end) if form == "long" else pair
        if same in seen:
            raise CodingsError(
                f"{file}, rows {seen[same]} and {row.row}: the same unit is coded "
                f"twice by “{row.coder}”"
                + (" with the same code." if form == "long" else "."),
                "Keep one of the two rows.",
            )
        seen[same] = row.row
        earlier, coded = stated.setdefault(pair, (row.row, bool(row.codes)))
        if coded != bool(row.codes):
            raise CodingsError(
                f"{file}, rows {earlier} and {row.row}: “{row.coder}” gave the same "
                "unit a code and said that no code applies.",
                "Keep one of the two rows.",
            )


_NO_CODER = "Say who coded: a column “coder”, or --coder NAME for the whole file."

_Parsed = tuple[tuple[str, ...], int | None, int | None]
_Parse = Callable[[tuple[str, ...], int], _Parsed]


def _recognised(path: Path, coder: str) -> tuple[SourceTable, list[str]]:
    """Return the table and its headings, checked."""
    table = _delimited(path, coder)
    headings = _headings(table)
    folded = [heading.casefold() for heading in headings]
    for name in ("unit", "coder"):
        if name not in folded:
            raise CodingsError(
                f"{table.file}, row {table.numbers[0]}: there is no column “{name}”.",
                nearest(name, headings) or (_NO_CODER if name == "coder" else _FORMS),
            )
    for heading in ("unit", "coder", "codes", "code", "start", "end"):
        if folded.count(heading) > 1:
            raise _twice(heading, table.file)
    if len(headings) < 3:
        raise CodingsError(f"{table.file}: there is no column of codes.", _FORMS)
    return table, headings


def _delimited(path: Path, coder: str) -> SourceTable:
    """Return the table cut so that it has the headings, if there is such a way.

    Codes separated by ``;`` can look like columns.
    """
    first: SourceTable | CodingsError | None = None
    text = path.suffix.casefold() not in WORKBOOKS
    for mark in (None, *DELIMITERS) if text else (None,):
        try:
            table = with_unit_and_coder(
                read_table(path, delimiter=mark, error=CodingsError), coder
            )
        except CodingsError as problem:
            first = first or problem
            continue
        if {"unit", "coder"} <= {heading.casefold() for heading in _headings(table)}:
            return table
        first = first or table
    if isinstance(first, SourceTable):
        return first
    raise first or CodingsError(f"{path.name} holds no table.")


def _headings(table: SourceTable) -> list[str]:
    return [cell.strip().removeprefix("\ufeff") for cell in table.rows[0]]


def _twice(heading: str, file: str) -> CodingsError:
    return CodingsError(f"{file}, row 1: there are two columns “{heading}”.")


def _codes_form(column: int) -> _Parse:
    def parse(cells: tuple[str, ...], _number: int) -> _Parsed:
        parts = (part.strip() for part in cells[column].split(";"))
        return tuple(dict.fromkeys(filter(None, parts))), None, None

    return parse


def _long_form(columns: dict[str, int], file: str) -> _Parse:
    def offset(cells: tuple[str, ...], name: str, number: int) -> int | None:
        text = cells[columns[name]].strip() if name in columns else ""
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise CodingsError(
                f"{file}, row {number}, column “{name}”: this is not a whole number."
            )
        return int(text)

    def parse(cells: tuple[str, ...], number: int) -> _Parsed:
        code = cells[columns["code"]].strip()
        start = offset(cells, "start", number)
        end = offset(cells, "end", number)
        if (start is None) != (end is None):
            raise CodingsError(
                f"{file}, row {number}: one of the columns “start” and “end” is empty.",
                "Fill both, or neither for the whole unit.",
            )
        if start is not None and end is not None and (start >= end or not code):
            raise CodingsError(
                f"{file}, row {number}: characters {start} to {end} are no stretch "
                "of a text with a code.",
                "Offsets count characters from 0, and the end is not part of it.",
            )
        return ((code,) if code else ()), start, end

    return parse


def _matrix_form(headings: list[str], file: str) -> _Parse:
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if not heading or heading.casefold() in ("unit", "coder"):
            continue
        if heading in columns:
            raise _twice(heading, file)
        columns[heading] = at

    def parse(cells: tuple[str, ...], number: int) -> _Parsed:
        codes = []
        for code, at in columns.items():
            value = cells[at].strip().casefold()
            if value in _YES:
                codes.append(code)
            elif value not in _NO:
                raise CodingsError(
                    f"{file}, row {number}, column “{code}”: only 1, 0, true, false, "
                    "x or nothing can stand there.",
                    _FORMS,
                )
        return tuple(codes), None, None

    return parse
