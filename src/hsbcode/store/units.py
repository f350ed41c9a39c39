"""Which stretches of a box are its units now: what the splits of the log say.

``units.current`` is 1 for a unit in force, 0 for one of an earlier text or of a
question that is not open any more, and -1 for one that was split or joined since.
Rows are never taken out: a coding of a former unit stays a coding of something.
"""

import sqlite3
from collections.abc import Iterable

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.splitting import Cut, CutAnswer

REPLACED = -1
"""``units.current`` of a unit that was split or joined since."""

_ABOUT_PARTS = (str(ActKind.SPLIT), str(ActKind.JOIN))


def follow(connection: sqlite3.Connection, acts: Iterable[Act]) -> None:
    """Bring the units of answers that acts split or join in step with the log.

    Inside the transaction that added the acts. The units are those of the whole log,
    whatever the order in which its acts came in.
    """
    wholes = {act.unit for act in acts if act.kind in _ABOUT_PARTS}
    for whole in sorted(filter(None, wholes)):
        _align(connection, whole)


def _align(connection: sqlite3.Connection, whole: str) -> None:
    row = connection.execute(
        "SELECT box, question, position FROM units WHERE id = ?", (whole,)
    ).fetchone()
    if row is None:
        # The log may be about an answer that this file does not hold.
        return
    box, question, position = row
    shown = connection.execute(
        "SELECT max(current) FROM units WHERE box = ?", (box,)
    ).fetchone()[0]
    parts = _cut_answer(connection, whole).parts
    connection.execute("UPDATE units SET current = ? WHERE box = ?", (REPLACED, box))
    connection.executemany(
        'INSERT INTO units (id, box, question, position, start, "end", current) '
        "VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET current = excluded.current",
        (
            (unit, box, question, position, part.start, part.end, max(shown, 0))
            for unit, part in parts.items()
        ),
    )


def _cut_answer(connection: sqlite3.Connection, whole: str) -> CutAnswer:
    """Return an answer with the cuts of the log that no act has ended."""
    rows = connection.execute(
        'SELECT id, kind, ends, start, "end" FROM acts WHERE unit = ?', (whole,)
    ).fetchall()
    ended = {row[2] for row in rows}
    answer = CutAnswer(whole)
    for act, kind, _ends, start, end in rows:
        if kind == ActKind.SPLIT and act not in ended and start is not None:
            answer.stand(act, Cut(start, end))
    return answer
