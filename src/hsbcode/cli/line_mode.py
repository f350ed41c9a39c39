"""Coding line by line: one prompt, no redraw, every state in words.

The same session as the full screen, for screen readers and for scripts.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.domain.acts import FLAGS, Span
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import HsbcodeError, UsageConflict
from hsbcode.domain.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.undoing import Undone

HELP = (
    ("1 … 9", "apply the code with this digit, or take it off"),
    (";ab", "apply the code with this key, or take it off"),
    ("/word", "list codes whose label, definition or keywords hold the word"),
    ("+ name", "apply the code of this name; a new name makes a code after asking"),
    ("empty line", "finish an answer that has a code, and go on"),
    ("0", "no code applies: finish and go on"),
    ("n, p", "next or previous answer, without finishing"),
    ("a, x", "accept or decline the first suggestion"),
    ("u, U", "undo, redo"),
    ("m text", "write a memo on this answer"),
    ("f name text", "flag or unflag: " + ", ".join(FLAGS)),
    ("d code", "read a code's definition"),
    ("s 5 20 code", "code the characters 5 to 20 only"),
    ("g name", "go to an answer by its name or number"),
    ("F unfinished, F word x, F", "show only these; F alone shows all"),
    ("Q id", "go to another question; Q alone lists them"),
    ("r", "reopen a finished answer"),
    ("w", "where am I: read the answer again"),
    ("?", "this list"),
    ("q", "quit; everything is saved"),
)


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
            coder = _ask("Your name: ") or ""
        coder = checked_name(coder)
        like = near_equal(coder, known)
        if like is not None and _ask(
            f"{like} is known here. Is {coder} somebody else? (yes/no) "
        ) not in ("y", "yes"):
            coder = like
        session = CodingSession(project, coder, question, round_=round_)
        return LineMode(session).run()


def _ask(prompt: str) -> str | None:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip("\r\n").strip() if line else None


class LineMode:
    """One sitting at the prompt."""

    def __init__(self, session: "CodingSession") -> None:
        from hsbcode.workflows.coding import ListFilter
        from hsbcode.workflows.suggesting import Suggester

        self.session = session
        self.suggester = Suggester(session)
        self.no_filter = ListFilter()
        self.filter = self.no_filter
        self.units: list[str] = list(session.units)
        start = session.place() or session.next_unfinished()
        self.at = self.units.index(start) if start in self.units else 0

    def run(self) -> int:
        """Read and obey lines until q or the end of input."""
        question = self.session.question
        printing.data(f"Question: {question.text or question.label}")
        printing.data("? lists what you can type.")
        if not self.units:
            printing.data("There are no answers under this question.")
        self.read_out()
        while True:
            line = _ask("> ")
            if line is None or line in ("q", "quit"):
                break
            try:
                self.obey(line)
            except HsbcodeError as error:
                printing.data(error.message + (f" {error.hint}" if error.hint else ""))
        self.session.keep_place(self.unit_id)
        self.suggester.close()
        tally = self.session.tally()
        printing.data(
            f"{tally.finished} of {tally.total} finished, saved in "
            f"{self.session.project.path.name}."
        )
        return 0

    @property
    def unit_id(self) -> str | None:
        """The answer one is at."""
        return self.units[self.at] if self.units else None

    def obey(self, line: str) -> None:
        """Carry out one line."""
        if not self.units and line[:1] not in ("F", "Q", "?"):
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
            "d": self.define,
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
            self.find(line[1:].strip())
        elif line[:1] == "+":
            self.by_name(line[1:].strip())
        elif line[:1] == ";":
            self.toggle(self.by_key(line[1:].strip()))
        elif line.isdigit() and line in self.session.digits:
            self.toggle(self.session.codebook[self.session.digits[line]])
        else:
            raise UsageConflict(f"“{line}” is not a command here.", "? lists them.")

    # --- what is read out ----------------------------------------------------------

    def read_out(self) -> None:
        """Say where one is and what stands."""
        unit_id = self.unit_id
        if unit_id is None:
            return
        unit = self.session.unit(unit_id)
        held = self.session.held(unit_id)
        of = f"{self.at + 1} of {len(self.units)}"
        if self.filter != self.no_filter:
            of += f" ({self.filter.words})"
        box = f", part {unit.box} of {unit.boxes}" if unit.boxes > 1 else ""
        printing.data()
        printing.data(f"Answer {of}{box}, {unit.name}, {held.state}:")
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
        for each in self.suggestions():
            label = self.session.codebook.label(each.code)
            words = ", ".join(f"“{word}”" for word in each.words)
            printing.data(f"Suggested: {label} ({each.strength}: {words})")

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions for this answer that do not stand already."""
        unit_id = self.unit_id
        if unit_id is None:
            return ()
        held = self.session.held(unit_id)
        found = self.suggester.at_once(self.session.unit(unit_id))
        return tuple(each for each in found if each.code not in held.applied)[:3]

    def help(self) -> None:
        """Say what can be typed."""
        printing.columns(HELP)
        printing.columns(
            (digit, self.session.codebook.label(code))
            for digit, code in self.session.digits.items()
        )

    # --- commands --------------------------------------------------------------------

    def toggle(self, code: Code) -> None:
        """Apply a code or take it off."""
        unit_id = self.units[self.at]
        shown = self.showing(unit_id)
        stands = self.session.toggle(unit_id, code.id, shown=shown)
        printing.data(f"{'Applied' if stands else 'Taken off'}: {code.label}")

    def showing(self, unit_id: str) -> str:
        """Record which suggestions were read out; return what goes with the act."""
        found = self.suggestions()
        if not found:
            return "none"
        run = self.suggester.state.run or "codebook"
        return str(self.session.show(unit_id, run, [each.code for each in found]))

    def finish(self) -> None:
        """Finish and go on."""
        self.session.finish(self.units[self.at])
        printing.data("Finished.")
        self.move(1)

    def no_code(self) -> None:
        """Finish with no code and go on."""
        self.session.finish_without_code(self.units[self.at])
        printing.data("Finished: no code applies.")
        self.move(1)

    def move(self, by: int) -> None:
        """Go on or back."""
        to = self.at + by
        if not 0 <= to < len(self.units):
            tally = self.session.tally()
            end = "last" if by > 0 else "first"
            done = f"{tally.finished} of {tally.total} finished"
            printing.data(f"That was the {end} answer. {done}.")
            return
        self.at = to
        self.read_out()

    def accept(self) -> None:
        """Accept the first suggestion."""
        found = self.suggestions()
        if not found:
            raise UsageConflict("Nothing is suggested for this answer.")
        unit_id = self.units[self.at]
        self.session.apply(
            unit_id, found[0].code, origin="suggestion", shown=self.showing(unit_id)
        )
        printing.data(f"Accepted: {self.session.codebook.label(found[0].code)}")

    def decline(self) -> None:
        """Decline the first suggestion."""
        found = self.suggestions()
        if not found:
            raise UsageConflict("Nothing is suggested for this answer.")
        unit_id = self.units[self.at]
        self.session.reject(unit_id, found[0].code, self.showing(unit_id))
        printing.data(f"Declined: {self.session.codebook.label(found[0].code)}")

    def reopen(self) -> None:
        """Take a finished answer back into work."""
        done = self.session.reopen(self.units[self.at])
        printing.data("Reopened." if done else "It was not finished.")

    def took_back(self, undone: "Undone | None", verb: str) -> None:
        """Say what undo or redo did, and go there."""
        if undone is None:
            printing.data("There is nothing to take back.")
            return
        printing.data(
            f"{verb}: {undone.words} ({undone.at[:16].replace('T', ' ')} UTC)"
        )
        if undone.unit in self.units:
            self.at = self.units.index(undone.unit)
            self.read_out()

    def memo(self, text: str) -> None:
        """Write a memo; without text it is taken away."""
        self.session.note(self.units[self.at], text)
        printing.data("Memo written." if text else "Memo taken away.")

    def flag(self, rest: str) -> None:
        """Flag or unflag."""
        name, _, note = rest.partition(" ")
        name = name or "come_back"
        unit_id = self.units[self.at]
        if (
            name == "safeguarding"
            and not note
            and name not in self.session.held(unit_id).flags
        ):
            note = _ask("What is the concern? ") or ""
        stands = self.session.flag(unit_id, name, note)
        printing.data(
            f"{'Flagged' if stands else 'Unflagged'}: {name.replace('_', ' ')}"
        )

    def define(self, name: str) -> None:
        """Read out a code's definition."""
        code = self.named(name)
        for what, text in (
            (code.label, code.definition or "no definition yet"),
            ("Use it when", code.include_when),
            ("Not when", code.exclude_when),
            ("Examples", " | ".join(code.examples)),
        ):
            if text:
                printing.data(f"{what}: {text}")

    def span(self, rest: str) -> None:
        """Code a stretch: start, end (characters, from 1, end included), code."""
        parts = rest.split(maxsplit=2)
        unit = self.session.unit(self.units[self.at])
        if len(parts) < 3 or not (parts[0].isdigit() and parts[1].isdigit()):
            raise UsageConflict("A span is typed as: s 5 20 code")
        start, end = int(parts[0]) - 1, int(parts[1])
        if not 0 <= start < end <= len(unit.text):
            raise UsageConflict(
                f"This answer has the characters 1 to {len(unit.text)}."
            )
        code = self.named(parts[2])
        self.session.apply(
            unit.id, code.id, span=Span(unit.start + start, unit.start + end)
        )
        printing.data(f"Applied to “{unit.text[start:end]}”: {code.label}")

    def go(self, name: str) -> None:
        """Go to an answer by number in this list, or by name."""
        if name.isdigit() and 1 <= int(name) <= len(self.units):
            self.at = int(name) - 1
        else:
            found = [
                place
                for place, line in enumerate(self.session.lines(self.units))
                if line.unit.name == name or line.unit.reference == name
            ]
            if not found:
                raise UsageConflict(f"There is no answer “{name}” in this list.")
            self.at = found[0]
        self.read_out()

    def set_filter(self, rest: str) -> None:
        """Show only some answers."""
        from hsbcode.workflows.coding import ListFilter

        kind, _, value = rest.partition(" ")
        filters = {
            "": ListFilter(),
            "unfinished": ListFilter(unfinished=True),
            "finished": ListFilter(finished=True),
            "flagged": ListFilter(flagged=True),
            "word": ListFilter(word=value),
        }
        if kind == "code":
            filters["code"] = ListFilter(code=self.named(value).id)
        if kind not in filters:
            raise UsageConflict(
                f"There is no filter “{kind}”.",
                "Filters: unfinished, finished, flagged, word x, code x.",
            )
        self.filter = filters[kind]
        self.units = self.session.filtered(self.filter)
        self.at = 0
        printing.data(f"{len(self.units)} of {len(self.session.units)} answers.")
        self.read_out()

    def switch(self, question: str) -> None:
        """Go to another question, or list them."""
        if not question:
            for known in self.session.questions:
                printing.data(f"{known.id}: {known.text or known.label}")
            return
        self.session.keep_place(self.unit_id)
        self.session.switch(question)
        self.filter = self.no_filter
        self.units = list(self.session.units)
        start = self.session.next_unfinished()
        self.at = self.units.index(start) if start else 0
        printing.data(self.session.question.text or self.session.question.label)
        self.read_out()

    def find(self, word: str) -> None:
        """List codes that hold a word."""
        folded = word.casefold()
        hits = [
            code
            for code in self.session.codes
            if folded
            in " ".join((code.label, code.definition, *code.keywords)).casefold()
        ]
        digits = {code: digit for digit, code in self.session.digits.items()}
        for code in hits:
            key = digits.get(code.id) or (f";{code.key}" if code.key else "+")
            printing.data(f"{key} {code.label}")
        if not hits:
            printing.data(f"No code holds “{word}”. + {word} makes one.")

    def by_key(self, key: str) -> Code:
        """Return the code with a letter key."""
        for code in self.session.codes:
            if code.key == key:
                return code
        raise UsageConflict(f"No code has the key “{key}”.", "/ finds codes by words.")

    def named(self, name: str) -> Code:
        """Return the code with this label, id, key or digit."""
        wanted = name.strip().casefold()
        digit = self.session.digits.get(wanted)
        for code in self.session.codes:
            if wanted in (code.label.casefold(), code.id, code.key) or code.id == digit:
                return code
        begins = [
            c for c in self.session.codes if c.label.casefold().startswith(wanted)
        ]
        if wanted and len(begins) == 1:
            return begins[0]
        raise UsageConflict(f"There is no code “{name}”.", "/ finds codes by words.")

    def by_name(self, name: str) -> None:
        """Apply the code of this name, or make it."""
        try:
            code = self.named(name)
        except UsageConflict:
            if not name or _ask(f"Make a new code “{name}”? (yes/no) ") not in (
                "y",
                "yes",
            ):
                raise
            code = self.session.create_code(name)
        self.toggle(code)
