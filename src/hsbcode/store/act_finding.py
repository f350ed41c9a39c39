"""Looking for acts: the presses of a log, newest first, and what each of them did."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hsbcode.domain.acts import Act, ActKind, Origin
from hsbcode.domain.called import PREFIX, Called, read_called
from hsbcode.domain.chosen_acts import ChosenActs

_COLUMNS = ", ".join(f'"{name}"' for name in Act._fields)
_AMONG = "IN (SELECT value FROM json_each(?))"
_STEPS = f"(kind <> '{ActKind.SETTING}' OR undoes IS NOT NULL OR flag IS NOT NULL)"


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
        self._called: Called | None = None

    # --- what coders are called: followed here, where rows become acts ---------------

    @property
    def called(self) -> Called:
        """Former names of coders, and what these are read as."""
        if self._called is None:
            rows = self._connection.execute(
                "SELECT a.flag, b.text FROM acts a JOIN bodies b ON b.id = a.body "
                f"WHERE a.kind = '{ActKind.SETTING}' AND a.flag GLOB '{PREFIX}*' "
                "ORDER BY a.id"
            )
            self._called = read_called(
                (name, json.loads(text or "{}").get("value")) for name, text in rows
            )
        return self._called

    def forget_called(self) -> None:
        """Read anew what coders are called: the log says more about it now."""
        self._called = None

    def as_called(self, act: Act) -> Act:
        """Return an act with the name its coder has now."""
        called = self.called
        if not called:
            return act
        name = called.name(act.coder, act.replica)
        return act if name == act.coder else act._replace(coder=name)

    def _acts(self, rows: Iterable[Sequence[object]]) -> tuple[Act, ...]:
        found = map(Act._make, rows)
        return tuple(map(self.as_called, found)) if self.called else tuple(found)

    def _names_of(self, coder: str) -> str:
        """Return every name a coder had, as a list for ``_AMONG``."""
        return _list(self.called.former(coder))

    def presses(self, chosen: ChosenActs) -> list[str]:
        """Return the presses with a chosen act, newest first.

        Settings are none, but for decisions on the study and what takes a step back.
        """
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
        where, values = self._where(chosen)
        rows = self._connection.execute(
            f"SELECT DISTINCT press FROM acts WHERE {_STEPS}{where} "
            "ORDER BY press DESC",
            values,
        )
        return [row[0] for row in rows.fetchall()]

    def presses_in(self, rounds: Sequence[str], *, but: str = "") -> frozenset[str]:
        """Return the presses with anything coded in some rounds, but one coder's."""
        rows = self._connection.execute(
            f"SELECT DISTINCT press FROM acts WHERE round {_AMONG} AND coder <> ? "
            f"AND kind <> '{ActKind.ROUND}'",
            (_list(rounds), but),
        )
        return frozenset(str(row[0]) for row in rows.fetchall())

    def first_presses_in(self, rounds: Sequence[str]) -> frozenset[str]:
        """Return the first press of each coder in each of some rounds."""
        rows = self._connection.execute(
            f"SELECT press, MIN(id) FROM acts WHERE round {_AMONG} "
            f"AND kind <> '{ActKind.ROUND}' GROUP BY coder, round",
            (_list(rounds),),
        )
        return frozenset(str(row[0]) for row in rows.fetchall())

    def rounds_named(self) -> frozenset[str]:
        """Return every round that any act names."""
        rows = self._connection.execute(
            "SELECT DISTINCT round FROM acts WHERE round IS NOT NULL"
        )
        return frozenset(str(row[0]) for row in rows.fetchall())

    def chosen(self, chosen: ChosenActs, kinds: Sequence[str]) -> tuple[Act, ...]:
        """Return the chosen acts of some kinds, oldest first; ended ones among them."""
        where, values = self._where(chosen)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE kind {_AMONG}{where} ORDER BY id",
            (_list(kinds), *values),
        )
        found = self._acts(rows.fetchall())
        return tuple(act for act in found if chosen.coder in ("", act.coder))

    def acts(self, ids: Sequence[str]) -> dict[str, Act]:
        """Return acts by id."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id {_AMONG}", (_list(ids),)
        )
        return {act.id: act for act in self._acts(rows.fetchall())}

    def first_acts(self, presses: Sequence[str]) -> dict[str, Act]:
        """Return press → its first act."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM acts WHERE id IN (SELECT min(id) FROM acts "
            f"WHERE press {_AMONG} GROUP BY press)",
            (_list(presses),),
        )
        return {act.press: act for act in self._acts(rows.fetchall())}

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
            "SELECT DISTINCT press, coder, coalesce(round, ''), replica FROM acts "
            f"WHERE press {_AMONG} ORDER BY press, coder",
            (_list(presses),),
        )
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for press, coder, round_, replica in rows.fetchall():
            one = (self.called.name(coder, replica), round_)
            if one not in found.get(press, ()):
                found[press] = (*found.get(press, ()), one)
        return found

    def undoings(self) -> dict[str, str]:
        """Return undoing press → the press it takes back."""
        rows = self._connection.execute(
            "SELECT DISTINCT press, undoes FROM acts WHERE undoes IS NOT NULL"
        )
        return dict(rows.fetchall())

    def last_judgement(self, coder: str, *, after: str = "") -> Act | None:
        """Return the last act of a coder on an answer, if it came after another act.

        What was imported was not judged in this project.
        """
        before = "~"  # sorts after every id
        while True:
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM acts WHERE coder {_AMONG} "
                "AND id > ? AND id < ? "
                f"AND unit IS NOT NULL AND kind <> '{ActKind.SETTING}' "
                f"AND origin IS NOT '{Origin.IMPORT}' ORDER BY id DESC LIMIT 1",
                (self._names_of(coder), after, before),
            ).fetchone()
            if row is None:
                return None
            act = self.as_called(Act._make(row))
            first, imported = self._connection.execute(
                f"SELECT min(id), max(origin IS '{Origin.IMPORT}') FROM acts "
                "WHERE press = ?",
                (act.press,),
            ).fetchone()
            if not imported:
                return act
            # A finish has no origin of its own: it came with the codes.
            before = first

    def presses_ending(self, ending: str) -> tuple[str, ...]:
        """Return the presses whose id is this one, or ends like it."""
        rows = self._connection.execute(
            "SELECT DISTINCT press FROM acts WHERE substr(press, ?) = ?",
            (-len(ending), ending),
        )
        return tuple(str(row[0]) for row in rows.fetchall())

    def seen(self) -> dict[tuple[str, str], frozenset[str]]:
        """Return (coder, unit) → what was in sight at the coder's judgements on it."""
        rows = self._connection.execute(
            "SELECT DISTINCT coder, unit, shown, replica FROM acts "
            "WHERE shown IS NOT NULL AND unit IS NOT NULL"
            if self.called
            else "SELECT DISTINCT coder, unit, shown, '' FROM acts "
            "WHERE shown IS NOT NULL AND unit IS NOT NULL"
        )
        found: dict[tuple[str, str], frozenset[str]] = {}
        for raw, unit, shown, replica in rows.fetchall():
            coder = self.called.name(raw, replica)
            found[coder, unit] = found.get((coder, unit), frozenset()) | {shown}
        return found

    def names(self) -> tuple[str, ...]:
        """Return everybody who has an act in the log, sorted."""
        asked = "coder, replica" if self.called else "coder, ''"
        rows = self._connection.execute(f"SELECT DISTINCT {asked} FROM acts")
        called = self.called
        return tuple(sorted({called.name(str(r[0]), str(r[1])) for r in rows}))

    def _where(self, chosen: ChosenActs) -> tuple[str, tuple[str, ...]]:
        """Return conditions, each after an AND, and the values they ask for."""
        return _where(chosen, self._names_of(chosen.coder) if chosen.coder else "")


def _where(chosen: ChosenActs, names: str) -> tuple[str, tuple[str, ...]]:
    conditions = {
        f"coder {_AMONG}": names,
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
