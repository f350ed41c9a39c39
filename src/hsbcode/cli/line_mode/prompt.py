"""The prompt: one question, one line; and what can be typed there."""

import sys

from hsbcode.domain.acts import FLAGS

COMMANDS = (
    ("1 to 9", "apply the code with this digit, or take it off"),
    (";ab", "apply the code with this key, or take it off"),
    ("/word", "list codes whose label, definition or keywords hold the word"),
    ("+ name", "apply the code of this name; a new name makes a code after asking"),
    ("empty line", "finish an answer that has a code, and go on"),
    ("0", "no code applies: finish and go on"),
    ("n, p", "next or previous answer, without finishing"),
    ("N", "next answer that is not finished"),
    ("a, x, A", "accept or decline the first suggestion; accept all"),
    ("P 3 code", "give the digit 3 to a code"),
    ("u, U", "undo, redo"),
    ("H, H 30, H all", "what I did last, each step with its name; what everybody did"),
    ("u name", "take back the step of this name"),
    ("m text", "write a memo on this answer"),
    ("mc code: text, mp text", "write a memo on a code, on the project"),
    ("M", "read all memos, newest first"),
    ("f name text", "flag or unflag: " + ", ".join(FLAGS)),
    ("d code", "read a code's definition"),
    ("why code", "why it is suggested for this answer, or why not"),
    ("s 5 20 code", "code the characters 5 to 20 only"),
    ("|", "split an answer that is a list into its parts, or join its parts again"),
    ("| 20", "a part begins at character 20"),
    ("g name", "go to an answer by its name or number"),
    ("S words", "search all answers to all questions"),
    ("F unfinished; word x", "show only these; F alone shows all"),
    ("F code x", "or: suggested x, no code, flagged, memo, finished, differ"),
    ("F area = x", "whose people answered so; x | y for one of two answers"),
    ("F waiting", "coded before they were split or joined, and not since"),
    ("F doubtful", "my codings that are unlike those of answers like them"),
    ("y", "a doubtful coding stays: take it off that list, and go on"),
    ("F audit", "the audit sample, which suggestions never touch"),
    ("F older", "coded before what a code of theirs stands for was changed"),
    ("F save name, F name", "save this filter, show it again; F list, F drop name"),
    ("o random", "another order: imported, random, similar, useful (half random)"),
    ("=", "give this answer's codes to those that say the same, after asking"),
    ("= code; code, = 0", "these codes, or that no code applies"),
    ("Q id", "go to another question; Q alone lists them"),
    ("i", "how far everybody has come"),
    ("R", "which codes I gave, and how often"),
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
