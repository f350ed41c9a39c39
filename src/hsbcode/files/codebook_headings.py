"""The headings of a table of codes, as people write them, and what stands below."""

import re

from hsbcode.domain.errors import CodebookError, nearest
from hsbcode.files.source_tables import SourceTable

HEADINGS = {
    "code": "code|codes|name|label|tag|node|code name|code label|name of code",
    "theme": "theme|themes|parent|category|group|parent code|parent theme|code group"
    "|path|family|main theme|theme name|main category|main code|domain",
    "definition": "definition|description|memo|meaning|brief definition|comment"
    "|comments|notes|full definition|code definition|code description|explanation",
    "include": "include|include when|include_when|inclusion|use when|when to use"
    "|inclusion criteria|use|apply when|include if",
    "exclude": "exclude|exclude when|exclude_when|exclusion|do not use|do not use when"
    "|when not to use|exclusion criteria|not to use|exclude if",
    "example": "example|examples|quote|quotes|typical example|example quote"
    "|example quotes|illustrative quote|sample quote|example text|examples from data",
    "keywords": "keywords|keyword|key words|terms|search terms|synonyms",
    "id": "id|code id|code_id",
    "key": "key|shortcut",
    "kind": "kind|type",
    "questions": "questions|question",
    "same_as": "same_as|same as",
    "report": "report",
    "status": "status",
}
"""What a column can hold → the headings it is known by."""
_LEVELS = {
    "theme": "theme",
    "subtheme": "subtheme|sub-theme|sub theme|subcategory|sub-category|sub category",
    "code": "code",
    "subcode": "subcode|sub-code|sub code|subcodes|sub-codes|child code",
}
"""The columns that name codes, from the top of the frame down."""
_FIELDS = {
    heading: name
    for name, words in (HEADINGS | _LEVELS).items()
    for heading in (*words.split("|"), *HEADINGS.get(name, name).split("|"))
}
_IGNORED = re.compile(
    r"(number of .*|counts?|n|no|nr|#|number|frequency|colou?r|references|files|cases"
    r"|date.*|created.*|modified.*|author|added by|source|version|level)"
)
_TITLES = 6
"""Rows looked through for the headings."""


def rows_of(table: SourceTable) -> list[tuple[int, dict[str, str]]]:
    """Return (row number, field → cell) for every row below the headings.

    A title above the headings is passed over. Where several columns name codes
    (theme, sub-theme, code, sub-code), the last one filled is the code and those
    before it its ``theme``, as a path ``A > B``.

    Raises:
        CodebookError: names the heading that is not known, or is missing.
    """
    start = _start(table)
    fields = _headings(table, start)
    levels = [level for level in _LEVELS if level in fields]
    found = []
    for number, cells in zip(
        table.numbers[start + 1 :], table.rows[start + 1 :], strict=True
    ):
        given: dict[str, str] = {}
        for name, cell in zip(fields, cells, strict=True):
            if name and cell.strip():
                given[name] = f"{given[name]}\n{cell}" if name in given else cell
        if given:
            found.append((number, given))
    if "id" not in fields:
        _fill_merged(found, levels)
    for _, given in found:
        path = [given.pop(level).strip() for level in levels if level in given]
        if path:
            given["code"] = path[-1]
        if path[:-1]:
            given["theme"] = " > ".join(path[:-1])
    return found


def _fill_merged(rows: list[tuple[int, dict[str, str]]], levels: list[str]) -> None:
    """Repeat a theme that stands once over its codes, as in merged cells.

    Only where no theme is written twice and the first row has one: else an empty cell
    means a code at the top.
    """
    there = [set(given) for _, given in rows]
    for level in levels[:-1]:
        said = [given[level].strip() for _, given in rows if level in given]
        names = {given.get(levels[-1], "").strip() for _, given in rows}
        if len(said) in (0, len(rows)) or len(set(said)) < len(said):
            continue
        if level not in rows[0][1] or names & set(said):
            continue
        above = levels[: levels.index(level)]
        last = ""
        for written, (_, given) in zip(there, rows, strict=True):
            if level in written:
                last = given[level]
            elif written & set(above):
                last = ""
            elif last and levels[-1] in written:
                given[level] = last


def _start(table: SourceTable) -> int:
    """Return the place of the row of headings: the first that names a code."""
    for place, row in enumerate(table.rows[:_TITLES]):
        names = [_FIELDS.get(_folded(cell)) for cell in row]
        filled = sum(1 for cell in row if cell.strip())
        known = sum(1 for name in names if name)
        if set(names) & set(_LEVELS) and 2 * known >= filled:
            return place
    return 0


def _headings(table: SourceTable, start: int) -> list[str]:
    fields = []
    known = {_FIELDS.get(_folded(cell)) for cell in table.rows[start]} - {None}
    for cell in table.rows[start]:
        heading = _folded(cell)
        name = _FIELDS.get(heading, "")
        if not name and heading and not _IGNORED.fullmatch(heading):
            near = nearest(heading, _FIELDS) if known else ""
            raise CodebookError(
                f"{table.file}: “{cell.strip()[:60]}” is not a heading of a codebook.",
                near or "Headings are: " + ", ".join(HEADINGS),
            )
        fields.append(name)
    if not set(fields) & set(_LEVELS):
        raise CodebookError(
            f"{table.file}: no column is headed “code”.",
            "Headings are: " + ", ".join(HEADINGS),
        )
    return fields


def _folded(cell: str) -> str:
    return " ".join(cell.replace("\xa0", " ").split()).casefold().rstrip(":.")
