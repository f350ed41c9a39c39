"""What one does on the report screen: order, keep, copy, trace."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.tui.dialogs.asking import Choice, Choose, Notice
from hsbcode.tui.screens.report_desk import listed
from hsbcode.tui.screens.report_writing import ReportWriting
from hsbcode.workflows.opening import open_project
from hsbcode.workflows.reporting.plan import keep_plan, report_plan, undo_plan

if TYPE_CHECKING:
    from hsbcode.workflows.reporting.pieces import Piece

# What counts, writes and traces is imported where it is asked for (noqa: PLC0415): the
# screen is painted without it.
_SHOWN = 12
"""Changes that are told; the list beside the report has all of them."""
_HOLDS, _WITHDRAW = "holds", "withdraw"


class ReportActs(ReportWriting):
    """Everything that changes something, or asks for something."""

    # --- parts ------------------------------------------------------------------------

    def action_report_tick(self) -> None:
        """Print the part or leave it out; below the parts: change what is there."""
        with self.telling():
            if self.option:
                self.change_option()
                return
            part, ticked = self.here_part, self.draft.ticked
            if ticked == {part}:
                raise UsageConflict("A report has at least one part.")
            ticked ^= {part}
            self.show_all()
            words = "is printed" if part in ticked else "is left out"
            self.say(f"“{part}” {words}. k keeps it as the plan.")

    def action_report_earlier(self) -> None:
        """Print the part earlier."""
        self._move(-1)

    def action_report_later(self) -> None:
        """Print the part later."""
        self._move(1)

    def _move(self, by: int) -> None:
        with self.telling():
            part, order = self.here_part, self.draft.order
            at = order.index(part)
            if not 0 <= at + by < len(order):
                return
            order[at], order[at + by] = order[at + by], part
            self.row_at = at + by
            self.show_rows()

    # --- the plan ---------------------------------------------------------------------

    def action_keep_plan(self) -> None:
        """Keep the plan in the project."""
        with self.telling():
            self.check_writable()
            kept = keep_plan(self.project, self.draft.plan, self.by)
            self.after_step()
            self.say(
                "Kept as the plan of the project. u takes it back."
                if kept
                else "This is the plan already."
            )

    def action_undo_plan(self) -> None:
        """Take back the last plan."""
        self._take_back(redo=False)

    def action_redo_plan(self) -> None:
        """Keep again what was taken back."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self.telling():
            self.check_writable()
            undo_plan(self.project, self.by, redo=redo)
            self.draft.follow(report_plan(self.project))
            self.after_step()
            self.say("Kept again." if redo else "Took back the plan.")

    # --- taking along -----------------------------------------------------------------

    def action_copy_part(self) -> None:
        """Give the table, the quote or the part to the clipboard."""
        from hsbcode.workflows.reporting.taking_along import (  # noqa: PLC0415
            copied_part,
            copied_piece,
            what_is_copied,
        )

        with self.telling():
            if self.preview is None or not self.pieces:
                raise UsageConflict("There is nothing to copy here.")
            if self.in_text and self.piece_at is not None:
                piece = self.piece
                words, what = copied_piece(piece), piece.named
                how = f" {what_is_copied(piece.block)}"
            else:
                words, what, how = copied_part(self.pieces), "the part", " as text"
            self.app.copy_to_clipboard(words)
            self.say(f"Gave {what} to the clipboard{how}.")

    # --- where it comes from ----------------------------------------------------------

    def look_behind(self) -> None:
        """Show where the marked number or quote comes from."""
        from hsbcode.workflows.reporting.pieces import references  # noqa: PLC0415

        with self.telling():
            piece = self.piece
            found = references(piece.block)
            if not found:
                raise UsageConflict(f"Nothing in {piece.named} has a reference.")
            if len(found) == 1:
                self._trace(found[0][0])
            else:
                self._ask_which(piece, found)

    def _ask_which(self, piece: "Piece", found: Sequence[tuple[str, str]]) -> None:
        choices = [Choice(name, words, name) for name, words in found]

        def chosen(name: str | None) -> None:
            if name:
                self._trace(name)

        self.app.push_screen(Choose(f"Which of {piece.named}?", choices), chosen)

    def _trace(self, name: str) -> None:
        self.say("Looking …")

        def job() -> Callable[[], None]:
            from hsbcode.workflows.tracing.references import trace  # noqa: PLC0415

            try:
                with open_project(self.path, write=False) as project:
                    facts = trace(project, name).facts
            except HsbcodeError as error:
                told = error
                return lambda: self.tell(told)
            words = listed([f"{what}: {value}" for what, value in facts])

            def show() -> None:
                self.say("")
                if self.is_current:
                    self.app.push_screen(Notice(f"Where {name} comes from", words))

            return show

        self.beside(job)
