"""A small invented project to learn with, and the steps that lead through it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hsbcode.store.project import Project
from hsbcode.workflows.opening import create_project, forget_copy
from hsbcode.workflows.shipped import shipped

TUTORIAL_CODER = "me"
"""Who codes in the tutorial."""
_STUDY = "tutorial"
_SETTING = "tutorial"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be tried.

    ``screen`` holds ids of commands in braces, for which their keys are put in.
    """

    id: str
    done_by: tuple[str, ...]
    """Commands of the screen that do it."""
    typed: tuple[str, ...]
    """How a line begins that does it; an empty line is ``""``, a digit ``1``."""
    screen: str
    """What the full screen says."""
    line: str
    """What the line mode says."""
    finishes: bool = False
    """Whether one more answer must be finished by it."""


STEPS = (
    Step(
        "code",
        ("digit",),
        ("1",),
        "Read the answer and press the digit of a code that fits: {digit}. The same "
        "digit takes it off.",
        "Type the digit of a code that fits: 1 is Opening hours. The same digit takes "
        "it off.",
    ),
    Step(
        "finish",
        ("finish",),
        ("",),
        "The code stands and is saved. {finish} finishes the answer and goes on.",
        "The code stands and is saved. An empty line finishes the answer and goes on.",
        finishes=True,
    ),
    Step(
        "find",
        ("find",),
        ("/", "+"),
        "Many codes? {find}, some letters such as “large” or “book”, Enter.",
        "Many codes? /book lists those with that word, + books applies one by name.",
    ),
    Step(
        "span",
        ("span",),
        ("s",),
        "{span} marks words: arrows go to them, {longer} takes in more, a digit codes "
        "only these. {leave_span} leaves.",
        "Only some words: s 1 27 hours codes the characters 1 to 27.",
    ),
    Step(
        "no_code",
        ("no_code",),
        ("0",),
        "{finish} goes on. Where an answer says nothing, as the next one, {no_code} "
        "says that no code applies.",
        "An empty line goes on. Where an answer says nothing, as the next one, 0 says "
        "that no code applies.",
        finishes=True,
    ),
    Step(
        "undo",
        ("undo",),
        ("u",),
        "{undo} takes back the last step, and the one before, even tomorrow. "
        "{redo} does it again.",
        "u takes back the last step, and the one before, even tomorrow. U does it "
        "again.",
    ),
    Step(
        "flag",
        ("flag",),
        ("f",),
        "{flag} flags an answer: to come back to it, or because it names somebody.",
        "f come_back flags an answer; f identifiable says that it names somebody.",
    ),
    Step(
        "filter",
        ("filter",),
        ("F",),
        "{filter} chooses which answers the list shows: flagged ones, those with a "
        "code, those still to do.",
        "F unfinished goes through what is still to do; F alone shows all again.",
    ),
    Step(
        "results",
        ("results",),
        ("R",),
        "Code some more if you like. {results} shows what comes of it: tables with "
        "their bases.",
        "Code some more if you like. R tells what comes of it.",
    ),
)
"""The steps, in the order in which the answers give reason for them."""

END = "That is all you need. Everything else is under {help}."
"""What the screen says after the last step."""


def open_tutorial(folder: Path) -> tuple[Path, bool]:
    """Make the tutorial's project in a folder, or find the one that is there.

    Returns:
        The project file, and whether it was made now.
    """
    from hsbcode.workflows.codebook.frame import read_codebook
    from hsbcode.workflows.codebook.importing import apply_codebook
    from hsbcode.workflows.importing.bringing_in import (
        apply_plans,
        look_at,
        plan_import,
    )
    from hsbcode.workflows.suggestions.sight import set_hidden_share

    path = folder / "tutorial.hsb"
    if path.exists():
        return path, False
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as building:
        part = Path(building) / path.name
        with create_project(part, _STUDY) as project:
            export = shipped("data", "tutorial", "library-survey.csv")
            plan = plan_import(None, *look_at(export), study=_STUDY)
            apply_plans(project, [plan])
            book = read_codebook(shipped("data", "tutorial", "codebook.yaml"))
            apply_codebook(project, book, TUTORIAL_CODER)
            project.put_setting(_SETTING, True, TUTORIAL_CODER)
            # Its steps are about suggestions; nothing is studied here.
            set_hidden_share(project, "0%", coder=TUTORIAL_CODER)
        part.rename(path)
        forget_copy(part)
    return path, True


def is_tutorial(project: Project) -> bool:
    """Return whether a project is the one to learn with."""
    return bool(project.settings.get(_SETTING))


class Learning:
    """How far somebody has come with the steps.

    Args:
        done: ids of steps that are done already.
    """

    def __init__(self, done: frozenset[str] = frozenset()) -> None:
        self._done = set(done)

    @property
    def step(self) -> Step | None:
        """The first step that is not done; None after the last."""
        return next((each for each in STEPS if each.id not in self._done), None)

    @property
    def done(self) -> frozenset[str]:
        """The ids of the steps done."""
        return frozenset(self._done)

    def did(self, command: str, *, finished: int = 0) -> bool:
        """Take in that a command was carried out; return whether a step is done.

        Args:
            command: its id.
            finished: how many more answers are finished than before.
        """
        return self._take(
            each
            for each in STEPS
            if command in each.done_by and (finished > 0 or not each.finishes)
        )

    def typed(self, line: str, *, finished: int = 0) -> bool:
        """Take in that a line was obeyed; return whether a step is done by it."""
        return self._take(
            each
            for each in STEPS
            if _begins(line, each.typed) and (finished > 0 or not each.finishes)
        )

    def _take(self, steps: Iterable[Step]) -> bool:
        new = {each.id for each in steps} - self._done
        self._done |= new
        return bool(new)


def _begins(line: str, ways: tuple[str, ...]) -> bool:
    word = line.split(" ", 1)[0]
    if word in "123456789" and word:
        return "1" in ways
    return word in ways or (word[:1] in ("/", "+") and word[:1] in ways)
