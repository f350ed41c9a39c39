"""Where a number of a table brought from elsewhere comes from: its file, no further."""

import re

from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.store.settings import history
from hsbcode.workflows.quoting.brought import brought_beside, brought_tables
from hsbcode.workflows.tracing.tables import Trace

_REFERENCE = re.compile(r"(B\d+)(?:\.(\d+))?(?:\.(\d+))?")


def trace_brought(project: Project, reference: str) -> Trace | None:
    """Explain a reference of a brought table; None where it is no such reference.

    Raises:
        UsageConflict: the table has no such row or cell.
    """
    found = _REFERENCE.fullmatch(reference)
    tables = {one.id: one for one in brought_tables(project)}
    table = tables.get(found[1]) if found else None
    if found is None or table is None:
        return None
    row, column = (int(part) if part else None for part in found.group(2, 3))
    facts = [
        ("file", table.file),
        *([("sheet", table.sheet)] if table.sheet else []),
        ("digest of the file (SHA-256)", table.digest),
        ("what it is", table.label),
    ]
    for act, value in history(project.log, "brought tables"):
        digests = value if isinstance(value, list) else []
        if any(one.get("digest") == table.digest for one in digests):
            facts.append(("brought", f"{act.at[:16].replace('T', ' ')} by {act.coder}"))
            break
    if row is not None:
        if not 0 < row <= len(table.rows):
            raise UsageConflict(
                f"There is no {reference}.", f"{table.id} has {len(table.rows)} rows."
            )
        cells = table.rows[row - 1]
        if column is not None and not 0 < column < len(cells):
            raise UsageConflict(
                f"There is no {reference}.", f"The row has {len(cells) - 1} cells."
            )
        facts.append(("row", f"{cells[0]} (row {table.lines[row - 1]} of the file)"))
        if column is not None:
            facts.append(("column", table.heads[column]))
            facts.append(("printed", cells[column]))
    beside = [
        project.codebook.label(code)
        for code, (one, place) in brought_beside(project).items()
        if one.id == table.id and row in (None, place + 1)
    ]
    facts.append(("beside", ", ".join(beside) or "no theme"))
    return Trace(reference, f"Brought from {table.origin}", tuple(facts))
