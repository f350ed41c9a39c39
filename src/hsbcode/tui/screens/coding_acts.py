"""Coding itself: apply, take off, finish, leave; and finding codes."""

from hsbcode.domain.acts import Span
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.dialogs.find_code import NEW, FindCode
from hsbcode.tui.screens.coding_suggest import Suggesting
from hsbcode.tui.widgets.answer_view import AnswerView
from hsbcode.tui.widgets.code_panel import CodePanel
from hsbcode.workflows.rounds.words import share_done_words

_LAST = "This is the last answer of the list."


class Applying(Suggesting):
    """Every press is saved when its method returns."""

    # --- codes ---------------------------------------------------------------------

    def apply_code(self, code: str) -> None:
        """Apply a code to the marked words, or toggle it on the whole answer."""
        with self.telling():
            unit, label = self.unit, self.session.codebook.label(code)
            if self.span is not None:
                at = Span(self.span.start + unit.start, self.span.end + unit.start)
                new = self.session.apply(unit.id, code, span=at, shown=self.shown())
                self.leave_span()
                self.say(f"● {label}, on the marked words" if new else "It is there.")
            elif self.session.toggle(unit.id, code, shown=self.shown()):
                self.say(f"● {label}")
            else:
                self.say(self._words_of_taking_off(label))
            self.code_at, self.cursor_unit = code, self.unit.id
            self.show_answer()

    def _words_of_taking_off(self, label: str) -> str:
        held = self.session.held(self.unit.id)
        if held.finished and not held.applied:
            return f"Took off {label}: now finished as “no code applies” (r reopens)"
        return f"Took off {label}"

    def action_digit(self, digit: str) -> None:
        """Apply the code of a digit."""
        code = self.session.digits.get(digit)
        if code is None:
            self.say(
                f"{digit} has no code: P and {digit} give it to the one you are at"
            )
        else:
            self.apply_code(code)

    def on_code_panel_toggled(self, message: CodePanel.Toggled) -> None:
        """Apply the code under the cursor."""
        self.apply_code(message.code)

    def on_code_panel_moved(self, message: CodePanel.Moved) -> None:
        """Stand on another code."""
        self.code_at = message.code
        self.cursor_unit = self._unit.id if self._unit is not None else ""
        self.show_definition()

    def action_find(self) -> None:
        """Find a code by typing."""
        if self._unit is None:
            self.say(f"There is no answer here. {self.way_on}")
            return
        held = self.session.held(self._unit.id)
        book = self.session.codebook
        here = {code.id for code in self.session.codes}
        elsewhere = [c for c in book if c.can_be_applied and c.id not in here]
        self.app.push_screen(
            FindCode(self.session.codes, held.codes, elsewhere), self._on_found
        )

    def _on_found(self, found: str | None) -> None:
        if found is None:
            return
        if not found.startswith(NEW):
            self._apply_or_offer(found)
            return
        label = found.removeprefix(NEW)

        def make(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    made = self.session.create_code(label)
                    self.apply_code(made.id)

        self.app.push_screen(
            Confirm("A new code", f"Make the code “{label}” for this question?"), make
        )

    def _apply_or_offer(self, code: str) -> None:
        """Apply a code; one of other questions only after asking."""
        known = self.session.codebook[code]
        if known.offered_for(self.session.question.id):
            self.apply_code(code)
            return

        def answer(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    self.session.offer_here(code)
                    self.apply_code(code)

        labels = {question.id: question.label for question in self.session.questions}
        others = ", ".join(labels.get(each, each) for each in known.questions)
        self.app.push_screen(
            Confirm(
                "A code of another question",
                f"“{known.label}” belongs to: {others}. Offer it under this question, "
                "too, for everybody?",
            ),
            answer,
        )

    # --- marking words -------------------------------------------------------------

    def action_span(self) -> None:
        """Begin to mark words."""
        view = self.query_one(AnswerView)
        view.can_focus = True
        if self._unit is None or not view.begin():
            view.can_focus = False
            self.say("There are no words to mark.")
            return
        self.set_focus(view)
        self.key_place("span")
        self.say("Mark words, then press a code.")

    def on_answer_view_marked(self, message: AnswerView.Marked) -> None:
        """Keep the marked words for the next code."""
        self.span = message.span

    def on_answer_view_wanted(self) -> None:
        """Apply the code under the cursor to the marked words."""
        if self.code_at:
            self.apply_code(self.code_at)

    def on_answer_view_left(self) -> None:
        """Leave marking."""
        self.leave_span()
        self.say("")

    # --- finishing -----------------------------------------------------------------

    def action_finish(self) -> None:
        """Finish an answer with codes, and go on."""
        with self.telling():
            held = self.session.held(self.unit.id)
            if held.finished:
                # Whoever finishes it anew has seen it under the codebook of now.
                if self.walk.filter.older:
                    self.session.look_again(self.unit.id)
            else:
                self.session.finish(
                    self.unit.id, picked=self.walk.picked, shown=self.shown_at_finish()
                )
            self._go_on()

    def action_no_code(self) -> None:
        """Record that no code applies, and go on."""
        with self.telling():
            self.session.finish_without_code(
                self.unit.id, picked=self.walk.picked, shown=self.shown_at_finish()
            )
            self._go_on()

    def _go_on(self) -> None:
        if self.walk.step(1):
            self.say("")
            self.show_place()
        else:
            tally = self.session.tally()
            left = tally.total - tally.finished
            more = (
                f"N goes to the {left} not finished." if left else "All are finished."
            )
            if not left and self.session.round is not None:
                session = self.session
                more = share_done_words(
                    session.project, str(session.round), session.coder
                )
            self.say(f"{_LAST} {more}")
            self.show_answer()
        self.learn_if_due()

    def action_reopen(self) -> None:
        """Take a finished answer back into work."""
        with self.telling():
            reopened = self.session.reopen(self.unit.id)
            self.say("Reopened." if reopened else "It is not finished.")
            self.show_answer()

    # --- moving --------------------------------------------------------------------

    def action_next(self) -> None:
        """Go to the next answer."""
        self.moved(self.walk.step(1), _LAST)

    def action_previous(self) -> None:
        """Go to the answer before."""
        self.moved(self.walk.step(-1), "This is the first answer of the list.")

    def action_next_page(self) -> None:
        """Go ten answers on."""
        self.moved(self.walk.step(10), _LAST)

    def action_previous_page(self) -> None:
        """Go ten answers back."""
        self.moved(self.walk.step(-10))

    def action_first(self) -> None:
        """Go to the first answer of the list."""
        self.moved(self.walk.go_to_place(0))

    def action_last(self) -> None:
        """Go to the last answer of the list."""
        self.moved(self.walk.go_to_place(len(self.walk.ids) - 1))

    def action_next_open(self) -> None:
        """Go to the next answer that is not finished."""
        with self.telling():
            unit = self.walk.next_open()
            if unit is None:
                raise UsageConflict("All answers of this question are finished.")
            self.moved(self.walk.go_to(unit), "This is the only one not finished.")
