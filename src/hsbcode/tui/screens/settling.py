"""The settling screen: one answer, what its coders said, the decision, why."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.widgets import Static

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Ask, Choice, Choose, Confirm
from hsbcode.tui.dialogs.find_code import PickCode
from hsbcode.tui.plain import joined, plain
from hsbcode.tui.screens.settling_desk import LETTERS, SettlingDesk
from hsbcode.tui.widgets.code_panel import CodePanel
from hsbcode.tui.widgets.definition import Definition
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.rounds.phases import close_settled
from hsbcode.workflows.rounds.settling_words import NO_CODE, summary_words


class SettlingScreen(SettlingDesk):
    """Decide by the keys of coding; space asks why and goes on."""

    DEFAULT_CSS = """
    SettlingScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; }
        & #answer {
            height: 1fr;
            border: round $primary;
            border-title-color: $foreground;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        & #answer > Static { height: auto; }
        & #said { margin-top: 1; }
        & Definition { display: block; height: 2fr; }
        & CodePanel { height: 3fr; }
        &.-wide #body { layout: horizontal; }
        &.-wide #answer { width: 6fr; height: 100%; }
        &.-wide #codes { width: 4fr; height: 100%; min-width: 40; }
        &.-narrow #body { layout: vertical; }
        &.-narrow #answer { height: 5fr; }
        &.-narrow #codes { height: 3fr; }
        &.-narrow Definition { height: 2; border-top: none; }
        &.-narrow CodePanel { height: 1fr; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS = bindings_of("settling")

    def compose(self) -> ComposeResult:
        """Where one is, the answer with what was said, the codes, two lines."""
        self.id = "settling"
        yield Static(id="where", markup=False)
        with Container(id="body"):
            with VerticalScroll(id="answer", can_focus=False):
                yield Static(id="text", markup=False)
                yield Static(id="said", markup=False)
            with Vertical(id="codes"):
                yield CodePanel().data_bind(SettlingDesk.rows, SettlingDesk.code_at)
                yield Definition().data_bind(SettlingDesk.defined)
        yield StatusLine().data_bind(SettlingDesk.said, SettlingDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "settling")

    def on_mount(self) -> None:
        """Begin with the most disputed answer."""
        self._typed: str | None = None
        if not self.settling.project.writable:
            self.aside = "read-only"
        self.renew()

    def on_resize(self) -> None:
        """Lay what was said out for the room there is now."""
        self.call_after_refresh(self.show_answer)

    # --- showing -------------------------------------------------------------------

    def show_answer(self) -> None:
        """Bring everything about the answer up to date."""
        self.query_one("#where", Static).update(plain(self.where_words()))
        pane = self.query_one("#answer", VerticalScroll)
        if self.queue:
            unit = self.settling.unit(self.at.unit)
            pane.border_title = plain(
                f"{unit.name} · {self.place + 1} of {len(self.queue)}"
            )
            text, said = self.answer_text(), self.said_text(max(40, pane.size.width))
        else:
            pane.border_title = plain("")
            text = joined(
                [
                    plain("Nothing is left to be settled here.", "bold"),
                    plain(""),
                    plain(summary_words(self.settling)),
                    plain("t shows the settled ones, too · u undo · escape goes back"),
                ]
            )
            said = plain("")
        self.query_one("#text", Static).update(text)
        self.query_one("#said", Static).update(said)
        self.show_codes()

    def on_code_panel_moved(self, message: CodePanel.Moved) -> None:
        """Stand on another code."""
        self.code_at = message.code
        self.show_definition()

    def on_code_panel_toggled(self, message: CodePanel.Toggled) -> None:
        """Put the code under the cursor into the decision, or take it out."""
        self.toggle(message.code)

    # --- the decision --------------------------------------------------------------

    def toggle(self, code: str) -> None:
        """Put a code into the decision, or take it out."""
        with self.telling():
            self.at  # noqa: B018 - tells that nothing is left
            self.chosen ^= {code}
            self.code_at = code
            self.say("")
            self.show_answer()

    def action_settle_digit(self, digit: str) -> None:
        """Put the code of a digit into the decision, or take it out."""
        code = self.digits.get(digit)
        if code is None:
            self.say(f"{digit} has no code here.")
        else:
            self.toggle(code)

    def action_settle_find(self) -> None:
        """Find a code by typing."""
        picker = PickCode("A code of the decision", self.codes, self.chosen)
        self.app.push_screen(picker, lambda code: self.toggle(code) if code else None)

    def action_settle_as(self, letter: str) -> None:
        """Decide as one coder had coded it."""
        with self.telling():
            said = self.at.said
            place = LETTERS.index(letter)
            if place >= len(said):
                raise UsageConflict(f"There is no coder {letter} here.")
            offered = {code.id for code in self.codes}
            book = self.settling.project.codebook
            self.chosen = {book.standing(c) for c in said[place].codes} & offered
            self.show_answer()
            self.say(f"As {said[place].coder}; space settles it so.")

    def action_settle_it(self) -> None:
        """Settle the answer so, after asking why."""
        self._ask_why(set(self.chosen))

    def action_settle_none(self) -> None:
        """Settle that no code applies, after asking why."""
        self._ask_why(set())

    def _ask_why(self, codes: set[str]) -> None:
        with self.telling():
            each, book = self.at, self.settling.project.codebook
            words = ", ".join(book.label(c) for c in sorted(codes)) or NO_CODE
            before = self.settling.reason(each.decided) if each.decided else ""
            self.app.push_screen(
                Ask(f"Why? {words}", "Enter alone: no reason.", before),
                lambda why: self._settle(each.unit, codes, why, words),
            )

    def _settle(self, unit: str, codes: set[str], why: str | None, words: str) -> None:
        if why is None:
            return
        with self.telling():
            self.settling.decide(unit, codes, why, self.by)
            was = self.place
            self.renew()
            if self.with_settled:
                self.go_to(was + 1)
            self.say(f"Settled: {words}. u takes it back.")
            if self.settling.close_if_done(self.by):
                self.say("Settled, and nothing is left: the round is settled.")

    # --- undo, order, all at once --------------------------------------------------

    def action_settle_undo(self) -> None:
        """Take back the last decision."""
        self._take_back(redo=False)

    def action_settle_redo(self) -> None:
        """Decide again as before undo."""
        self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        with self.telling():
            undone = self.settling.undo(self.by, redo=redo)
            self.renew(undone.unit or "")
            self.say("Done again." if redo else f"Took back: {undone.words}.")

    def action_settle_votes(self) -> None:
        """Hide who said what, or show it again."""
        self.hides_votes = not self.hides_votes
        self.show_answer()
        self.say("Who said what is hidden." if self.hides_votes else "")

    def action_settle_done(self) -> None:
        """Show the settled answers, too, or only what is left."""
        self.with_settled = not self.with_settled
        self.renew()

    def action_settle_code(self) -> None:
        """Only the answers in which one code is disputed, or all again."""
        counts: dict[str, int] = {}
        for each in self.settling.differences():
            for code in each.disputed:
                counts[code] = counts.get(code, 0) + 1
        label = self.settling.project.codebook.label
        choices = [Choice("", "all differences")]
        choices += [
            Choice(code, label(code), f"{number} answers")
            for code, number in sorted(counts.items(), key=lambda i: (-i[1], i[0]))
        ]
        self.app.push_screen(
            Choose("About which code?", choices, self.code), self._on_code
        )

    def _on_code(self, code: str | None) -> None:
        if code is not None:
            self.code, self.place = code, 0
            self.renew()

    def action_settle_equal(self) -> None:
        """Take equal codings over as settled, after a look."""
        with self.telling():
            number = len(self.settling.equal_left())
            if not number:
                raise UsageConflict("No equal coding is left to be taken over.")
            words = f"Take {number} equal codings over as settled, as coded?"
            self.app.push_screen(Confirm("Equal codings", words), self._on_equal)

    def _on_equal(self, yes: bool | None) -> None:
        if yes:
            with self.telling():
                taken = self.settling.take_over(self.by)
                self.renew()
                self.say(f"Took {taken} equal codings over. u takes them back.")

    def action_settle_close(self) -> None:
        """Say that this will do."""
        left = len(self.settling.left())
        words = f"{left} differing answers stay open and count nowhere. Will that do?"
        self.app.push_screen(Confirm("The round is settled", words), self._on_close)

    def _on_close(self, yes: bool | None) -> None:
        if yes:
            with self.telling():
                name = self.settling.round.id
                self.settling.round = close_settled(
                    self.settling.project, name, self.by
                )
                self.say(f"The round {name} is settled.")

    # --- moving --------------------------------------------------------------------

    def action_settle_next(self) -> None:
        """Leave this answer for later."""
        self._step(1)

    def action_settle_previous(self) -> None:
        """Go one answer back."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.queue:
            self.say("")
            self.go_to((self.place + by) % len(self.queue))
            self.query_one("#answer", VerticalScroll).scroll_home(animate=False)

    def action_settle_scroll(self) -> None:
        """Scroll what the coders said; from its end to its beginning."""
        pane = self.query_one("#answer", VerticalScroll)
        if pane.scroll_offset.y >= pane.max_scroll_y:
            pane.scroll_home(animate=False)
        else:
            pane.scroll_page_down(animate=False)

    def action_leave_settling(self) -> None:
        """Go back; what is left waits."""
        self.dismiss(None)

    # --- letters of a code ---------------------------------------------------------

    def action_settle_key(self) -> None:
        """Wait for the letters of a code."""
        if any(code.key for code in self.codes):
            self._typed = ""
            self.say("; then the letters beside a code · escape leaves it")
        else:
            self.say("No code has a key letter yet. / finds codes by name.")

    def on_key(self, event: events.Key) -> None:
        """Take the letters that follow ``;``."""
        if self._typed is None:
            return
        event.stop()
        event.prevent_default()
        typed = self._typed + (event.character or "").lower()
        keys = {code.key: code.id for code in self.codes if code.key}
        begins = [key for key in keys if key.startswith(typed)]
        if event.key == "escape" or not begins:
            self._typed = None
            self.say("" if event.key == "escape" else f"No code has the key “{typed}”.")
        elif event.key in ("enter", "space") or begins == [typed]:
            self._typed = None
            if typed.strip() in keys:
                self.toggle(keys[typed.strip()])
        else:
            self._typed = typed
            self.say(f";{typed} …")
