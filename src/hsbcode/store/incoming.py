"""What comes in from other files, held in memory and looked over before it is written.

This is the one place where logs meet: copies that a sync service made, packages that
came back, and files of codings. What is written in the end is the union of the rows,
so that order and repetition do not matter.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store import sent_rows, units
from hsbcode.store.acts import ActLog
from hsbcode.store.staging import (
    COLUMNS,
    STAGE,
    Refused,
    RowChecks,
    StagedFile,
)

_SHOWING = "id, unit, coder, run, codes, scores, hidden, at"


class Incoming(RowChecks):
    """Rows of other files beside an open project; nothing is written until ``bring``.

    Args:
        connection: of the project, outside a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.files: list[StagedFile] = []

    @contextlib.contextmanager
    def opened(self) -> Iterator["Incoming"]:
        """Hold the place where rows are staged; afterwards it is gone."""
        ours = self.connection
        reading = int(ours.execute("PRAGMA query_only").fetchone()[0])
        ours.execute("PRAGMA query_only = OFF")
        ours.execute("ATTACH ':memory:' AS incoming")
        try:
            ours.executescript(STAGE)
            yield self
        finally:
            if ours.in_transaction:
                ours.execute("ROLLBACK")
            ours.execute("DETACH incoming")
            if reading:
                ours.execute("PRAGMA query_only = ON")

    # --- staging -------------------------------------------------------------------

    def add_attached(
        self, name: str, where: str = "1", values: Sequence[object] = ()
    ) -> StagedFile:
        """Stage the acts of an attached file ``theirs`` that fit a condition.

        Args:
            name: of the file, for sentences.
            where: a condition on its acts.
            values: what the condition asks for.

        Raises:
            Refused: a row is none, was altered, or cannot be one of this project.
        """
        with self._staging():
            staged = self._stage_rows(name, "theirs.acts", where, values)
            every = f"(SELECT body FROM theirs.acts WHERE {where})"
            self._take_bodies(f"theirs.bodies WHERE id IN {every}", values)
            self.refuse_forged(staged.after)
        self.files.append(staged)
        return staged

    def add_erased(self) -> None:
        """Stage which texts were erased in the attached file: they are erased here."""
        with self._staging():
            self.connection.execute(
                "INSERT OR IGNORE INTO incoming.erased "
                "SELECT id FROM theirs.bodies WHERE text = ''"
            )

    def add_showings_of(self, coder: str = "") -> None:
        """Stage what was put before a coder of the attached file, or before all."""
        with self._staging():
            self.connection.execute(
                f"INSERT OR IGNORE INTO incoming.showings ({_SHOWING}) "
                f"SELECT {_SHOWING} FROM theirs.showings WHERE ? IN ('', coder) "
                "AND id NOT IN (SELECT id FROM main.showings)",
                (coder,),
            )
            self.refuse_broken_showings()

    def add_rows(
        self,
        name: str,
        round_: str,
        acts: Sequence[Sequence[object]],
        bodies: Iterable[Sequence[object]],
        showings: Iterable[Sequence[object]],
        *,
        foreign: str,
        values: Sequence[object],
        refusal: str,
    ) -> StagedFile:
        """Stage rows that were read from a file of codings in one round.

        Args:
            name: of the file, for sentences.
            round_: in which they were coded.
            acts: rows as they were sent.
            bodies: texts of acts.
            showings: what was put before the coder.
            foreign: a condition that no act of such a file may meet.
            values: what the condition asks for.
            refusal: what to say where one does.

        Raises:
            Refused: a row is none, was altered, or cannot be one of this project.
        """
        ours = self.connection
        with self._staging():
            sent_rows.hold(ours, acts)
            if self.one(f"SELECT 1 FROM incoming.sent_acts WHERE {foreign}", values):
                raise Refused(refusal)
            ours.executemany("INSERT INTO incoming.sent_bodies VALUES (?, ?)", bodies)
            staged = self._stage_rows(name, "incoming.sent_acts", "1", (), round_)
            self._take_bodies(
                "incoming.sent_bodies WHERE id IN "
                "(SELECT body FROM incoming.sent_acts)",
                (),
            )
            self.refuse_forged(staged.after)
            ours.executemany(
                f"INSERT OR IGNORE INTO incoming.showings ({_SHOWING}) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                showings,
            )
            self.refuse_broken_showings()
            ours.execute(
                "DELETE FROM incoming.showings "
                "WHERE id IN (SELECT id FROM main.showings)"
            )
            sent_rows.let_go(ours)
        self.files.append(staged)
        return staged

    def _stage_rows(
        self,
        name: str,
        table: str,
        where: str,
        values: Sequence[object],
        round_: str | None = None,
    ) -> StagedFile:
        """Stage the acts of a table that are neither here nor staged.

        With a round, coders are only asked about who coded in it.
        """
        ours = self.connection
        last = self.one("SELECT max(rowid) FROM incoming.acts", ())
        staged = StagedFile(int(str(last or 0)), name)
        meets = self.share_a_machine(table)
        known = ["main.acts"]
        if meets:
            ours.execute("CREATE INDEX IF NOT EXISTS incoming.acts_id ON acts (id)")
            known.append("incoming.acts")
        self.refuse_altered(table, where, values, *known)
        new = " ".join(f"AND id NOT IN (SELECT id FROM {each})" for each in known)
        cursor = ours.execute(
            f"INSERT INTO incoming.acts SELECT {COLUMNS} FROM {table} "
            f"WHERE {where} {new}",
            values,
        )
        staged.new = cursor.rowcount
        total = self.one(f"SELECT count(*) FROM {table} WHERE {where}", values)
        staged.known = int(str(total)) - staged.new
        if meets and self.one(
            "SELECT 1 FROM incoming.acts GROUP BY replica, seq HAVING count(*) > 1 "
            "LIMIT 1",
            (),
        ):
            raise Refused("numbers its steps like others that are here: it was altered")
        found = ours.execute(
            "SELECT DISTINCT replica FROM incoming.acts WHERE rowid > ?",
            (staged.after,),
        )
        self.replicas |= {row[0] for row in found.fetchall()}
        if round_ is not None:
            where, values = "round IS ?", (round_,)
        staged.diverging = self.diverging(staged.after, table, where, values)
        return staged

    def _take_bodies(self, source: str, values: Sequence[object]) -> None:
        # A text may come later than its act, where memos are sent on request only.
        cursor = self.connection.execute(
            "INSERT INTO incoming.bodies SELECT id, text FROM "
            f"{source} AND id NOT IN (SELECT id FROM main.bodies) "
            "AND id NOT IN (SELECT id FROM incoming.bodies)",
            values,
        )
        if cursor.rowcount:
            self.refuse_broken_bodies()

    @contextlib.contextmanager
    def _staging(self) -> Iterator[None]:
        ours = self.connection
        ours.execute("BEGIN")
        try:
            yield
            ours.execute("COMMIT")
        except BaseException as error:
            if ours.in_transaction:
                ours.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError | sqlite3.InterfaceError):
                raise Refused("holds a step that is none") from error
            if isinstance(error, sqlite3.Error | OverflowError):
                raise Refused("cannot be read to its end") from error
            raise

    # --- what is staged ------------------------------------------------------------

    def acts(self, *kinds: str, after: int = 0) -> tuple[Act, ...]:
        """Return acts of some kinds staged after a row, oldest first."""
        marks = ", ".join("?" * len(kinds))
        rows = self.connection.execute(
            f"SELECT {COLUMNS} FROM incoming.acts WHERE kind IN ({marks}) "
            "AND rowid > ? ORDER BY id",
            (*map(str, kinds), after),
        )
        return tuple(map(Act._make, rows.fetchall()))

    def body(self, body: str | None) -> str:
        """Return a text that is staged or here."""
        for name in ("incoming", "main"):
            found = self.one(f"SELECT text FROM {name}.bodies WHERE id = ?", (body,))
            if found is not None:
                return str(found)
        return ""

    def count(
        self, asked: str, values: Sequence[object] = ()
    ) -> list[tuple[object, ...]]:
        """Return the rows of a question about what is staged."""
        return self.connection.execute(asked, values).fetchall()

    # --- writing -------------------------------------------------------------------

    def bring(self) -> None:
        """Write what is staged; inside a transaction of the project."""
        ours = self.connection
        ours.execute(
            f"INSERT INTO main.acts ({COLUMNS}) SELECT {COLUMNS} FROM incoming.acts"
        )
        ours.execute(
            "INSERT INTO main.bodies SELECT id, text FROM incoming.bodies "
            "WHERE id NOT IN (SELECT id FROM main.bodies)"
        )
        ours.execute(
            f"INSERT OR IGNORE INTO main.showings ({_SHOWING}) "
            f"SELECT {_SHOWING} FROM incoming.showings"
        )
        ours.execute(
            "UPDATE main.bodies SET text = '' WHERE text <> '' "
            "AND id IN (SELECT id FROM incoming.erased)"
        )

    def follow(self, *, all_of_them: bool = False) -> None:
        """Bring the parts of answers in step with the splits that came in."""
        log = ActLog(self.connection)
        kinds = (ActKind.SPLIT, ActKind.JOIN)
        if all_of_them:
            units.follow(self.connection, [a for k in kinds for a in log.of_kind(k)])
        else:
            units.follow(self.connection, self.acts(*kinds))
