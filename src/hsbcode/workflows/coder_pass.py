"""One coder's pass over the answers of a question: what is held, and writing acts.

Every act of a coding session is made and recorded here, so that the count of finished
answers is right without going over all of them after each key.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hsbcode.domain.acts import Act
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.showings import Showing
from hsbcode.domain.survey import Unit
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.answer_lines import Tally
from hsbcode.workflows.log.undoing import Undone, take_back
from hsbcode.workflows.rounds.in_package import refuse_other
from hsbcode.workflows.rounds.phases import refuse_unless_coding


class CoderPass:
    """The answers of one question, as one coder holds them in one round.

    Args:
        project: an open project.
        coder: who codes.
        round_: the round; None = outside rounds.

    Raises:
        RoundError: the coder has no share in it, or it is not being coded.
    """

    def __init__(self, project: Project, coder: str, round_: str | None) -> None:
        self.project = project
        self.coder = coder
        self.round = round_
        self.share: tuple[str, ...] | None = None
        """The answers this coder has in the round; None outside rounds: all."""
        refuse_other(project, coder, round_)
        if round_ is not None:
            self.share = refuse_unless_coding(project, round_, coder).share(coder)
        self.question = ""
        self.units: list[str] = []
        self._places: dict[str, int] = {}
        self._finished = 0
        self._undo = UndoStacks()
        self._undo_upto = ""
        self._presses: set[str] = set()
        self._seen: dict[tuple[str, bool], Showing] = {}
        """What is to be written with the next act on a unit: (unit, hidden) → it."""

    def enter(self, question: str) -> None:
        """Go to the answers of a question."""
        self.question = question
        self.units = self.project.answers.unit_ids(question)
        if self.share is not None:
            here = set(self.units)
            self.units = [unit for unit in self.share if unit in here]
        self._places = {unit: place for place, unit in enumerate(self.units)}
        held = self.all_held
        self._finished = sum(
            1 for unit in self.units if unit in held and held[unit].finishes
        )

    def codes_some_of(self, question: str) -> bool:
        """Whether any answer of a question is this coder's to code."""
        if self.share is None:
            return True
        return not set(self.share).isdisjoint(self.project.answers.unit_ids(question))

    # --- looking -----------------------------------------------------------------

    @property
    def all_held(self) -> Mapping[str, UnitPass]:
        """Unit → what the coder holds of it, under any question; absent = unseen."""
        return self.project.fold.pass_of(self.coder, self.round)

    def held(self, unit: str) -> UnitPass:
        """Return what the coder holds true of an answer."""
        return self.all_held.get(unit) or UnitPass()

    def unit(self, unit: str) -> Unit:
        """Return one answer.

        Raises:
            UsageConflict: it is not in the project.
        """
        found = self.project.answers.units([unit])
        if not found:
            raise UsageConflict("That answer is not in this project.")
        return found[0]

    def tally(self) -> Tally:
        """Return how many answers of the question are finished."""
        return Tally(self._finished, len(self.units))

    def has(self, unit: str) -> bool:
        """Whether an answer is one of this question's."""
        return unit in self._places

    def in_force(self, unit: str) -> str | None:
        """Return an answer, or the first part or the whole that stands for it now."""
        if self.has(unit):
            return unit
        found = (
            part for part in self.project.fold.standing_for(unit) if self.has(part)
        )
        return next(found, None)

    def next_unfinished(self, after: str | None = None) -> str | None:
        """Return the next answer not finished, going round once."""
        if self._finished == len(self.units):
            return None
        start = self._places.get(after, -1) + 1 if after else 0
        held = self.all_held
        for unit in self.units[start:] + self.units[:start]:
            if not (unit in held and held[unit].finishes):
                return unit
        return None

    # --- writing -----------------------------------------------------------------

    def write(self, kind: str, **fields: object) -> None:
        """Record one act as a press of its own."""
        self._record([self._make(self.project.log.new_id(), kind, **fields)])

    def end(self, kind: str, standing: Iterable[str], **fields: object) -> None:
        """End acts that stand, one by one, in a single press."""
        press = self.project.log.new_id()
        self._record([self._make(press, kind, ends=act, **fields) for act in standing])

    def write_together(self, rows: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Record acts (kind, fields) as a single press; nothing for none."""
        press = self.project.log.new_id()
        acts = [self._make(press, kind, **fields) for kind, fields in rows]
        if acts:
            self._record(acts)

    def write_with_body(self, kind: str, text: str, **fields: object) -> None:
        """Record one act together with its text, if it has any."""
        press = self.project.log.new_id()
        with self.project.transaction():
            body = self.project.log.add_body(text) if text else None
            act = self._make(press, kind, body=body, **fields)
            self.project.log.add([act])
        self.project.take_in(act)

    def _make(self, press: str, kind: str, **fields: object) -> Act:
        if self.round is not None:
            # It may have been released since this pass was begun.
            refuse_unless_coding(self.project, self.round, self.coder)
        return self.project.log.make(
            self.coder,
            press,
            kind,
            codebook=self.project.codebook.version or None,
            round=self.round,
            **fields,
        )

    def sees(self, showing: Showing) -> None:
        """Keep a showing until the next act on its unit: one transaction for both."""
        self._seen[showing.unit, showing.hidden] = showing

    def _record(self, acts: Sequence[Act]) -> None:
        about = {act.unit for act in acts}
        keys = [key for key in self._seen if key[0] in about]
        project = self.project
        with self._counting(acts):
            with project.transaction():
                for key in keys:
                    project.log.add_showing(self._seen[key])
                project.add(acts)
            for key in keys:
                del self._seen[key]
            project.take_in(*acts)

    @contextlib.contextmanager
    def _counting(self, acts: Sequence[Act]) -> Iterator[None]:
        """Keep the tally right while something is done to the units of ``acts``."""
        units = {act.unit for act in acts if act.unit in self._places}
        before = sum(self.held(unit).finished for unit in units if unit)
        yield
        self._finished += sum(self.held(u).finished for u in units if u) - before

    # --- undo --------------------------------------------------------------------

    @property
    def undo_stacks(self) -> UndoStacks:
        """What this coder can take back in this round, or outside, in any sitting."""
        log = self.project.log
        for act in log.presses_of(self.coder, after=self._undo_upto):
            if act.round == self.round or act.undoes in self._presses:
                self._presses.add(act.press)
                self._undo.add(act)
        self._undo_upto = log.last_id()
        return self._undo

    def take_back(self, press: str) -> Undone:
        """Take back a press of this coder, as a press of its own."""
        with self._counting(self.project.log.of_press(press)):
            return take_back(self.project, press, self.coder)
