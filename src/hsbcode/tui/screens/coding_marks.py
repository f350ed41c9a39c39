"""What is put beside the codes: memos and flags."""

from hsbcode.domain.acts import FLAGS
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.dialogs.memo import Memos, Subject
from hsbcode.tui.screens.coding_desk import CodingDesk
from hsbcode.workflows.flagged import read_contact

_LAST_DOUBT = " That was the last one of the list."
_FLAG_WORDS = {
    "identifiable": "somebody could be recognised",
    "safeguarding": "somebody may be in danger; asks for a note",
    "come_back": "look at it again",
    "no_quote": "never quote it",
}


class Marking(CodingDesk):
    """Memos on the answer, a code or the project; flags with their notes."""

    # --- memo and flags ------------------------------------------------------------

    def action_memo(self) -> None:
        """Write or change a memo: on the answer, the code or the project."""
        subjects = [Subject("project", "the project", self.session.note_of())]
        if self.code_at:
            label = self.session.codebook.label(self.code_at)
            memo = self.session.note_of(self.code_at)
            subjects.insert(0, Subject("code", f"the code “{label}”", memo))
        if self._unit is not None:
            unit, memo = self._unit, "\n".join(self.session.notes(self._unit.id))
            subjects.insert(0, Subject("answer", self.name_of(unit), memo))
        self.app.push_screen(Memos(subjects), self._keep_memos)

    def _keep_memos(self, written: dict[str, str] | None) -> None:
        if not written:
            return
        with self.telling():
            if "answer" in written:
                self.session.note(self.unit.id, written["answer"])
            if "code" in written:
                self.session.note_on(written["code"], self.code_at)
            if "project" in written:
                self.session.note_on(written["project"])
            kept = any(memo.strip() for memo in written.values())
            self.say("Memo kept. M lists all memos." if kept else "Memo taken away.")
            self.show_answer()

    def action_stays(self) -> None:
        """Say of a doubtful coding that it stays, and go on."""
        with self.telling():
            unit = self.unit.id
            if not self.session.choice.doubts.words(unit):
                raise UsageConflict(
                    "This answer is not among the doubtful codings.", "F lists them."
                )
            self.session.keep(unit)
            went = self.walk.step(1)
            if not went:
                self.show_answer()
            self.moved(went, "")
            self.say("It stays as it is coded." + ("" if went else _LAST_DOUBT))

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
            contact = read_contact(self.session.project)
            words = "What is the concern? The note stands in the list of flags."
            if contact:
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
