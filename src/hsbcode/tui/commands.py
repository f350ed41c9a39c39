"""Every key of the application, in one table.

Bindings, the line of keys at the foot, the help screen, the palette and the README
are made from it. Each binding carries the id of its command, so that a person's
``keys.json`` can give it another key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from textual.binding import Binding, BindingType

Where: TypeAlias = Literal[
    "everywhere", "coding", "codes", "span", "start", "import", "dialog"
]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a key does."""

    id: str
    keys: str
    """Keys as Textual names them, separated by commas."""
    words: str
    """Two or three words for the line of keys."""
    help: str
    """A sentence for the help screen."""
    where: Where
    footer: bool = False
    """Whether the line of keys names it, in the order of this table."""
    each: bool = False
    """Whether the action is told which of its keys was pressed."""


COMMANDS: tuple[Command, ...] = (
    Command(
        "digit",
        "1,2,3,4,5,6,7,8,9",
        "code",
        "Apply the code that has this digit, or take it off.",
        "coding",
        footer=True,
        each=True,
    ),
    Command(
        "find",
        "/",
        "find",
        "Find a code by typing; Enter applies it. An unknown name can become a code.",
        "coding",
        footer=True,
    ),
    Command(
        "finish",
        "space",
        "finish, next",
        "Finish an answer that has a code, and go to the next one.",
        "coding",
        footer=True,
    ),
    Command(
        "no_code",
        "0",
        "no code",
        "Record that no code applies, finish, and go to the next one.",
        "coding",
        footer=True,
    ),
    Command("undo", "u", "undo", "Take back the last step.", "coding", footer=True),
    Command("help", "?", "help", "Show every key.", "everywhere", footer=True),
    Command(
        "span", "s", "span", "Mark words, then press a code.", "coding", footer=True
    ),
    Command("memo", "m", "memo", "Write a memo.", "coding", footer=True),
    Command("flag", "f", "flag", "Flag the answer.", "coding", footer=True),
    Command("redo", "U", "redo", "Do again what undo took back.", "coding"),
    Command(
        "code_key", ";", "code key", "Then one or two letters: a code's key.", "coding"
    ),
    Command("next", "n", "next", "Go to the next answer, as it is.", "coding"),
    Command("previous", "p", "previous", "Go to the answer before.", "coding"),
    Command(
        "next_open", "N", "next open", "Go to the next answer not finished.", "coding"
    ),
    Command("next_page", "pagedown", "page down", "Go ten answers on.", "coding"),
    Command("previous_page", "pageup", "page up", "Go ten answers back.", "coding"),
    Command("first", "home", "first", "Go to the first answer of the list.", "coding"),
    Command("last", "end", "last", "Go to the last answer of the list.", "coding"),
    Command(
        "accept",
        "a",
        "accept",
        "Accept the suggestion under the cursor, or else the strongest one.",
        "coding",
    ),
    Command(
        "reject",
        "x",
        "decline",
        "Decline the suggestion under the cursor, or else the strongest one.",
        "coding",
    ),
    Command(
        "accept_all",
        "A",
        "accept all",
        "Accept all suggestions shown; not in rounds.",
        "coding",
    ),
    Command("reopen", "r", "reopen", "Take a finished answer back to work.", "coding"),
    Command(
        "define",
        "d",
        "definition",
        "Show or hide the definition of the code under the cursor.",
        "coding",
    ),
    Command(
        "pin", "P", "pin", "Then a digit: the code under the cursor gets it.", "coding"
    ),
    Command("filter", "F", "filter", "Choose which answers the list shows.", "coding"),
    Command("word", "w", "word", "Show only answers that hold a word.", "coding"),
    Command("question", "Q", "question", "Go to another open question.", "coding"),
    Command("jump", "g", "go to", "Go to an answer by its reference.", "coding"),
    Command("list", "l", "list", "Show or hide the list of answers.", "coding"),
    Command("scroll_down", "]", "scroll on", "Scroll a long answer on.", "coding"),
    Command("scroll_up", "[", "scroll back", "Scroll a long answer back.", "coding"),
    Command("copy", "ctrl+c", "copy", "Copy the marked words or the answer.", "coding"),
    Command(
        "leave",
        "ctrl+o",
        "other project",
        "Close this project and choose another.",
        "coding",
    ),
    Command("up", "up,k", "up", "Go to the code above.", "codes"),
    Command("down", "down,j", "down", "Go to the code below.", "codes"),
    Command(
        "choose", "enter", "apply", "Apply the code under the cursor, or take it off.",
        "codes",
    ),
    Command("word_right", "right", "word", "Go to the next word.", "span", True),
    Command("word_left", "left", "back", "Go to the word before.", "span", True),
    Command("word_down", "down", "line", "Go to the line below.", "span"),
    Command("word_up", "up", "line up", "Go to the line above.", "span"),
    Command(
        "longer", "shift+right,full_stop", "longer", "Add the next word.", "span", True
    ),
    Command(
        "shorter", "shift+left,comma", "shorter", "Drop the last word.", "span", True
    ),
    Command(
        "apply_span",
        "enter",
        "apply",
        "Apply the code under the cursor to these words.",
        "span",
        True,
    ),
    Command("leave_span", "escape,s", "leave", "Leave marking.", "span", True),
    Command("import", "enter", "import", "Say what is written, then import.",
            "import", True),
    Command("as_open", "o", "open", "People answered in their own words.",
            "import", True),
    Command("as_closed", "c", "closed", "People chose one answer.", "import", True),
    Command("as_tick", "t", "tick", "One tick box.", "import", True),
    Command("as_ticks", "T", "ticks", "Several ticks in one cell.", "import", True),
    Command("as_id", "i", "id", "The ids of the respondents.", "import", True),
    Command("drop", "x", "drop", "Leave the column out.", "import", True),
    Command("keep", "k", "keep", "Keep a column that was left out as personal.",
            "import"),
    Command("join", "j", "join", "Make it a box of the question above.",
            "import", True),
    Command("break", "b", "break", "Make it a question of its own.", "import"),
    Command("headers", "h", "headers", "Say how many rows are headers.", "import"),
    Command("rename", "r", "rename", "Give the question another label.", "import"),
    Command("column_up", "up", "up", "Go to the column before.", "import"),
    Command("column_down", "down", "down", "Go to the next column.", "import"),
    Command("leave_import", "escape", "leave", "Leave; nothing is written.",
            "import", True),
    Command(
        "palette", "ctrl+p", "everything", "Everything, by typing its name.",
        "everywhere",
    ),
    Command(
        "cover", "\\,ctrl+backslash", "cover",
        "Cover the screen at once; the same key uncovers it.", "everywhere",
    ),
    Command("quit", "ctrl+q", "quit", "Quit; everything is saved.", "everywhere"),
)  # fmt: skip

