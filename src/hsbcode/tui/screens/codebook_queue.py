"""A guided queue: one answer at a time, one key an answer."""

from textual.widgets import OptionList

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.codebook_asking import PickCode
from hsbcode.tui.screens.codebook_queue_desk import KEEP, NONE, OTHER, QueueDesk


class QueueScreen(QueueDesk):
    """Decide on each answer with a code that was split or redefined."""

    # --- deciding ------------------------------------------------------------------

    def _decide(self, codes: list[str], words: str) -> None:
        queue, waiting = self.queue, self.at
        queue.decide(waiting, codes)
        held = queue.project.fold.unit(waiting.coder, waiting.unit, waiting.round)
        if held.finished and not held.applied:
            words += ": now finished as “no code applies”"
        self.renew()
        self.say(f"{words}. u takes it back.")

    def action_queue_digit(self, digit: str) -> None:
        """Give the code of a digit, or gather it."""
        with self.telling():
            choices = self.queue.choices
            if not choices:
                raise UsageConflict("y: it still fits · / another code · 0 take it off")
            if int(digit) > len(choices):
                raise UsageConflict(f"There is no choice {digit}.")
            code = choices[int(digit) - 1]
            if self.several is None:
                self._decide([code.id], f"● {code.label}")
            elif code.id in self.several:
                self.several.remove(code.id)
                self.show_choices()
            else:
                self.several.append(code.id)
                self.show_choices()

    def action_queue_several(self) -> None:
        """Begin to gather several codes for this answer; or give those gathered."""
        with self.telling():
            if self.several:
                label = self.queue.project.codebook.label
                words = ", ".join(map(label, self.several))
                self._decide(self.several, f"● {words}")
            elif self.several is not None:
                self.several = None
                self.show_choices()
                self.say("")
            elif self.queue.choices:
                self.several = []
                self.say("Press the digits of several codes, then + again.")
            else:
                self.action_queue_other()

    def action_queue_fits(self) -> None:
        """Say that the code still fits."""
        with self.telling():
            if self.queue.is_split:
                raise UsageConflict("It was split: a digit says which code it is.")
            self._decide([self.queue.code.id], "It still fits")

    def action_queue_none(self) -> None:
        """Take the code off the answer."""
        with self.telling():
            self._decide([], f"Took off {self.queue.code.label}")

    def action_queue_other(self) -> None:
        """Give any other code instead."""
        with self.telling():
            question = self.queue.unit(self.at).question
            codes = self.queue.project.codebook.offered(question)

            def answer(code: str | None) -> None:
                if code is not None:
                    with self.telling():
                        label = self.queue.project.codebook.label(code)
                        self._decide([code], f"● {label}")

            self.app.push_screen(PickCode("Which code instead?", codes), answer)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        chosen = event.option_id or ""
        does = {
            KEEP: self.action_queue_fits,
            NONE: self.action_queue_none,
            OTHER: self.action_queue_other,
        }
        if chosen in does:
            does[chosen]()
        else:
            ids = [code.id for code in self.queue.choices]
            self.action_queue_digit(str(ids.index(chosen) + 1))

    # --- moving --------------------------------------------------------------------

    def action_queue_next(self) -> None:
        """Leave this answer for later."""
        self._step(1)

    def action_queue_previous(self) -> None:
        """Go back to one left for later."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.left:
            self.place = (self.place + by) % len(self.left)
            self.several = None
            self.say("")
            self.show()

    def action_queue_undo(self) -> None:
        """Take back the last decision."""
        self._take_back(redo=False)

    def action_queue_redo(self) -> None:
        """Decide again as before undo."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self.telling():
            undone = self.queue.undo(redo=redo)
            self.renew()
            if undone.unit is not None:
                units = [waiting.unit for waiting in self.left]
                self.place = units.index(undone.unit) if undone.unit in units else 0
                self.show()
            self.say("Done again." if redo else f"Took back: {undone.words}.")

    def action_leave_queue(self) -> None:
        """Go back; what is left is kept."""
        self.dismiss(None)
