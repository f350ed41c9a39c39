"""The rounds screen: the steps of each round, and the next one on Enter."""

from collections.abc import Callable
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from hsbcode.tui.commands import bindings_of
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.rounds_acts import RoundsActs
from hsbcode.tui.screens.rounds_desk import RoundsDesk
from hsbcode.tui.widgets.bar_text import BarText
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.sentence_list import SentenceList
from hsbcode.workflows.opening import Project
from hsbcode.workflows.rounds.checklist import Next


class GoesOn(Protocol):
    """Where one can go from the rounds."""

    def code(self, round_: str) -> None:
        """Code one's share of a round."""

    def agree(self, round_: str) -> None:
        """See the agreement of a round."""

    def settle(self, round_: str) -> None:
        """Go through the differences of a round."""


class RoundsScreen(RoundsActs):
    """A line a round, and all about the one under the cursor.

    Args:
        project: an open project.
        coder: who looks, and takes the steps.
        leave: called when the screen is left.
        goes_on: where one can go from here.
    """

    DEFAULT_CSS = """
    RoundsScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > #body { height: 1fr; layout: vertical; }
        & SentenceList { height: auto; max-height: 35%; min-height: 3; }
        & SentenceList.-empty { display: none; }
        & BarText { height: 1fr; }
    }
    """
    BINDINGS = bindings_of("rounds")

    def __init__(
        self,
        project: Project,
        coder: str,
        leave: Callable[[], None],
        goes_on: GoesOn,
    ) -> None:
        super().__init__(project, coder)
        self.id = "rounds"
        self._leave = leave
        self._goes_on = goes_on

    def compose(self) -> ComposeResult:
        """Where one is, the rounds, the one under the cursor, two lines."""
        words = f"{one_line(self.project.path.name)} · rounds · {one_line(self.coder)}"
        yield Static(plain(words), id="where", markup=False)
        with Container(id="body"):
            yield SentenceList().data_bind(
                RoundsDesk.rows, RoundsDesk.place, words=RoundsDesk.list_words
            )
            yield BarText().data_bind(RoundsDesk.lines, RoundsDesk.named)
        yield StatusLine().data_bind(RoundsDesk.said, RoundsDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "rounds")

    def on_mount(self) -> None:
        """Show the rounds as they are."""
        if not self.project.writable:
            self.aside = "read-only"
        self.show_all()
        self.watch_rows()

    def on_screen_resume(self) -> None:
        """Take in what was coded or settled meanwhile."""
        self.show_all()

    def watch_rows(self) -> None:
        """Leave the room to the words while there is no round."""
        listed = self.query_one(SentenceList)
        listed.set_class(not self.rows, "-empty")
        listed.styles.height = len(self.rows) + 2

    def on_sentence_list_chosen(self, message: SentenceList.Chosen) -> None:
        """Go to a clicked round."""
        self.go_to(message.place)

    # --- the keys ------------------------------------------------------------------

    def action_round_next(self) -> None:
        """Do what comes next."""
        does = {
            Next.DRAW: self.action_round_draw,
            Next.ASSIGN: self.action_round_assign,
            Next.BEGIN: self.action_round_begin,
            Next.CODE: self.action_round_code,
            Next.RELEASE: self.action_round_release,
            Next.SETTLE: self.action_round_settle,
        }
        if self.following is Next.WAIT:
            self.say("Somebody is still coding. r releases it all the same, m merges.")
        else:
            does[self.following]()

    def action_round_code(self) -> None:
        """Code one's share."""
        with self.telling():
            self.refuse_coding(self.at)
            self._goes_on.code(self.at.id)

    def action_round_agree(self) -> None:
        """See how far the coders agree."""
        with self.telling():
            self.refuse_closed(self.at)
            self._goes_on.agree(self.at.id)

    def action_round_settle(self) -> None:
        """Go through the differences."""
        with self.telling():
            self.refuse_closed(self.at)
            self._goes_on.settle(self.at.id)

    def action_leave_rounds(self) -> None:
        """Go back to where one came from."""
        self._leave()

    def action_round_up(self) -> None:
        """Go to the round above."""
        self.go_to(self.place - 1)

    def action_round_down(self) -> None:
        """Go to the round below."""
        self.go_to(self.place + 1)

    def action_round_scroll(self) -> None:
        """Scroll what is told."""
        self.query_one(BarText).scroll_on()
