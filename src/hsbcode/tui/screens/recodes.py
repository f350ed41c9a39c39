"""Recodes: what one would do, what hangs on it, and deciding on it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.recode_previews import RecodePreview
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.plain import joined, one_line, plain
from hsbcode.tui.saying import Saying
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.workflows.recoding.looking import Looked
from hsbcode.workflows.recoding.words import dependent_words, preview_text

CARRY, LEAVE = "carry", "leave"
_STATES = {CARRY: "carried", LEAVE: "as answered", "": "not decided"}

Look = Callable[[str], Looked]
Decide = Callable[[RecodePreview, Sequence[str], Sequence[str]], None]
End = Callable[[RecodePreview], None]


class RecodesScreen(Saying[bool]):
    """One recode at a time; answers whether something was decided.

    Args:
        name: of the project, for the first line.
        look: reads a recode by its name, in a thread; the first one for an empty name.
        decide: puts a recode in force: the questions to carry and those to leave.
        end: ends a recode.
    """

    DEFAULT_CSS = """
    RecodesScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        & > #asked { height: auto; padding: 0 1; }
        & > OptionList {
            height: auto;
            max-height: 8;
            border: none;
            background: transparent;
        }
    }
    """
    BINDINGS = bindings_of("recodes")
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, name: str, look: Look, decide: Decide, end: End) -> None:
        super().__init__(id="recodes")
        self._called = name
        self._look, self._decide, self._end = look, decide, end
        self._rules: tuple[str, ...] = ()
        self._found: RecodePreview | None = None
        self._given: dict[str, str] = {}
        """Dependent question → ``carry`` or ``leave``, as it is decided here."""
        self._changed = False
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Where one is, the recode, what hangs on it, two lines."""
        yield Static(
            plain(f"{one_line(self._called)} · recodes"), id="where", markup=False
        )
        with VerticalScroll(can_focus=False):
            yield Static(id="told", markup=False)
        yield Static(id="asked", markup=False)
        options = OptionList(markup=False)
        options.can_focus = False
        yield options
        yield StatusLine().data_bind(RecodesScreen.said, RecodesScreen.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "recodes")

    def on_mount(self) -> None:
        """Read the first recode beside typing."""
        self.read()

    def on_resize(self) -> None:
        """Tell it for the width there is now."""
        self._show()

    # --- reading -------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="recodes")
    def read(self, rule: str = "", words: str = "") -> None:
        """Read a recode in a thread; ``words`` are said when it is there."""
        self.app.call_from_thread(self.say, "Counting …")
        try:
            looked = self._look(rule)
        except HsbcodeError as error:
            self.app.call_from_thread(self._not_read, error)
        else:
            self.app.call_from_thread(self._take, looked, words)

    def _not_read(self, error: HsbcodeError) -> None:
        self._found = None
        self._problem = f"{error.message}\n\n{error.hint}".strip()
        self.say("")
        self._show()

    def _take(self, looked: Looked, words: str) -> None:
        self._rules, self._found = looked.rules, looked.found
        self._given = {each.question: each.decision for each in looked.found.dependents}
        self.say(words)
        self._show()

    # --- showing -------------------------------------------------------------------

    def _show(self) -> None:
        found = self._found
        told, options = self.query_one("#told", Static), self.query_one(OptionList)
        at = options.highlighted
        options.clear_options()
        self.aside = ""
        if found is None:
            told.update(plain(self._problem))
            self.query_one("#asked", Static).update(plain(""))
            return
        width = max(40, self.size.width - 4)
        told.update(plain(preview_text(found, width, dependents=False)))
        asked = "Questions that hang on it: c carries it through, l leaves as answered"
        shown = asked if found.dependents else "No other question hangs on it."
        self.query_one("#asked", Static).update(plain(shown, "bold"))
        options.add_options(
            Option(_line(self._given[each.question], dependent_words(each)))
            for each in found.dependents
        )
        if found.dependents:
            options.highlighted = min(at or 0, len(found.dependents) - 1)
        if len(self._rules) > 1:
            place = self._rules.index(found.rule) + 1
            self.aside = f"recode {place} of {len(self._rules)}"

    @property
    def _at(self) -> RecodePreview:
        if self._found is None:
            raise UsageConflict("There is no recode here.", "escape goes back.")
        return self._found

    # --- deciding ------------------------------------------------------------------

    def _give(self, given: str) -> None:
        with self.telling():
            found, options = self._at, self.query_one(OptionList)
            if options.highlighted is None or not found.dependents:
                raise UsageConflict("No other question hangs on it.")
            each = found.dependents[options.highlighted]
            self._given[each.question] = given
            self._show()
            ends = options.highlighted + 1 == len(found.dependents)
            if not ends:
                options.action_cursor_down()
            left = sum(not one for one in self._given.values())
            self.say("" if left else "a puts it in force as decided here.")

    def action_recode_carry(self) -> None:
        """Carry it through to the question under the cursor."""
        self._give(CARRY)

    def action_recode_leave(self) -> None:
        """Leave the question under the cursor as answered."""
        self._give(LEAVE)

    def action_recode_apply(self) -> None:
        """Put the recode in force, after saying what that does."""
        with self.telling():
            found = self._at
            if not all(self._given.values()):
                raise UsageConflict(
                    "First decide for each question: c carries it through, l leaves it."
                )
            steps = found.steps
            words = (
                f"“{found.start}” goes from {steps.as_answered.count} to "
                f"{steps.corrected.count} of {steps.base} people; tables show both "
                "figures, with a footnote. It can be ended at any time."
            )

            def answer(yes: bool | None) -> None:
                if yes:
                    with self.telling():
                        self._decide(found, self._chosen(CARRY), self._chosen(LEAVE))
                        self._changed = True
                        self.read(found.rule, "The recode is in force.")

            self.app.push_screen(Confirm("Put it in force?", words), answer)

    def _chosen(self, given: str) -> list[str]:
        return [question for question, one in self._given.items() if one == given]

    def action_recode_end(self) -> None:
        """End the recode, after asking."""
        with self.telling():
            found = self._at
            if not found.in_force:
                raise UsageConflict("It is not in force.", "a puts it in force.")

            def answer(yes: bool | None) -> None:
                if yes:
                    with self.telling():
                        self._end(found)
                        self._changed = True
                        self.read(found.rule, "Ended: tables are as answered again.")

            self.app.push_screen(
                Confirm("End it?", "Tables are as answered again."), answer
            )

    # --- moving --------------------------------------------------------------------

    def action_recode_up(self) -> None:
        """Go to the question above."""
        self.query_one(OptionList).action_cursor_up()

    def action_recode_down(self) -> None:
        """Go to the question below."""
        self.query_one(OptionList).action_cursor_down()

    def action_recode_scroll(self) -> None:
        """Scroll on."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_recode_scroll_back(self) -> None:
        """Scroll back."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def action_recode_next(self) -> None:
        """Show the next recode, going round."""
        with self.telling():
            at = self._rules.index(self._at.rule)
            if len(self._rules) < 2:
                raise UsageConflict("This is the only recode of the instrument.")
            self.read(self._rules[(at + 1) % len(self._rules)])

    def action_leave_recodes(self) -> None:
        """Go back to the results."""
        self.dismiss(self._changed)


def _line(given: str, words: str) -> Content:
    return joined([plain(f"{_STATES[given]:<12}", "bold"), plain(one_line(words))], " ")
