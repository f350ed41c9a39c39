"""Mending from the history screen: which codings, what becomes of them, a look, yes."""

from dataclasses import asdict

from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.moments import moment
from hsbcode.tui.dialogs.asking import Choice, Choose, Doubt
from hsbcode.tui.dialogs.choose_codings import ChooseCodings, Typed
from hsbcode.tui.dialogs.find_code import NEW, FindCode
from hsbcode.tui.screens.coder import WhoCodes
from hsbcode.tui.screens.history_desk import HistoryDesk
from hsbcode.workflows.coders import known_coders
from hsbcode.workflows.mending.choosing_acts import choose_acts
from hsbcode.workflows.mending.chosen_codings import Chosen, choose_codings
from hsbcode.workflows.mending.codings import Wish, apply_mending, preview
from hsbcode.workflows.mending.preview import Mending

_FEW = 8
"""Codes that are listed before one says yes."""


class HistoryMending(HistoryDesk):
    """Five small questions, one after the other; escape leaves any of them."""

    def action_mend(self) -> None:
        """Choose codings: at first those of the coder and day of the step."""
        typed = Typed(coder=self.session.coder)
        if self.count:
            step = self.step
            day = moment(step.at).astimezone().date().isoformat()
            coder = step.whose.split(", ")[0] or step.coder
            typed = Typed(coder=coder, since=day, until=day)

        def chosen(typed: Typed | None) -> None:
            if typed is not None:
                with self.telling():
                    self._ask_what(self._chosen(typed))

        self.app.push_screen(ChooseCodings(typed, self._look), chosen)

    def _look(self, typed: Typed) -> tuple[str, bool]:
        try:
            return f"{self._chosen(typed).sentence}.", True
        except HsbcodeError as error:
            return f"{error.message} {error.hint}".strip(), False

    def _chosen(self, typed: Typed) -> Chosen:
        project = self.session.project
        return choose_codings(project, choose_acts(project, **asdict(typed)))

    # --- what becomes of them --------------------------------------------------------

    def _ask_what(self, chosen: Chosen) -> None:
        choices = [
            Choice("code", "give them another code…"),
            Choice("coder", "make them another coder's…"),
            Choice("question", "move them to the answers to another question…"),
            Choice("remove", "take the codes off"),
        ]

        def what(wished: str | None) -> None:
            asks = {
                "code": self._ask_code,
                "coder": self._ask_coder,
                "question": self._ask_question,
            }
            if wished == "remove":
                self._show(chosen, Wish(remove=True))
            elif wished is not None:
                asks[wished](chosen)

        self.app.push_screen(Choose(f"{chosen.number}: what now?", choices), what)

    def _ask_code(self, chosen: Chosen) -> None:
        codes = [c for c in self.session.codebook.codes if c.can_be_applied]

        def found(code: str | None) -> None:
            if code is not None and code.startswith(NEW):
                self.say("Make the code on the coding screen first.")
            elif code is not None:
                self._show(chosen, Wish(code=code))

        self.app.push_screen(FindCode(codes, frozenset()), found)

    def _ask_coder(self, chosen: Chosen) -> None:
        known = known_coders(self.session.project)
        others = tuple(name for name in known if (name,) != chosen.coders)

        def named(coder: str | None) -> None:
            if coder:
                self._show(chosen, Wish(coder=coder))

        self.app.push_screen(WhoCodes(others, "Whose are they to be?"), named)

    def _ask_question(self, chosen: Chosen) -> None:
        choices = [Choice(q.id, q.label) for q in self.session.questions]

        def named(question: str | None) -> None:
            if question is not None:
                self._show(chosen, Wish(question=question))

        self.app.push_screen(Choose("To which question?", choices), named)

    # --- a look, and yes -------------------------------------------------------------

    def _show(self, chosen: Chosen, wish: Wish) -> None:
        with self.telling():
            shown = preview(self.session.project, chosen, wish)

            def answer(yes: bool | None) -> None:
                if yes:
                    with self.telling():
                        apply_mending(self.session.project, shown, self.session.coder)
                        self.reload()
                        self.say(f"Done: {shown.done}. u takes it back.")

            self.app.push_screen(Doubt("Mend them?", _words(shown)), answer)


def _words(shown: Mending) -> str:
    lines = [f"{shown.sentence}."]
    for now, then, number in shown.codes[:_FEW]:
        lines.append(f"{number:>6}  {now}" + (f" → {then}" if then else ""))
    more = len(shown.codes) - _FEW
    if more > 0:
        lines.append(f"        and {more} more codes")
    return "\n".join([*lines, *shown.notes])
