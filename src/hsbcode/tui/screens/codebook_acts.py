"""Edits of the code frame from its screen: asked for, previewed, made."""

from collections.abc import Callable

from hsbcode.domain.codebook import Code
from hsbcode.domain.codebook_edits import RULES
from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose
from hsbcode.tui.dialogs.codebook_asking import (
    TOP,
    Comment,
    DefineCode,
    EditPreview,
    PickCode,
)
from hsbcode.tui.screens.codebook_looking import CodebookLooking
from hsbcode.workflows.codebook import edits
from hsbcode.workflows.codebook.comments import comment
from hsbcode.workflows.codebook.edits import Proposed, make_edit
from hsbcode.workflows.codebook.merging import merging, splitting


class CodebookActs(CodebookLooking):
    """One key an edit; every edit is looked at before it is made."""

    # --- making an edit ------------------------------------------------------------

    def propose(
        self, proposed: Proposed, then: Callable[[], None] | None = None
    ) -> None:
        """Show what an edit would do, and make it after a yes."""

        def answer(yes: bool | None) -> None:
            if yes:
                with self.telling():
                    make_edit(self.project, proposed, self.coder)
                    self.renew(proposed.code)
                    self.say(f"Done: {proposed.words}. u takes it back.")
                    if then is not None:
                        then()

        self.app.push_screen(EditPreview(proposed), answer)

    def asked(self, ask: Ask, use: Callable[[str], None]) -> None:
        """Ask for a line, and use it unless it is empty."""

        def answer(typed: str | None) -> None:
            if typed is not None and typed.strip():
                with self.telling():
                    use(typed.strip())

        self.app.push_screen(ask, answer)

    def picked(self, pick: PickCode, use: Callable[[str], None]) -> None:
        """Ask for a code, and use it."""

        def answer(chosen: str | None) -> None:
            if chosen is not None:
                with self.telling():
                    use(chosen)

        self.app.push_screen(pick, answer)

    def others(self, code: Code) -> list[Code]:
        """Return the other codes in use, in tree order."""
        book = self.view.book
        return [
            other
            for other in book.in_tree_order()
            if other.id != code.id and other.status == "active"
        ]

    # --- the keys ------------------------------------------------------------------

    def action_code_add(self) -> None:
        """Add a code: below the one under the cursor, beside it, or at the top."""
        here = self.code if self.rows else None

        def add(label: str) -> None:
            if here is None:
                self._add(label, "")
                return
            choices = [Choice("beside", f"beside “{here.label}”")]
            choices.append(Choice("below", f"below “{here.label}”"))
            if here.parent is not None:
                choices.append(Choice("top", "at the top"))

            def answer(where: str | None) -> None:
                parents = {"beside": here.parent or "", "below": here.id, "top": ""}
                if where is not None:
                    with self.telling():
                        self._add(label, parents[where])

            self.app.push_screen(Choose(f"Where is “{label}”?", choices), answer)

        self.asked(Ask("A new code", "Its name."), add)

    def _add(self, label: str, parent: str) -> None:
        proposed = edits.adding(self.project, label, parent=parent)
        make_edit(self.project, proposed, self.coder)
        self.renew(proposed.code)
        self.say(f"Added “{label}”. e defines it, u takes it back.")

    def action_code_rename(self) -> None:
        """Give the code another name; its id stays."""
        with self.telling():
            code = self.code
            self.asked(
                Ask("Rename", "Its codings stay.", code.label),
                lambda label: self.propose(
                    edits.renaming(self.project, code.id, label)
                ),
            )

    def action_code_move(self) -> None:
        """Put the code under another one."""
        with self.telling():
            code = self.code
            self.picked(
                PickCode(
                    f"Put “{code.label}” below …",
                    self.others(code),
                    top=True,
                    does="puts it there",
                ),
                lambda parent: self.propose(
                    edits.moving(self.project, code.id, "" if parent == TOP else parent)
                ),
            )

    def action_code_retire(self) -> None:
        """Take the code out of use, or into use again."""
        with self.telling():
            code = self.code
            if code.status == "active":
                self.propose(edits.retiring(self.project, code.id))
            else:
                self.propose(edits.restoring(self.project, code.id))

    def action_code_merge(self) -> None:
        """Merge the code into another one."""
        with self.telling():
            code = self.code
            if code.merged_into:
                raise UsageConflict("It is merged already.", "x takes it out again.")
            self.picked(
                PickCode(
                    f"Merge “{code.label}” into …", self.others(code), does="looks"
                ),
                lambda into: self.propose(merging(self.project, [code.id], into)),
            )

    def action_code_split(self) -> None:
        """Split the code into others, then go through its answers."""
        with self.telling():
            code = self.code
            if not code.can_be_applied:
                raise UsageConflict(f"“{code.label}” is not in use.")
            words = (
                "The codes it becomes, with ; between them: names of new ones, or of "
                "codes that are there."
            )

            def split(typed: str) -> None:
                into = [part for part in typed.split(";") if part.strip()]
                self.propose(
                    splitting(self.project, code.id, into),
                    lambda: self.go_through(code.id),
                )

            self.asked(Ask(f"Split “{code.label}” into …", words), split)

    def action_code_define(self) -> None:
        """Change definition, rules, examples and keywords."""
        with self.telling():
            code = self.code
            self.app.push_screen(
                DefineCode(code),
                lambda words: self._define(code, dict(words)) if words else None,
            )

    def _define(self, code: Code, words: dict[str, str | tuple[str, ...]]) -> None:
        with self.telling():
            proposed = edits.redefining(self.project, code.id, words)
            if not proposed.waiting:
                make_edit(self.project, proposed, self.coder)
                self.renew(code.id)
                self.say(f"Kept what “{code.label}” says. u takes it back.")
                return
            answers = ", ".join(f"{who} {count}" for who, count in proposed.waiting)
            first = not any(getattr(code, name) for name in RULES)
            stays = (
                "it stands for what it was used for"
                if first
                else "it stands for the same"
            )

            def answer(chosen: str | None) -> None:
                if chosen is None:
                    self.say("Not kept.")
                    return
                with self.telling():
                    wanted = edits.redefining(
                        self.project, code.id, words, same_meaning=chosen == "same"
                    )
                    make_edit(self.project, wanted, self.coder)
                    self.renew(code.id)
                    again = "" if chosen == "same" else " q goes through the answers."
                    self.say(f"Kept.{again} u takes it back.")

            self.app.push_screen(
                Choose(
                    "Does it still stand for the same?",
                    [
                        Choice("other", "no: look at its answers again", answers),
                        Choice("same", f"yes: {stays}"),
                    ],
                ),
                answer,
            )

    def action_code_comment(self) -> None:
        """Say something about the code, for all who code."""
        with self.telling():
            code = self.code

            def keep(words: str | None) -> None:
                if words is not None and words.strip():
                    with self.telling():
                        comment(self.project, code.id, words, self.coder)
                        self.renew(code.id)
                        self.say("Kept, with your name and the date.")

            self.app.push_screen(Comment(f"Comment on “{code.label}”"), keep)
