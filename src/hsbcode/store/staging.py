"""Rows of other files as they are staged, and what no row may be.

Rows are checked by a few questions over all of them; in Python that would take longer
than writing them.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from hsbcode.domain.acts import SETTLED, Act, ActKind

JUDGEMENTS = (
    ActKind.APPLY,
    ActKind.REMOVE,
    ActKind.FINISH,
    ActKind.REOPEN,
    ActKind.REJECT,
    ActKind.KEEP,
    ActKind.UNKEEP,
)
"""What tells that somebody coded; words and flags need not come along."""
NAMES = tuple(f'"{name}"' for name in Act._fields)
COLUMNS = ", ".join(NAMES)
_KINDS = ", ".join(f"'{kind}'" for kind in ActKind)
_CODED = ", ".join(f"'{kind}'" for kind in JUDGEMENTS)
_HEX = "[0-9a-f]"
_ID = "-".join((_HEX * 8, _HEX * 4, "7" + _HEX * 3, _HEX * 4, _HEX * 12))
_YEARS_AHEAD = 20
"""A clock may be wrong; an id of the far future would leave no room for later ones."""
STAGE = """
CREATE TABLE incoming.acts (
    id TEXT NOT NULL,
    replica TEXT NOT NULL,
    seq INTEGER NOT NULL,
    coder TEXT NOT NULL,
    at TEXT NOT NULL,
    press TEXT NOT NULL,
    undoes TEXT,
    kind TEXT NOT NULL,
    ends TEXT,
    unit TEXT,
    code TEXT,
    flag TEXT,
    start INTEGER,
    "end" INTEGER,
    origin TEXT,
    shown TEXT,
    codebook TEXT,
    round TEXT,
    body TEXT,
    picked TEXT
) STRICT;
CREATE TABLE incoming.bodies (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) <= 64),
    text TEXT NOT NULL
) STRICT;
CREATE TABLE incoming.erased (id TEXT NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE incoming.showings (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) <= 64),
    unit TEXT NOT NULL CHECK (length(unit) <= 64),
    coder TEXT NOT NULL CHECK (length(coder) BETWEEN 1 AND 80),
    run TEXT NOT NULL CHECK (length(run) <= 200),
    codes TEXT NOT NULL CHECK (length(codes) <= 100000),
    scores TEXT NOT NULL CHECK (length(scores) <= 100000),
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    at TEXT NOT NULL CHECK (length(at) <= 40)
) STRICT;
"""
_LONGEST = {"at": 40, "coder": 80, "code": 200, "round": 200, "flag": 400}
_USUAL = 64
"""Characters of a cell; ids have 36."""
_TEXTS = [n for n in Act._fields if n not in ("id", "seq", "kind", "start", "end")]
_NO_STEP = f"""
SELECT 1 FROM incoming.acts i LEFT JOIN incoming.acts p ON p.rowid = i.rowid - 1
WHERE i.rowid > ? AND (
  length(i.id) <> 36 OR i.id NOT GLOB '{_ID}'
  OR (i.press IS NOT p.press
      AND (length(i.press) <> 36 OR i.press NOT GLOB '{_ID}'))
  OR i.seq NOT BETWEEN 1 AND 9007199254740991
  OR i.kind NOT IN ({_KINDS})
  OR i.coder = '' OR i.replica = ''
  OR i.start < 0 OR i."end" < i.start
  OR {
    " OR ".join(
        f"length(i.{name}) > {_LONGEST.get(name, _USUAL)}"
        for name in _TEXTS
        if name != "press"
    )
}
) LIMIT 1
"""
"""A row with a cell that cannot be one of ours. In one go it is faster than constraints
of the table; the steps of one press stand together, so that its id is read once."""
_SAID_IN_JSON = (
    "SELECT body FROM incoming.acts WHERE kind IN "
    f"('{ActKind.SETTING}', '{ActKind.ROUND}', '{ActKind.CODEBOOK}')"
)


class Refused(Exception):  # noqa: N818 - it is an answer, not a failure of ours
    """Why a file is not brought in: what follows its name in a sentence."""


@dataclass(frozen=True, slots=True)
class Diverging:
    """A name under which different things were coded here and in a file."""

    coder: str
    machines: tuple[str, ...]
    """The replicas in which they were coded there."""


@dataclass(slots=True)
class StagedFile:
    """One file that was looked over."""

    after: int
    """The row of the stage after which its acts stand, while no later file is in."""
    name: str
    known: int = 0
    """Acts of it that are here already."""
    new: int = 0
    diverging: tuple[Diverging, ...] = ()
    settings: dict[str, tuple[object, object]] = field(default_factory=dict)
    """Decision that was changed here and there → (here, there)."""


class RowChecks:
    """Questions about rows that are staged, or are to be.

    Args:
        connection: of the project.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.replicas: set[object] = set()
        """The machines whose acts are staged."""

    def refuse_altered(
        self, table: str, where: str, values: Sequence[object], *known: str
    ) -> None:
        """Refuse steps that are known by now, and say something else there."""
        if self.one(f"SELECT 1 FROM {table} WHERE id IS NULL LIMIT 1", ()) is not None:
            raise Refused("holds a step that is none")
        theirs = ", ".join(f"t.{name}" for name in NAMES)
        here = ", ".join(f"k.{name}" for name in NAMES)
        for name in known:
            row = self.connection.execute(
                f"SELECT 1 FROM (SELECT * FROM {table} WHERE {where}) t "
                f"JOIN {name} k ON k.id = t.id "
                f"WHERE ({theirs}) IS NOT ({here}) LIMIT 1",
                values,
            ).fetchone()
            if row is not None:
                raise Refused(
                    "holds a step otherwise than it was written: it was altered"
                )

    def share_a_machine(self, table: str) -> bool:
        """Return whether a file and those staged before it have a replica in common.

        Where they have none, no act can stand in both: the ids need not be compared.
        """
        replicas = self.connection.execute(f"SELECT DISTINCT replica FROM {table}")
        return not self.replicas.isdisjoint(row[0] for row in replicas.fetchall())

    def refuse_broken_bodies(self) -> None:
        """Refuse texts that are to be a JSON object and are none."""
        self._refuse_broken("bodies", "text", "object", f"id IN ({_SAID_IN_JSON})")

    def refuse_broken_showings(self) -> None:
        """Refuse showings whose lists are no JSON."""
        for column in ("codes", "scores"):
            self._refuse_broken("showings", column, "array", "1")

    def _refuse_broken(self, table: str, column: str, form: str, where: str) -> None:
        row = self.one(
            f"SELECT 1 FROM incoming.{table} WHERE {where} AND {column} <> '' "
            f"AND CASE WHEN json_valid({column}) "
            f"THEN json_type({column}) <> '{form}' ELSE 1 END LIMIT 1",
            (),
        )
        if row is not None:
            raise Refused("holds a step that says nothing that can be read")

    def refuse_forged(self, after: int) -> None:
        """Refuse rows of a file that no machine of ours would have written."""
        if self.one(_NO_STEP, (after,)) is not None:
            raise Refused("holds a step that is none")
        limit = datetime.now(UTC).timestamp() + _YEARS_AHEAD * 366 * 86_400
        latest = f"{int(limit * 1000):012x}"
        ahead = self.one(
            "SELECT 1 FROM incoming.acts WHERE rowid > ? AND max(id, press) > ? "
            "LIMIT 1",
            (after, f"{latest[:8]}-{latest[8:]}"),
        )
        if ahead is not None:
            raise Refused("holds a step of the far future")
        taken = self.one(
            "SELECT 1 FROM incoming.acts i JOIN main.acts m "
            "ON m.replica = i.replica AND m.seq = i.seq WHERE i.rowid > ? LIMIT 1",
            (after,),
        )
        if taken is not None:
            raise Refused("numbers its steps like others that are here: it was altered")

    def diverging(
        self, after: int, table: str, where: str, values: Sequence[object]
    ) -> tuple[Diverging, ...]:
        """Return who coded something in the file, and something else here."""
        coded = f"kind IN ({_CODED}) AND coder <> '{SETTLED}'"
        rows = self.connection.execute(
            f"SELECT DISTINCT coder, replica FROM incoming.acts WHERE rowid > ? "
            f"AND {coded}",
            (after,),
        ).fetchall()
        machines: dict[str, list[str]] = {}
        for coder, replica in rows:
            machines.setdefault(str(coder), []).append(str(replica))
        found = []
        for coder, replicas in sorted(machines.items()):
            for known in (
                "main.acts WHERE",
                f"incoming.acts WHERE rowid <= {after} AND",
            ):
                other = self.connection.execute(
                    f"SELECT 1 FROM {known} coder = ? AND {coded} AND {where} "
                    f"AND id NOT IN (SELECT id FROM {table} WHERE {where}) LIMIT 1",
                    (coder, *values, *values),
                ).fetchone()
                if other is not None:
                    found.append(Diverging(coder, tuple(sorted(replicas))))
                    break
        return tuple(found)

    def one(self, asked: str, values: Sequence[object]) -> object:
        """Return the first cell of an answer; None where there is none."""
        row = self.connection.execute(asked, values).fetchone()
        return row[0] if row else None


def refuse_foreign_tables(
    connection: sqlite3.Connection, model: sqlite3.Connection
) -> None:
    """Refuse a file whose tables are not those that we make: views and triggers run.

    Args:
        connection: to the file.
        model: to an empty project of the same version.

    Raises:
        Refused: it has others.
    """
    asked = "SELECT type, name, tbl_name, sql FROM {}sqlite_master WHERE name NOT LIKE "
    asked += "'sqlite_stat%'"

    def tables(of: sqlite3.Connection) -> set[tuple[str, ...]]:
        rows = of.execute(asked.format("")).fetchall()
        return {tuple(re.sub(r"\s+", " ", str(cell)) for cell in row) for row in rows}

    if tables(connection) != tables(model):
        raise Refused("has tables that hsbcode does not make")


def attach(
    connection: sqlite3.Connection, path: Path, name: str, more: str = ""
) -> None:
    """Attach a file for reading only."""
    uri = f"{path.absolute().as_uri()}?mode=ro{more}"
    connection.execute(f"ATTACH ? AS {name}", (uri,))
