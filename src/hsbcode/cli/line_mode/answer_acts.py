"""What is done to the answer one is at, at the prompt; each said in words."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import codes as line_codes
from hsbcode.cli.line_mode import parts as line_parts
from hsbcode.cli.line_mode import shortcuts as line_shortcuts
from hsbcode.cli.line_mode.reading import read_answer
from hsbcode.cli.line_mode.suggestions import LineSuggestions
from hsbcode.cli.line_mode.together import code_alike
from hsbcode.cli.line_mode.walk import LineWalk
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession


class AnswerActs:
    """The answer one is at: read out, coded, finished, and on to the next."""

    def __init__(self, session: "CodingSession") -> None:
        self.session = session
        self.suggestions = LineSuggestions(session)
        self.walk = LineWalk(session)

    def read_out(self) -> None:
        """Say where one is and what stands."""
        unit_id = self.walk.unit_id
        if unit_id is not None:
            read_answer(self.session, unit_id, self.walk.words)
            self.suggestions.read_out(unit_id)

    def move(self, by: int) -> None:
        """Go on or back."""
        if self.walk.move(by):
            self.read_out()

    def toggle(self, code: Code) -> None:
        """Apply a code or take it off."""
        unit_id = self.walk.here
        shown = self.suggestions.showing(unit_id)
        stands = self.session.toggle(unit_id, code.id, shown=shown)
        printing.data(f"{'Applied' if stands else 'Taken off'}: {code.label}")

    def by_name(self, name: str) -> None:
        """Apply the code of this name, offer it here, or make it."""
        try:
            code = line_codes.named(self.session, name)
        except UsageConflict:
            made = line_codes.offered_or_made(self.session, name)
            if made is None:
                raise
            code = made
        self.toggle(code)

    def finish(self) -> None:
        """Finish and go on."""
        here = self.walk.here
        shown = self.suggestions.shown_at_finish(here)
        self.session.finish(here, picked=self.walk.picked, shown=shown)
        printing.data("Finished.")
        self.move(1)

    def no_code(self) -> None:
        """Finish with no code and go on."""
        here = self.walk.here
        shown = self.suggestions.shown_at_finish(here)
        self.session.finish_without_code(here, picked=self.walk.picked, shown=shown)
        printing.data("Finished: no code applies.")
        self.move(1)

    def accept(self) -> None:
        """Accept the first suggestion."""
        unit_id = self.walk.here
        code = self.suggestions.first(unit_id).code
        shown = self.suggestions.showing(unit_id)
        self.session.apply(unit_id, code, origin="suggestion", shown=shown)
        printing.data(f"Accepted: {self.session.codebook.label(code)}")

    def accept_all(self) -> None:
        """Accept all suggestions."""
        line_shortcuts.accept_all(self.session, self.suggestions, self.walk.here)

    def decline(self) -> None:
        """Decline the first suggestion."""
        unit_id = self.walk.here
        code = self.suggestions.first(unit_id).code
        self.session.reject(unit_id, code, self.suggestions.showing(unit_id))
        printing.data(f"Declined: {self.session.codebook.label(code)}")

    def reopen(self) -> None:
        """Take a finished answer back into work."""
        done = self.session.reopen(self.walk.here)
        printing.data("Reopened." if done else "It was not finished.")

    def stays(self) -> None:
        """Say of a doubtful coding that it stays, and go on."""
        if not self.session.choice.doubts.words(self.walk.here):
            raise UsageConflict(
                "This answer is not among the doubtful codings.",
                "F doubtful lists them.",
            )
        self.session.keep(self.walk.here)
        printing.data("It stays as it is coded.")
        self.move(1)

    def parts(self, at: str = "") -> None:
        """Split the answer, by rule or at a character; or join its parts."""
        self.session.parts.refuse_in_round()
        if at:
            done = line_parts.split_at(self.session, self.walk, at)
        else:
            done = line_parts.split_or_join(self.session, self.walk)
        if done:
            self.read_out()

    def alike(self, codes: str) -> None:
        """Code what says the same together, and go on."""
        if code_alike(self.session, self.walk.here, codes, self.walk.picked):
            self.walk.refresh()
            self.move(1)
