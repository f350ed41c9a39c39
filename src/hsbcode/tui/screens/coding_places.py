"""Going somewhere else: another answer, another question, what was found or noted."""

from collections.abc import Callable, Sequence

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose, Notice
from hsbcode.tui.dialogs.far_and_wide import Places, SearchAnswers, progress_text
from hsbcode.tui.screens.coding_lists import Listing
from hsbcode.workflows.memos import read_memos
from hsbcode.workflows.opening import Project
from hsbcode.workflows.progress import QuestionProgress, read_progress
from hsbcode.workflows.searching import Hit

_AT_ONCE = 2000
"""Answers that are counted before a key press is noticed to take time."""


class Going(Listing):
    """Jump, search, question, memos, progress."""

    def action_jump(self) -> None:
        """Go to an answer by its reference or its number."""
        self.app.push_screen(
            Ask("Go to", "A reference, or the number in the list."), self._on_jump
        )

    def _on_jump(self, typed: str | None) -> None:
        if typed and typed.strip():
            with self.telling():
                unit = self._find(typed.strip())
                self.moved(self.walk.choose(unit), "You are there.")

    def _find(self, wanted: str) -> str:
        """Return the answer with a reference, or at a number of the list."""
        found = self.session.choice.find(wanted)
        if found is not None and self._is_called(found, wanted):
            return found
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.walk.ids):
            return self.walk.ids[int(wanted) - 1]
        if found is None:
            raise UsageConflict(f"No answer has the reference “{wanted}”.")
        return found

    def _is_called(self, unit: str, wanted: str) -> bool:
        """Whether it is called so, and does not only begin so."""
        known = self.session.unit(unit)
        names = (known.reference.casefold(), known.name.casefold())
        return wanted.casefold() in names

    def go_to_unit(self, unit: str) -> None:
        """Go to any answer of the project, in its question.

        Raises:
            UsageConflict: it is not in the project any more.
        """
        question = self.session.unit(unit).question
        if question != self.session.question.id:
            self.go_to_question(question)
        self.moved(
            self.walk.choose(self.session.in_force(unit) or unit), "You are there."
        )

    # --- everywhere ------------------------------------------------------------------

    def action_search(self) -> None:
        """Search all answers to all questions; Enter goes there."""
        self.app.push_screen(SearchAnswers(self.session.project.path), self._go_to_hit)

    def action_notes(self) -> None:
        """List memos, newest first; Enter goes to the answer."""
        session = self.session
        who = session.coder if session.round is not None else ""
        found = read_memos(session.project, who, session.round)
        hits = [
            Hit(memo.unit, memo.name or memo.about, "", memo.heading, memo.text)
            for memo in found
        ]
        if not hits:
            self.say("There is no memo yet: m writes one.")
            return
        title = f"{len(hits)} memo{'s' if len(hits) > 1 else ''}"
        self.app.push_screen(Places(title, hits), self._go_to_hit)

    def _go_to_hit(self, unit: str | None) -> None:
        if unit:
            with self.telling():
                self.go_to_unit(unit)

    def action_progress(self) -> None:
        """Show how far everybody has come; in a round, how far one has oneself."""
        session = self.session
        blind = session.round is not None
        coder, round_ = session.coder if blind else "", session.round
        if len(session.units) <= _AT_ONCE:
            self._show_progress(read_progress(session.project, coder, round_))
            return

        def look(reader: Project) -> Callable[[], None]:
            rows = read_progress(reader, coder, round_)
            return lambda: self._show_progress(rows)

        self.say("Counting …")
        self.in_thread(look)

    def _show_progress(self, rows: Sequence[QuestionProgress]) -> None:
        self.app.push_screen(Notice("Progress", progress_text(rows)))

    # --- questions -------------------------------------------------------------------

    def action_question(self) -> None:
        """Go to another open question."""
        choices = [
            Choice(question.id, question.label) for question in self.session.questions
        ]
        self.app.push_screen(
            Choose("Open questions", choices, self.session.question.id),
            self._on_question,
        )

    def _on_question(self, question: str | None) -> None:
        if question is None:
            return
        with self.telling():
            if question != self.session.question.id:
                self.go_to_question(question)
            wording = self.session.question
            self.app.push_screen(
                Notice(wording.label, wording.text or "It has no longer wording.")
            )

    def go_to_question(self, question: str) -> None:
        """Enter another question at its first answer not finished."""
        self.keep_place()
        self.session.switch(question)
        self.walk.restart()
        self.code_at = ""  # a code of both questions may stand far down here
        self.enter()

    def enter(self) -> None:
        """Go where one stopped, or to the first answer not finished."""
        unit = self.session.place() or self.session.next_unfinished()
        if unit is not None:
            self.walk.go_to(unit)
        self.say(self.session.question.text)
        self.show_place()
        self.restore_order(stay=self.session.place() is not None)

    def keep_place(self) -> None:
        """Remember where one stops."""
        with self.telling():
            self.session.keep_place(self.walk.at)
