"""Undo and redo, and keys that are pressed one after another."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from textual import events

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import in_words, moment
from hsbcode.domain.survey import Question
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.screens.coding_acts import Applying
from hsbcode.tui.screens.coding_bulk import Together
from hsbcode.tui.screens.coding_marks import Marking
from hsbcode.tui.screens.coding_parts import PARTS, Splitting
from hsbcode.tui.screens.coding_why import Explaining
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.undoing import Undone, what_undo_would_do

Entry: TypeAlias = Literal["", "code key", "pin"]


class Undoing(Applying, Together, Marking, Explaining, Splitting):
    """Undo and redo without end, across sittings and questions."""

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session, suggestions=suggestions)
        self._asked_about_earlier = False

    def action_undo(self) -> None:
        """Take back the last press; ask before what one may not have in mind."""
        with self.telling():
            press = self.session.undo_stacks.next_undo
            if press is None:
                raise UsageConflict("There is nothing to undo.")
            self._ask_first("Undo", "Take back", press, self._undo)

    def action_redo(self) -> None:
        """Do again what undo took back."""
        with self.telling():
            press = self.session.undo_stacks.next_redo
            if press is None:
                raise UsageConflict("There is nothing to do again.")
            self._ask_first("Redo", "Do again what was undone:", press, self._redo)

    def _ask_first(
        self, name: str, verb: str, press: str, go: Callable[[], None]
    ) -> None:
        """Do it at once, or ask: about an earlier sitting once, about many always."""
        words, at, units = what_undo_would_do(self.session.project, press)
        when = moment(at)
        earlier = when < self.began and not self._asked_about_earlier
        if not earlier and units <= 1:
            go()
            return
        reach = f", in {units:,} answers" if units > 1 else ""

        def answer(yes: bool | None) -> None:
            if yes:
                self._asked_about_earlier |= earlier
                with self.telling():
                    go()

        title = f"{name} from an earlier sitting" if earlier else name
        question = f"{verb} “{words}” ({in_words(when)}{reach})?"
        self.app.push_screen(Confirm(title, question), answer)

    def _undo(self) -> None:
        before = self.session.question
        undone = self.session.undo()
        if undone is not None:
            self._go_where(undone)
            when = in_words(moment(undone.at))
            where = self._at(undone, before)
            self.say(f"Took back: {undone.words}{where}, {when}")

    def _redo(self) -> None:
        before = self.session.question
        undone = self.session.redo()
        if undone is not None:
            self._go_where(undone)
            self.say(f"Did again what was undone{self._at(undone, before)}")

    def _go_where(self, undone: Undone) -> None:
        """Go to the answer that undo reached, in its question."""
        if any(act.kind in PARTS for act in undone.acts) and undone.unit is not None:
            self._go_to_unit(undone.unit, parts=True)
        else:
            self._go_to_unit(undone.unit)

    def _go_to_unit(self, unit: str | None, *, parts: bool = False) -> None:
        if unit is not None:
            question = self.session.unit(unit).question
            if question != self.session.question.id:
                self.go_to_question(question)
            if parts:
                self.renew_parts(unit)
            self.walk.go_to(self.session.in_force(unit) or unit)
        self.epoch += 1
        self.show_place()

    # --- the history -----------------------------------------------------------------

    def action_history(self) -> None:
        """Show what was done; from there one can go to any answer."""

        def back(unit: str | None) -> None:
            with self.telling():
                # Anything may have been taken back or mended there.
                self.session.renew()
                self.walk.renew()
                self.answers_changed()
                self._go_to_unit(unit)

        # Coding starts without it.
        from hsbcode.tui.screens.history import HistoryScreen  # noqa: PLC0415

        self.app.push_screen(HistoryScreen(self.session), back)

    def _at(self, undone: Undone, before: Question) -> str:
        """Say where it was, with the question where that is another one."""
        if undone.unit is None:
            return ""
        if undone.units > 1:
            return f" in {undone.units:,} answers"
        now = self.session.question
        under = f" under “{now.label}”" if now.id != before.id else ""
        return f" in {self.name_of(self.session.unit(undone.unit))}{under}"


class KeysInTurn(Undoing):
    """``;`` and a code's letters; ``P`` and a digit."""

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session, suggestions=suggestions)
        self._entry: Entry = ""
        self._typed = ""

    def action_code_key(self) -> None:
        """Wait for the letters of a code."""
        if not any(code.key for code in self.session.codes):
            self.say("No code has a key letter yet. / finds codes by name.")
            return
        self._entry, self._typed = "code key", ""
        self._say_keys()

    def action_pin(self) -> None:
        """Wait for the digit that the code under the cursor is to have."""
        if not self.code_at:
            self.say("There is no code to pin.")
            return
        self._entry = "pin"
        label = self.session.codebook.label(self.code_at)
        self.say(f"Digit for “{label}”: 1-9 (escape leaves it)")

    def on_key(self, event: events.Key) -> None:
        """Take the keys that follow ``;`` and ``P``."""
        if not self._entry:
            return
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self._entry = ""
            self.say("")
        elif self._entry == "pin":
            self._entry = ""
            self._pin(event.key)
        else:
            self._take_letter(event)

    def _pin(self, key: str) -> None:
        if not (key.isdecimal() and key != "0"):
            self.say("A digit is 1 to 9.")
            return
        with self.telling():
            self.session.pin(int(key), self.code_at)
            label = self.session.codebook.label(self.code_at)
            self.say(f"{key} is now “{label}”")
            self.show_answer()

    def _take_letter(self, event: events.Key) -> None:
        by_key = {code.key: code for code in self.session.codes if code.key}
        if event.key == "backspace":
            self._typed = ""
        elif event.key in ("enter", "space"):
            self._choose(self._typed)
            return
        elif event.character:
            self._typed += event.character.lower()
        begins = [key for key in by_key if key.startswith(self._typed)]
        if self._typed and (not begins or begins == [self._typed]):
            self._choose(self._typed)
        else:
            self._say_keys()

    def _choose(self, typed: str) -> None:
        self._entry = ""
        for code in self.session.codes:
            if code.key and code.key == typed:
                self.apply_code(code.id)
                return
        self.say(f"No code has the key “{typed}”. / finds codes by name.")

    def _say_keys(self) -> None:
        if not self._typed:
            self.say("; then the letters beside a code · escape leaves it")
            return
        fit = [code for code in self.session.codes if code.key.startswith(self._typed)]
        # A key that others begin with waits for Enter.
        fit.sort(key=lambda code: code.key != self._typed)
        words = [
            f"{'Enter' if code.key == self._typed else code.key} {code.label}"
            for code in fit
        ]
        self.say(f";{self._typed} " + " · ".join(words))
