"""Looking for acts: the presses of a log, newest first, and what each of them did."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.chosen_acts import ChosenActs

_COLUMNS = ", ".join(f'"{name}"' for name in Act._fields)
_AMONG = "IN (SELECT value FROM json_each(?))"
_STEPS = f"(kind <> '{ActKind.SETTING}' OR undoes IS NOT NULL)"


class Did(NamedTuple):
    """What one press did of one kind."""

    press: str
    kind: str
    code: str | None
    flag: str | None
    origin: str | None
    acts: int
    units: int


class ActFinding:
    """What reads chosen acts; the half of ``ActLog`` that writes nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def presses(self, chosen: ChosenActs) -> list[str]:
        """Return the presses with a chosen act, newest first; settings are none."""
        if not chosen.anything:
            # The index of presses alone is read; looking at kinds costs twice that.
            every = self._connection.execute(
                "SELECT DISTINCT press FROM acts ORDER BY press DESC"
            )
            settings = set(
                self._connection.execute(
                    f"SELECT press FROM acts WHERE NOT {_STEPS}"
                ).fetchall()
            )
            return [row[0] for row in every.fetchall() if row not in settings]
        where, values = _where(chosen)
        rows = self._connection.execute(
            f"SELECT DISTINCT press FROM acts WHERE {_STEPS}{where} "
            "ORDER BY press DESC",
            values,
        )
        return [row[0] for row in rows.fetchall()]

    def chosen(self, chosen: ChosenActs, kinds: Sequence[str]) -> tuple[Act, ...]:
        """Return the chosen acts of some kinds, oldest first; ended ones among them."""
        where, values = _where(chosen)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE kind {_AMONG}{where} ORDER BY id",
            (_list(kinds), *values),
        )
        return tuple(map(Act._make, rows.fetchall()))

    def acts(self, ids: Sequence[str]) -> dict[str, Act]:
        """Return acts by id."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id {_AMONG}", (_list(ids),)
        )
        return {row[0]: Act._make(row) for row in rows.fetchall()}

    def first_acts(self, presses: Sequence[str]) -> dict[str, Act]:
        """Return press → its first act."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id IN (SELECT min(id) FROM acts "
            f"WHERE press {_AMONG} GROUP BY press)",
            (_list(presses),),
        )
        return {act.press: act for act in map(Act._make, rows.fetchall())}

    def did(self, presses: Sequence[str]) -> dict[str, list[Did]]:
        """Return press → what it did, kind by kind and code by code, in order."""
        rows = self._connection.execute(
            "SELECT press, kind, code, flag, origin, count(*), count(DISTINCT unit) "
            f"FROM acts WHERE press {_AMONG} "
            "GROUP BY press, kind, code, flag, origin ORDER BY press, min(id)",
            (_list(presses),),
        )
        found: dict[str, list[Did]] = {}
        for did in map(Did._make, rows.fetchall()):
            found.setdefault(did.press, []).append(did)
        return found

    def reached(self, presses: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Return press → (the first unit it reached, how many it reached)."""
        rows = self._connection.execute(
            # Beside min() a bare column is that of the same row (SQLite, "bare columns
            # in an aggregate query").
            "SELECT press, unit, count(DISTINCT unit), min(id) FROM acts "
            f"WHERE press {_AMONG} AND unit IS NOT NULL GROUP BY press",
            (_list(presses),),
        )
        return {row[0]: (row[1], row[2]) for row in rows.fetchall()}

    def passes_of(
        self, presses: Sequence[str]
    ) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return press → every (coder, round) it has acts of; no round = empty."""
        rows = self._connection.execute(
            "SELECT DISTINCT press, coder, coalesce(round, '') FROM acts "
            f"WHERE press {_AMONG} ORDER BY press, coder",
            (_list(presses),),
        )
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for press, coder, round_ in rows.fetchall():
            found[press] = (*found.get(press, ()), (coder, round_))
        return found

    def undoings(self) -> dict[str, str]:
        """Return undoing press → the press it takes back."""
        rows = self._connection.execute(
            "SELECT DISTINCT press, undoes FROM acts WHERE undoes IS NOT NULL"
        )
        return dict(rows.fetchall())

    def presses_ending(self, ending: str) -> tuple[str, ...]:
        """Return the presses whose id is this one, or ends like it."""
        rows = self._connection.execute(
            "SELECT DISTINCT press FROM acts WHERE substr(press, ?) = ?",
            (-len(ending), ending),
        )
        return tuple(str(row[0]) for row in rows.fetchall())

    def names(self) -> tuple[str, ...]:
        """Return everybody who has an act in the log, sorted."""
        rows = self._connection.execute("SELECT DISTINCT coder FROM acts")
        return tuple(sorted(str(row[0]) for row in rows.fetchall()))


def _where(chosen: ChosenActs) -> tuple[str, tuple[str, ...]]:
    """Return conditions, each after an AND, and the values they ask for."""
    conditions = {
        "coder = ?": chosen.coder,
        "unit IN (SELECT id FROM units WHERE question = ?)": chosen.question,
        "at >= ?": chosen.since,
        "at < ?": chosen.until,
    }
    asked = {words: value for words, value in conditions.items() if value}
    if chosen.codes or chosen.code:
        asked[f"code {_AMONG}"] = _list(sorted({*chosen.codes, chosen.code} - {""}))
    if chosen.units is not None:
        asked[f"unit {_AMONG}"] = _list(sorted(chosen.units))
    return "".join(f" AND {words}" for words in asked), tuple(asked.values())


def _list(values: Sequence[str]) -> str:
    return json.dumps([str(value) for value in values])
