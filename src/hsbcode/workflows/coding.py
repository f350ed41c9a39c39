"""Coding: what one person does to the answers of one question.

The full screen and the line mode are two faces of this session. Every method that
changes something has committed it when it returns. Acts are made in ``judging`` (codes)
and ``marking`` (flags, memos) and written by ``coder_pass``.
"""

from collections.abc import Sequence

from hsbcode.domain.acts import ActKind, Origin, Span
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.survey import Question, Unit
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows import judging, marking, memos, offered_codes
from hsbcode.workflows.answer_choice import AnswerChoice
from hsbcode.workflows.answer_lines import Around, Line, ListFilter, Tally
from hsbcode.workflows.answer_parts import AnswerParts
from hsbcode.workflows.bulk import Together
from hsbcode.workflows.codebooks import add_code
from hsbcode.workflows.coder_pass import CoderPass
from hsbcode.workflows.undoing import Undone


class CodingSession:
    """One coder at one question of an open project."""

    def __init__(
        self, project: Project, coder: str, question: str = "", *, round_: str = ""
    ) -> None:
        self.project = project
        self.coder = coder
        self.round = round_ or None
        self.questions = tuple(
            q for q in project.answers.questions().values() if q.is_open
        )
        if not self.questions:
            raise UsageConflict(
                f"{project.path.name} has no open question to code.",
                "Import an export first, or change a column's kind to open.",
            )
        self.question = self._choose(question)
        self.codes: tuple[Code, ...] = ()
        self.digits: dict[str, str] = {}
        self._own = CoderPass(project, coder, self.round)
        self.parts = AnswerParts(self._own)
        self.choice = AnswerChoice(self._own, self.parts)
        self.together = Together(self._own)
        self._enter()

    def _choose(self, question: str) -> Question:
        if not question:
            place = self.project.settings.get(self._place_name)
            wanted = place.get("question") if isinstance(place, dict) else None
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
        self._enter()

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

    # --- coding ------------------------------------------------------------------

    def apply(
        self,
        unit: str,
        code: str,
        *,
        span: Span | None = None,
        origin: str = Origin.HAND,
        shown: str = "none",
    ) -> bool:
        """Apply a code; False if it stands already (with the same span).

        Raises:
            CodebookError: there is no such code.
            UsageConflict: it is a container, retired, or not offered under this
                question, or the span lies outside the answer.
        """
        return judging.apply(self._own, unit, code, span, origin, shown)

    def remove(self, unit: str, code: str) -> bool:
        """Take a code off an answer with all its spans; False if it was not on."""
        return judging.remove(self._own, unit, code)

    def toggle(self, unit: str, code: str, *, shown: str = "none") -> bool:
        """Apply a code, or remove it where it stands; True if it stands now."""
        if self.remove(unit, code):
            return False
        return self.apply(unit, code, shown=shown)

    def finish(self, unit: str) -> None:
        """Finish an answer that has a code.

        Raises:
            UsageConflict: it has none; ``finish_without_code`` is another judgement.
        """
        judging.finish(self._own, unit)

    def finish_without_code(self, unit: str) -> None:
        """Record that no code applies, and finish.

        Raises:
            UsageConflict: codes stand on the answer.
        """
        judging.finish_without_code(self._own, unit)

    def look_again(self, unit: str) -> bool:
        """Finish a finished answer anew under the codebook of now; False if it is."""
        return judging.look_again(self._own, unit)

    def reopen(self, unit: str) -> bool:
        """Take an answer back into work; False if it was not finished."""
        return judging.reopen(self._own, unit)

    # --- flags, memos, suggestions ---------------------------------------------------

    def flag(self, unit: str, flag: str, note: str = "") -> bool:
        """Flag an answer, or unflag it where the flag stands; True if flagged now."""
        return marking.flag(self._own, unit, flag, note)

    def note(self, unit: str, text: str) -> None:
        """Write a memo on an answer; it replaces the one that stands."""
        marking.note(self._own, unit, text)

    def note_on(self, text: str, code: str = "") -> None:
        """Write a memo on a code or, without one, on the project."""
        memos.note_on(self._own, text, code)

    def note_of(self, code: str = "") -> str:
        """Return the coder's memo on a code; without one, on the project."""
        return memos.note_of(self._own, code)

    def reject(self, unit: str, code: str, shown: str) -> bool:
        """Decline a suggestion; False if it was declined already."""
        return marking.reject(self._own, unit, code, shown)

    def show(self, unit: str, run: str, codes: Sequence[str]) -> str:
        """Record which suggestions the coder sees; return the id of the showing."""
        return marking.show(self._own, unit, run, codes)

    # --- codes and their digits ------------------------------------------------------

    def create_code(self, label: str) -> Code:
        """Add a code under the present question, made by this coder."""
        code = add_code(self.project, label, self.coder, self.question.id)
        self._refresh_codes()
        return code

    def offer_here(self, code: str) -> None:
        """Offer a code of other questions under the present one, too.

        Raises:
            UsageConflict: it cannot be applied anywhere.
        """
        offered_codes.offer_here(self.project, code, self.question.id, self.coder)
        self._refresh_codes()

    def pin(self, digit: int, code: str) -> None:
        """Give a digit of this question to a code; the others stay where they are.

        Raises:
            CodebookError: there is no such code.
            UsageConflict: the digit is not 1 to 9, or the code cannot be applied.
        """
        offered_codes.pin(
            self.project, self.question.id, self.coder, self.digits, digit, code
        )
        self._refresh_codes()

    # --- undo --------------------------------------------------------------------

    @property
    def undo_stacks(self) -> UndoStacks:
        """What this coder can take back, in any sitting."""
        return self._own.undo_stacks

    def undo(self) -> Undone | None:
        """Take back the last press; None if there is none."""
        return self._take_back(self.undo_stacks.next_undo)

    def redo(self) -> Undone | None:
        """Do again what undo took back last; None if there is none."""
        return self._take_back(self.undo_stacks.next_redo)

    def _take_back(self, press: str | None) -> Undone | None:
        if press is None:
            return None
        undone = self._own.take_back(press)
        if any(act.kind in (ActKind.SPLIT, ActKind.JOIN) for act in undone.acts):
            self._own.enter(self.question.id)
        self._refresh_codes()
        return undone

    # --- the place where one stopped ------------------------------------------------

    @property
    def _place_name(self) -> str:
        return f"place:{self.coder}"

    def place(self) -> str | None:
        """Return the answer where this coder stopped, if it is under this question."""
        place = self.project.settings.get(self._place_name)
        if not isinstance(place, dict) or place.get("question") != self.question.id:
            return None
        return self._own.in_force(str(place.get("unit", "")))

    def keep_place(self, unit: str | None) -> None:
        """Remember where this coder stops."""
        place = {"question": self.question.id, "unit": unit}
        if self.writable and self.project.settings.get(self._place_name) != place:
            self.project.put_setting(self._place_name, place, self.coder)
