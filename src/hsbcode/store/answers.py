"""Respondents, questions and answers as they were imported."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from hsbcode.domain.ids import unit_id
from hsbcode.domain.survey import (
    Box,
    ClosedAnswer,
    Kind,
    Question,
    Respondent,
    Unit,
)

_UNIT = """
SELECT u.id, b.id, r.id, r.reference, b.question, b.box, b.text, u.start, u."end",
       b.version
FROM units u JOIN boxes b ON b.id = u.box JOIN respondents r ON r.id = b.respondent
"""
_FEW = 500  # bound parameters per statement; old SQLite builds allow 999


class Answers:
    """What people answered; it holds no codings."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._questions: dict[str, Question] | None = None

    # --- reading -----------------------------------------------------------------

    def questions(self) -> dict[str, Question]:
        """Return the questions by id, in survey order."""
        if self._questions is None:
            rows = self._connection.execute(
                "SELECT id, kind, label, text, columns, language, options "
                "FROM questions ORDER BY position"
            )
            self._questions = {
                row[0]: Question(
                    id=row[0],
                    kind=Kind(row[1]),
                    label=row[2],
                    text=row[3],
                    columns=tuple(json.loads(row[4])),
                    language=row[5],
                    options=tuple(json.loads(row[6])),
                )
                for row in rows
            }
        return self._questions

    def unit_ids(self, question: str) -> list[str]:
        """Return the ids of a question's units, in the order of import."""
        rows = self._connection.execute(
            "SELECT id FROM units WHERE question = ? AND current = 1 ORDER BY position",
            (question,),
        )
        return [row[0] for row in rows.fetchall()]

    def unit_ids_with(self, question: str, word: str) -> set[str]:
        """Return the units whose text contains ``word``, case folded."""
        folded = word.casefold()
        rows = self._connection.execute(
            'SELECT u.id, b.text, u.start, u."end" FROM units u '
            "JOIN boxes b ON b.id = u.box WHERE u.question = ? AND u.current = 1",
            (question,),
        )
        return {
            unit
            for unit, text, start, end in rows.fetchall()
            if folded in text[start:end].casefold()
        }

    def units(self, ids: Sequence[str]) -> list[Unit]:
        """Return units by id, in the order asked for."""
        found: dict[str, Unit] = {}
        for start in range(0, len(ids), _FEW):
            some = ids[start : start + _FEW]
            marks = ", ".join("?" * len(some))
            rows = self._connection.execute(f"{_UNIT} WHERE u.id IN ({marks})", some)
            found.update((row[0], self._unit(row)) for row in rows.fetchall())
        return [found[unit] for unit in ids if unit in found]

    def all_units(self, question: str) -> tuple[Unit, ...]:
        """Return every unit of a question, in the order of import."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE u.question = ? AND u.current = 1 ORDER BY u.position",
            (question,),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def siblings(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units of the same person under the same question, in order."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE r.id = ? AND b.question = ? AND u.current = 1 "
            "ORDER BY u.position",
            (unit.respondent, unit.question),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def earlier_units(self, unit: Unit) -> tuple[str, ...]:
        """Return ids of the units this one replaced when its text changed."""
        rows = self._connection.execute(
            "SELECT u.id FROM units u JOIN boxes b ON b.id = u.box "
            "WHERE b.respondent = ? AND b.question = ? AND b.box = ? "
            "AND u.current = 0 ORDER BY b.version DESC",
            (unit.respondent, unit.question, unit.box),
        )
        return tuple(row[0] for row in rows.fetchall())

    def closed_of(self, respondent: str) -> dict[str, tuple[str, ...]]:
        """Return question → values of one respondent."""
        rows = self._connection.execute(
            "SELECT c.question, c.value FROM closed_answers c "
            "JOIN questions q ON q.id = c.question "
            "WHERE c.respondent = ? ORDER BY q.position, c.position",
            (respondent,),
        )
        found: dict[str, list[str]] = {}
        for question, value in rows.fetchall():
            found.setdefault(question, []).append(value)
        return {question: tuple(values) for question, values in found.items()}

    def closed(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return question → respondent → values, all of them."""
        rows = self._connection.execute(
            "SELECT question, respondent, value FROM closed_answers "
            "ORDER BY question, respondent, position"
        )
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for question, respondent, value in rows.fetchall():
            people = found.setdefault(question, {})
            people[respondent] = (*people.get(respondent, ()), value)
        return found

    def respondents(self) -> tuple[Respondent, ...]:
        """Return all respondents, in the order of import."""
        rows = self._connection.execute(
            "SELECT id, wave, reference, row, began FROM respondents ORDER BY position"
        )
        return tuple(
            Respondent(row[0], row[1], row[2], row[3], bool(row[4]))
            for row in rows.fetchall()
        )

    def not_asked(self) -> dict[str, set[str]]:
        """Return question → respondents who were not asked it."""
        found: dict[str, set[str]] = {}
        for question, respondent in self._connection.execute(
            "SELECT question, respondent FROM not_asked"
        ).fetchall():
            found.setdefault(question, set()).add(respondent)
        return found

    def boxes(self, wave: str) -> dict[tuple[str, str, int], Box]:
        """Return the current boxes of a wave by (respondent, question, box)."""
        rows = self._connection.execute(
            "SELECT b.id, b.respondent, b.question, b.box, b.text, b.row, b.version "
            "FROM boxes b JOIN respondents r ON r.id = b.respondent "
            "WHERE b.current = 1 AND r.wave = ?",
            (wave,),
        )
        return {(row[1], row[2], row[3]): Box(*row) for row in rows.fetchall()}

    def box_origin(self, box: str) -> tuple[str, int, str, str]:
        """Return (file name, row, column header, wave) of a box."""
        row = self._connection.execute(
            "SELECT s.name, b.row, q.columns, b.box, s.wave FROM boxes b "
            "JOIN sources s ON s.id = b.source JOIN questions q ON q.id = b.question "
            "WHERE b.id = ?",
            (box,),
        ).fetchone()
        columns = json.loads(row[2])
        header = columns[row[3] - 1] if row[3] <= len(columns) else ""
        return row[0], row[1], header, row[4]

    def sources(self) -> tuple[tuple[str, str, str, str, int], ...]:
        """Return (wave, name, sha256, imported at, rows) of every import."""
        rows = self._connection.execute(
            "SELECT wave, name, sha256, imported_at, rows FROM sources ORDER BY id"
        )
        return tuple(tuple(row) for row in rows.fetchall())

    def last_map(self, wave: str) -> str:
        """Return the map kept with the latest import of a wave, or an empty string."""
        row = self._connection.execute(
            "SELECT map FROM sources WHERE wave = ? ORDER BY id DESC LIMIT 1", (wave,)
        ).fetchone()
        return str(row[0]) if row else ""

    def counts(self) -> dict[str, int]:
        """Return how many respondents, questions, boxes and units there are."""
        tables = ("respondents", "questions", "boxes", "units")
        return {
            table: int(
                self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            )
            for table in tables
        }

    # --- writing, inside a transaction of the project ----------------------------

    def add_source(self, values: tuple[str, str, str, str, int, str]) -> int:
        """Add (wave, name, sha256, imported at, rows, map); return its number."""
        cursor = self._connection.execute(
            "INSERT INTO sources (wave, name, sha256, imported_at, rows, map) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        return int(cursor.lastrowid or 0)

    def put_questions(self, questions: Iterable[Question]) -> None:
        """Add questions, or bring known ones up to date; their order is kept."""
        self._questions = None
        known = {
            row[0]: row[1]
            for row in self._connection.execute("SELECT id, position FROM questions")
        }
        following = max(known.values(), default=0)
        for question in questions:
            if question.id not in known:
                following += 1
                known[question.id] = following
            self._connection.execute(
                "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
                "label = excluded.label, text = excluded.text, "
                "language = excluded.language, columns = excluded.columns, "
                "options = excluded.options",
                (
                    question.id,
                    known[question.id],
                    str(question.kind),
                    question.label,
                    question.text,
                    question.language,
                    json.dumps(question.columns, ensure_ascii=False),
                    json.dumps(question.options, ensure_ascii=False),
                ),
            )

    def add_respondents(self, respondents: Iterable[Respondent], source: int) -> None:
        """Add new respondents after those already there."""
        row = self._connection.execute("SELECT max(position) FROM respondents")
        last = row.fetchone()[0] or 0
        self._connection.executemany(
            "INSERT INTO respondents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (r.id, last + place, r.wave, r.reference, int(r.began), source, r.row)
                for place, r in enumerate(respondents, start=1)
            ),
        )

    def put_closed(self, answers: Iterable[ClosedAnswer]) -> None:
        """Replace the closed answers of each (respondent, question) given."""
        grouped: dict[tuple[str, str], list[str]] = {}
        for answer in answers:
            key = (answer.question, answer.respondent)
            grouped.setdefault(key, []).append(answer.value)
        self._connection.executemany(
            "DELETE FROM closed_answers WHERE question = ? AND respondent = ?", grouped
        )
        # In the order of the primary key, which is how the table lies in the file.
        self._connection.executemany(
            "INSERT INTO closed_answers VALUES (?, ?, ?, ?)",
            (
                (respondent, question, place, value)
                for (question, respondent), values in sorted(grouped.items())
                for place, value in enumerate(values)
            ),
        )

    def clear_closed(self, question: str) -> None:
        """Take out all closed answers of a question whose kind was corrected."""
        self._connection.execute(
            "DELETE FROM closed_answers WHERE question = ?", (question,)
        )

    def put_not_asked(
        self, question: str, not_asked: Iterable[str], asked: Iterable[str] = ()
    ) -> None:
        """Record who was not asked a question, and who was after all."""
        self._connection.executemany(
            "DELETE FROM not_asked WHERE question = ? AND respondent = ?",
            ((question, respondent) for respondent in asked),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO not_asked VALUES (?, ?)",
            ((question, respondent) for respondent in not_asked),
        )

    def mark_begun(self, respondents: Iterable[str]) -> None:
        """Record that these have answered something by now."""
        self._connection.executemany(
            "UPDATE respondents SET began = 1 WHERE id = ? AND began = 0",
            ((respondent,) for respondent in respondents),
        )

    def add_boxes(self, boxes: Iterable[Box], source: int) -> None:
        """Add boxes, each with its unit; an older version of a box steps back."""
        boxes = tuple(boxes)
        self._connection.executemany(
            "UPDATE units SET current = 0 WHERE box IN (SELECT id FROM boxes "
            "WHERE respondent = ? AND question = ? AND box = ?)",
            ((b.respondent, b.question, b.box) for b in boxes if b.version > 1),
        )
        self._connection.executemany(
            "UPDATE boxes SET current = 0 "
            "WHERE respondent = ? AND question = ? AND box = ?",
            ((b.respondent, b.question, b.box) for b in boxes if b.version > 1),
        )
        self._connection.executemany(
            "INSERT INTO boxes VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
            (
                (
                    b.id,
                    b.respondent,
                    b.question,
                    b.box,
                    b.version,
                    b.text,
                    source,
                    b.row,
                )
                for b in boxes
            ),
        )
        # Position: respondents in order, boxes within; 100 boxes are more than any
        # form offers.
        self._connection.executemany(
            "INSERT INTO units SELECT ?, ?, ?, "
            "(SELECT position FROM respondents WHERE id = ?) * 100 + ?, 0, NULL, 1",
            ((unit_id(b.id), b.id, b.question, b.respondent, b.box) for b in boxes),
        )

    def hidden_units(self, question: str) -> int:
        """Return how many units of current texts are hidden."""
        row = self._connection.execute(
            "SELECT count(*) FROM units u JOIN boxes b ON b.id = u.box "
            "WHERE u.question = ? AND u.current = 0 AND b.current = 1",
            (question,),
        ).fetchone()
        return int(row[0])

    def source_of(self, question: str) -> int:
        """Return the number of the import that last brought answers to a question."""
        row = self._connection.execute(
            "SELECT max(r.source) FROM closed_answers c "
            "JOIN respondents r ON r.id = c.respondent WHERE c.question = ?",
            (question,),
        ).fetchone()
        return int(row[0] or 1)

    def set_question_current(self, question: str, *, current: bool) -> None:
        """Show or hide all units of a question whose kind was corrected.

        Codings stay in the log, so a correction can be taken back.
        """
        self._connection.execute(
            "UPDATE units SET current = ? WHERE question = ? AND box IN "
            "(SELECT id FROM boxes WHERE current = 1)",
            (int(current), question),
        )

    def _unit(self, row: tuple[object, ...]) -> Unit:
        (
            unit,
            box,
            respondent,
            reference,
            question,
            number,
            text,
            start,
            end,
            version,
        ) = row
        offered = self.questions()[str(question)].boxes
        whole = str(text)
        first, last = int(str(start)), None if end is None else int(str(end))
        return Unit(
            id=str(unit),
            box_id=str(box),
            respondent=str(respondent),
            reference=str(reference),
            question=str(question),
            box=int(str(number)),
            boxes=offered,
            text=whole if first == 0 and last is None else whole[first:last],
            start=first,
            end=last,
            version=int(str(version)),
        )
