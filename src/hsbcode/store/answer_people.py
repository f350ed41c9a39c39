"""Respondents, what they chose, and what they were not asked."""

import sqlite3

from hsbcode.domain.survey import Respondent


class AnswerPeople:
    """Reads people and closed answers; a part of ``Answers``."""

    _connection: sqlite3.Connection

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

    def files(self) -> dict[str, str]:
        """Return respondent → name of the file that first brought them."""
        rows = self._connection.execute(
            "SELECT r.id, s.name FROM respondents r JOIN sources s ON s.id = r.source"
        )
        return dict(rows.fetchall())

    def written(self) -> dict[str, set[str]]:
        """Return open question → respondents with a text in it."""
        found: dict[str, set[str]] = {}
        for question, respondent in self._connection.execute(
            "SELECT DISTINCT question, respondent FROM boxes WHERE current = 1"
        ).fetchall():
            found.setdefault(question, set()).add(respondent)
        return found

    def not_asked(self) -> dict[str, set[str]]:
        """Return question → respondents who were not asked it."""
        found: dict[str, set[str]] = {}
        for question, respondent in self._connection.execute(
            "SELECT question, respondent FROM not_asked"
        ).fetchall():
            found.setdefault(question, set()).add(respondent)
        return found
