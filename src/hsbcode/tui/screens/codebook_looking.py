"""What the codebook screen shows on demand: answers, versions, queues; and undo."""

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Choice, Choose, Confirm, Notice
from hsbcode.tui.dialogs.codebook_asking import PickCode
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.screens.codebook_desk import CodebookDesk
from hsbcode.tui.screens.codebook_queue import QueueScreen
from hsbcode.tui.widgets.codebook_detail import answer_line
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.queues import CodeQueue


class CodebookLooking(CodebookDesk):
    """Keys that look, lead through answers, or take an edit back."""

    # --- looking -------------------------------------------------------------------

    def action_code_answers(self) -> None:
        """Show answers with the code."""
        with self.telling():
            code = self.code
            found = self.view.answers(code.id)
            if not found:
                raise UsageConflict("No answer carries this code.")
            every = self.view.about(code.id).use.answers
            title = f"{code.label}: {len(found)} of {every} answers"
            lines = [answer_line(each) for each in found]
            self.app.push_screen(Notice(title, joined(lines)))

    def action_code_find(self) -> None:
        """Go to a code by typing its name."""
        codes = list(self.view.book.in_tree_order())
        self.app.push_screen(
            PickCode("Go to a code", codes, does="goes there"),
            lambda code: self.go_to_code(code) if code else None,
        )

    def action_code_history(self) -> None:
        """Show who changed the frame, and how."""
        lines = [
            joined(
                [
                    plain(f"v{each.number} {each.when} {each.coder}", "bold"),
                    plain(each.words),
                ],
                "  ",
            )
            for each in self.view.history()
        ]
        words = joined(lines) if lines else plain("Nothing was changed yet.")
        self.app.push_screen(Notice("Versions of the codebook", words))

    def action_code_help(self) -> None:
        """See what the coded answers say about the frame."""
        # Most who look at the codebook never ask for it.
        from hsbcode.tui.screens.codebook_help import (  # noqa: PLC0415
            CodebookHelpScreen,
        )

        at = self.code.id if self.rows else ""

        def leave() -> None:
            self.app.pop_screen()
            self.renew(at)

        self.app.push_screen(CodebookHelpScreen(self.project, self.coder, at, leave))

    # --- queues --------------------------------------------------------------------

    def action_code_queue(self) -> None:
        """Go through the answers that wait after a split or a new definition."""
        with self.telling():
            own = self.view.own_queues()
            ids = [line.code for line in own]
            if not own:
                raise UsageConflict("No answer waits for you.")
            if self.code.id in ids or len(own) == 1:
                self.go_through(self.code.id if self.code.id in ids else ids[0])
                return
            choices = [
                Choice(line.code, line.label, f"{line.left(self.coder)} {line.why}")
                for line in own
            ]
            self.app.push_screen(
                Choose("Which answers?", choices),
                lambda code: self.go_through(code) if code else None,
            )

    def go_through(self, code: str) -> None:
        """Go through the answers with a code that was split or redefined."""
        with self.telling():
            queue = CodeQueue(self.project, self.coder, code)
            if not queue.waiting():
                return
            self.app.push_screen(QueueScreen(queue), lambda _: self.renew(code))

    # --- undo ----------------------------------------------------------------------

    def action_book_undo(self) -> None:
        """Take back the last edit of the frame."""
        self._take_back(redo=False)

    def action_book_redo(self) -> None:
        """Make the edit again that undo took back."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self.telling():
            words = edits.next_undo_words(self.project, redo=redo)

            def answer(yes: bool | None) -> None:
                if yes:
                    with self.telling():
                        edits.undo_edit(self.project, self.coder, redo=redo)
                        self.renew()
                        self.say("Done again." if redo else f"Took back: {words}.")

            title = "Do it again?" if redo else "Take it back?"
            self.app.push_screen(Confirm(title, f"{words}."), answer)
