"""Undo and redo, and keys that are pressed one after another."""

from datetime import UTC, datetime
from typing import Literal, TypeAlias

from textual import events

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.screens.coding_acts import Applying
from hsbcode.tui.screens.coding_marks import Marking
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.undoing import Undone, what_undo_would_do

Entry: TypeAlias = Literal["", "code key", "pin"]


class Undoing(Applying, Marking):
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
            words, at, units = what_undo_would_do(self.session.project, press)
            earlier = _moment(at) < self.began and not self._asked_about_earlier
            if not earlier and units <= 1:
                self._undo()
                return
            reach = f", in {units} answers" if units > 1 else ""
            question = f"Take back “{words}” ({_when(at)}{reach})?"

            def answer(yes: bool | None) -> None:
                if yes:
                    self._asked_about_earlier |= earlier
                    with self.telling():
                        self._undo()

            title = "Undo from an earlier sitting" if earlier else "Undo"
            self.app.push_screen(Confirm(title, question), answer)

    def action_redo(self) -> None:
        """Do again what undo took back."""
        with self.telling():
            undone = self.session.redo()
            if undone is None:
                raise UsageConflict("There is nothing to do again.")
            self._go_where(undone)
            self.say(f"Did again what was undone{self._at(undone)}")

    def _undo(self) -> None:
        undone = self.session.undo()
        if undone is None:
            return
        self._go_where(undone)
        self.say(f"Took back: {undone.words}{self._at(undone)}, {_when(undone.at)}")

    def _go_where(self, undone: Undone) -> None:
        """Go to the answer that undo reached, in its question."""
        if undone.unit is not None:
            question = self.session.unit(undone.unit).question
            if question != self.session.question.id:
                self.go_to_question(question)
            self.walk.go_to(undone.unit)
        self.show_place()

    def _at(self, undone: Undone) -> str:
        if undone.unit is None:
            return ""
        return f" in {self.name_of(self.session.unit(undone.unit))}"


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
        fit = [
            f"{code.key} {code.label}"
            for code in self.session.codes
            if code.key.startswith(self._typed) and code.key
        ]
        end = "Enter takes it; or " if self._typed else ""
        self.say(f";{self._typed} {end}" + " · ".join(fit))


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _when(at: str) -> str:
    """Return a moment of the log in words and local time."""
    local = _moment(at).astimezone()
    today = datetime.now(UTC).astimezone().date()
    if local.date() == today:
        return f"{local:%H:%M}"
    return f"{local:%d %B %Y at %H:%M}"
