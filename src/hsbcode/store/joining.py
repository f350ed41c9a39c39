"""Bringing two copies of one project together: the union of what was done in both.

Acts are only ever added, so their union is what both did. Texts, questions and the
frame are not acts of coding: where both copies changed those, nothing is joined.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.rounds import RoundStep
from hsbcode.store.incoming import Incoming
from hsbcode.store.schema import VERSION
from hsbcode.store.settings import is_of_study
from hsbcode.store.staging import Refused, attach

ANSWERS = {
    "sources": "*",
    "questions": "*",
    "respondents": "*",
    "closed_answers": "*",
    "not_asked": "*",
    "boxes": "*",
    # Parts follow from the acts that split and join; what they replaced is as current
    # as what replaced it.
    "units": 'id, box, question, position, start, "end", abs(current)',
}
"""What an import writes, in an order in which it can be written."""

_WHOLE = {"units": ' WHERE start = 0 AND "end" IS NULL'}

_WITHOUT_PLACES = ("closed_answers", "not_asked")
"""Tables without row ids."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What came in."""

    acts: tuple[Act, ...] = ()
    answers: bool = False
    """Whether respondents, questions or texts came in, too."""
    settings: tuple[str, ...] = ()
    """Settings that both had changed; the later one counts."""
    apart: str = ""
    """Why the two cannot be joined; then nothing was changed."""
    blind: bool = False
    """Whether acts of a round that is not released are among them: then their number
    may not be told."""

    @property
    def coders(self) -> dict[str, int]:
        """Return coder → how many of their acts came in; conveniences are none."""
        found: dict[str, int] = {}
        for act in self.acts:
            if act.kind == ActKind.SETTING and act.flag is None and act.undoes is None:
                continue
            found[act.coder] = found.get(act.coder, 0) + 1
        return found

    @property
    def steps(self) -> int:
        """Return how many acts of people came in."""
        return sum(self.coders.values())


def same_project(ours: sqlite3.Connection, other: str) -> bool:
    """Return whether an attached file began as the same project."""
    asked = "SELECT group_concat(value, ' ') FROM (SELECT value FROM {}.project "
    asked += "WHERE key IN ('created', 'name') ORDER BY key)"
    return _one(ours, asked.format("main")) == _one(ours, asked.format(other))


def join(ours: sqlite3.Connection, theirs: Path, base: Path | None) -> Joined:
    """Bring in what another copy of this project holds.

    Args:
        ours: open for writing, outside a transaction.
        theirs: a file of this version that nobody else uses.
        base: what both held last; without it they are compared with each other.

    Raises:
        sqlite3.Error: nothing was changed.
    """
    attach(ours, theirs, "theirs")
    try:
        if base is not None and base.exists():
            attach(ours, base, "base")
        try:
            return _join(ours, has_base=base is not None and base.exists())
        finally:
            if base is not None and base.exists():
                ours.execute("DETACH base")
    finally:
        ours.execute("DETACH theirs")


def new_steps(ours: sqlite3.Connection, theirs: Path) -> int | None:
    """Return how many acts another file holds that this one does not.

    None where it is not a copy of this project. Nothing is written.
    """
    try:
        attach(ours, theirs, "other", more="&immutable=1")
    except sqlite3.Error:
        return None
    try:
        if not same_project(ours, "other"):
            return None
        return int(
            _one(
                ours,
                "SELECT count(*) FROM other.acts WHERE id NOT IN "
                "(SELECT id FROM main.acts) AND (kind <> 'setting' "
                "OR flag IS NOT NULL OR undoes IS NOT NULL)",
            )
        )
    except sqlite3.Error:
        return None
    finally:
        ours.execute("DETACH other")


def _join(ours: sqlite3.Connection, *, has_base: bool) -> Joined:
    if not same_project(ours, "theirs"):
        return Joined(apart="it is another project")
    if int(_one(ours, "PRAGMA theirs.user_version")) != VERSION:
        return Joined(apart="it was written by another version of hsbcode")
    if _only_in(ours, "main", "theirs", ActKind.CODEBOOK) and _only_in(
        ours, "theirs", "main", ActKind.CODEBOOK
    ):
        return Joined(apart="both have changed the codebook")
    whose = whose_answers(ours, has_base=has_base)
    if whose == "both":
        return Joined(apart="both have changed respondents, questions or texts")
    settings = both_set(ours)
    with Incoming(ours).opened() as incoming:
        try:
            incoming.add_attached("theirs")
            incoming.add_showings_of()
            incoming.add_erased()
        except Refused as why:
            return Joined(apart=f"it {why}")
        acts = incoming.acts(*ActKind)
        take_in(ours, incoming, answers=whose == "theirs")
    released = ours.execute(
        "SELECT round FROM main.acts WHERE kind = ? AND flag = ?",
        (str(ActKind.ROUND), str(RoundStep.RELEASE)),
    )
    told = {None, *(row[0] for row in released.fetchall())}
    blind = any(a.round not in told and a.kind != ActKind.ROUND for a in acts)
    return Joined(acts, whose == "theirs", settings, blind=blind)


