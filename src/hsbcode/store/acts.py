"""The act log: rows are added, never changed."""

import gc
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from hsbcode.domain.acts import Act
from hsbcode.domain.fold import Fold
from hsbcode.domain.ids import ActIds
from hsbcode.domain.showings import Showing
from hsbcode.store.act_finding import ActFinding

_COLUMNS = ", ".join(f'"{name}"' for name in Act._fields)
# What a fold does not look at is not read: half the time of 100,000 rows.
_NOT_FOLDED = {"replica": "''", "seq": "0", "at": "''", "press": "''", "undoes": "NULL"}
_NOT_FOLDED |= {"origin": "NULL", "shown": "NULL", "picked": "NULL"}
_FOLDED = ", ".join(_NOT_FOLDED.get(name, f'"{name}"') for name in Act._fields)
_INSERT = (
    f"INSERT INTO acts ({_COLUMNS}) "
    f"VALUES ({', '.join('?' * len(Act._fields))}) ON CONFLICT (id) DO NOTHING"
)


class ActLog(ActFinding):
    """Writes and reads acts; one replica per opening for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._replica = ""
        self._seq = 0
        self._ids: ActIds | None = None

    def new_id(self) -> str:
        """Return a new id that sorts after every act in this file."""
        if self._ids is None:
            self._ids = ActIds(after=self.last_id())
        return self._ids.next()

    def make(self, coder: str, press: str, kind: str, **fields: object) -> Act:
        """Return an act ready to be added; ``fields`` are the rest of the row."""
        if not self._replica:
            self._replica = uuid.uuid4().hex
        self._seq += 1
        given: dict[str, object] = {"undoes": None, "ends": None, **fields}
        return Act(
            id=self.new_id(),
            replica=self._replica,
            seq=self._seq,
            coder=coder,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            press=press,
            kind=str(kind),
            **given,  # type: ignore[arg-type]
        )

    def add(self, acts: Iterable[Act]) -> None:
        """Add acts; those known already are left as they are."""
        self._connection.executemany(_INSERT, acts)

    def all(self) -> Iterator[Act]:
        """Yield every act, oldest first."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM acts ORDER BY id")
        return iter(self._acts(rows.fetchall()))

    def fold(self, redirects: Mapping[str, str] | None = None) -> Fold:
        """Return the fold of the whole log; ``redirects`` as ``Fold.of`` takes it."""
        collecting = gc.isenabled()
        gc.disable()  # a million new objects, none of them garbage
        try:
            columns = _COLUMNS if self.called.machines else _FOLDED
            rows = self._connection.execute(f"SELECT {columns} FROM acts").fetchall()
            if not self.called:
                return Fold.of(map(Act._make, rows), redirects)
            return Fold.of(self._acts(rows), redirects)
        finally:
            if collecting:
                gc.enable()

    def of_press(self, press: str) -> tuple[Act, ...]:
        """Return the acts of one press, in order."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE press = ? ORDER BY id",
            (press,),
        )
        return self._acts(rows.fetchall())

    def last_id(self) -> str:
        """Return the id that sorts last, or an empty string."""
        row = self._connection.execute("SELECT max(id) FROM acts").fetchone()
        return str(row[0] or "")

    def presses_of(self, coder: str, after: str = "") -> tuple[Act, ...]:
        """Return the first act of each press of a coder, in order.

        With ``after`` only acts after that id are looked at.
        """
        # "+" keeps SQLite on the ids: the index of presses would be read whole.
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id IN (SELECT min(id) FROM acts "
            "WHERE coder IN (SELECT value FROM json_each(?)) AND id > ? "
            "GROUP BY +press) ORDER BY id",
            (self._names_of(coder), after),
        )
        found = self._acts(rows.fetchall())
        return tuple(act for act in found if act.coder == coder)

    def of_unit(self, unit: str) -> tuple[Act, ...]:
        """Return everything done to one unit, oldest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE unit = ? ORDER BY id",
            (unit,),
        )
        return self._acts(rows.fetchall())

    def of_round(self, round_: str) -> tuple[Act, ...]:
        """Return everything done in one round, its own steps too, oldest first."""
        rows = self._connection.execute(
            f'SELECT {_COLUMNS} FROM acts WHERE "round" = ? ORDER BY id', (round_,)
        )
        return self._acts(rows.fetchall())

    def last_seqs(self) -> dict[str, int]:
        """Return replica → number of its last act that is here."""
        rows = self._connection.execute(
            "SELECT replica, max(seq) FROM acts GROUP BY replica"
        )
        return dict(rows.fetchall())

    def of_kind(self, kind: str) -> tuple[Act, ...]:
        """Return the acts of one kind, oldest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE kind = ? ORDER BY id",
            (str(kind),),
        )
        return self._acts(rows.fetchall())

    def ids_of(self, kind: str, origin: str) -> frozenset[str]:
        """Return the ids of acts of one kind and origin, ended ones among them."""
        rows = self._connection.execute(
            "SELECT id FROM acts WHERE kind = ? AND origin = ?",
            (str(kind), str(origin)),
        )
        return frozenset(str(row[0]) for row in rows)

    def last_days(self, kinds: Sequence[str]) -> dict[str, str]:
        """Return unit → day (UTC) of the last act of these kinds about it."""
        marks = ", ".join("?" * len(kinds))
        rows = self._connection.execute(
            "SELECT unit, max(substr(at, 1, 10)) FROM acts "
            f"WHERE kind IN ({marks}) AND unit IS NOT NULL GROUP BY +unit",
            [str(kind) for kind in kinds],
        )
        return dict(rows.fetchall())

    def get(self, act: str) -> Act | None:
        """Return one act by id."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id = ?",
            (act,),
        ).fetchone()
        return self.as_called(Act._make(row)) if row else None

    def count(self) -> int:
        """Return how many acts there are."""
        return int(self._connection.execute("SELECT count(*) FROM acts").fetchone()[0])

    def add_body(self, text: str) -> str:
        """Keep a text (memo, reason, definition) and return its id."""
        body = self.new_id()
        self._connection.execute("INSERT INTO bodies VALUES (?, ?)", (body, text))
        return body

    def body(self, body: str | None) -> str:
        """Return a kept text; empty if there is none or it was erased."""
        if body is None:
            return ""
        row = self._connection.execute(
            "SELECT text FROM bodies WHERE id = ?", (body,)
        ).fetchone()
        return str(row[0]) if row else ""

    def add_showing(self, showing: Showing) -> None:
        """Record what was put before a coder, or kept from them; ``at`` is now."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._connection.execute(
            "INSERT INTO showings (id, unit, coder, run, codes, scores, hidden, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                showing.id,
                showing.unit,
                showing.coder,
                showing.run,
                json.dumps(showing.codes),
                json.dumps(showing.scores),
                int(showing.hidden),
                at,
            ),
        )

    def showing_rows(self, coder: str) -> list[tuple[object, ...]]:
        """Return the rows of what was put before one coder, oldest first."""
        rows = self._connection.execute(
            "SELECT id, unit, coder, run, codes, scores, hidden, at FROM showings "
            "WHERE coder = ? ORDER BY id",
            (coder,),
        )
        return rows.fetchall()

    def showings(self) -> Iterator[Showing]:
        """Yield what was put before coders or kept from them, oldest first."""
        rows = self._connection.execute(
            "SELECT id, unit, coder, run, codes, scores, hidden, at FROM showings "
            "ORDER BY id"
        )
        for name, unit, coder, run, codes, scores, hidden, at in rows.fetchall():
            ranked, given = tuple(json.loads(codes)), tuple(json.loads(scores))
            who = self.called.name(coder)
            yield Showing(name, unit, who, run, ranked, given, bool(hidden), at)

    def picks(self) -> dict[str, str]:
        """Return finish → how its answer was picked; only where that was kept."""
        rows = self._connection.execute(
            "SELECT id, picked FROM acts WHERE kind = 'finish' AND picked IS NOT NULL"
        )
        return dict(rows.fetchall())
