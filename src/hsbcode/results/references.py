"""Short references: table T3, row T3.2, cell T3.2.1; numbered in printed order."""

from dataclasses import replace

from hsbcode.domain.tables import Row


def with_references(table_id: str, rows: list[Row]) -> tuple[Row, ...]:
    """Return the rows with references on themselves and on their cells."""
    numbered: list[Row] = []
    for at, row in enumerate(rows, start=1):
        reference = f"{table_id}.{at}"
        cells = tuple(
            replace(cell, reference=f"{reference}.{place}")
            for place, cell in enumerate(row.cells, start=1)
        )
        numbered.append(replace(row, cells=cells, reference=reference))
    return tuple(numbered)
