"""Rows of a file of codings, held as a table until they are judged and staged."""

import sqlite3
from collections.abc import Sequence

from hsbcode.domain.acts import Act
from hsbcode.store.staging import COLUMNS, Refused


def hold(ours: sqlite3.Connection, acts: Sequence[Sequence[object]]) -> None:
    """Hold acts as they were sent, as a table ``sent_acts``.

    Most cells are the same in all of them (coder, round, nothing), and handing
    cells over is what takes time: those are handed over once.

    Raises:
        Refused: a step stands in it twice, or is none.
    """
    cells = dict(zip(Act._fields, zip(*acts, strict=True), strict=False))
    try:
        ids = set(cells.get("id", ()))
        steps = set(zip(cells.get("replica", ()), cells.get("seq", ()), strict=True))
    except TypeError as error:
        raise Refused("holds a step that is none") from error
    if len(ids) < len(acts) or len(steps) < len(acts):
        raise Refused("holds a step twice: it was altered")
    same = {n for n, of in cells.items() if n != "id" and of.count(of[0]) == len(of)}
    other = [name for name in Act._fields if name not in same]
    # No types, so that a cell comes as it was sent and is judged when staged.
    for table, names in (("same", sorted(same)), ("other", other)):
        columns = ", ".join(("one", *(f'"{name}"' for name in names)))
        ours.execute(f"CREATE TABLE incoming.sent_{table} ({columns})")
        marks = ", ".join(("1", *("?" * len(names))))
        rows = zip(*(cells.get(name, ()) for name in names), strict=True)
        once = [next(rows, ())] if table == "same" else rows
        ours.executemany(f"INSERT INTO incoming.sent_{table} VALUES ({marks})", once)
    ours.execute(
        f"CREATE VIEW incoming.sent_acts AS SELECT {COLUMNS} "
        "FROM sent_other CROSS JOIN sent_same"
    )
    ours.execute("CREATE TABLE incoming.sent_bodies (id, text)")


def let_go(ours: sqlite3.Connection) -> None:
    """Take away what was held."""
    ours.execute("DROP VIEW incoming.sent_acts")
    for left in ("sent_same", "sent_other", "sent_bodies"):
        ours.execute(f"DROP TABLE incoming.{left}")
