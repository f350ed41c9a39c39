"""The texts of answers by the page, and who gave a closed answer: for going over all.

A commit waits for a read that is going on, so a page is read at once and let go.
"""

import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

PAGE = 1000
_SCREENFUL = 100
_LITERAL = str.maketrans({"%": "!%", "_": "!_", "!": "!!"})


class AnswerText(NamedTuple):
    """The text of one unit in force."""

    unit: str
    respondent: str
    text: str


class AnswerTexts:
    """Reads all texts of a question, page by page."""

    _connection: sqlite3.Connection

    def text_pages(self, question: str) -> Iterator[list[AnswerText]]:
        """Yield the answers to a question in pages, in the order of import."""
        position, start = -1, -1
        while True:
            rows = self._connection.execute(
                'SELECT u.id, b.respondent, b.text, u.start, u."end", u.position '
                "FROM units u JOIN boxes b ON b.id = u.box "
                "WHERE u.question = ? AND u.current = 1 "
                "AND u.position >= ? AND NOT (u.position = ? AND u.start <= ?) "
                "ORDER BY u.position, u.start LIMIT ?",
                (question, position, position, start, PAGE),
            ).fetchall()
            if rows:
                yield [
                    AnswerText(unit, respondent, text[first:last])
                    for unit, respondent, text, first, last, _position in rows
                ]
                position, start = rows[-1][5], rows[-1][3]
            if len(rows) < PAGE:
                return

    def texts(self, question: str) -> Iterator[AnswerText]:
        """Yield the answers to a question, in the order of import."""
        for page in self.text_pages(question):
            yield from page

    def units_beginning(self, question: str, reference: str) -> list[str]:
        """Return the answers of people whose reference begins so, the shortest first.

        Capital letters make no difference in A to Z. At most a screenful is returned.
        """
        like = reference.translate(_LITERAL) + "%"
        rows = self._connection.execute(
            # CROSS keeps SQLite from going over all answers before all people.
            "SELECT u.id FROM respondents r CROSS JOIN boxes b ON b.respondent = r.id "
            "CROSS JOIN units u ON u.box = b.id "
            "WHERE r.reference LIKE ? ESCAPE '!' AND u.question = ? AND u.current = 1 "
            "ORDER BY length(r.reference), u.position, u.start LIMIT ?",
            (like, question, _SCREENFUL),
        )
        return [row[0] for row in rows.fetchall()]

    def people_with(self, question: str, values: Collection[str]) -> set[str]:
        """Return the respondents who gave one of the answers to a closed question."""
        marks = ", ".join("?" * len(values))
        rows = self._connection.execute(
            "SELECT DISTINCT respondent FROM closed_answers "
            f"WHERE question = ? AND value IN ({marks})",
            (question, *values),
        )
        return {row[0] for row in rows.fetchall()}

    def values_of(self, question: str) -> dict[str, int]:
        """Return the answers given to a closed question → how many people gave them."""
        rows = self._connection.execute(
            "SELECT value, count(DISTINCT respondent) FROM closed_answers "
            "WHERE question = ? GROUP BY value",
            (question,),
        )
        return dict(rows.fetchall())
