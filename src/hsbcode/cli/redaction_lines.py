"""Deciding on proposals line by line: one answer, one prompt a stretch."""

from dataclasses import dataclass, replace
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode.prompt import ask
from hsbcode.domain.errors import HsbcodeError
from hsbcode.domain.identifying import ROLES, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.store.project import Project
    from hsbcode.workflows.redacting.proposing import Proposed, ProposedAnswer

_NARROWEST, _WIDEST = 30, 100
_KEYS = (
    "y replace it by what it is, k it stays, a role (as place) replaces it by that, "
    "Y replace all in this answer, K all of it stays, "
    "n leave the answer for later, Enter leave this one, u undo, q stop."
)


def run_lines(project: "Project", found: "Proposed", by: str) -> None:
    """Ask for a decision on each proposal until none is left, or one stops.

    Raises:
        UsageConflict: nobody is named.
    """
    from hsbcode.workflows.redacting.deciding import checked_person

    _Lines(project, found, checked_person(by)).run()


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision of this sitting: the step, how many stretches, and where it was."""

    press: str
    number: int
    answer: int
    stretch: int


class _Lines:
    def __init__(self, project: "Project", found: "Proposed", by: str) -> None:
        self._project = project
        self._answers = [each for each in found.answers if each.waiting]
        self._by = by
        self._done: list[_Done] = []
        self._answer = self._stretch = 0

    def run(self) -> None:
        printing.data(_wrapped(_KEYS))
        told = -1
        while self._answer < len(self._answers):
            answer = self._answers[self._answer]
            if told != self._answer:
                told = self._answer
                printing.data()
                where = f"{self._answer + 1} of {len(self._answers)}"
                printing.data(f"Answer {where}, {answer.unit.name}:")
                printing.data(_wrapped(_marked(answer)))
            one = answer.waiting[self._stretch]
            words = " ".join(answer.words(one).split())
            line = ask(f"{self._stretch + 1} “{words}” {one.role}, {one.why} > ")
            if line is None or line == "q":
                break
            try:
                self._take(answer, line)
            except HsbcodeError as error:
                printing.data(f"{error.message} {error.hint}".strip())
        number = sum(one.number for one in self._done)
        printing.data(f"Decided on {number} stretches. hsbcode undo takes steps back.")

    def _take(self, answer: "ProposedAnswer", line: str) -> None:
        """Do what was typed about the stretch at hand, and go on."""
        from hsbcode.workflows.redacting import deciding

        rest = answer.waiting[self._stretch :]
        one = rest[:1]
        accept, keep = deciding.accept_proposals, deciding.keep_proposals
        if line == "y":
            self._decide(accept, answer, one)
        elif line == "k":
            self._decide(keep, answer, one)
        elif line == "Y":
            self._decide(accept, answer, rest)
        elif line == "K":
            self._decide(keep, answer, rest)
        elif line in ROLES:
            self._decide(accept, answer, one, line)
        elif line == "n":
            self._on(len(rest))
        elif line == "u":
            self._undo()
        elif line:
            printing.data(_wrapped(f"{_KEYS} Roles: {', '.join(ROLES)}."))
        else:
            self._on(1)

    def _on(self, stretches: int) -> None:
        self._stretch += stretches
        if self._stretch >= len(self._answers[self._answer].waiting):
            self._answer, self._stretch = self._answer + 1, 0

    def _decide(
        self,
        decide: "Callable[..., tuple[int, str]]",
        answer: "ProposedAnswer",
        proposals: "tuple[Proposal, ...]",
        *role: str,
    ) -> None:
        only = replace(answer, waiting=proposals)
        number, press = decide(self._project, [only], self._by, *role)
        self._done.append(_Done(press, number, self._answer, self._stretch))
        self._on(number)

    def _undo(self) -> None:
        if not self._done:
            printing.data("Nothing was decided in this sitting.")
            return
        from hsbcode.workflows.log.undoing import take_back

        last = self._done.pop()
        take_back(self._project, last.press, self._by)
        self._answer, self._stretch = last.answer, last.stretch
        printing.data("Taken back.")


def _wrapped(text: str) -> str:
    """Return a text in lines that break between words, as wide as the terminal."""
    width = min(max(get_terminal_size().columns, _NARROWEST), _WIDEST)
    return "\n".join(
        part
        for line in text.split("\n")
        for part in wrap(line, width, drop_whitespace=True) or [""]
    )


def _marked(answer: "ProposedAnswer") -> str:
    """Return the text with every stretch in brackets, each with its number."""
    text = answer.unit.text
    parts, at = [], 0
    for number, one in enumerate(answer.waiting, start=1):
        parts += [text[at : one.span.start], f"⟦{number} {answer.words(one)}⟧"]
        at = one.span.end
    return "".join([*parts, text[at:]])