def take_in(
    ours: sqlite3.Connection,
    incoming: Incoming,
    *,
    answers: bool = False,
    more: Callable[[], None] | None = None,
) -> None:
    """Write what is staged, in one transaction.

    Args:
        ours: outside a transaction.
        incoming: what is staged.
        answers: whether respondents, questions and texts are taken over, too, from
            the attached file ``theirs``.
        more: what else is written with it.
    """
    ours.execute("PRAGMA foreign_keys = OFF")
    try:
        ours.execute("BEGIN IMMEDIATE")
        try:
            if answers:
                _take_answers(ours)
            incoming.bring()
            incoming.follow(all_of_them=answers)
            if more is not None:
                more()
            if ours.execute("PRAGMA main.foreign_key_check").fetchone() is not None:
                raise sqlite3.IntegrityError("what was joined does not fit together")
            ours.execute("COMMIT")
        except BaseException:
            if ours.in_transaction:
                ours.execute("ROLLBACK")
            raise
    finally:
        ours.execute("PRAGMA foreign_keys = ON")


def whose_answers(ours: sqlite3.Connection, *, has_base: bool) -> str:
    """Return who changed the answers: ``same``, ``ours``, ``theirs`` or ``both``."""
    if _same_places(ours) or (
        not _more(ours, "main", "theirs") and not _more(ours, "theirs", "main")
    ):
        return "same"
    if has_base:
        by_us, by_them = _differ(ours, "main"), _differ(ours, "theirs")
    else:
        # Whoever has all that the other has, and more, went on from there.
        by_us, by_them = _more(ours, "main", "theirs"), _more(ours, "theirs", "main")
    if by_us and by_them:
        return "both"
    return "theirs" if by_them else "ours"


def _same_places(ours: sqlite3.Connection) -> bool:
    """Return whether both files have the same rows about answers in the same places.

    So it is with copies, mostly; sets of rows take several times as long to compare.
    """
    for table in ANSWERS:
        here, there = (
            _one(ours, f"SELECT count(*) FROM {name}.{table}")
            for name in ("main", "theirs")
        )
        if here != there:
            return False
        if table in _WITHOUT_PLACES:
            # As many rows, and every one of them there: the same.
            asked = f"SELECT 1 FROM (SELECT * FROM main.{table} EXCEPT "
            asked += f"SELECT * FROM theirs.{table}) LIMIT 1"
        else:
            info = ours.execute(f"PRAGMA main.table_info({table})").fetchall()
            one, two = (
                ", ".join(f'{side}."{row[1]}"' for row in info) for side in "ab"
            )
            asked = f"SELECT 1 FROM main.{table} a LEFT JOIN theirs.{table} b "
            asked += f"ON b.rowid = a.rowid WHERE ({one}) IS NOT ({two}) LIMIT 1"
        if ours.execute(asked).fetchone() is not None:
            return False
    return True


def _differ(ours: sqlite3.Connection, name: str) -> bool:
    return _more(ours, name, "base") or _more(ours, "base", name)


def _more(ours: sqlite3.Connection, one: str, other: str) -> bool:
    """Return whether one file has rows about answers that the other has not."""
    for table, columns in ANSWERS.items():
        where = _WHOLE.get(table, "")
        row = ours.execute(
            f"SELECT 1 FROM (SELECT {columns} FROM {one}.{table}{where} EXCEPT "
            f"SELECT {columns} FROM {other}.{table}{where}) LIMIT 1"
        ).fetchone()
        if row is not None:
            return True
    return False


def _take_answers(ours: sqlite3.Connection) -> None:
    for table in ANSWERS:
        ours.execute(f"DELETE FROM main.{table}")
        ours.execute(f"INSERT INTO main.{table} SELECT * FROM theirs.{table}")
    # The study is said by the first import.
    ours.execute("INSERT OR IGNORE INTO main.project SELECT * FROM theirs.project")


def _only_in(
    ours: sqlite3.Connection, one: str, other: str, kind: ActKind
) -> tuple[str, ...]:
    """Return the bodies of acts of one kind that only one file has, oldest first."""
    rows = ours.execute(
        f"SELECT body FROM {one}.acts WHERE kind = ? AND id NOT IN "
        f"(SELECT id FROM {other}.acts) ORDER BY id",
        (str(kind),),
    )
    return tuple(str(row[0]) for row in rows.fetchall())


def both_set(ours: sqlite3.Connection) -> tuple[str, ...]:
    """Return the decisions that both changed; somebody's convenience is none."""
    found = []
    for one, other in (("main", "theirs"), ("theirs", "main")):
        bodies = _only_in(ours, one, other, ActKind.SETTING)
        names = set()
        for body in bodies:
            name = _one(
                ours,
                f"SELECT json_extract(text, '$.name') FROM {one}.bodies "
                "WHERE id = ? AND json_valid(text)",
                body,
            )
            if name and is_of_study(str(name)):
                names.add(str(name))
        found.append(names)
    return tuple(sorted(found[0] & found[1]))


def _one(ours: sqlite3.Connection, asked: str, *values: str) -> str:
    row = ours.execute(asked, values).fetchone()
    return str(row[0]) if row and row[0] is not None else ""
