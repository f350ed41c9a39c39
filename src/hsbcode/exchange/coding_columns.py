"""The columns that a table of codings needs, made where others say the same.

A file coded in a spreadsheet often names respondent and question in two columns, and
nowhere who coded it.
"""

from dataclasses import replace

from hsbcode.files.source_tables import SourceTable

_PLACE = ("respondent", "question", "box")


def with_unit_and_coder(table: SourceTable, coder: str) -> SourceTable:
    """Return the table with the columns ``unit`` and ``coder``, where it can be done.

    ``unit`` is made from ``respondent``, ``question`` and ``box`` (1 without that
    column or with an empty cell), which then stand in the table no more but for the
    respondent; ``coder`` is ``coder``, unless that is empty.
    """
    folded = [cell.strip().removeprefix("\ufeff").casefold() for cell in table.rows[0]]
    at = {name: folded.index(name) for name in _PLACE if name in folded}
    placed = "unit" not in folded and {"respondent", "question"} <= at.keys()
    named = bool(coder) and "coder" not in folded
    if not placed and not named:
        return table
    gone = set(at.values()) - {at.get("respondent")} if placed else set()
    matrix = "code" not in folded and "codes" not in folded
    if placed and matrix:
        gone.add(at["respondent"])

    def unit(cells: tuple[str, ...]) -> str:
        who, question = cells[at["respondent"]].strip(), cells[at["question"]].strip()
        if not who or not question:
            return ""
        box = cells[at["box"]].strip() if "box" in at else ""
        return f"{who}/{question}/{box or 1}"

    rows = []
    for number, cells in enumerate(table.rows):
        made = [cell for place, cell in enumerate(cells) if place not in gone]
        if placed:
            made.append(unit(cells) if number else "unit")
        if named:
            made.append(coder if number else "coder")
        rows.append(tuple(made))
    return replace(table, rows=tuple(rows))
