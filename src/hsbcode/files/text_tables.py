"""Delimited text read into rows: encoding, delimiter, quoting, line numbers."""

import csv
import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path
from typing import Literal

from hsbcode.domain.errors import ImportDataError
from hsbcode.files.decoding import decode
from hsbcode.files.opening import LARGEST_EXPORT, read_bytes
from hsbcode.files.source_tables import SourceTable

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", "": "none"}
_UNUSED = "\x1f\x1e\x1d\x1c\ue000\uf8ff"
_SAMPLE = 300
_SEP_LINE = re.compile(r"\"?sep=([,;|\t])\"?[,;|\t]*\r?\n", re.IGNORECASE)
csv.field_size_limit(1 << 30)


@dataclass(slots=True)
class _Record:
    cells: list[str]
    number: int
    line: int


def read_text_table(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None
) -> SourceTable:
    """Read a delimited text file; every cell stays the text it is.

    Only line ends inside cells (to LF) and half characters (to U+FFFD) change.
    Rows without any content are skipped and counted; missing cells at the end of a
    row are filled with empty ones and counted.

    Args:
        path: the file.
        encoding: name of the encoding; None finds it.
        delimiter: the character, or ``comma``, ``semicolon``, ``tab``, ``pipe``;
            None finds it.

    Raises:
        ImportDataError: names the file and the row.
    """
    data = read_bytes(path, ImportDataError, LARGEST_EXPORT)
    digest = hashlib.sha256(data).hexdigest()
    decoded = decode(data, path.name, encoding)
    del data
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip(' \t\r\n,;|"'):
        raise ImportDataError(f"{path.name} holds no text.", "Export the survey again.")
    notes = list(decoded.notes)
    mark = named_delimiter(delimiter, path.name)
    told = _SEP_LINE.match(text)
    if mark is None:
        mark = told[1] if told else sniff_delimiter(text)
    records = _records(text, mark, path.name, notes)
    if told:
        del records[0]  # a line for Excel; rows keep the numbers they have there
    rows, numbers, lines = _squared(records, path.name, mark, notes)
    return SourceTable(
        file=path.name,
        sha256=digest,
        rows=rows,
        numbers=numbers,
        lines=lines,
        encoding=decoded.encoding,
        delimiter=mark,
        notes=tuple(notes),
    )


def named_delimiter(delimiter: str | None, file: str) -> str | None:
    """Return the character for a name such as ``tab``; None stays None."""
    if delimiter is None or delimiter in DELIMITERS or delimiter == "":
        return delimiter
    by_name = {name: mark for mark, name in NAMES.items()} | {"\\t": "\t"}
    if delimiter.casefold() in by_name:
        return by_name[delimiter.casefold()]
    raise ImportDataError(
        f"{file}: “{delimiter}” is not a delimiter.",
        "Delimiters are: " + ", ".join(NAMES.values()),
    )


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that cuts most rows alike; empty for one column."""
    best = ("", (0.0, 0))
    for mark in DELIMITERS:
        sample = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        widths = [len(row) for row in islice(sample, _SAMPLE) if any(row)]
        if not widths or max(widths[:5]) < 2:
            continue
        below = list(dropwhile(lambda width: width < 2, widths)) or widths
        width, count = Counter(below).most_common(1)[0]
        share = round(count / len(below), 1)
        if widths[0] < 2 and (width < 4 or share < 0.9):
            continue  # one column, whose answers hold the mark
        if width < 2 or (share < 0.7 and widths[0] != width):
            width, share = max(widths[:5]), 0.0
        if (share, width) > best[1]:
            best = (mark, (share, width))
    return best[0]


def _records(text: str, mark: str, file: str, notes: list[str]) -> list[_Record]:
    try:
        return _parse(text, mark, strict=True)
    except csv.Error as problem:
        failed = str(problem)
    if mark == "\t" and _plain_tabs(text):
        notes.append("Quotation marks are part of the answers, as in unquoted exports.")
        return _parse(text, mark, quoting=csv.QUOTE_NONE)
    records = _parse(text, mark)
    if "unexpected end" in failed:
        last = records[-1]
        raise ImportDataError(
            f"{file}: the quotation mark opened in row {last.number} (line "
            f"{last.line}) is never closed.",
            "The file is cut off, or a quotation mark is not doubled.",
        )
    notes.append("Some quotation marks inside cells are not doubled; kept as they are.")
    return records


def _parse(
    text: str,
    mark: str,
    *,
    strict: bool = False,
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL,
) -> list[_Record]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=mark or next(c for c in _UNUSED if c not in text),
        strict=strict,
        quoting=quoting,
    )
    records = []
    line = 1
    for number, cells in enumerate(reader, start=1):
        records.append(_Record(cells, number, line))
        line = reader.line_num + 1
    return records


def _plain_tabs(text: str) -> bool:
    """Whether every line has as many tabs: then nothing in the file is quoted."""
    counts = {line.count("\t") for line in text.splitlines() if line.strip()}
    return len(counts) == 1


def _squared(
    records: list[_Record], file: str, mark: str, notes: list[str]
) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...], tuple[int, ...]]:
    """Return rows of one width, their numbers and their lines."""
    full = [record for record in records if any(record.cells)]
    width = _width(full)
    skipped = [record.number for record in records if not any(record.cells)]
    # An empty last line is how most programs end a file.
    if skipped and skipped[-1] == records[-1].number and not records[-1].cells:
        skipped.pop()
    short = []
    rows = []
    for record in full:
        cells = record.cells
        if len(cells) < width:
            short.append(record.number)
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            if any(cells[width:]):
                raise _too_wide(record, width, file, mark)
            del cells[width:]
        rows.append(_normal(cells))
    if skipped:
        notes.append(f"Rows without any content were skipped: {_listed(skipped)}.")
    if short:
        notes.append(
            f"Missing cells at the end of a row were filled: {_listed(short)}."
        )
    numbers = tuple(record.number for record in full)
    return tuple(rows), numbers, tuple(record.line for record in full)


def _normal(cells: list[str]) -> tuple[str, ...]:
    if any("\r" in cell for cell in cells):
        cells = [c.replace("\r\n", "\n").replace("\r", "\n") for c in cells]
    return tuple(cells)


def _width(records: list[_Record]) -> int:
    """Return the width of the header, looking past title lines above it."""
    usual = Counter(len(r.cells) for r in records).most_common(1)[0][0]
    for record in records[:5]:
        filled = sum(1 for cell in record.cells if cell.strip())
        if filled * 2 >= usual or (len(record.cells) >= usual and filled > 1):
            return len(record.cells)
    return max(usual, len(records[0].cells))


def _too_wide(record: _Record, width: int, file: str, mark: str) -> ImportDataError:
    return ImportDataError(
        f"{file}, row {record.number} (line {record.line}) has {len(record.cells)} "
        f"cells; the header has {width}.",
        f"The delimiter is taken to be {NAMES.get(mark, mark)}; perhaps an answer "
        f"with that character is not in quotation marks.",
    )


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(f"{number:,}" for number in numbers[:5])
    more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"
