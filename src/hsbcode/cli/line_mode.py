"""Coding line by line: one prompt, no redraw, every state in words.

The same session as the full screen, for screen readers and for scripts.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.cli import line_codes, printing
from hsbcode.cli.line_prompt import COMMANDS, ask, confirm
from hsbcode.cli.line_suggestions import LineSuggestions
from hsbcode.cli.line_walk import LineWalk
from hsbcode.domain.acts import Span
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import HsbcodeError, UsageConflict

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.undoing import Undone


def run_lines(path: Path, coder: str, question: str, round_: str) -> int:
    """Code line by line until q or the end of input; return the exit code."""
    from hsbcode.workflows.coders import checked_name, known_coders, near_equal
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.opening import open_project

    with open_project(path) as project:
        if not project.writable:
            printing.narrate(f"Read-only: {project.why_read_only}")
        known = known_coders(project)
        if not coder:
            printing.data(
                "Coders so far: " + (", ".join(known) if known else "nobody") + "."
            )
            coder = ask("Your name: ") or ""
        coder = checked_name(coder)
        like = near_equal(coder, known)
        if like is not None and not confirm(
            f"{like} is known here. Is {coder} somebody else?"
        ):
            coder = like
        session = CodingSession(project, coder, question, round_=round_)
        return LineMode(session).run()


class LineMode:
    """One sitting at the prompt."""

    def __init__(self, session: "CodingSession") -> None:
        self.session = session
        self.suggestions = LineSuggestions(session)
        self.walk = LineWalk(session)

    def run(self) -> int:
        """Read and obey lines until q or the end of input."""
        question = self.session.question
        printing.data(f"Question: {question.text or question.label}")
        printing.data("? lists what you can type.")
        if not self.walk.units:
            printing.data("There are no answers under this question.")
        self.read_out()
        while True:
            line = ask("> ")
            if line is None or line in ("q", "quit"):
                break
            try:
                self.obey(line)
            except HsbcodeError as error:
                printing.data(error.message + (f" {error.hint}" if error.hint else ""))
        self.session.keep_place(self.walk.unit_id)
        self.suggestions.close()
        tally = self.session.tally()
        printing.data(
            f"{tally.finished} of {tally.total} finished, saved in "
            f"{self.session.project.path.name}."
        )
        return 0

    def obey(self, line: str) -> None:
        """Carry out one line."""
        if not self.walk.units and line[:1] not in ("F", "Q", "?"):
            raise UsageConflict("There is no answer here.", "F alone shows all.")
        word, _, rest = line.partition(" ")
        rest = rest.strip()
        whole: dict[str, Callable[[], None]] = {
            "": self.finish,
            "0": self.no_code,
            "n": lambda: self.move(1),
            "p": lambda: self.move(-1),
            "u": lambda: self.took_back(self.session.undo(), "Undone"),
            "U": lambda: self.took_back(self.session.redo(), "Done again"),
            "a": self.accept,
            "x": self.decline,
            "r": self.reopen,
            "w": self.read_out,
            "?": self.help,
        }
        with_rest: dict[str, Callable[[str], None]] = {
            "m": self.memo,
            "f": self.flag,
            "d": lambda name: line_codes.read_definition(
                line_codes.named(self.session, name)
            ),
            "s": self.span,
            "g": self.go,
            "F": self.set_filter,
            "Q": self.switch,
            "+": self.by_name,
        }
        if line in whole:
            whole[line]()
        elif word in with_rest:
            with_rest[word](rest)
        elif line[:1] == "/":
            line_codes.list_with(self.session, line[1:].strip())
        elif line[:1] == "+":
            self.by_name(line[1:].strip())
        elif line[:1] == ";":
            self.toggle(line_codes.by_key(self.session, line[1:].strip()))
        elif line.isdigit() and line in self.session.digits:
            self.toggle(self.session.codebook[self.session.digits[line]])
        else:
            raise UsageConflict(f"“{line}” is not a command here.", "? lists them.")

    # --- what is read out ----------------------------------------------------------

    def read_out(self) -> None:
        """Say where one is and what stands."""
        unit_id = self.walk.unit_id
        if unit_id is None:
            return
        unit = self.session.unit(unit_id)
        held = self.session.held(unit_id)
        box = f", part {unit.box} of {unit.boxes}" if unit.boxes > 1 else ""
        printing.data()
        printing.data(f"Answer {self.walk.words}{box}, {unit.name}, {held.state}:")
        printing.data(unit.text)
        around = self.session.around(unit)
        if around.closed:
            printing.data(
                "Person: " + "; ".join(f"{q}: {a}" for q, a in around.closed[:6])
            )
        for code in sorted(held.codes):
            printing.data(f"Applied: {self.session.codebook.label(code)}")
        for flag in held.flags:
            printing.data(f"Flag: {flag.replace('_', ' ')}")
        for note in self.session.notes(unit_id):
            printing.data(f"Memo: {note}")
        self.suggestions.read_out(unit_id)

    def help(self) -> None:
        """Say what can be typed."""
        printing.columns(COMMANDS)
        line_codes.list_digits(self.session)

    # --- commands --------------------------------------------------------------------

    def toggle(self, code: Code) -> None:
        """Apply a code or take it off."""
        unit_id = self.walk.here
        shown = self.suggestions.showing(unit_id)
        stands = self.session.toggle(unit_id, code.id, shown=shown)
        printing.data(f"{'Applied' if stands else 'Taken off'}: {code.label}")

    def finish(self) -> None:
        """Finish and go on."""
        self.session.finish(self.walk.here)
        printing.data("Finished.")
        self.move(1)

    def no_code(self) -> None:
        """Finish with no code and go on."""
        self.session.finish_without_code(self.walk.here)
        printing.data("Finished: no code applies.")
        self.move(1)

    def move(self, by: int) -> None:
        """Go on or back."""
        if self.walk.move(by):
            self.read_out()

    def accept(self) -> None:
        """Accept the first suggestion."""
        unit_id = self.walk.here
        code = self.suggestions.first(unit_id).code
        shown = self.suggestions.showing(unit_id)
        self.session.apply(unit_id, code, origin="suggestion", shown=shown)
        printing.data(f"Accepted: {self.session.codebook.label(code)}")

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

    def took_back(self, undone: "Undone | None", verb: str) -> None:
        """Say what undo or redo did, and go there."""
        if undone is None:
            printing.data("There is nothing to take back.")
            return
        printing.data(
            f"{verb}: {undone.words} ({undone.at[:16].replace('T', ' ')} UTC)"
        )
        if self.walk.go_to(undone.unit):
            self.read_out()

    def memo(self, text: str) -> None:
        """Write a memo; without text it is taken away."""
        self.session.note(self.walk.here, text)
        printing.data("Memo written." if text else "Memo taken away.")

    def flag(self, rest: str) -> None:
        """Flag or unflag."""
        name, _, note = rest.partition(" ")
        name = name or "come_back"
        unit_id = self.walk.here
        if (
            name == "safeguarding"
            and not note
            and name not in self.session.held(unit_id).flags
        ):
            note = ask("What is the concern? ") or ""
        stands = self.session.flag(unit_id, name, note)
        printing.data(
            f"{'Flagged' if stands else 'Unflagged'}: {name.replace('_', ' ')}"
        )

    def span(self, rest: str) -> None:
        """Code a stretch: start, end (characters, from 1, end included), code."""
        parts = rest.split(maxsplit=2)
        unit = self.session.unit(self.walk.here)
        if len(parts) < 3 or not (parts[0].isdigit() and parts[1].isdigit()):
            raise UsageConflict("A span is typed as: s 5 20 code")
        start, end = int(parts[0]) - 1, int(parts[1])
        if not 0 <= start < end <= len(unit.text):
            raise UsageConflict(
                f"This answer has the characters 1 to {len(unit.text)}."
            )
        code = line_codes.named(self.session, parts[2])
        self.session.apply(
            unit.id, code.id, span=Span(unit.start + start, unit.start + end)
        )
        printing.data(f"Applied to “{unit.text[start:end]}”: {code.label}")

    def go(self, name: str) -> None:
        """Go to an answer by number in this list, or by name."""
        self.walk.go(name)
        self.read_out()

    def set_filter(self, rest: str) -> None:
        """Show only some answers."""
        self.walk.set_filter(rest)
        self.read_out()

    def switch(self, question: str) -> None:
        """Go to another question, or list them."""
        if not question:
            for known in self.session.questions:
                printing.data(f"{known.id}: {known.text or known.label}")
            return
        self.walk.switch(question)
        printing.data(self.session.question.text or self.session.question.label)
        self.read_out()

    def by_name(self, name: str) -> None:
        """Apply the code of this name, or make it."""
        try:
            code = line_codes.named(self.session, name)
        except UsageConflict:
            if not name or not confirm(f"Make a new code “{name}”?"):
                raise
            code = self.session.create_code(name)
        self.toggle(code)
