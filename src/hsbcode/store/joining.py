"""Bringing two copies of one project together: the union of what was done in both.

Acts are only ever added, so their union is what both did. Texts, questions and the
frame are not acts of coding: where both copies changed those, nothing is joined.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from hsbcode.domain.acts import Act, ActKind
from hsbcode.store import units
from hsbcode.store.acts import ActLog
from hsbcode.store.schema import VERSION

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

    @property
    def coders(self) -> dict[str, int]:
        """Return coder → how many of their acts came in."""
        found: dict[str, int] = {}
        for act in self.acts:
            found[act.coder] = found.get(act.coder, 0) + 1
        return found


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
    _attach(ours, theirs, "theirs")
    try:
        if base is not None and base.exists():
            _attach(ours, base, "base")
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
        _attach(ours, theirs, "other", more="&immutable=1")
    except sqlite3.Error:
        return None
    try:
        if not same_project(ours, "other"):
            return None
        return int(
            _one(
                ours,
                "SELECT count(*) FROM other.acts WHERE id NOT IN "
                "(SELECT id FROM main.acts)",
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
    whose = _whose_answers(ours, has_base=has_base)
    if whose == "both":
        return Joined(apart="both have changed respondents, questions or texts")
    settings = _both_set(ours)
    ours.execute("PRAGMA foreign_keys = OFF")
    try:
        ours.execute("BEGIN IMMEDIATE")
        try:
            if whose == "theirs":
                _take_answers(ours)
            acts = _take_acts(ours, answers=whose == "theirs")
            if ours.execute("PRAGMA main.foreign_key_check").fetchone() is not None:
                raise sqlite3.IntegrityError("what was joined does not fit together")
            ours.execute("COMMIT")
        except BaseException:
            if ours.in_transaction:
                ours.execute("ROLLBACK")
            raise
    finally:
        ours.execute("PRAGMA foreign_keys = ON")
    return Joined(acts, whose == "theirs", settings)


def _whose_answers(ours: sqlite3.Connection, *, has_base: bool) -> str:
    """Return ``same``, ``ours``, ``theirs`` or ``both``: who changed the answers."""
    if not _more(ours, "main", "theirs") and not _more(ours, "theirs", "main"):
        return "same"
    if has_base:
        by_us, by_them = _differ(ours, "main"), _differ(ours, "theirs")
    else:
        # Whoever has all that the other has, and more, went on from there.
        by_us, by_them = _more(ours, "main", "theirs"), _more(ours, "theirs", "main")
    if by_us and by_them:
        return "both"
    return "theirs" if by_them else "ours"


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


def _take_acts(ours: sqlite3.Connection, *, answers: bool) -> tuple[Act, ...]:
    columns = ", ".join(f'"{name}"' for name in Act._fields)
    rows = ours.execute(
        f"SELECT {columns} FROM theirs.acts WHERE id NOT IN (SELECT id FROM main.acts) "
        "ORDER BY id"
    )
    acts = tuple(map(Act._make, rows.fetchall()))
    ActLog(ours).add(acts)
    for table in ("bodies", "showings"):
        ours.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM theirs.{table}")
    # A text that was erased in one copy is erased.
    ours.execute(
        "UPDATE main.bodies SET text = '' WHERE text <> '' AND id IN "
        "(SELECT id FROM theirs.bodies WHERE text = '')"
    )
    log = ActLog(ours)
    every = (*log.of_kind(ActKind.SPLIT), *log.of_kind(ActKind.JOIN))
    units.follow(ours, every if answers else acts)
    return acts


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


def _both_set(ours: sqlite3.Connection) -> tuple[str, ...]:
    """Return the settings that both changed; where a coder stopped is none."""
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
            if name and not str(name).startswith("place:"):
                names.add(str(name))
        found.append(names)
    return tuple(sorted(found[0] & found[1]))


def _attach(ours: sqlite3.Connection, path: Path, name: str, more: str = "") -> None:
    uri = f"{path.absolute().as_uri()}?mode=ro{more}"
    ours.execute(f"ATTACH ? AS {name}", (uri,))


def _one(ours: sqlite3.Connection, asked: str, *values: str) -> str:
    row = ours.execute(asked, values).fetchone()
    return str(row[0]) if row and row[0] is not None else ""
