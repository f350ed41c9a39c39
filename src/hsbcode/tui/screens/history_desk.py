"""What the history screen stands on: the steps, the cursor, the words."""

from dataclasses import replace

from textual.reactive import reactive

from hsbcode.domain.chosen_acts import ChosenActs
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.moments import in_words, moment
from hsbcode.tui.saying import Saying
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.log.history import History, Step


class HistoryDesk(Saying[str | None]):
    """State of the history screen; widgets below receive it by ``data_bind``.

    Args:
        session: whose history it is at first.
    """

    count: reactive[int] = reactive(0, init=False)
    place: reactive[int] = reactive(0, init=False)
    stamp: reactive[int] = reactive(0, init=False)
    list_words: reactive[str] = reactive("", init=False)
    details: reactive[str] = reactive("", init=False)
    with_names: reactive[bool] = reactive(False, init=False)

    def __init__(self, session: CodingSession) -> None:
        super().__init__()
        self.session = session
        self.chosen = ChosenActs(coder=session.coder)
        self.history = History(
            session.project, session.coder, session.round, self.chosen
        )

    # --- where one is --------------------------------------------------------------

    @property
    def step(self) -> Step:
        """The step under the cursor.

        Raises:
            UsageConflict: there is none.
        """
        found = self.history.page(self.place, 1)
        if not found:
            raise UsageConflict("There is no step here.", "e shows everybody's.")
        return found[0]

    def choose(self, chosen: ChosenActs, at: str = "") -> None:
        """Show other steps; the cursor goes to the step ``at``, if it is there."""
        self.history.choose(chosen)
        self.chosen = chosen
        self.show_list(at)

    def show_list(self, at: str = "") -> None:
        """Show the steps that were chosen; the cursor goes to ``at``."""
        chosen = self.chosen
        self.with_names = not chosen.coder
        self.count = len(self.history)
        self.place = self.history.place_of(at)
        self.stamp += 1
        self.list_words = self._words()
        self.show_step()

    def reload(self, at: str = "") -> None:
        """Bring in what was done since."""
        self.choose(self.chosen, at)

    def go_to(self, place: int) -> None:
        """Go to another step."""
        self.place = max(0, min(place, self.count - 1))
        self.say("")
        self.show_step()

    def show_step(self) -> None:
        """Tell all there is of the step under the cursor."""
        if not self.count:
            self.details = (
                "Nothing has been done yet: every code, flag and memo will stand here."
            )
            return
        step = self.step
        where = " · ".join(filter(None, (step.question, step.answer)))
        lines = [
            f"{in_words(moment(step.at))} · {step.by}"
            + (f" · {where}" if where else ""),
            step.words[:1].upper()
            + step.words[1:]
            + (" — taken back since" if step.taken_back else ""),
            self._text(step),
        ]
        self.details = "\n".join(filter(None, lines))

    def _text(self, step: Step) -> str:
        if step.unit is None or step.answers != 1:
            return ""
        units = self.session.project.answers.units([step.unit])
        return f"“{' '.join(units[0].text.split())}”" if units else ""

    def _words(self) -> str:
        steps = "1 step" if self.count == 1 else f"{self.count:,} steps"
        whose = f"by {self.chosen.coder}" if self.chosen.coder else "by everybody"
        only = " · on this answer" if self.chosen.units is not None else ""
        return f"{steps} {whose}, newest first{only}"

    def chosen_with(self, **conditions: object) -> ChosenActs:
        """Return the conditions in force with others changed."""
        return replace(self.chosen, **conditions)  # type: ignore[arg-type]
