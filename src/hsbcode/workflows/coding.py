"""Coding: what one person does to the answers of one question.

The full screen and the line mode are two faces of this session. Every method that
changes something has committed it when it returns. Acts are made in ``judging`` (codes)
and ``marking`` (flags, memos) and written by ``coder_pass``.
"""

from collections.abc import Sequence

from hsbcode.domain.acts import ActKind, Origin, Span
from hsbcode.domain.codebook import Code
from hsbcode.domain.undoing import UndoStacks
from hsbcode.workflows import judging, marking, memos, offered_codes, resuming
from hsbcode.workflows.answers_at_hand import AnswersAtHand
from hsbcode.workflows.codebook.frame import add_code
from hsbcode.workflows.log.undoing import Undone


class CodingSession(AnswersAtHand):
    """One coder at one question of an open project."""

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
        new = judging.apply(self._own, unit, code, span, origin, shown)
        # Whoever codes learns the digits: no edit of the frame moves them now.
        offered_codes.keep_digits(
            self.project, self.question.id, self.coder, self.digits
        )
        return new

    def remove(self, unit: str, code: str) -> bool:
        """Take a code off an answer with all its spans; False if it was not on."""
        return judging.remove(self._own, unit, code)

    def toggle(self, unit: str, code: str, *, shown: str = "none") -> bool:
        """Apply a code, or remove it where it stands; True if it stands now."""
        if self.remove(unit, code):
            return False
        return self.apply(unit, code, shown=shown)

    def finish(
        self, unit: str, *, picked: str | None = None, shown: str | None = None
    ) -> None:
        """Finish an answer that has a code.

        Args:
            unit: the answer.
            picked: how it came before the coder (``domain/picks.py``).
            shown: ``off``, ``none`` or the id of the showing before their eyes.

        Raises:
            UsageConflict: it has none; ``finish_without_code`` is another judgement.
        """
        judging.finish(self._own, unit, picked, shown)

    def finish_without_code(
        self, unit: str, *, picked: str | None = None, shown: str | None = None
    ) -> None:
        """Record that no code applies, and finish; arguments as of ``finish``.

        Raises:
            UsageConflict: codes stand on the answer.
        """
        judging.finish_without_code(self._own, unit, picked, shown)

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

    def keep(self, unit: str) -> bool:
        """Say of a doubtful coding that it stays; False if that was said already.

        Raises:
            UsageConflict: the answer is not finished.
        """
        return marking.keep(self._own, unit)

    def reject(self, unit: str, code: str, shown: str) -> bool:
        """Decline a suggestion; False if it was declined already."""
        return marking.reject(self._own, unit, code, shown)

    def show(self, unit: str, run: str, codes: Sequence[str]) -> str:
        """Keep which codes the coder sees suggested; return the id of the showing."""
        return self.sight.show(unit, run, [(code, None) for code in codes])

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

    def keep_place(self, unit: str | None) -> None:
        """Remember where this coder stops."""
        resuming.keep_place(self._own, unit)
