"""Traces that a spreadsheet program left in an export before it came here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hsbcode.domain.survey import Kind
from hsbcode.intake.columns import ColumnGuess, Understanding
from hsbcode.intake.facts import count_columns
from hsbcode.intake.reading import RawExport

_MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rf"\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{2}}|(19|20)\d\d-\d\d-\d\d( 00:00:00)?"
)
_RANGE = re.compile(r"\d+ ?[-–] ?\d+|(more|less|fewer|under|over) than .*|\d+ ?\+")
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d{1,3}")
_MOJIBAKE = re.compile("Ã[\x80-\xbf±©¡³¶ºª­‰“€™š¼]|â€|Â[\x80-\xbf]|ï»¿|åÊ|Ì[±©»¼]")
_ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
_CUTS = (255, 256, 32_767)


@dataclass(frozen=True, slots=True)
class Trace:
    """One kind of trace in one column."""

    what: str
    """``dates``, ``rounded``, ``mojibake``, ``errors`` or ``cut``."""
    column: str
    count: int
    """Cells that show it."""
    row: int
    """Row number of the first one."""
    sentence: str


def find_traces(raw: RawExport, understanding: Understanding) -> tuple[Trace, ...]:
    """Return traces of Excel in the columns that are kept, column by column."""
    start = understanding.header_rows
    counts = count_columns(raw.rows[start:])
    found = []
    for column in understanding.columns:
        if column.kind in (Kind.DROP, Kind.DATE, Kind.PERSONAL):
            continue
        values = counts[column.position]
        for what, cells, told in _in_column(column, values):
            count = sum(values[cell] for cell in cells)
            row = next(
                number
                for number, row in zip(
                    raw.numbers[start:], raw.rows[start:], strict=True
                )
                if row[column.position] in cells
            )
            cells_told = f"{count:,} cells, the first in" if count > 1 else "1 cell,"
            sentence = (
                f"{told}: {cells_told} row {row:,}, column “{column.header[:80]}”."
            )
            found.append(Trace(what, column.header, count, row, sentence))
    return tuple(found)


def _in_column(
    column: ColumnGuess, values: Iterable[str]
) -> Iterator[tuple[str, set[str], str]]:
    filled = [value for value in values if value.strip()]
    if column.kind in (Kind.CLOSED, Kind.TICKS):
        dated = {value for value in filled if _DATED.fullmatch(value.strip())}
        ranges = [value for value in filled if _RANGE.fullmatch(value.strip())]
        if dated and ranges:
            yield "dates", dated, "Dates among answers like “6 - 10”"
    rounded = {value for value in filled if _ROUNDED.fullmatch(value.strip())}
    if rounded and column.kind in (Kind.ID, Kind.CLOSED):
        yield "rounded", rounded, "Numbers cut to a power of ten, like 1.2E+11"
    garbled = {value for value in filled if _MOJIBAKE.search(value)}
    if garbled:
        yield "mojibake", garbled, "Garbled letters, as from a wrong encoding"
    wrong = {value for value in filled if value.strip() in _ERRORS}
    if wrong:
        yield "errors", wrong, "Error values of a spreadsheet, such as #NAME?"
    longest = max(map(len, filled), default=0)
    if longest in _CUTS:
        cut = {value for value in filled if len(value) == longest}
        if longest == _CUTS[-1] or len(cut) >= 3:
            yield (
                "cut",
                cut,
                f"Perhaps cut: answers end after exactly {longest:,} characters",
            )
