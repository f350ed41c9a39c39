"""Questions and answers as they were imported."""

import json
from collections.abc import Sequence

from hsbcode.domain.survey import Kind, Question, Unit
from hsbcode.store.answer_origins import AnswerOrigins
from hsbcode.store.answer_people import AnswerPeople
from hsbcode.store.answer_texts import AnswerTexts
from hsbcode.store.answer_writing import AnswerWriting
from hsbcode.store.units import REPLACED

_NOT_A_PART = """u.start = 0 AND u."end" IS NULL OR u.current = -1"""
_BESIDE = "(SELECT count(*) FROM units o WHERE o.box = u.box AND o.current = u.current"
_UNIT = f"""
SELECT u.id, b.id, r.id, r.reference, b.question, b.box, b.text, u.start, u."end",
       b.version,
       CASE WHEN {_NOT_A_PART} THEN 0 ELSE {_BESIDE} AND o.start <= u.start) END,
       CASE WHEN {_NOT_A_PART} THEN 0 ELSE {_BESIDE}) END
FROM units u JOIN boxes b ON b.id = u.box JOIN respondents r ON r.id = b.respondent
"""
_FEW = 500  # bound parameters per statement; old SQLite builds allow 999


class Answers(AnswerWriting, AnswerTexts, AnswerPeople, AnswerOrigins):
    """What people answered, to read, and to write inside a transaction; no codings.

    Questions and units are read here, all else in the parts.
    """

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
            "SELECT id FROM units WHERE question = ? AND current = 1 "
            "ORDER BY position, start",
            (question,),
        )
        return [row[0] for row in rows.fetchall()]

    def first_unit(self, question: str) -> str | None:
        """Return the id of a question's first unit in the order of import."""
        row = self._connection.execute(
            "SELECT id FROM units WHERE question = ? AND current = 1 "
            "ORDER BY position, start LIMIT 1",
            (question,),
        ).fetchone()
        return str(row[0]) if row else None

    def how_many(self, question: str = "") -> int:
        """Return how many units there are, those of one question or all there were."""
        row = self._connection.execute(
            "SELECT count(*) FROM units WHERE question = ? AND current = 1"
            if question
            else "SELECT count(*) FROM units",
            (question,) if question else (),
        ).fetchone()
        return int(row[0])

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
            f"{_UNIT} WHERE u.question = ? AND u.current = 1 "
            "ORDER BY u.position, u.start",
            (question,),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def changed_units(self) -> tuple[Unit, ...]:
        """Return the units whose texts a later export has changed or withdrawn."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE b.current = 0 ORDER BY u.position"
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def people(self) -> dict[str, str]:
        """Return unit → its respondent, for every unit there is or ever was."""
        rows = self._connection.execute(
            "SELECT u.id, b.respondent FROM units u JOIN boxes b ON b.id = u.box"
        )
        return dict(rows.fetchall())

    def siblings(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units of the same person under the same question, in order."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE r.id = ? AND b.question = ? AND u.current = 1 "
            "ORDER BY u.position, u.start",
            (unit.respondent, unit.question),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def units_of(self, respondent: str) -> tuple[Unit, ...]:
        """Return everything one person wrote, question by question, in order."""
        rows = self._connection.execute(
            f"{_UNIT} JOIN questions q ON q.id = u.question "
            "WHERE r.id = ? AND u.current = 1 "
            "ORDER BY q.position, u.position, u.start",
            (respondent,),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def whole_units(self, question: str) -> tuple[Unit, ...]:
        """Return every present answer of a question as a whole, split or not."""
        rows = self._connection.execute(
            f'{_UNIT} WHERE u.question = ? AND u.start = 0 AND u."end" IS NULL '
            "AND b.current = 1 ORDER BY u.position",
            (question,),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def every_unit(self, question: str) -> tuple[Unit, ...]:
        """Return the units a question has or ever had, in the order of import."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE u.question = ? ORDER BY u.position, u.start", (question,)
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def replaced_units(self, question: str) -> tuple[Unit, ...]:
        """Return the units of present texts that were split or joined, in order."""
        rows = self._connection.execute(
            f"{_UNIT} WHERE u.question = ? AND u.current = {REPLACED} "
            "AND b.current = 1 ORDER BY u.position, u.start",
            (question,),
        )
        return tuple(self._unit(row) for row in rows.fetchall())

    def earlier_units(self, unit: Unit) -> tuple[str, ...]:
        """Return ids of the units this one replaced, newest text first.

        Its text had changed, or the answer was split or joined.
        """
        rows = self._connection.execute(
            "SELECT u.id FROM units u JOIN boxes b ON b.id = u.box "
            "WHERE b.respondent = ? AND b.question = ? AND b.box = ? "
            "AND u.current <> 1 ORDER BY b.version DESC, u.start",
            (unit.respondent, unit.question, unit.box),
        )
        return tuple(row[0] for row in rows.fetchall())

    def counts(self) -> dict[str, int]:
        """Return how many respondents, questions, boxes and units there are.

        Of boxes and units also those of earlier texts, but none split or joined since.
        """
        tables = (
            "respondents",
            "questions",
            "boxes",
            f"units WHERE current <> {REPLACED}",
        )
        return {
            table.split()[0]: int(
                self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            )
            for table in tables
        }

    def hidden_units(self, question: str) -> int:
        """Return how many units of current texts are hidden."""
        row = self._connection.execute(
            "SELECT count(*) FROM units u JOIN boxes b ON b.id = u.box "
            "WHERE u.question = ? AND u.current = 0 AND b.current = 1",
            (question,),
        ).fetchone()
        return int(row[0])

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
            part,
            parts,
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
            part=int(str(part)),
            parts=int(str(parts)),
        )
