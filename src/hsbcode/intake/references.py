"""What each respondent is called: from the id column, or made from the row."""

from collections import Counter

from hsbcode.domain.errors import ImportDataError
from hsbcode.domain.ids import row_reference
from hsbcode.intake.columns import Understanding
from hsbcode.intake.reading import RawExport


def references_of(raw: RawExport, known: Understanding, notes: list[str]) -> list[str]:
    """Return the reference of every row, all different.

    Args:
        raw: the export.
        known: says which column is the id, if any.
        notes: takes a sentence where ids are made from rows.

    Raises:
        ImportDataError: an id is empty or used twice; names the rows and the column.
    """
    start = known.header_rows
    place = known.id_column
    if place is None:
        return _made(raw, start, notes)
    header = known.columns[place].header
    hint = (
        f"Mend the file; or write the map with --write-map, change the kind of "
        f"“{header}” from id to drop there, and import with --map."
    )
    seen: dict[str, int] = {}
    for row, number in zip(raw.rows[start:], raw.numbers[start:], strict=True):
        reference = row[place].strip()
        if not reference:
            raise ImportDataError(
                f"{raw.file}, row {number}: the id column “{header}” is empty.", hint
            )
        if reference in seen:
            raise ImportDataError(
                f"{raw.file}: rows {seen[reference]} and {number} have the same id in "
                f"column “{header}”.",
                hint,
            )
        seen[reference] = number
    return list(seen)


def _made(raw: RawExport, start: int, notes: list[str]) -> list[str]:
    seen: Counter[tuple[str, ...]] = Counter()
    references = []
    for row in raw.rows[start:]:
        seen[row] += 1
        references.append(row_reference(list(row), seen[row]))
    note = "There is no id column: each respondent's id is made from the row."
    copies = len(references) - len(seen)
    if copies:
        rows = "row repeats" if copies == 1 else "rows repeat"
        note += f" {copies:,} {rows} another one exactly; each counts."
    notes.append(note)
    return references
