"""What one import gives, and its counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hsbcode.domain.survey import Box, ClosedAnswer, Question, Respondent
from hsbcode.intake.excel_traces import Trace
from hsbcode.intake.pooling import Doubled


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything one export gives a project."""

    study: str
    wave: str
    file: str
    sha256: str
    respondents: tuple[Respondent, ...]
    questions: tuple[Question, ...]
    closed: tuple[ClosedAnswer, ...]
    boxes: tuple[Box, ...]
    """Non-blank ones only."""
    asked: Mapping[str, frozenset[str]]
    """Question → ids of the respondents who could answer it."""
    not_begun: frozenset[str]
    """Ids of respondents who opened the form and left."""
    blank: int
    """Empty boxes of respondents who were asked."""
    doubled: tuple[Doubled, ...]
    """Closed questions answered in two columns that are one box."""
    dropped: tuple[tuple[str, str], ...]
    """(column, why) of every column that is not kept."""
    traces: tuple[Trace, ...]
    notes: tuple[str, ...]

    def answered(self, question: str) -> int:
        """Return how many respondents answered a question."""
        return len(
            {a.respondent for a in self.closed if a.question == question}
            | {b.respondent for b in self.boxes if b.question == question}
        )


def report(intake: Intake) -> dict[str, object]:
    """Return the counts of an import as plain values, for ``--json``."""
    answered: Counter[str] = Counter()
    pairs = {(a.respondent, a.question) for a in intake.closed}
    pairs.update((b.respondent, b.question) for b in intake.boxes)
    answered.update(question for _, question in pairs)
    names = {r.id: r.reference for r in intake.respondents}
    return {
        "respondents": len(intake.respondents),
        "never_began": len(intake.not_begun),
        "responses": len(intake.boxes),
        "blank": intake.blank,
        "questions": [
            {
                "id": question.id,
                "kind": question.kind.value,
                "columns": list(question.columns),
                "answered": answered[question.id],
            }
            for question in intake.questions
        ],
        "changed": [],
        "doubled": [
            {
                "respondent": names[one.respondent],
                "question": one.question,
                "kept": one.kept,
                "passed_over": one.passed_over,
            }
            for one in intake.doubled
        ],
        "dropped": [{"column": column, "why": why} for column, why in intake.dropped],
    }