_BY_ID = {command.id: command for command in COMMANDS}

_KEY_NAMES = {
    "full_stop": ".",
    "comma": ",",
    "pagedown": "page down",
    "pageup": "page up",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+left": "shift ←",
    "shift+right": "shift →",
    "enter": "Enter",
    "ctrl+backslash": "ctrl+\\",
}


def command(name: str) -> Command:
    """Return a command by its id."""
    return _BY_ID[name]


def commands_of(*places: Where) -> tuple[Command, ...]:
    """Return the commands that work in some places, in the order of the table."""
    return tuple(each for each in COMMANDS if each.where in places)


def bindings_of(*places: Where) -> list[BindingType]:
    """Return the bindings of some places; each has the id of its command."""
    made: list[BindingType] = []
    for each in commands_of(*places):
        if each.each:
            made.extend(
                Binding(key, f"{each.id}({key!r})", each.words, id=f"{each.id}_{key}")
                for key in each.keys.split(",")
            )
        else:
            # The cover and leaving must work over a dialog with a text field, too.
            urgent = each.id == "quit"
            made.append(
                Binding(each.keys, each.id, each.words, id=each.id, priority=urgent)
            )
    return made


def shown_keys(each: Command, keymap: Mapping[str, str], *, all_: bool = True) -> str:
    """Return the keys of a command as people read them, or only the first."""
    if each.each:
        parts = each.keys.split(",")
        return f"{parts[0]}-{parts[-1]}"
    keys = keymap.get(each.id, each.keys).split(",")
    return " or ".join(_KEY_NAMES.get(key, key) for key in keys[: None if all_ else 1])
