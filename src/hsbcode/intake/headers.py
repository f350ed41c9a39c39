"""Header rows: how many, and what each column is called and asks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hsbcode.intake.vocabulary import ID_NAMES, folded

Rows = Sequence[Sequence[str]]
_VARIABLE = re.compile(r"_*[A-Za-z][\w.\[\]/-]*")
_HINTS = ("response", "open-ended response", "other (please specify)", "antwort")
_META = re.compile(
    "start ?date|end ?date|recorded date|ip ?address|progress|finished|"
    r"duration \(in seconds\)|collector( id)?|email address|first name|last name|"
    "status|anfangsdatum|antwort-id|external data reference|response set|"
    + "|".join(name for name in ID_NAMES if len(name) > 6)
)
MOST = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What the header rows say about one column."""

    position: int
    """From 0."""
    header: str
    """Unique; by this name a map refers to the column."""
    name: str
    """Variable name, where the export has a row of them, else empty."""
    question: str
    item: str
    """Option, row of a grid or box, where a header row names it."""
    mark: str = ""
    """Import id of the platform, e.g. ``QID2_TEXT``."""


def count_header_rows(rows: Rows) -> int:
    """Return how many rows, from the top, are headers or titles (at least 1)."""
    for number, row in enumerate(rows[:MOST]):
        if any(cell.lstrip().startswith('{"ImportId"') for cell in row):
            return number + 1
    titles = _titles(rows)
    at = titles
    top = rows[at] if at < len(rows) else ()
    end = at + 1
    for number in (at + 1, at + 2):
        if number >= len(rows):
            break
        if _is_names(rows[number]) and not _is_names(top) and not _recurs(rows, number):
            return number + 1
    if end < len(rows) and (
        _second_by_words(top, rows[end]) or _second_by_gaps(rows, at)
    ):
        end += 1
    if end < len(rows) and _is_tags(rows[end]):
        end += 1
    return end


def read_heads(rows: Rows, count: int) -> tuple[Head, ...]:
    """Return what the first ``count`` rows say about each column."""
    titles = min(_titles(rows), count - 1)
    heads = [list(row) for row in rows[titles:count]]
    width = len(heads[0])
    marks = [""] * width
    kept = []
    for row in heads:
        if any(cell.lstrip().startswith('{"ImportId"') for cell in row):
            found = (re.search(r'"ImportId"\s*:\s*"([^"]*)"', cell) for cell in row)
            marks = [match[1] if match else "" for match in found]
        elif not _is_tags(row):
            kept.append(row)
    names = [""] * width
    named = _names_row(kept, coded=any(marks))
    if named is not None:
        names = [cell.strip() for cell in kept.pop(named)]
    questions = _filled_right(kept[0]) if len(kept) > 1 else kept[0]
    items = kept[1] if len(kept) > 1 else [""] * width
    items = ["" if _said(i, q) else i for i, q in zip(items, questions, strict=True)]
    headers = _unique(
        [
            _header(name, question, item, place)
            for place, (name, question, item) in enumerate(
                zip(names, questions, items, strict=True)
            )
        ]
    )
    return tuple(
        Head(place, headers[place], names[place], questions[place], items[place], mark)
        for place, mark in enumerate(marks)
    )


def _names_row(kept: Rows, *, coded: bool) -> int | None:
    """Return which of several header rows holds the variable names."""
    if len(kept) < 2:
        return None
    strict = [number for number, row in enumerate(kept) if _is_names(row)]
    if strict:
        return strict[-1]
    top = [cell.strip() for cell in kept[0]]
    like = sum(1 for cell in top if _VARIABLE.fullmatch(cell))
    mostly = like * 10 >= len(top) * 6 and len(set(top)) == len(top)
    words = _second_by_words(kept[0], kept[1])
    return 0 if mostly and (coded or words) else None


def _header(name: str, question: str, item: str, place: int) -> str:
    if name:
        return name
    if question.strip() and item.strip():
        return f"{question} - {item}"
    return question if question.strip() else item.strip() or f"Column {place + 1}"


def _said(item: str, question: str) -> bool:
    """Whether the second row says nothing new."""
    plain = item.strip().casefold()
    return plain in _HINTS[:2] or plain == question.strip().casefold()


