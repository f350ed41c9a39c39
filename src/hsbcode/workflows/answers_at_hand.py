"""The answers before one coder: which question, which answers, what stands on them."""

from collections.abc import Sequence

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.survey import Question, Unit
from hsbcode.store.project import Project
from hsbcode.workflows import marking, offered_codes, resuming
from hsbcode.workflows.answer_choice import AnswerChoice
from hsbcode.workflows.answer_lines import Around, Line, ListFilter, Tally
from hsbcode.workflows.answer_parts import AnswerParts
from hsbcode.workflows.bulk import Together
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.suggestions.sight import Sight


class AnswersAtHand:
    """What one coder sees of one question of an open project; it changes nothing."""

    def __init__(
        self, project: Project, coder: str, question: str = "", *, round_: str = ""
    ) -> None:
        self.project = project
        self.coder = coder
        self.round = round_ or None
        self._own = CoderPass(project, coder, self.round)
        self.questions = self._open_questions()
        if not self.questions:
            raise UsageConflict(
                f"{project.path.name} has no open question to code.",
                "Import an export first, or change a column's kind to open.",
            )
        self.question = self._choose(question)
        self.codes: tuple[Code, ...] = ()
        self.digits: dict[str, str] = {}
        self.parts = AnswerParts(self._own)
        self.sight = Sight(self._own)
        self.choice = AnswerChoice(self._own, self.parts, self.sight)
        self.together = Together(self._own)
        self._enter()

    def _choose(self, question: str) -> Question:
        if not question:
            wanted = resuming.question_left(self.project, self.coder)
            return next(
                (q for q in self.questions if q.id == wanted), self.questions[0]
            )
        for known in self.questions:
            if known.id == question:
                return known
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, [q.id for q in self.questions])
            or "Open questions: " + ", ".join(q.id for q in self.questions),
        )

    def renew(self) -> None:
        """Take in what was done beside this session: mended, or taken back."""
        self.questions = self._open_questions()
        self._enter()

    def _open_questions(self) -> tuple[Question, ...]:
        return tuple(
            q
            for q in self.project.answers.questions().values()
            if q.is_open and self._own.codes_some_of(q.id)
        )

    def _enter(self) -> None:
        self._own.enter(self.question.id)
        self._refresh_codes()

    def _refresh_codes(self) -> None:
        self.codes = self.codebook.offered(self.question.id)
        self.digits = offered_codes.digits_of(self.project, self.question.id)

    # --- looking -----------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The code frame in force."""
        return self.project.codebook

    @property
    def writable(self) -> bool:
        """False where another window holds the project."""
        return self.project.writable

    @property
    def units(self) -> list[str]:
        """The ids of the question's answers, in the order of import."""
        return self._own.units

    def switch(self, question: str) -> None:
        """Go to another open question."""
        self.question = self._choose(question)
        self._enter()

    def held(self, unit: str) -> UnitPass:
        """Return what this coder holds true of an answer."""
        return self._own.held(unit)

    def lines(self, units: Sequence[str]) -> list[Line]:
        """Return a page of answers for the list."""
        return [
            Line(unit, self.held(unit.id)) for unit in self.project.answers.units(units)
        ]

    def unit(self, unit: str) -> Unit:
        """Return one answer."""
        return self._own.unit(unit)

    def around(self, unit: Unit) -> Around:
        """Return what the same person answered elsewhere."""
        answers = self.project.answers
        questions = answers.questions()
        every = answers.units_of(unit.respondent)
        return Around(
            tuple(other for other in every if other.question == unit.question),
            self.choice.closed.of(unit.respondent, answers.closed_of(unit.respondent)),
            tuple(
                (questions[other.question].label, other)
                for other in every
                if other.question != unit.question
            ),
        )

    def notes(self, unit: str) -> tuple[str, ...]:
        """Return the coder's memos on an answer."""
        return marking.notes(self._own, unit)

    def tally(self) -> Tally:
        """Return how many answers of this question are finished."""
        return self._own.tally()

    def filtered(self, wish: ListFilter) -> list[str]:
        """Return the answers that pass a filter, in the order of import."""
        return self.choice.passing(wish)

    def in_force(self, unit: str) -> str | None:
        """Return an answer, or what stands for it since it was split or joined."""
        return self._own.in_force(unit)

    def next_unfinished(self, after: str | None = None) -> str | None:
        """Return the next answer not finished, going round once."""
        return self._own.next_unfinished(after)

    def place(self) -> str | None:
        """Return the answer where this coder stopped, if it is under this question."""
        return resuming.unit_left(self._own)
