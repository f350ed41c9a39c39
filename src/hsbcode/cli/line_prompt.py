"""The prompt: one question, one line; and what can be typed there."""

import sys

from hsbcode.domain.acts import FLAGS

COMMANDS = (
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


def ask(prompt: str) -> str | None:
    """Return a line typed after a prompt, trimmed; None at the end of input."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip("\r\n").strip() if line else None


def confirm(question: str) -> bool:
    """Return whether a question was answered with yes."""
    return ask(f"{question} (yes/no) ") in ("y", "yes")
