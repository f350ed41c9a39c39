"""Undo, redo and the history at the prompt."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode.prompt import confirm
from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import in_words, moment

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.log.undoing import Undone

_FEW = 10


class LineHistory:
    """What can be taken back in this sitting; asks before what reaches far."""

    def __init__(self, session: "CodingSession") -> None:
        self._session = session
        self._began = datetime.now(UTC)
        self._asked_about_earlier = False

    def undo(self) -> "Undone | None":
        """Take back the last step, after asking where that is not of this sitting."""
        press = self._session.undo_stacks.next_undo
        return self._session.undo() if self._may(press, "Take back") else None

    def redo(self) -> "Undone | None":
        """Do again what undo took back."""
        press = self._session.undo_stacks.next_redo
        return self._session.redo() if self._may(press, "Do again") else None

    def read_out(self, rest: str) -> None:
        """Say the latest steps: one's own, or (``all``) everybody's; or ``30`` of them.

        Raises:
            UsageConflict: everybody's, in a blind round.
        """
        from hsbcode.workflows.log.history import History

        words = rest.split()
        session = self._session
        everybody = "all" in words
        history = History(
            session.project,
            session.coder,
            session.round,
            ChosenActs("" if everybody else session.coder),
        )
        few = next((int(word) for word in words if word.isdecimal()), _FEW)
        for step in history.page(0, few):
            who = f", {step.by}" if everybody else ""
            where = f", {step.answer}" if step.answer else ""
            back = ", taken back since" if step.taken_back else ""
            when = in_words(moment(step.at))
            printing.data(f"{step.short}: {when}{who}{where}: {step.words}{back}")
        more = len(history) - few
        if not len(history):
            printing.data("Nothing has been done yet.")
        elif more > 0:
            printing.data(f"{more:,} earlier steps. H {few + more} says all.")

    def take_back(self, name: str) -> "Undone | None":
        """Take back the step of this name, after saying what that does.

        Raises:
            UsageConflict: there is no such step, or nothing of it stands.
        """
        from hsbcode.workflows.log.naming_steps import named_step
        from hsbcode.workflows.log.undoing import take_back, what_taking_back_does

        session = self._session
        press = named_step(session.project, name)
        would = what_taking_back_does(session.project, press, session.coder)
        if not would.effect:
            raise UsageConflict("Nothing of that step stands any more.")
        if not confirm(f"{would.words}: taking it back {would.effect}. Do it?"):
            return None
        undone = take_back(session.project, press, session.coder)
        session.renew()
        return undone

    def _may(self, press: str | None, verb: str) -> bool:
        from hsbcode.workflows.log.undoing import what_undo_would_do

        if press is None:
            printing.data("There is nothing to take back.")
            return False
        words, at, units = what_undo_would_do(self._session.project, press)
        earlier = moment(at) < self._began and not self._asked_about_earlier
        if not earlier and units <= 1:
            return True
        reach = f", in {units:,} answers" if units > 1 else ""
        if confirm(f"{verb} “{words}” ({in_words(moment(at))}{reach})?"):
            self._asked_about_earlier |= earlier
            return True
        return False
