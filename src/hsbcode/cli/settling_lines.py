"""Settling line by line: one prompt, nothing redrawn."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode.prompt import ask
from hsbcode.domain.errors import HsbcodeError

if TYPE_CHECKING:
    from hsbcode.workflows.rounds.differences import Difference
    from hsbcode.workflows.rounds.settling import Settling

_KEYS = (
    "Type the codes that count, as: trust; money. 0: no code applies. = and a coder's "
    "name: as that coder. d and a code: its definition. Enter: later. p: back to those "
    "left for later. u, U: undo, redo. q: stop."
)


class SettlingLines:
    """The prompt of one round.

    Args:
        settling: what is to be gone through.
        by: who settles.
        code: only answers in which this code is disputed; empty = all.
        hide_votes: whether it stays unsaid who said what.
    """

    def __init__(
        self, settling: "Settling", by: str, code: str, *, hide_votes: bool
    ) -> None:
        from hsbcode.workflows.codebook.use import find_code

        self._settling = settling
        self._by = by
        book = settling.project.codebook
        self._code = find_code(book, code).id if code else ""
        self._hides = hide_votes
        self._passed: set[str] = set()

    def run(self) -> None:
        """Ask until nothing is left, or one stops."""
        from hsbcode.workflows.rounds.settling_words import summary_words

        printing.data(_KEYS)
        while (each := self._next()) is not None:
            self._tell(each)
            line = ask("> ")
            if line is None or line == "q":
                break
            try:
                self._do(each, line)
            except HsbcodeError as error:
                printing.data(f"{error.message} {error.hint}".strip())
        printing.data(summary_words(self._settling))
        tell_if_closed(self._settling, self._by)

    def _next(self) -> "Difference | None":
        from hsbcode.workflows.rounds.differences import without_names

        left = (
            d for d in self._settling.left(self._code) if d.unit not in self._passed
        )
        found = next(left, None)
        return without_names(found) if found is not None and self._hides else found

    def _tell(self, each: "Difference") -> None:
        from hsbcode.workflows.rounds.settling_words import decision_words, said_words

        of = self._settling
        unit, left = of.unit(each.unit), len(of.left(self._code))
        printing.data(f"{unit.name}, {left} left: {' '.join(unit.text.split())}")
        for said in each.said:
            for line in said_words(of, each, said):
                printing.data(line)
        decided = decision_words(of, each)
        if decided:
            printing.data(decided)

    def _do(self, each: "Difference", line: str) -> None:
        head, _space, rest = line.partition(" ")
        if not line:
            self._passed.add(each.unit)
        elif line in ("u", "U"):
            undone = self._settling.undo(self._by, redo=line == "U")
            self._passed.clear()
            words = "Done again" if line == "U" else "Took back"
            printing.data(f"{words}: {undone.words}.")
        elif line == "p":
            printing.data(f"Back to the {len(self._passed)} left for later.")
            self._passed.clear()
        elif line == "?":
            printing.data(_KEYS)
        elif head == "d" and rest:
            self._define(rest)
        elif line.startswith("="):
            self._as_coder(each, line[1:].strip())
        else:
            self._decide(each, line)

    def _as_coder(self, each: "Difference", name: str) -> None:
        said = [s for s in each.said if name.casefold() in s.coder.casefold()]
        if len(said) != 1:
            names = ", ".join(s.coder for s in each.said)
            printing.data(f"Say which coder: {names}.")
            return
        self._write(each, list(said[0].codes))

    def _decide(self, each: "Difference", line: str) -> None:
        from hsbcode.workflows.codebook.use import find_code

        book = self._settling.project.codebook
        names = [part.strip() for part in line.split(";") if part.strip()]
        if names == ["0"]:
            names = []
        self._write(each, [find_code(book, name).id for name in names])

    def _write(self, each: "Difference", codes: list[str]) -> None:
        from hsbcode.workflows.rounds.settling_words import decision_words

        reason = ask("Why? (Enter: no reason) ")
        settling = self._settling
        settling.decide(each.unit, codes, reason or "", self._by)
        words = decision_words(settling, settling.difference(each.unit))
        printing.data(words[:1].upper() + words[1:] + ".")

    def _define(self, name: str) -> None:
        from hsbcode.workflows.codebook.use import find_code

        code = find_code(self._settling.project.codebook, name)
        rules = (
            code.definition,
            f"Include: {code.include_when}" if code.include_when else "",
            f"Exclude: {code.exclude_when}" if code.exclude_when else "",
        )
        printing.data(" ".join(filter(None, (f"{code.label}:", *rules))))


def tell_if_closed(settling: "Settling", by: str) -> None:
    """Close the round where nothing is left, and say so."""
    if settling.close_if_done(by):
        printing.narrate(f"Nothing is left: the round {settling.round.id} is settled.")
