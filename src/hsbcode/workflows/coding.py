"""Coding: what one person does to the answers of one question.

The full screen and the line mode are two faces of this session. Every method that
changes something has committed it when it returns.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import FLAGS, Act, ActKind, Origin, Span
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.survey import Question, Unit
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.codebooks import add_code
from hsbcode.workflows.undoing import Undone, take_back


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as the list shows it."""

    unit: Unit
    held: UnitPass


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an answer on the screen."""

    siblings: tuple[Unit, ...]
    """Everything the same person wrote under this question, in order."""
    closed: tuple[tuple[str, str], ...]
    """(question label, answer) of the same person."""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which answers the list shows; all conditions must hold."""

    unfinished: bool = False
    finished: bool = False
    flagged: bool = False
    code: str = ""
    word: str = ""

    @property
    def words(self) -> str:
        """The filter's name for the frame of the list."""
        parts = [
            name
            for name, on in (
                ("not finished", self.unfinished),
                ("finished", self.finished),
                ("flagged", self.flagged),
            )
            if on
        ]
        if self.code:
            parts.append(f"code {self.code}")
        if self.word:
            parts.append(f"“{self.word}”")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Tally:
    """Progress of one coder on one question."""

    finished: int
    total: int


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
        self.units: list[str] = []
        self._places: dict[str, int] = {}
        self._finished = 0
        self.codes: tuple[Code, ...] = ()
        self.digits: dict[str, str] = {}
        self._undo = UndoStacks()
        self._undo_upto = ""
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

    def _enter(self) -> None:
        self.units = self.project.answers.unit_ids(self.question.id)
        self._places = {unit: place for place, unit in enumerate(self.units)}
        self._finished = self._count_finished()
        self._refresh_codes()

    def _count_finished(self) -> int:
        held = self._passes
        return sum(1 for unit in self.units if unit in held and held[unit].finishes)

    def _refresh_codes(self) -> None:
        self.codes = self.codebook.offered(self.question.id)
        pins = self.project.settings.get(f"digits:{self.question.id}")
        if isinstance(pins, list):
            offered = {code.id for code in self.codes}
            self.digits = {
                str(place): code
                for place, code in enumerate(pins[:9], start=1)
                if code in offered
            }
        else:
            # Leaves first: a parent is implied by its children.
            leaves = [c.id for c in self.codes if not self.codebook.children(c.id)]
            chosen = leaves[:9] or [code.id for code in self.codes[:9]]
            self.digits = {str(i): code for i, code in enumerate(chosen, start=1)}

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
    def _passes(self) -> dict[str, UnitPass]:
        return self.project.fold.passes.get((self.coder, self.round), {})

    def switch(self, question: str) -> None:
        """Go to another open question."""
        self.question = self._choose(question)
        self._enter()

    def held(self, unit: str) -> UnitPass:
        """Return what this coder holds true of an answer."""
        return self._passes.get(unit) or UnitPass()

    def lines(self, units: Sequence[str]) -> list[Line]:
        """Return a page of answers for the list."""
        return [
            Line(unit, self.held(unit.id)) for unit in self.project.answers.units(units)
        ]

    def unit(self, unit: str) -> Unit:
        """Return one answer."""
        found = self.project.answers.units([unit])
        if not found:
            raise UsageConflict("That answer is not in this project.")
        return found[0]

    def around(self, unit: Unit) -> Around:
        """Return what the same person answered elsewhere."""
        questions = self.project.answers.questions()
        closed = tuple(
            (questions[question].label, "; ".join(values))
            for question, values in self.project.answers.closed_of(
                unit.respondent
            ).items()
        )
        return Around(self.project.answers.siblings(unit), closed)

    def notes(self, unit: str) -> tuple[str, ...]:
        """Return the coder's memos on an answer."""
        notes = sorted(self.held(unit).notes.items())
        return tuple(filter(None, (self.project.log.body(body) for _, body in notes)))

    def tally(self) -> Tally:
        """Return how many answers of this question are finished."""
        return Tally(self._finished, len(self.units))

    def filtered(self, wish: ListFilter) -> list[str]:
        """Return the answers that pass a filter, in the order of import."""
        held = self._passes
        empty = UnitPass()
        chosen = self.units
        if wish.unfinished:
            chosen = [u for u in chosen if not held.get(u, empty).finishes]
        if wish.finished:
            chosen = [u for u in chosen if held.get(u, empty).finishes]
        if wish.flagged:
            chosen = [u for u in chosen if held.get(u, empty).flags]
        if wish.code:
            chosen = [u for u in chosen if wish.code in held.get(u, empty).applied]
        if wish.word:
            with_word = self.project.answers.unit_ids_with(self.question.id, wish.word)
            chosen = [u for u in chosen if u in with_word]
        return list(chosen)

    def next_unfinished(self, after: str | None = None) -> str | None:
        """Return the next answer not finished, going round once."""
        if self._finished == len(self.units):
            return None
        start = self._places.get(after, -1) + 1 if after else 0
        held = self._passes
        for unit in self.units[start:] + self.units[:start]:
            if not (unit in held and held[unit].finishes):
                return unit
        return None

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
        self._check_offered(self.codebook[code])
        if span is not None:
            self._check_span(unit, span)
        standing = self.held(unit).applied.get(code, {})
        if span in standing.values():
            return False
        start, end = span if span is not None else (None, None)
        self._write(
            ActKind.APPLY,
            unit=unit,
            code=code,
            start=start,
            end=end,
            origin=str(origin),
            shown=shown,
        )
        return True

    def _check_offered(self, code: Code) -> None:
        if code.kind == "container":
            raise UsageConflict(
                f"“{code.label}” cannot be applied: it only holds other codes."
            )
        if not code.can_be_applied:
            raise UsageConflict(f"“{code.label}” is retired.")
        if not code.offered_for(self.question.id):
            raise UsageConflict(
                f"“{code.label}” is not offered under question “{self.question.id}”.",
                "It is offered under: " + ", ".join(code.questions) + ".",
            )

    def _check_span(self, unit: str, span: Span) -> None:
        answer = self.unit(unit)
        last = answer.start + len(answer.text)
        if not answer.start <= span.start < span.end <= last:
            raise UsageConflict(
                f"Characters {span.start} to {span.end} are not a stretch of "
                f"{answer.name}, which has {answer.start} to {last}."
            )

    def remove(self, unit: str, code: str) -> bool:
        """Take a code off an answer with all its spans; False if it was not on."""
        standing = self.held(unit).applied.get(code, {})
        if not standing:
            return False
        press = self.project.log.new_id()
        self._record(
            [
                self._make(press, ActKind.REMOVE, unit=unit, code=code, ends=act)
                for act in standing
            ]
        )
        return True

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
        held = self.held(unit)
        if not held.applied:
            raise UsageConflict(
                "This answer has no code yet.", "0 = no code applies, n = leave it"
            )
        if not held.finished:
            self._write(ActKind.FINISH, unit=unit)

    def finish_without_code(self, unit: str) -> None:
        """Record that no code applies, and finish.

        Raises:
            UsageConflict: codes stand on the answer.
        """
        held = self.held(unit)
        if held.applied:
            raise UsageConflict(
                "This answer has codes: "
                + ", ".join(self.codebook.label(code) for code in sorted(held.codes))
                + ".",
                "Take them off first, or finish with space.",
            )
        if not held.finished:
            self._write(ActKind.FINISH, unit=unit)

    def reopen(self, unit: str) -> bool:
        """Take an answer back into work; False if it was not finished."""
        finishes = self.held(unit).finishes
        if not finishes:
            return False
        press = self.project.log.new_id()
        self._record(
            [self._make(press, ActKind.REOPEN, unit=unit, ends=act) for act in finishes]
        )
        return True

    def flag(self, unit: str, flag: str, note: str = "") -> bool:
        """Flag an answer, or unflag it where the flag stands; True if flagged now."""
        if flag not in FLAGS:
            raise UsageConflict(f"There is no flag “{flag}”.", nearest(flag, FLAGS))
        standing = self.held(unit).flags.get(flag, {})
        press = self.project.log.new_id()
        if standing:
            acts = [
                self._make(press, ActKind.UNFLAG, unit=unit, flag=flag, ends=act)
                for act in standing
            ]
            self._record(acts)
            return False
        self._record_with_body(press, ActKind.FLAG, note, unit=unit, flag=flag)
        return True

    def note(self, unit: str, text: str) -> None:
        """Write a memo on an answer; it replaces the one that stands."""
        text = text.strip()
        ends, body = max(self.held(unit).notes.items(), default=(None, None))
        if text == self.project.log.body(body):
            return
        press = self.project.log.new_id()
        self._record_with_body(press, ActKind.NOTE, text, unit=unit, ends=ends)

    def reject(self, unit: str, code: str, shown: str) -> bool:
        """Decline a suggestion; False if it was declined already."""
        if code in self.held(unit).rejected:
            return False
        self._write(ActKind.REJECT, unit=unit, code=code, shown=shown)
        return True

    def show(self, unit: str, run: str, codes: Sequence[str]) -> str:
        """Record which suggestions the coder sees; return the id of the showing."""
        with self.project.transaction():
            return self.project.log.add_showing(unit, self.coder, run, list(codes))

    def create_code(self, label: str) -> Code:
        """Add a code under the present question, made by this coder."""
        code = add_code(self.project, label, self.coder, self.question.id)
        self._refresh_codes()
        return code

    def pin(self, digit: int, code: str) -> None:
        """Give a digit of this question to a code; the others stay where they are.

        Raises:
            CodebookError: there is no such code.
            UsageConflict: the digit is not 1 to 9, or the code cannot be applied.
        """
        if not 1 <= digit <= 9:
            raise UsageConflict(f"{digit} is not a digit from 1 to 9.")
        self._check_offered(self.codebook[code])
        pins = [self.digits.get(str(i), "") for i in range(1, 10)]
        pins = ["" if other == code else other for other in pins]
        pins[digit - 1] = code
        self.project.put_setting(f"digits:{self.question.id}", pins, self.coder)
        self._refresh_codes()

    # --- undo --------------------------------------------------------------------

    @property
    def undo_stacks(self) -> UndoStacks:
        """What this coder can take back, in any sitting."""
        log = self.project.log
        for act in log.presses_of(self.coder, after=self._undo_upto):
            self._undo.add(act)
        self._undo_upto = log.last_id()
        return self._undo

    def undo(self) -> Undone | None:
        """Take back the last press; None if there is none."""
        return self._take_back(self.undo_stacks.next_undo)

    def redo(self) -> Undone | None:
        """Do again what undo took back last; None if there is none."""
        return self._take_back(self.undo_stacks.next_redo)

    def _take_back(self, press: str | None) -> Undone | None:
        if press is None:
            return None
        with self._counting(self.project.log.of_press(press)):
            undone = take_back(self.project, press, self.coder)
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
        unit = str(place.get("unit", ""))
        return unit if unit in self._places else None

    def keep_place(self, unit: str | None) -> None:
        """Remember where this coder stops."""
        place = {"question": self.question.id, "unit": unit}
        if self.writable and self.project.settings.get(self._place_name) != place:
            self.project.put_setting(self._place_name, place, self.coder)

    # --- writing -----------------------------------------------------------------

    def _make(self, press: str, kind: str, **fields: object) -> Act:
        return self.project.log.make(
            self.coder,
            press,
            kind,
            codebook=self.codebook.version or None,
            round=self.round,
            **fields,
        )

    def _write(self, kind: str, **fields: object) -> None:
        self._record([self._make(self.project.log.new_id(), kind, **fields)])

    def _record_with_body(
        self, press: str, kind: str, text: str, **fields: object
    ) -> None:
        with self.project.transaction():
            body = self.project.log.add_body(text) if text else None
            act = self._make(press, kind, body=body, **fields)
            self.project.log.add([act])
        self.project.take_in(act)

    def _record(self, acts: Sequence[Act]) -> None:
        with self._counting(acts):
            self.project.record(*acts)

    @contextlib.contextmanager
    def _counting(self, acts: Sequence[Act]) -> Iterator[None]:
        """Keep the tally right while something is done to the units of ``acts``."""
        units = {act.unit for act in acts if act.unit in self._places}
        before = sum(self.held(unit).finished for unit in units if unit)
        yield
        self._finished += sum(self.held(u).finished for u in units if u) - before
