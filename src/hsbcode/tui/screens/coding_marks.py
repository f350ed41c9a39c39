"""What is put beside the codes (memo, flags), and which answers one sees."""

from dataclasses import replace
from itertools import islice

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose, Notice
from hsbcode.tui.dialogs.memo import Memo
from hsbcode.tui.screens.coding_desk import CodingDesk
from hsbcode.workflows.answer_lines import ListFilter

_FLAG_WORDS = {
    "identifiable": "somebody could be recognised",
    "safeguarding": "somebody may be in danger; asks for a note",
    "come_back": "look at it again",
    "no_quote": "never quote it",
}
_PAGE = 500


class Marking(CodingDesk):
    """Memo, flags, filter, question, jump."""

    # --- memo and flags ------------------------------------------------------------

    def action_memo(self) -> None:
        """Write or change the memo of the answer."""
        with self.telling():
            unit = self.unit
            notes = self.session.notes(unit.id)

            def keep(memo: str | None) -> None:
                if memo is not None:
                    with self.telling():
                        self.session.note(unit.id, memo)
                        self.say("Memo kept." if memo.strip() else "Memo taken away.")
                        self.show_answer()

            self.app.push_screen(
                Memo(f"Memo on {self.name_of(unit)}", "\n".join(notes)), keep
            )

    def action_flag(self) -> None:
        """Flag the answer, or take a flag away."""
        with self.telling():
            standing = self.session.held(self.unit.id).flags
            choices = [
                Choice(
                    flag,
                    flag.replace("_", " "),
                    _FLAG_WORDS[flag],
                    "⚑" if flag in standing else "",
                )
                for flag in FLAGS
            ]
            self.app.push_screen(Choose("Flags", choices), self._on_flag)

    def _on_flag(self, flag: str | None) -> None:
        if flag is None:
            return
        if flag == "safeguarding" and flag not in self.session.held(self.unit.id).flags:
            contact = self.session.project.settings.get("safeguarding_contact")
            words = "What is the concern? The note stands in the list of flags."
            if isinstance(contact, str) and contact:
                words += f"\nContact for this project: {contact}"

            def with_note(note: str | None) -> None:
                if note is not None and not note.strip():
                    self.say("Not flagged: safeguarding asks for a note.")
                elif note is not None:
                    self._flag(flag, note)

            self.app.push_screen(Ask("Safeguarding", words), with_note)
        else:
            self._flag(flag, "")

    def _flag(self, flag: str, note: str) -> None:
        with self.telling():
            now = self.session.flag(self.unit.id, flag, note)
            name = flag.replace("_", " ")
            self.say(f"⚑ {name}" if now else f"No longer flagged: {name}")
            self.show_answer()

    # --- which answers -------------------------------------------------------------

    def action_filter(self) -> None:
        """Choose which answers the list shows."""
        label = self.session.codebook.label(self.code_at)
        choices = [
            Choice("all", "all answers"),
            Choice("unfinished", "not finished"),
            Choice("finished", "finished"),
            Choice("flagged", "flagged"),
            Choice("word", "that hold a word…"),
        ]
        if self.code_at:
            choices.append(Choice("code", f"with my code “{label}”"))
        self.app.push_screen(Choose("Show answers", choices), self._on_filter)

    def _on_filter(self, chosen: str | None) -> None:
        wishes = {
            "all": ListFilter(),
            "unfinished": ListFilter(unfinished=True),
            "finished": ListFilter(finished=True),
            "flagged": ListFilter(flagged=True),
            "code": ListFilter(code=self.code_at),
        }
        if chosen == "word":
            self.action_word()
        elif chosen is not None:
            self._filter(wishes[chosen])

    def action_word(self) -> None:
        """Show only answers that hold a word; nothing typed shows all."""

        def with_word(word: str | None) -> None:
            if word is not None:
                self._filter(replace(self.walk.filter, word=word.strip()))

        self.app.push_screen(
            Ask("Answers that hold", "Nothing shows all again.", self.walk.filter.word),
            with_word,
        )

    def _filter(self, wish: ListFilter) -> None:
        with self.telling():
            self.walk.show(wish)
            self.say(self.list_title)
            self.show_place()

    def action_jump(self) -> None:
        """Go to an answer by its reference or its number."""
        self.app.push_screen(
            Ask("Go to", "A reference, or the number in the list."), self._on_jump
        )

    def _on_jump(self, typed: str | None) -> None:
        if typed and typed.strip():
            with self.telling():
                unit = self._find(typed.strip())
                self.moved(self.walk.go_to(unit), "You are there.")

    def _find(self, wanted: str) -> str:
        """Return the answer with a reference, or at a number of the list."""
        units, folded = iter(self.session.units), wanted.casefold()
        begins = ""
        while page := list(islice(units, _PAGE)):
            for line in self.session.lines(page):
                reference = line.unit.reference.casefold()
                if reference == folded:
                    return line.unit.id
                if not begins and reference.startswith(folded):
                    begins = line.unit.id
        if wanted.isdecimal() and 1 <= int(wanted) <= len(self.walk.ids):
            return self.walk.ids[int(wanted) - 1]
        if begins:
            return begins
        raise UsageConflict(f"No answer has the reference “{wanted}”.")

    # --- questions -----------------------------------------------------------------

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
        self.enter()

    def enter(self) -> None:
        """Go where one stopped, or to the first answer not finished."""
        unit = self.session.place() or self.session.next_unfinished()
        if unit is not None:
            self.walk.go_to(unit)
        self.say(self.session.question.text)
        self.show_place()

    def keep_place(self) -> None:
        """Remember where one stops."""
        with self.telling():
            self.session.keep_place(self.walk.at)

    @property
    def list_title(self) -> str:
        """What the list shows."""
        return self.walk.words
