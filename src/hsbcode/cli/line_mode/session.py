"""Coding line by line: one prompt, no redraw, every state in words.

The same session as the full screen, for screen readers and for scripts.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import codes as line_codes
from hsbcode.cli.line_mode import learning as line_learning
from hsbcode.cli.line_mode import parts as line_parts
from hsbcode.cli.line_mode import shortcuts as line_shortcuts
from hsbcode.cli.line_mode.answer_acts import AnswerActs
from hsbcode.cli.line_mode.history import LineHistory
from hsbcode.cli.line_mode.marks import LineMarks
from hsbcode.cli.line_mode.places import LinePlaces
from hsbcode.cli.line_mode.prompt import COMMANDS, ask, confirm
from hsbcode.domain.errors import HsbcodeError, UsageConflict

if TYPE_CHECKING:
    from collections.abc import Callable

    from hsbcode.store.project import Project
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.log.undoing import Undone

_WITHOUT_ANSWER = ("F", "H", "M", "Q", "S", "g", "i", "o", "?")
"""What can be typed where the list is empty."""


def run_lines(
    path: Path,
    coder: str,
    question: str,
    round_: str,
    filter_: str = "",
    order: str = "",
) -> int:
    """Code line by line until q or the end of input; return the exit code."""
    from hsbcode.workflows.coders import checked_name, known_coders, near_equal
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds.in_package import as_packaged

    with open_project(path) as project:
        if not project.writable:
            printing.narrate(f"Read-only: {project.why_read_only}")
        known = known_coders(project)
        coder, round_ = as_packaged(project, coder, round_)
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
        if not round_:
            _offer_rounds(project, coder)
        session = CodingSession(project, coder, question, round_=round_)
        lines = LineMode(session)
        if filter_:
            lines.walk.set_filter(filter_, lines.suggestions.find_doubts)
        if order:
            lines.walk.set_order(order, lines.suggestions.half_useful)
        return lines.run()


def _offer_rounds(project: "Project", coder: str) -> None:
    """Say which rounds somebody has answers left in."""
    from hsbcode.workflows.rounds.reading import open_shares

    for each, done, total in open_shares(project, coder):
        printing.data(
            f"You have a share of the round {each.id}, {done} of {total} done. To code "
            f"it: --round {each.id}"
        )


class LineMode(AnswerActs):
    """One sitting at the prompt."""

    def __init__(self, session: "CodingSession") -> None:
        super().__init__(session)
        self.history = LineHistory(session)
        self.marks = LineMarks(session, self.walk, self.suggestions)
        self.places = LinePlaces(session)
        self.learning = line_learning.LineLearning(session)

    def run(self) -> int:
        """Read and obey lines until q or the end of input."""
        from hsbcode.workflows.publishing import publish_if_due

        question = self.session.question
        printing.data(f"Question: {question.text or question.label}")
        printing.data("? lists what you can type.")
        if not self.walk.units:
            printing.data("There are no answers under this question.")
        self.read_out()
        self.learning.begin()
        while True:
            line = ask("> ")
            if line is None or line in ("q", "quit"):
                break
            try:
                self.obey(line)
                self.learning.obeyed(line)
                publish_if_due(self.session.project)
            except HsbcodeError as error:
                printing.data(error.message + (f" {error.hint}" if error.hint else ""))
        self.session.keep_place(self.walk.unit_id)
        self.suggestions.close()
        tally = self.session.tally()
        printing.data(
            f"{tally.finished} of {tally.total} finished, saved in "
            f"{self.session.project.path.name}."
        )
        if self.session.round is not None:
            from hsbcode.workflows.rounds.words import share_done_words

            session, round_ = self.session, self.session.round
            printing.data(share_done_words(session.project, round_, session.coder))
        return 0

    def obey(self, line: str) -> None:
        """Carry out one line."""
        if not self.walk.units and line[:1] not in _WITHOUT_ANSWER:
            raise UsageConflict("There is no answer here.", "F alone shows all.")
        word, _, rest = line.partition(" ")
        rest = rest.strip()
        whole: dict[str, Callable[[], None]] = {
            "": self.finish,
            "0": self.no_code,
            "n": lambda: self.move(1),
            "p": lambda: self.move(-1),
            "u": lambda: self.took_back(self.history.undo(), "Undone"),
            "U": lambda: self.took_back(self.history.redo(), "Done again"),
            "H": lambda: self.history.read_out(""),
            "N": self.next_open,
            "a": self.accept,
            "A": self.accept_all,
            "x": self.decline,
            "r": self.reopen,
            "y": self.stays,
            "|": self.parts,
            "w": self.read_out,
            "M": self.places.memos,
            "i": self.places.progress,
            "R": lambda: line_learning.results(self.session),
            "?": self.help,
        }
        with_rest: dict[str, Callable[[str], None]] = {
            "m": self.marks.memo,
            "mc": self.marks.memo_on_code,
            "mp": self.marks.memo_on_project,
            "f": self.marks.flag,
            "d": lambda name: line_codes.read_definition(
                line_codes.named(self.session, name)
            ),
            "why": lambda name: self.suggestions.why(
                self.walk.here, line_codes.named(self.session, name).id
            ),
            "s": self.marks.span,
            "P": lambda rest: line_shortcuts.pin(self.session, rest),
            "S": self.places.search,
            "=": self.alike,
            "g": self.go,
            "F": self.set_filter,
            "o": self.set_order,
            "Q": self.switch,
            "|": self.parts,
            "+": self.by_name,
            "u": lambda name: self.took_back(self.history.take_back(name), "Undone"),
            "H": self.history.read_out,
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

    def help(self) -> None:
        """Say what can be typed."""
        printing.columns(COMMANDS)
        line_codes.list_digits(self.session)

    def next_open(self) -> None:
        """Go to the next answer not finished."""
        if line_shortcuts.next_open(self.session, self.walk):
            self.read_out()

    def took_back(self, undone: "Undone | None", verb: str) -> None:
        """Say what undo or redo did, and go there."""
        if undone is None:
            return
        printing.data(
            f"{verb}: {undone.words} ({undone.at[:16].replace('T', ' ')} UTC)"
        )
        if line_parts.changed(undone.acts):
            self.walk.renew(undone.unit)
            self.read_out()
        elif self.walk.go_to(undone.unit):
            self.read_out()

    def go(self, name: str) -> None:
        """Go to an answer by number in this list, or by name under any question."""
        anywhere = self.places.find(name)
        if anywhere is not None:
            self.walk.go_anywhere(anywhere)
        else:
            self.walk.go(name)
        self.read_out()

    def set_filter(self, rest: str) -> None:
        """Show only some answers; save, forget or list filters."""
        word, _, name = rest.partition(" ")
        if rest == "list":
            self.walk.list_filters()
        elif word == "save" and name:
            self.walk.save_filter(name)
        elif word == "drop" and name:
            self.walk.drop_filter(name)
        else:
            self.walk.set_filter(rest, self.suggestions.find_doubts)
            self.read_out()

    def set_order(self, name: str) -> None:
        """Take another order."""
        self.walk.set_order(name, self.suggestions.half_useful)
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
