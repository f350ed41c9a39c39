"""Settling a released round: what counts where its coders differed, and why.

First passes stay as they are. A decision is a coding of ``(settled)``, which is
nobody's pass and is compared with nobody, with an act beside it that says who settled
it and for what reason. It can be decided anew; what was decided before stays.
"""

from collections.abc import Iterable

from hsbcode.domain.acts import SETTLED, ActKind, Origin, Span
from hsbcode.domain.errors import RoundError
from hsbcode.domain.rounds import Phase
from hsbcode.domain.settling import REOPENED, decided_mark, standing_decisions
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.undoing import Undone, take_back
from hsbcode.workflows.offered_codes import check_offered
from hsbcode.workflows.rounds.differences import Differences
from hsbcode.workflows.rounds.phases import close_settled

EQUAL = "The coders agreed."
"""The reason under which equal codings are taken over."""


class Settling(Differences):
    """The differences of one released round, and deciding them; as ``Differences``."""

    # --- deciding ----------------------------------------------------------------

    def decide(self, unit: str, codes: Iterable[str], reason: str, by: str) -> None:
        """Settle one answer, or decide anew; see ``settle``."""
        by = checked_name(by)
        given = self._given(unit, codes)
        drafts = self._drafts(unit, given, by, reason.strip())
        write_press(self.project, drafts)

    def take_over(self, by: str) -> int:
        """Settle every answer with equal codings as coded, in one step.

        Returns:
            How many there were.
        """
        by = checked_name(by)
        units = self.equal_left()
        drafts: list[Draft] = []
        for unit in units:
            # What no longer stands in the codebook is left to be settled by hand.
            codes = self._codings(unit)[0]
            book = self.project.codebook
            if all(code in book and book[code].can_be_applied for code in codes):
                drafts += self._drafts(unit, codes, by, EQUAL)
        if drafts:
            # Who settled comes first: a press is told of by its first act.
            drafts.sort(key=lambda draft: draft.kind != ActKind.SETTLE)
            write_press(self.project, drafts)
        return sum(draft.kind == ActKind.SETTLE for draft in drafts)

    def close_if_done(self, by: str) -> bool:
        """Say that the round is settled, once nothing is left; True if that is new."""
        if self.round.phase is not Phase.RELEASED or self.left():
            return False
        self.round = close_settled(self.project, self.round.id, checked_name(by))
        return True

    def undo(self, by: str, *, redo: bool = False) -> Undone:
        """Take back the last decision that somebody took in this round.

        Raises:
            RoundError: there is none.
        """
        stacks = self._stacks(by)
        press = stacks.next_redo if redo else stacks.next_undo
        if press is None:
            raise RoundError(
                "There is nothing to do again here."
                if redo
                else f"{by} has settled nothing here that could be taken back."
            )
        return take_back(self.project, press, by)

    # --- what it stands on -------------------------------------------------------

    def _given(self, unit: str, codes: Iterable[str]) -> frozenset[str]:
        """Return the codes of a decision, read as the codebook of now does."""
        self.difference(unit)
        book, question = self.project.codebook, self.unit(unit).question
        given = frozenset(book.standing(code) for code in codes)
        for code in given:
            check_offered(book[code], question)
        return given

    def _drafts(
        self, unit: str, codes: Iterable[str], by: str, reason: str
    ) -> list[Draft]:
        """Return the acts of one decision; who settled comes first."""
        project, book = self.project, self.project.codebook
        given = frozenset(book.standing(code) for code in codes)
        version = book.version or None
        known = project.log.of_kind(ActKind.SETTLE)
        before = standing_decisions(known).get(unit, [])
        fields: dict[str, object] = {"unit": unit, "codebook": version}
        own = {**fields, "round": self.round.id}
        last = before[-1].act if before else None
        drafts = [
            Draft(
                ActKind.SETTLE,
                by,
                {**own, "flag": decided_mark(given), "ends": last},
                text=reason,
            ),
            *(
                Draft(
                    ActKind.SETTLE,
                    by,
                    {**own, "flag": REOPENED, "ends": other.act},
                )
                for other in before[:-1]
            ),
        ]
        held = project.fold.unit(SETTLED, unit)
        for code, acts in held.applied.items():
            if code not in given:
                drafts += [
                    Draft(ActKind.REMOVE, SETTLED, {**fields, "code": code, "ends": a})
                    for a in acts
                ]
        for code in self._sorted(given - held.codes):
            start, end = self._agreed_span(unit, code) or (None, None)
            more = {"code": code, "start": start, "end": end}
            more |= {"origin": str(Origin.SETTLING), "shown": "none"}
            drafts.append(Draft(ActKind.APPLY, SETTLED, {**fields, **more}))
        if not held.finished:
            drafts.append(Draft(ActKind.FINISH, SETTLED, fields))
        return drafts

    def _agreed_span(self, unit: str, code: str) -> Span | None:
        """Return the stretch of words, where all who gave a code marked this one."""
        marked = {
            tuple(span for c, span in held.spans() if c == code)
            for held in self._judged(unit).values()
            if code in held.applied
        }
        only = marked.pop() if len(marked) == 1 else ()
        return only[0] if len(only) == 1 else None

    def _stacks(self, by: str) -> UndoStacks:
        """Return the presses in which somebody settled in this round."""
        mine: set[str] = set()
        stacks = UndoStacks()
        for act in self.project.log.presses_of(by):
            ours = act.kind == ActKind.SETTLE and act.round == self.round.id
            if (ours and act.undoes is None) or act.undoes in mine:
                mine.add(act.press)
                stacks.add(act)
        return stacks


def settle(
    project: Project,
    round_: str,
    unit: str,
    codes: Iterable[str],
    reason: str,
    by: str,
) -> None:
    """Settle one answer of a released round, or decide anew.

    Args:
        project: open for writing.
        round_: the round.
        unit: id of the answer; two of its coders or more finished it.
        codes: what counts from now on; none: no code applies.
        reason: why; may be empty.
        by: who settles it.

    Raises:
        RoundError: the round is not released, or there is nothing to settle there.
        CodebookError: there is no such code.
        UsageConflict: a code cannot be given under this question.
    """
    Settling(project, round_).decide(unit, codes, reason, by)
