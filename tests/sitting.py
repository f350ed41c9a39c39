"""Sittings of one coder: acts at the terminal, each with what it must bring about."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len

from tests.coder_at_work import DOWN, ENTER, RIGHT, CoderAtWork, Place
from tests.expected_codings import (
    FINISHED,
    ExpectedCodings,
    Name,
    Press,
    Statement,
    code,
    differences,
    texts,
    written,
)

_ENOUGH = 24
"""Signs of a label that tell it from others where the screen cuts it."""


class DiffersError(AssertionError):
    """The screen or the file says something else than what was done."""


def run(environment: Mapping[str, str], *words: str) -> str:
    """Run ``hsbcode`` with some words to its end; return what it prints.

    Raises:
        DiffersError: it failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "hsbcode", *words],
        capture_output=True,
        text=True,
        env=dict(environment),
        check=False,
    )
    if done.returncode:
        raise DiffersError(f"{words}: {done.stderr}")
    return done.stdout


@dataclass(frozen=True)
class Known:
    """A code as its frame has it."""

    id: str
    label: str
    key: str
    questions: tuple[str, ...]
    kind: str


class Sitting:
    """One coder at one question, through any number of starts of the program.

    Args:
        path: the project.
        coder: who codes.
        question: the open question.
        size: columns and lines of the terminal.
        chance: what is random.
        environment: variables of the program.
    """

    def __init__(
        self,
        path: Path,
        coder: str,
        question: str,
        *,
        size: tuple[int, int],
        chance: random.Random,
        environment: Mapping[str, str],
    ) -> None:
        self.path, self.coder, self.question = path, coder, question
        self.size, self.chance, self.environment = size, chance, environment
        self.expected = ExpectedCodings()
        self.texts = texts(path)
        self.order = [name for name in self.texts if name[0] == question]
        self.digits: dict[str, str] = {}
        self.keys = self.acts = self.answers = 0
        self.codes: dict[str, Known] = {}
        self.merged: dict[str, str] = {}
        self.read_codes()
        self._at_work: CoderAtWork | None = None

    # --- the program ---------------------------------------------------------------

    def command(self, *words: str) -> str:
        """Run a command to its end; return what it prints."""
        return run(self.environment, *words)

    def read_codes(self) -> None:
        """Read the code frame as anybody reads it."""
        frame = json.loads(self.command("codebook", "show", str(self.path), "--json"))
        self.codes = {
            each["id"]: Known(
                each["id"],
                each["label"],
                each.get("key") or "",
                tuple(each.get("questions") or ()),
                each["kind"],
            )
            for each in frame["codes"]
            if each.get("status", "active") == "active" and each["kind"] != "container"
        }

    @property
    def is_running(self) -> bool:
        """Whether the program is running, as far as is known."""
        return self._at_work is not None

    @property
    def work(self) -> CoderAtWork:
        """The program as it runs now."""
        if self._at_work is None:
            raise DiffersError("The program is not running.")
        return self._at_work

    def start(self, *words: str) -> None:
        """Open the project and wait for an answer on the screen."""
        command = ["code", str(self.path), "--coder", self.coder]
        self._at_work = CoderAtWork(
            [*command, "--question", self.question, *words],
            size=self.size,
            references={name[1] for name in self.texts},
            environment=self.environment,
        )
        self.work.until(lambda: self.work.place is not None, "an answer")
        self.work.rest()

    def quit(self) -> None:
        """Leave as people do, and compare."""
        self.keys += self.work.keys
        status = self.work.terminal.quit()
        sent = bytes(self.work.terminal.sent[-30000:])
        self.work.__exit__()
        self._at_work = None
        if status:
            raise DiffersError(f"Left with {status}: {sent.decode('utf-8', 'replace')}")
        self.compare()

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.keys += self.work.keys
        self.work.__exit__()
        self._at_work = None

    def compare(self) -> None:
        """Compare the file with what was done.

        Raises:
            DiffersError: something was lost or invented.
        """
        if self._at_work is not None:
            self._at_work.rest(0.3)
        found = differences(
            self.as_merged(self.expected.standing()),
            self.as_merged(written(self.path, self.coder)),
        )
        if found:
            raise DiffersError("\n".join(found[:5]))

    def as_merged(
        self, held: dict[Name, frozenset[Statement]]
    ) -> dict[Name, frozenset[Statement]]:
        """Return what is held, with the codes that merged ones are read as."""
        return {
            name: frozenset(
                (s[0], self.merged.get(s[1], s[1]), *s[2:]) if s[0] == "code" else s
                for s in said
            )
            for name, said in held.items()
        }

    # --- where one is --------------------------------------------------------------

    @property
    def name(self) -> Name:
        """The answer on the screen."""
        place = self.work.place
        if place is None:
            raise DiffersError(f"No answer is on the screen.\n{self.work.screen.text}")
        return self.name_of(place)

    def name_of(self, place: Place) -> Name:
        """Return the name of the answer whose title is shown."""
        return (self.question, place.reference, place.box)

    def check_title(self) -> None:
        """Look whether the title tells what is held of the answer."""
        self.work.until(self._title_is_right, f"the state of {self.name}")

    def _title_is_right(self) -> bool:
        place = self.work.place
        if place is None:
            return False
        name = self.name_of(place)
        wanted = ""
        if self.expected.is_finished(name):
            wanted = "✓ finished" if self.expected.codes(name) else "– no code"
        return "." in place.box or place.state == wanted

    def _is_said(self, words: str) -> Callable[[], bool]:
        return lambda: self.work.said.startswith(words)

    def _told(self, label: str, *, stands: bool, how: str = "") -> None:
        """Wait until the screen says that a code stands, or no longer."""
        words = f"● {label[:_ENOUGH]}" if stands else f"Took off {label[:_ENOUGH]}"
        self.work.until(self._is_said(words), f"{words} {how}")
        self.acts += 1

    # --- codes ---------------------------------------------------------------------

    def learn_digits(self) -> None:
        """Press each digit twice and read which code it has."""
        by_label = {each.label: each.id for each in self.codes.values()}
        for digit in "123456789":
            self.work.press(digit)
            self.work.until(
                lambda: self.work.said.startswith(("● ", f"{digit} has no code")),  # noqa: B023
                f"what {digit} is",
            )
            said = self.work.said
            if not said.startswith("● "):
                continue
            label = re.split(r"\s{3,}", said[2:])[0].rstrip("…")
            fits = [known for known in by_label if known.startswith(label)]
            if len(fits) != 1:
                raise DiffersError(f"“{label}” is not one code: {fits}")
            self.digits[digit] = by_label[fits[0]]
            self.expected.toggle(self.name, self.digits[digit])
            self.acts += 1
            self.digit(digit)

    def digit(self, digit: str) -> None:
        """Apply the code of a digit, or take it off."""
        name, wanted = self.name, self.digits[digit]
        self.work.press(digit)
        stands = self.expected.toggle(name, wanted)
        self._told(self.codes[wanted].label, stands=stands, how=f"after {digit}")

    def code_key(self, wanted: Known) -> None:
        """Apply a code by ``;`` and its letters."""
        name = self.name
        longer = [
            each.key
            for each in self.offered()
            if each.key.startswith(wanted.key) and each.key != wanted.key
        ]
        self.work.press(";" + wanted.key + (ENTER if longer else ""))
        stands = self.expected.toggle(name, wanted.id)
        self._told(wanted.label, stands=stands, how=f"after ;{wanted.key}")

    def find(self, wanted: Known) -> None:
        """Apply a code by typing the beginning of its name."""
        name = self.name
        label = wanted.label.casefold()
        others = [c.label.casefold() for c in self.offered() if c.id != wanted.id]
        typed = next(
            (
                label[:end]
                for end in range(2, len(label) + 1)
                if label[end - 1] != " "
                and not any(other.startswith(label[:end]) for other in others)
            ),
            label,
        )
        self.work.press("/" + typed + ENTER)
        stands = self.expected.toggle(name, wanted.id)
        self._told(wanted.label, stands=stands, how=f"after /{typed}")

    def create(self, label: str) -> None:
        """Make a code by typing a name that is not there."""
        name = self.name
        self.work.press("/" + label)
        self.work.until_shown(f"make a new code: {label}")
        self.work.press(ENTER)
        self.work.until_shown("Make the code")
        self.work.press("y")
        self._told(label, stands=True, how="after a new name")
        self.expected.step_without_statement()
        self.read_codes()
        made = next(each.id for each in self.codes.values() if each.label == label)
        self.expected.press(added=[(name, code(made))])

    def offered(self) -> list[Known]:
        """Return the codes of the question."""
        return [
            each
            for each in self.codes.values()
            if not each.questions or self.question in each.questions
        ]

    def some_code(self) -> None:
        """Apply or take off some code in one of three ways."""
        how = self.chance.random()
        keyed = [each for each in self.offered() if each.key]
        if how < 0.6 and self.digits:
            self.digit(self.chance.choice(sorted(self.digits)))
        elif how < 0.85 and keyed:
            self.code_key(self.chance.choice(keyed))
        else:
            self.find(self.chance.choice(self.offered()))

    # --- finishing and moving --------------------------------------------------------

    def finish(self) -> None:
        """Finish the answer and go on, with or without a code."""
        name = self.name
        before = self.work.place
        key = " " if self.expected.codes(name) else "0"
        self.work.press(key)
        self.expected.press(added=[(name, FINISHED)])
        self.acts += 1
        self.answers += 1
        self.work.until(
            lambda: (
                self.work.place not in (None, before) or "last answer" in self.work.said
            ),
            f"the answer after {name}",
        )

    def go_to(self, name: Name) -> None:
        """Jump to an answer by its reference and box."""
        if self.name == name:
            return
        self.work.press("g")
        self.work.until_shown("Go to")
        wanted = "/".join((name[1], *name[::2]))
        self.work.press(wanted + ENTER)
        self.work.until(
            lambda: self.work.place is not None and self.name == name, f"{wanted}"
        )

    def code_one(self) -> None:
        """Give the answer one or two codes, seldom none, and finish it."""
        if not self.expected.is_finished(self.name):
            for _ in range(self.chance.choice((0, 1, 1, 1, 2, 2))):
                self.some_code()
        self.finish()

    # --- stretches -----------------------------------------------------------------

    def span_by_keys(self, first: int, more: int, digit: str, words: str) -> None:
        """Mark words from the keyboard and give them the code of a digit."""
        name = self.name
        self.work.press("s" + RIGHT * first + "." * more, as_keys=1 + first + more)
        self.work.rest()
        self.work.press(digit)
        self._span_stands(name, digit, words)

    def span_by_mouse(self, first: str, last: str, digit: str, words: str) -> None:
        """Drag from a word to another one, and press a digit."""
        name = self.name
        start, end = self.work.screen.find(first), self.work.screen.find(last)
        if start is None or end is None:
            raise DiffersError(
                f"{first} or {last} is not shown.\n{self.work.screen.text}"
            )
        self.work.drag(start, (end[0] + cell_len(last), end[1]))
        self.work.rest()
        self.work.press(digit)
        self._span_stands(name, digit, words)

    def _span_stands(self, name: Name, digit: str, words: str) -> None:
        at = self.texts[name].index(words)
        wanted = self.digits[digit]
        self.expected.press(added=[(name, code(wanted, at, at + len(words)))])
        self._told(self.codes[wanted].label, stands=True, how=f"on {words!r}")

    # --- undo ----------------------------------------------------------------------

    def undo(self) -> None:
        """Take back one press; say yes where that is asked."""
        press = self.expected.undoable[-1]
        self._back("u", "Took back", self.expected.undo, press)

    def redo(self) -> None:
        """Do again what was undone."""
        press = self.expected.redoable[-1]
        self._back("U", "Did again", self.expected.redo, press)

    def _back(self, key: str, words: str, do: Callable[[], None], press: Press) -> None:
        work, asks = self.work, "y or Enter: yes"
        before = work.screen.text

        def told() -> bool:
            return work.said.startswith(words) and work.screen.text != before

        work.press(key)
        work.until(lambda: asks in work.screen.text or told(), words)
        if asks in work.screen.text:
            work.press("y")
            work.until_gone(asks)
        work.until(self._is_said(words), words)
        do()
        self.acts += 1
        where = {name for name, _said in (*press.added, *press.removed)}
        if len(where) == 1 and "@" not in (*where,)[0][2]:
            # The screen goes to the answer, and tells what is true of it now.
            work.until(lambda: work.place is not None and self.name in where, words)
            work.until(self._title_is_right, f"the title after {words}")
        work.rest(0.1)

    # --- marks ---------------------------------------------------------------------

    def flag(self, number: int, flag: str, note: str = "") -> None:
        """Flag the answer, or take the flag away."""
        name = self.name
        self.work.press("f")
        self.work.until_shown("Flags")
        self.work.press(str(number))
        stands = ("flag", flag) not in self.expected.held[name]
        if note and stands:
            self.work.until_shown("What is the concern?")
            self.work.press(note + ENTER)
        words = f"⚑ {flag.replace('_', ' ')}" if stands else "No longer flagged"
        self.work.until(self._is_said(words), words)
        said = [(name, ("flag", flag))]
        self.expected.press(
            added=said if stands else (), removed=() if stands else said
        )
        self.acts += 1

    def memo(self, words: str) -> None:
        """Write a memo on the answer, in the place of the one that stands."""
        name = self.name
        old = [(name, each) for each in self.expected.held[name] if each[0] == "memo"]
        self.work.press("m")
        self.work.until_shown("escape keeps")
        self.work.press(words)
        self.work.until_shown(words[-20:])
        self.work.press("\x1b")
        self.work.until(self._is_said("Memo kept"), "Memo kept")
        written_now = words + old[0][1][1] if old else words
        self.expected.press(added=[(name, ("memo", written_now))], removed=old)
        self.acts += 1

    def choose_down(self, rows: int) -> None:
        """Go down some rows of a list and take the one there."""
        self.work.press(DOWN * rows + ENTER, as_keys=rows + 1)
