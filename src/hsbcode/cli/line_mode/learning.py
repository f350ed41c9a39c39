"""The tutorial at the prompt, and what comes of one's coding so far."""

from collections import Counter
from typing import TYPE_CHECKING

from hsbcode.cli import printing

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession

_END = "That is all you need. ? lists everything else, q leaves."


class LineLearning:
    """Says what to try next, in the project that is made to learn with."""

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.tutorial import Learning, is_tutorial

        self._session = session
        self._steps = Learning() if is_tutorial(session.project) else None
        self._finished = 0

    def begin(self) -> None:
        """Say the first thing to try."""
        if self._steps is not None:
            self._finished = self._session.tally().finished
            self._say()

    def obeyed(self, line: str) -> None:
        """Take in that a line was obeyed; say what comes next where that is new."""
        if self._steps is None or self._steps.step is None:
            return
        before, self._finished = self._finished, self._session.tally().finished
        step = self._steps.step
        self._steps.typed(line, finished=self._finished - before)
        if self._steps.step is not step:
            self._say()

    def _say(self) -> None:
        step = self._steps.step if self._steps is not None else None
        printing.data(f"Try: {step.line}" if step is not None else _END)


def results(session: "CodingSession") -> None:
    """Say in how many answers to this question each code stands, for this coder."""
    counts = Counter(
        code for unit in session.units for code in session.held(unit).codes
    )
    tally = session.tally()
    printing.data(f"My codes, of {tally.finished} finished answers:")
    for code, count in counts.most_common():
        printing.data(f"{session.codebook.label(code)}: {count}")
    if not counts:
        printing.data("No code stands yet.")
    printing.data(
        f"hsbcode tables {session.project.path.name} prints all tables with their "
        "bases."
    )
