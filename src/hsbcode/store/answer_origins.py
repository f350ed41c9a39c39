"""Where answers came from: files, maps, rows and columns."""

import json
import sqlite3

from hsbcode.domain.survey import Box


class AnswerOrigins:
    """Reads imports and what each brought; a part of ``Answers``."""

    _connection: sqlite3.Connection

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

    def maps(self) -> tuple[tuple[str, str], ...]:
        """Return (file name, map) of every import."""
        rows = self._connection.execute("SELECT name, map FROM sources ORDER BY id")
        return tuple((str(name), str(found)) for name, found in rows)

    def last_map(self, wave: str) -> str:
        """Return the map kept with the latest import of a wave, or an empty string."""
        row = self._connection.execute(
            "SELECT map FROM sources WHERE wave = ? ORDER BY id DESC LIMIT 1", (wave,)
        ).fetchone()
        return str(row[0]) if row else ""

    def source_of(self, question: str) -> int:
        """Return the number of the import that last brought answers to a question."""
        row = self._connection.execute(
            "SELECT max(r.source) FROM closed_answers c "
            "JOIN respondents r ON r.id = c.respondent WHERE c.question = ?",
            (question,),
        ).fetchone()
        return int(row[0] or 1)
