"""Writing respondents, questions and answers, for imports and corrections."""

import json
import sqlite3
from collections.abc import Iterable

from hsbcode.domain.ids import unit_id
from hsbcode.domain.survey import Box, ClosedAnswer, Question, Respondent
from hsbcode.store.units import REPLACED


class AnswerWriting:
    """What writes answers; call it inside a transaction of the project.

    It is the half of ``Answers`` that changes what the other half reads.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._questions: dict[str, Question] | None = None
        """As last read; None after they were written."""

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
            "UPDATE units SET current = 0 WHERE current = 1 AND box IN (SELECT id "
            "FROM boxes WHERE respondent = ? AND question = ? AND box = ?)",
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

    def set_question_current(self, question: str, *, current: bool) -> None:
        """Show or hide all units of a question whose kind was corrected.

        Codings stay in the log, so a correction can be taken back.
        """
        self._connection.execute(
            "UPDATE units SET current = ? WHERE question = ? AND current <> ? "
            "AND box IN (SELECT id FROM boxes WHERE current = 1)",
            (int(current), question, REPLACED),
        )