def _filled_right(row: Sequence[str]) -> list[str]:
    """Fill each gap with the text before it, up to the next text.

    Exports that repeat the text over its columns mean their gaps.
    """
    if sum(1 for one, two in pairwise(row) if one.strip() and one == two) >= 2:
        return list(row)
    filled = []
    last = ""
    for cell in row:
        last = cell if cell.strip() else last
        filled.append(last)
    return filled


def _unique(headers: list[str]) -> list[str]:
    taken = set(headers)
    seen: Counter[str] = Counter()
    unique = []
    for header in headers:
        seen[header] += 1
        number = seen[header]
        made = header
        while number > 1 and made in taken:
            made = f"{header} ({number})"
            number += 1
        taken.add(made)
        unique.append(made)
    return unique


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _titles(rows: Rows) -> int:
    """Count title lines: nearly empty rows above a well-filled one."""
    width = len(rows[0])
    for number, row in enumerate(rows[:4]):
        if width < 4 or _filled(row) > max(1, width // 10):
            return number
        if not any(_filled(later) > width // 2 for later in rows[number + 1 : 6]):
            return number
    return 0


def _is_names(row: Sequence[str]) -> bool:
    """Whether a row holds variable names: v_277, Q4_TEXT, lfdn."""
    cells = [cell.strip() for cell in row]
    while len(cells) > 3 and not cells[-1]:
        cells.pop()
    if len(cells) < 3 or len(set(cells)) != len(cells):
        return False
    if not all(_VARIABLE.fullmatch(cell) for cell in cells):
        return False
    coded = sum(1 for cell in cells if re.search(r"[\d_]|[a-z][A-Z]", cell))
    return coded * 2 >= len(cells)


def _recurs(rows: Rows, number: int) -> bool:
    """Whether a cell of a row stands below it again: answers do, names do not."""
    below = rows[number + 1 : number + 200]
    return any(
        cell.strip() and any(row[place] == cell for row in below)
        for place, cell in enumerate(rows[number])
    )


def _is_tags(row: Sequence[str]) -> bool:
    """Whether a row holds HXL tags (``#adm1+name``)."""
    cells = [cell.strip() for cell in row if cell.strip()]
    tags = sum(1 for cell in cells if re.fullmatch(r"#[a-z][\w+ ]*", cell))
    return bool(cells) and tags == len(cells)


def _second_by_words(top: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the row holds words that only a second header row holds."""
    cells = [cell.strip().casefold() for cell in row]
    if sum(1 for cell in cells if cell in _HINTS) >= 2:
        return True
    same = sum(
        1
        for above, cell in zip(top, cells, strict=True)
        if cell and above.strip().casefold() == cell
    )
    if same >= 4 or (same >= 2 and same * 4 >= sum(1 for c in cells if c)):
        return True
    return sum(1 for cell in row if _META.fullmatch(folded(cell))) >= 2


def _second_by_gaps(rows: Rows, at: int) -> bool:
    """Whether the row names options under gaps of the row above."""
    top, row = rows[at], rows[at + 1]
    gaps = [i for i, cell in enumerate(top) if not cell.strip()]
    if not gaps or not any(cell.strip() for cell in top):
        return False
    if len(gaps) == 1 and (row[0].strip() or not _repeated(rows, at + 1, gaps[0])):
        return False
    named = [i for i in gaps if row[i].strip()]
    if len(named) * 10 < len(gaps) * 9:
        return False
    if row[0].strip() and row[0].strip() != top[0].strip():
        return False
    distinct = {row[i].strip() for i in named}
    return len(distinct) * 2 >= len(named) and not any(
        re.fullmatch(r"[\d.,:/ -]+", text) for text in distinct
    )


def _repeated(rows: Rows, number: int, place: int) -> bool:
    """Whether a cell of a row stands below it again, as the label of a tick does."""
    label = rows[number][place].strip()
    below = [row[place - 1 : place + 1] for row in rows[number + 1 : number + 50]]
    left = rows[number][place - 1].strip() if place else ""
    return any(
        cell.strip() in (label, left) and cell.strip() for row in below for cell in row
    )
