"""Queues of the code frame, line by line: one prompt, nothing redrawn."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.errors import HsbcodeError

if TYPE_CHECKING:
    from hsbcode.workflows.codebook.queues import CodeQueue, Waiting


def print_queues(project: Path, *, json: bool) -> None:
    """Print every code with answers to look at, and whose they are."""
    from hsbcode.workflows.codebook.queues import queues
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = queues(opened)
    if json:
        printing.as_json([each.as_dict() for each in found])
        return
    printing.columns(
        (
            each.label,
            each.code,
            f"split into {', '.join(each.into)}" if each.into else each.why,
            ", ".join(f"{who} {count}" for who, count in each.by_coder),
        )
        for each in found
    )
    if not found:
        printing.narrate("No answer waits for another look.")


def print_answers(project: Path, code: str, coder: str, *, json: bool) -> None:
    """Print the answers that wait for one coder."""
    from hsbcode.workflows.codebook.queues import CodeQueue
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        queue = CodeQueue(opened, checked_name(coder), code)
        found = [(each, queue.unit(each)) for each in queue.waiting()]
    if json:
        printing.as_json(
            [
                {"answer": unit.name, "coder": each.coder, "text": unit.text}
                for each, unit in found
            ]
        )
        return
    printing.columns(
        (unit.name, each.coder, " ".join(unit.text.split())) for each, unit in found
    )
    if not found:
        printing.narrate(f"Nothing is left for {coder}.")


def run_queue(project: Path, code: str, coder: str) -> None:
    """Ask for a decision on each answer until none is left, or one stops."""
    from hsbcode.workflows.codebook.queues import CodeQueue
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing

    with open_for_writing(project) as opened:
        queue = CodeQueue(opened, checked_name(coder), code)
        _Lines(queue).run()


class _Lines:
    """The prompt of one queue."""

    def __init__(self, queue: "CodeQueue") -> None:
        self._queue = queue
        self._passed: set[Waiting] = set()

    def run(self) -> None:
        """Ask until nothing is left."""
        printing.data(self._keys())
        while (waiting := self._next()) is not None:
            self._tell(waiting)
            sys.stdout.write("> ")
            sys.stdout.flush()
            line = sys.stdin.readline()
            word = line.strip()
            if not line or word == "q":
                break
            try:
                self._do(waiting, word)
            except HsbcodeError as error:
                printing.data(f"{error.message} {error.hint}".strip())
        left = len(self._queue.waiting())
        printing.data(f"Left: {left}." if left else "Nothing is left.")

    def _next(self) -> "Waiting | None":
        waiting = (w for w in self._queue.waiting() if w not in self._passed)
        return next(waiting, None)

    def _keys(self) -> str:
        named = [
            f"{digit} {code.label}"
            for digit, code in enumerate(self._queue.choices, start=1)
        ]
        first = ", ".join(named) if named else "y it still fits"
        more = "several digits for several codes, " if len(named) > 1 else ""
        return (
            f"“{self._queue.code.label}”: {first}, {more}/ and a name for another, "
            "0 takes it off, Enter leaves it for later, p goes back to those left, "
            "u undo, U redo, q stop."
        )

    def _tell(self, waiting: "Waiting") -> None:
        unit = self._queue.unit(waiting)
        left = len(self._queue.waiting())
        whose = "" if waiting.coder == self._queue.coder else f", {waiting.coder}"
        printing.data(f"{unit.name}{whose}, {left} left: {' '.join(unit.text.split())}")
        for start, end in self._queue.spans(waiting):
            words = unit.text[max(0, start - unit.start) : end - unit.start]
            printing.data(f"Coded words: {words}")
        others = self._queue.beside(waiting)
        if others:
            printing.data(f"Other codes: {', '.join(others)}")

    def _do(self, waiting: "Waiting", word: str) -> None:
        queue = self._queue
        ids = [code.id for code in queue.choices]
        if not word:
            self._passed.add(waiting)
        elif word in ("u", "U"):
            undone = queue.undo(redo=word == "U")
            self._passed.clear()
            printing.data(
                "Done again." if word == "U" else f"Took back: {undone.words}."
            )
        elif word == "p":
            printing.data(f"Back to the {len(self._passed)} left for later.")
            self._passed.clear()
        elif word == "0":
            queue.decide(waiting, [])
            printing.data(f"Took off {queue.code.label}.")
        elif word == "y" and not queue.is_split:
            queue.decide(waiting, [queue.code.id])
            printing.data("It still fits.")
        elif word.startswith("/"):
            self._other(waiting, word[1:].strip())
        elif word.isdecimal() and all(1 <= int(d) <= len(ids) for d in word):
            chosen = [ids[int(digit) - 1] for digit in dict.fromkeys(word)]
            queue.decide(waiting, chosen)
            label = queue.project.codebook.label
            printing.data("Now " + ", ".join(map(label, chosen)) + ".")
        else:
            printing.data(self._keys())

    def _other(self, waiting: "Waiting", name: str) -> None:
        from hsbcode.workflows.codebook.use import find_code

        code = find_code(self._queue.project.codebook, name)
        self._queue.decide(waiting, [code.id])
        printing.data(f"Now {code.label}.")
