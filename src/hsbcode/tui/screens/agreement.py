"""The agreement screen: how far coders agree, code by code, what needs talk first."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.rounds import Phase, RoundKind
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Choice, Choose
from hsbcode.tui.screens.agreement_desk import AgreementDesk, Compared
from hsbcode.tui.widgets.bar_text import BarText
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.sentence_list import SentenceList

_OUTSIDE = "(outside rounds)"


class AgreementScreen(AgreementDesk):
    """A line a code, and all about the one under the cursor; as ``AgreementDesk``."""

    DEFAULT_CSS = """
    AgreementScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; layout: vertical; }
        & SentenceList { height: 2fr; }
        & SentenceList.-empty { display: none; }
        & BarText { height: 3fr; }
        &.-wide > #body { layout: horizontal; }
        &.-wide SentenceList { width: 1fr; height: 100%; }
        &.-wide BarText { width: 1fr; height: 100%; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class declares it
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS = bindings_of("agreement")

    def compose(self) -> ComposeResult:
        """Where one is, the two panes, two lines."""
        yield Static(id="where", markup=False)
        with Container(id="body"):
            yield SentenceList().data_bind(
                AgreementDesk.rows,
                AgreementDesk.place,
                words=AgreementDesk.list_words,
            )
            yield BarText().data_bind(AgreementDesk.lines, AgreementDesk.named)
        yield StatusLine().data_bind(AgreementDesk.said, AgreementDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "agreement")

    def on_mount(self) -> None:
        """Show what is kept, or compare."""
        self.watch_rows()
        self.compare()

    def on_unmount(self) -> None:
        """End what runs beside."""
        self.stop()

    def watch_rows(self) -> None:
        """Leave the room to the words while there is no list."""
        self.query_one(SentenceList).set_class(not self.rows, "-empty")

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to a clicked row."""
        self.go_to(message.place)

    # --- the keys ------------------------------------------------------------------

    def action_agree_talk(self) -> None:
        """Go through the disagreements about the code under the cursor."""
        with self.telling():
            if self.shown is None:
                raise UsageConflict("Nothing is compared yet.")
            code = self.shown.codes[self.place - 1].code if self.place else ""
            if not self.shown.round:
                if not self.place:
                    raise UsageConflict("Go to a code: it names its disagreements.")
                self.query_one(BarText).scroll_on()
                self.say("Outside rounds nothing is settled; ] reads on.")
            elif self.compared.level == "parent" and code:
                raise UsageConflict("Settling is about codes as they are: l first.")
            else:
                self._talk(self.shown.round, code)

    def action_agree_question(self) -> None:
        """Choose one question, or all."""
        choices = [Choice("", "all questions together")]
        choices += [
            Choice(each.id, each.label or each.id)
            for each in self.project.answers.questions().values()
            if each.is_open
        ]
        title, at = "Which question?", self.compared.question
        self.app.push_screen(Choose(title, choices, at), self._on_question)

    def _on_question(self, chosen: str | None) -> None:
        if chosen is not None:
            at = self.compared
            self.compared = Compared(at.round, at.outside, chosen, at.level)
            self.compare()

    def action_agree_level(self) -> None:
        """Compare codes as they are, or the tops of their branches."""
        at = self.compared
        level = "leaf" if at.level == "parent" else "parent"
        self.compared = Compared(at.round, at.outside, at.question, level)
        self.compare()

    def action_agree_where(self) -> None:
        """Choose which codings are compared."""
        choices = [
            Choice(each.id, each.label, str(each.phase))
            for each in self.project.rounds.values()
            if each.phase in (Phase.RELEASED, Phase.SETTLED)
            and each.kind is not RoundKind.SHARE
        ]
        choices.append(Choice(_OUTSIDE, "outside rounds"))
        at = _OUTSIDE if self.compared.outside else self.compared.round
        self.app.push_screen(Choose("Which codings?", choices, at), self._on_where)

    def _on_where(self, chosen: str | None) -> None:
        if chosen is not None:
            at = self.compared
            outside = chosen == _OUTSIDE
            name = "" if outside else chosen
            self.compared = Compared(name, outside, at.question, at.level)
            self.compare()

    def action_agree_again(self) -> None:
        """Compare by what is there now."""
        self._kept.pop(self._key, None)
        self.compare()

    def action_agree_scroll(self) -> None:
        """Scroll what is told."""
        self.query_one(BarText).scroll_on()

    def action_leave_agreement(self) -> None:
        """Go back to where one came from."""
        self.stop()
        self.dismiss(None)

    def action_agree_up(self) -> None:
        """Go to the code above."""
        self.go_to(self.place - 1)

    def action_agree_down(self) -> None:
        """Go to the code below."""
        self.go_to(self.place + 1)

    def action_agree_page_up(self) -> None:
        """Go a screen back."""
        self.go_to(self.place - self._page())

    def action_agree_page_down(self) -> None:
        """Go a screen on."""
        self.go_to(self.place + self._page())

    def action_agree_first(self) -> None:
        """Go to all codes."""
        self.go_to(0)

    def action_agree_last(self) -> None:
        """Go to the last code."""
        self.go_to(len(self.rows) - 1)

    def _page(self) -> int:
        return max(1, self.query_one(SentenceList).size.height - 1)
