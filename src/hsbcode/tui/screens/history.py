"""The history screen: what was done, and any one step taken back."""

from textual.app import ComposeResult
from textual.widgets import Static

from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import in_words, moment
from hsbcode.tui.commands import bindings_of
from hsbcode.tui.dialogs.asking import Confirm
from hsbcode.tui.plain import one_line, plain
from hsbcode.tui.screens.history_desk import HistoryDesk
from hsbcode.tui.screens.history_mending import HistoryMending
from hsbcode.tui.widgets.foot_lines import KeyLine, StatusLine
from hsbcode.tui.widgets.step_list import StepList
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import BLIND, SHORT, Step
from hsbcode.workflows.log.undoing import take_back, what_taking_back_does


class HistoryScreen(HistoryMending):
    """Steps, newest first; leaving answers with the answer to go to, if any.

    Args:
        session: whose history it is at first.
    """

    DEFAULT_CSS = """
    HistoryScreen {
        & > #where { height: 1; background: $panel; padding: 0 1; }
        & > StepList { height: 1fr; }
        & > #details { height: 5; padding: 0 1; }
    }
    """
    BINDINGS = bindings_of("history")

    def __init__(self, session: CodingSession) -> None:
        super().__init__(session)
        self.id = "history"

    def compose(self) -> ComposeResult:
        """Where one is, the list, the step, two lines."""
        name = one_line(self.session.project.path.name)
        words = f"{name} · history · {self.session.coder}"
        if self.session.round:
            words += f" · round {self.session.round}, blind"
        yield Static(plain(words), id="where", markup=False)
        yield StepList(self.history.page).data_bind(
            HistoryDesk.count,
            HistoryDesk.place,
            HistoryDesk.stamp,
            HistoryDesk.with_names,
            words=HistoryDesk.list_words,
        )
        yield Static(id="details", markup=False)
        yield StatusLine().data_bind(HistoryDesk.said, HistoryDesk.aside)
        yield KeyLine(getattr(self.app, "keymap", {}), "history")

    def on_mount(self) -> None:
        """Begin with one's own steps."""
        if not self.session.writable:
            self.aside = "read-only"
        self.show_list()

    def watch_details(self, details: str) -> None:
        """Show the step under the cursor."""
        self.query_one("#details", Static).update(plain(details))

    # --- going ---------------------------------------------------------------------

    def on_step_list_chosen(self, message: StepList.Chosen) -> None:
        """Go to a clicked step; a second click goes to its answer."""
        if message.place == self.place:
            self.action_go_there()
        else:
            self.go_to(message.place)

    def action_step_up(self) -> None:
        """Go to the step after."""
        self.go_to(self.place - 1)

    def action_step_down(self) -> None:
        """Go to the step before."""
        self.go_to(self.place + 1)

    def action_steps_up(self) -> None:
        """Go a screen back."""
        self.go_to(self.place - self._screenful)

    def action_steps_down(self) -> None:
        """Go a screen on."""
        self.go_to(self.place + self._screenful)

    def action_newest(self) -> None:
        """Go to the newest step."""
        self.go_to(0)

    def action_oldest(self) -> None:
        """Go to the first step of all."""
        self.go_to(self.count - 1)

    @property
    def _screenful(self) -> int:
        return max(1, self.query_one(StepList).size.height - 1)

    def action_leave_history(self) -> None:
        """Go back to coding."""
        self.dismiss(None)

    def action_go_there(self) -> None:
        """Go to the answer of the step."""
        with self.telling():
            unit = self.step.unit
            if unit is None:
                raise UsageConflict("That step is about no answer to go to.")
            self.dismiss(unit)

    # --- which steps ---------------------------------------------------------------

    def action_everybody(self) -> None:
        """Show everybody's steps, or only one's own."""
        with self.telling():
            if self.history.is_blind:
                raise UsageConflict(BLIND)
            coder = "" if self.chosen.coder else self.session.coder
            at = self.step.press if self.count else ""
            self.choose(self.chosen_with(coder=coder), at)

    def action_this_answer(self) -> None:
        """Show only the steps on the answer of this one, or all."""
        with self.telling():
            at = self.step
            if self.chosen.units is not None:
                self.choose(self.chosen_with(units=None), at.press)
            elif at.unit is None:
                raise UsageConflict("That step is about no one answer.")
            else:
                units = frozenset(self.session.project.fold.stretches(at.unit))
                self.choose(self.chosen_with(units=units), at.press)

    # --- taking back ---------------------------------------------------------------

    def action_take_back(self) -> None:
        """Take back the step, or do it again, after saying what that does."""
        with self.telling():
            step = self.step
            project, coder = self.session.project, self.session.coder
            press = self.history.undoing_of(step.press) or step.press
            would = what_taking_back_does(project, press, coder)
            if not would.effect:
                raise UsageConflict("Nothing of that step stands any more.")
            if would.closes == self.session.question.id:
                raise UsageConflict(
                    "You are coding that question, and would lose it here.",
                    f"hsbcode undo {project.path.name} --press {press[-SHORT:]}",
                )
            again = press != step.press or step.undoes is not None
            title = "Do it again?" if again else "Take it back?"
            does = would.effect[:1].upper() + would.effect[1:]
            question = f"{_sentence(step)}\n\n{does}."

            def answer(yes: bool | None) -> None:
                if yes:
                    with self.telling():
                        undone = take_back(project, press, coder)
                        self.reload(step.press)
                        verb = "Did again" if again else "Took back"
                        self.say(f"{verb}: {undone.words}")

            self.app.push_screen(Confirm(title, question), answer)


def _sentence(step: Step) -> str:
    where = f" ({step.answer})" if step.answer else ""
    return f"{in_words(moment(step.at))}, {step.by}: {step.words}{where}"
