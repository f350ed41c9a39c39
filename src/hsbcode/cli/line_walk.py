"""The way through the answers at the prompt: where one is, and which are shown."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_codes import named
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession


class LineWalk:
    """A filtered list of answers with a place in it.

    A move that succeeds answers True: then the answer is to be read out.
    """

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.answer_lines import ListFilter

        self._session = session
        self._no_filter = ListFilter()
        self._filter = self._no_filter
        self.units: list[str] = list(session.units)
        start = session.place() or session.next_unfinished()
        self._at = self.units.index(start) if start in self.units else 0

    @property
    def unit_id(self) -> str | None:
        """The answer one is at; None in an empty list."""
        return self.units[self._at] if self.units else None

    @property
    def here(self) -> str:
        """The answer one is at, in a list known to have some."""
        return self.units[self._at]

    @property
    def words(self) -> str:
        """Where one is, of how many, and which are shown."""
        of = f"{self._at + 1} of {len(self.units)}"
        if self._filter != self._no_filter:
            of += f" ({self._filter.words})"
        return of

    def move(self, by: int) -> bool:
        """Go on or back; False, said aloud, at an end of the list."""
        to = self._at + by
        if not 0 <= to < len(self.units):
            tally = self._session.tally()
            end = "last" if by > 0 else "first"
            done = f"{tally.finished} of {tally.total} finished"
            printing.data(f"That was the {end} answer. {done}.")
            return False
        self._at = to
        return True

    def go_to(self, unit: str | None) -> bool:
        """Go to an answer; False if it is not in this list."""
        if unit not in self.units:
            return False
        self._at = self.units.index(unit)
        return True

    def go(self, name: str) -> None:
        """Go to an answer by number in this list, or by name.

        Raises:
            UsageConflict: there is no such answer in the list.
        """
        if name.isdigit() and 1 <= int(name) <= len(self.units):
            self._at = int(name) - 1
            return
        for place, line in enumerate(self._session.lines(self.units)):
            if name in (line.unit.name, line.unit.reference):
                self._at = place
                return
        raise UsageConflict(f"There is no answer “{name}” in this list.")

    def set_filter(self, rest: str) -> None:
        """Show only some answers.

        Raises:
            UsageConflict: there is no such filter, or no such code.
        """
        from hsbcode.workflows.answer_lines import ListFilter

        kind, _, value = rest.partition(" ")
        filters = {
            "": ListFilter(),
            "unfinished": ListFilter(unfinished=True),
            "finished": ListFilter(finished=True),
            "flagged": ListFilter(flagged=True),
            "word": ListFilter(word=value),
        }
        if kind == "code":
            filters["code"] = ListFilter(code=named(self._session, value).id)
        if kind not in filters:
            raise UsageConflict(
                f"There is no filter “{kind}”.",
                "Filters: unfinished, finished, flagged, word x, code x.",
            )
        self._filter = filters[kind]
        self.units = self._session.filtered(self._filter)
        self._at = 0
        printing.data(f"{len(self.units)} of {len(self._session.units)} answers.")

    def switch(self, question: str) -> None:
        """Go to another question, where its first unfinished answer is."""
        self._session.keep_place(self.unit_id)
        self._session.switch(question)
        self._filter = self._no_filter
        self.units = list(self._session.units)
        start = self._session.next_unfinished()
        self._at = self.units.index(start) if start else 0
