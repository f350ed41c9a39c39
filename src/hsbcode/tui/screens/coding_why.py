"""Why a code is suggested, or why not; to the answers that spoke for it, and back."""

from collections.abc import Callable

from hsbcode.domain.errors import UsageConflict
from hsbcode.tui.dialogs.codebook_asking import PickCode
from hsbcode.tui.dialogs.why_code import ANOTHER, WhyCode
from hsbcode.tui.screens.coding_places import Going
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.opening import Project
from hsbcode.workflows.suggestions.explaining import (
    Told,
    refuse_explaining,
    seen_by,
    told,
)


class Explaining(Going):
    """One key asks; Enter goes to an answer that spoke, another key comes back."""

    def __init__(self, session: CodingSession, *, suggestions: bool = True) -> None:
        super().__init__(session, suggestions=suggestions)
        self._came_from: list[str] = []

    def action_why(self) -> None:
        """Say why a code is suggested, or why the one under the cursor is not."""
        with self.telling():
            refuse_explaining(self.session, self.unit.id)
            code = self._asked_about()
            if not code:
                raise UsageConflict("There is no code under the cursor.")
            self._explain(code)

    def _asked_about(self) -> str:
        """The code under the cursor; where it was left behind, the first suggested."""
        suggested = [each.code for each in self.visible_suggestions()]
        left_behind = self.cursor_unit != self.unit.id
        if suggested and left_behind and self.code_at not in suggested:
            return suggested[0]
        return self.code_at

    def action_came_from(self) -> None:
        """Go back to the answer from which one went to look at another."""
        with self.telling():
            if not self._came_from:
                raise UsageConflict("There is no answer to go back to.")
            self.go_to_unit(self._came_from.pop())

    def _explain(self, code: str) -> None:
        unit, session, suggester = self.unit, self.session, self._suggester
        if suggester is None:
            raise UsageConflict("Suggestions are off.")
        book = session.codebook
        declined = code in session.held(unit.id).rejected

        def look(reader: Project) -> Callable[[], None]:
            # The child may be learning: a thread waits for it, typing does not.
            found = told(reader, suggester.explain(unit, code, book), declined)
            return lambda: self._tell_why(unit.id, found)

        self.in_thread(look, session.question.id, "why")

    def _tell_why(self, unit: str, found: Told) -> None:
        # One has gone on meanwhile: another answer may be a hidden one.
        if self._unit is None or self._unit.id != unit or self.app.screen is not self:
            return

        def answer(chosen: str | None) -> None:
            if chosen == ANOTHER:
                self._ask_another()
            elif chosen:
                with self.telling():
                    self._came_from.append(unit)
                    self.go_to_unit(chosen)
                    self.say("b goes back to the answer you came from.")

        self.app.push_screen(WhyCode(seen_by(self.session, found)), answer)

    def _ask_another(self) -> None:
        def answer(code: str | None) -> None:
            if code:
                with self.telling():
                    self._explain(code)

        pick = PickCode("Why, or why not …", list(self.session.codes), does="tells")
        self.app.push_screen(pick, answer)
