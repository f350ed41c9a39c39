"""What each answer's codes must be, worked out from the keys that were pressed.

A second, much simpler account beside the program's own: sets of statements, and a list
of presses. It shares no code with what it judges.
"""

import copy
import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Name: TypeAlias = tuple[str, str, str]
"""(question, reference of the respondent, box); a part is ``box@start``."""
Statement: TypeAlias = tuple[str, ...]
"""``("code", id)``, ``("code", id, start, end)``, ``("finished",)``, ``("flag", name)``
or ``("memo", words)``."""
Held: TypeAlias = dict[Name, set[Statement]]
FINISHED: Statement = ("finished",)


def code(name: str, start: int | None = None, end: int | None = None) -> Statement:
    """Return the statement that a code stands, on the answer or on a stretch."""
    if start is None or end is None:
        return ("code", name)
    return ("code", name, str(start), str(end))


@dataclass
class Press:
    """What one key or command changed."""

    added: list[tuple[Name, Statement]] = field(default_factory=list)
    removed: list[tuple[Name, Statement]] = field(default_factory=list)


class ExpectedCodings:
    """What one coder holds."""

    def __init__(self) -> None:
        self.held: Held = defaultdict(set)
        self.undoable: list[Press] = []
        self.redoable: list[Press] = []

    def copy(self) -> "ExpectedCodings":
        """Return another one that is the same until something happens to it."""
        return copy.deepcopy(self)

    # --- pressing ------------------------------------------------------------------

    def press(
        self,
        added: Iterable[tuple[Name, Statement]] = (),
        removed: Iterable[tuple[Name, Statement]] = (),
    ) -> Press | None:
        """Take in a press; None where it changes nothing, and is no step of undo."""
        done = Press(
            [each for each in added if each[1] not in self.held[each[0]]],
            [each for each in removed if each[1] in self.held[each[0]]],
        )
        if not done.added and not done.removed:
            return None
        self._do(done.added, done.removed)
        self.undoable.append(done)
        self.redoable.clear()
        return done

    def step_without_statement(self) -> None:
        """Take in a step of undo that says nothing about an answer: a code was made."""
        self.undoable.append(Press())
        self.redoable.clear()

    def toggle(self, name: Name, wanted: str) -> bool:
        """Take in a press of a code's key; True if it stands now."""
        standing = [
            (name, each) for each in self.held[name] if each[:2] == ("code", wanted)
        ]
        if standing:
            self.press(removed=standing)
            return False
        self.press(added=[(name, code(wanted))])
        return True

    def undo(self) -> None:
        """Take back the last press."""
        last = self.undoable.pop()
        self._do(last.removed, last.added)
        self.redoable.append(last)

    def redo(self) -> None:
        """Do again what was undone last."""
        last = self.redoable.pop()
        self._do(last.added, last.removed)
        self.undoable.append(last)

    def take_back(self, press: Press) -> None:
        """Take one press back from the middle, as the history does."""
        self.undoable.remove(press)
        back = Press(
            [each for each in press.added if each[1] in self.held[each[0]]],
            [each for each in press.removed if each[1] not in self.held[each[0]]],
        )
        self._do(back.removed, back.added)
        for name, _statement in list(back.added):
            if FINISHED in self.held[name] and not self.codes(name):
                self.held[name].remove(FINISHED)
                back.added.append((name, FINISHED))
        self.redoable.append(back)

    def _do(
        self,
        added: Sequence[tuple[Name, Statement]],
        removed: Sequence[tuple[Name, Statement]],
    ) -> None:
        for name, statement in removed:
            self.held[name].discard(statement)
        for name, statement in added:
            self.held[name].add(statement)

    # --- looking -------------------------------------------------------------------

    def codes(self, name: Name) -> set[Statement]:
        """Return the codes of an answer."""
        return {each for each in self.held.get(name, ()) if each[0] == "code"}

    def is_finished(self, name: Name) -> bool:
        """Whether an answer is finished."""
        return FINISHED in self.held.get(name, ())

    def standing(self) -> dict[Name, frozenset[Statement]]:
        """Return what stands, without answers of which nothing is said."""
        return {name: frozenset(said) for name, said in self.held.items() if said}

    def exported(self) -> dict[Name, frozenset[Statement]]:
        """Return what an export of codings must hold: finished answers, their codes."""
        return {
            name: frozenset(self.codes(name))
            for name in self.held
            if self.is_finished(name)
        }


# --- what a file says --------------------------------------------------------------


def written(path: Path, coder: str) -> dict[Name, frozenset[Statement]]:
    """Return what stands in a project file, read row by row from its log of acts.

    A statement counts until a row that ends it is there, and rows are never changed.
    """
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True) as file:
        rows = file.execute(
            "SELECT a.kind, a.code, a.flag, a.start, a.end, a.unit, b.text FROM acts a "
            "LEFT JOIN bodies b ON b.id = a.body WHERE a.coder = ? AND a.kind IN "
            "('apply', 'finish', 'flag', 'note') AND a.unit IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM acts e WHERE e.ends = a.id)",
            (coder,),
        ).fetchall()
        names = _names(file)
    file.close()
    held: Held = defaultdict(set)
    for kind, code_, flag, start, end, unit, words in rows:
        if kind == "apply":
            said = code(code_, start, end)
        elif kind == "finish":
            said = FINISHED
        else:
            said = ("flag", flag) if kind == "flag" else ("memo", words or "")
        if said != ("memo", ""):
            held[names[unit]].add(said)
    return {name: frozenset(said) for name, said in held.items() if said}


def _names(file: sqlite3.Connection) -> dict[str, Name]:
    rows = file.execute(
        "SELECT u.id, b.question, r.reference, b.box, u.start, "
        "u.start = 0 AND u.end IS NULL "
        "FROM units u JOIN boxes b ON b.id = u.box "
        "JOIN respondents r ON r.id = b.respondent"
    )
    return {
        unit: (question, reference, str(box) if whole else f"{box}@{start}")
        for unit, question, reference, box, start, whole in rows
    }


def texts(path: Path) -> dict[Name, str]:
    """Return the whole answers of a project file, in the order of the lists."""
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as file:
        rows = file.execute(
            "SELECT b.question, r.reference, b.box, b.text FROM units u "
            "JOIN boxes b ON b.id = u.box JOIN respondents r ON r.id = b.respondent "
            "WHERE u.start = 0 AND u.end IS NULL AND b.current "
            "ORDER BY u.question, u.position"
        ).fetchall()
    file.close()
    return {(question, who, str(box)): text for question, who, box, text in rows}


def exported(path: Path, coder: str) -> dict[Name, frozenset[Statement]]:
    """Return what an export in the long form says of one coder."""
    held: Held = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["coder"] != coder:
                continue
            name = (row["question"], row["respondent"], row["box"])
            said = held.setdefault(name, set())
            if row["code"]:
                start, end = row["start"], row["end"]
                spans = (int(start), int(end)) if start else (None, None)
                said.add(code(row["code"], *spans))
    return {name: frozenset(said) for name, said in held.items()}


def differences(
    one: dict[Name, frozenset[Statement]], two: dict[Name, frozenset[Statement]]
) -> list[str]:
    """Return where two accounts differ, one sentence an answer."""
    return [
        f"{'/'.join(name)}: expected {sorted(one.get(name, ()))}, "
        f"found {sorted(two.get(name, ()))}"
        for name in sorted(one.keys() | two.keys())
        if one.get(name) != two.get(name)
    ]
