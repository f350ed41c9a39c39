"""Every key of the application, in one table.

Bindings, the line of keys at the foot, the help screen, the palette and the README
are made from it. Each binding carries the id of its command, so that a person's
``keys.toml`` can give it another key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from textual.binding import Binding, BindingType

from hsbcode.tui.key_names import normal, read

Where: TypeAlias = Literal[
    "everywhere",
    "coding",
    "codes",
    "span",
    "start",
    "import",
    "results",
    "history",
    "codebook",
    "queue",
    "dialog",
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
    Command(
        "memo", "m", "memo",
        "Write a memo on the answer; tab: on the code or the project.",
        "coding", footer=True,
    ),
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
    Command(
        "alike", "=", "alike",
        "Code and finish together what says the same, or only n/a or nothing.",
        "coding",
    ),
    Command(
        "filter", "F", "filter",
        "Choose which answers the list shows; conditions add to each other.",
        "coding",
    ),
    Command("word", "w", "word", "Show only answers that hold a word.", "coding"),
    Command(
        "order", "o", "order",
        "Choose the order: as imported, random, most like this one, most useful next.",
        "coding",
    ),
    Command(
        "search", "S", "search", "Search all answers to all questions.", "coding"
    ),
    Command("question", "Q", "question", "Go to another open question.", "coding"),
    Command("jump", "g", "go to", "Go to an answer by its reference.", "coding"),
    Command("list", "l", "list", "Show or hide the list of answers.", "coding"),
    Command("scroll_down", "]", "scroll on", "Scroll a long answer on.", "coding"),
    Command("scroll_up", "[", "scroll back", "Scroll a long answer back.", "coding"),
    Command(
        "parts",
        "|",
        "parts",
        "Split a list into parts, or join the parts; marked words become a part.",
        "coding",
    ),
    Command("notes", "M", "memos", "List all memos; Enter goes there.", "coding"),
    Command(
        "progress", "i", "progress", "Show how far everybody has come.", "coding"
    ),
    Command("copy", "ctrl+c", "copy", "Copy the marked words or the answer.", "coding"),
    Command("results", "R", "results", "Look at tables and figures.", "coding"),
    Command(
        "codebook",
        "C",
        "codebook",
        "Look at the codes and change them: add, rename, merge, split, define.",
        "coding",
    ),
    Command(
        "history", "H", "history", "See what was done; take back any one step.",
        "coding",
    ),
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
    Command("drop", "x", "drop", "Leave the column out.", "import", True),
    Command("form", "f", "instrument",
            "Give the instrument: answers that do not fit it are shown, and kept.",
            "import", True),
    Command("map", "m", "map", "Read the columns as a map says.", "import", True),
    Command("as_tick", "t", "tick", "One tick box.", "import", True),
    Command("as_ticks", "T", "ticks", "Several ticks in one cell.", "import", True),
    Command("as_id", "i", "id", "The ids of the respondents.", "import", True),
    Command("keep", "k", "keep", "Keep a column that was left out as personal.",
            "import"),
    Command("join", "j", "join", "Make it a box of the question above.",
            "import", True),
    Command("break", "b", "break", "Make it a question of its own.", "import"),
    Command("headers", "h", "headers", "Say how many rows are headers.", "import"),
    Command("rename", "r", "rename", "Give the question another label.", "import"),
    Command("next_unfit", "n", "next !!",
            "Go to the next column with answers that do not fit the instrument.",
            "import", True),
    Command("column_up", "up", "up", "Go to the column before.", "import"),
    Command("column_down", "down", "down", "Go to the next column.", "import"),
    Command("leave_import", "escape", "leave", "Leave; nothing is written.",
            "import", True),
    Command("results_of", "r", "results",
            "Look at the results of the project under the cursor.", "start"),
    Command("codebook_of", "c", "codebook",
            "Look at the codebook of the project under the cursor.", "start"),
    Command("enter", "enter", "who",
            "Show who stands in the cell and where its number comes from; in the list: "
            "go to the table.", "results", True),
    Command("search_tables", "/", "find", "Find a table by typing.", "results"),
    Command("split", "b", "split",
            "Split the table by the answers to a question.", "results", True),
    Command("figure", "f", "bars", "Show the table as bars, or as a table again.",
            "results", True),
    Command("released", "r", "released",
            "Show the table as it may be released, or with exact numbers.",
            "results", True),
    Command("copy_table", "y", "copy",
            "Copy the table, with tabs between its cells; or its bars.",
            "results", True),
    Command("save_table", "s", "save",
            "Save the table in a file, as it may be released.", "results", True),
    Command("leave_results", "escape", "back",
            "Go from the table to the list, from the list to where you came from.",
            "results", True),
    Command("pane", "tab", "list or table", "Go from the list to the table, or back.",
            "results"),
    Command("table_up", "up,k", "up", "Go up: to a cell or to a table.", "results"),
    Command("table_down", "down,j", "down", "Go down: to a cell or to a table.",
            "results"),
    Command("table_left", "left", "left",
            "Go to the cell on the left; from the first one to the list.", "results"),
    Command("table_right", "right", "right",
            "Go to the cell on the right; from the list to the table.", "results"),
    Command("table_page_down", "pagedown", "page down", "Go a screen on.", "results"),
    Command("table_page_up", "pageup", "page up", "Go a screen back.", "results"),
    Command("table_home", "home", "top", "Go to the first row or table.", "results"),
    Command("table_end", "end", "end",
            "Go to the last table, or to the last row and the notes.", "results"),
    Command("next_table", "n", "next", "Show the next table.", "results"),
    Command("previous_table", "p", "previous", "Show the table before.", "results"),
    Command("show_list", "l", "list", "Show or hide the list of tables.", "results"),
    Command("go_there", "enter", "go there",
            "Go to the answer of the step under the cursor.", "history", True),
    Command("take_back", "u", "take back",
            "Take back the step under the cursor; one that is taken back: do it again.",
            "history", True),
    Command("everybody", "e", "everybody", "Show everybody's steps, or only mine.",
            "history", True),
    Command("this_answer", "a", "this answer",
            "Show only the steps on this answer, or all.", "history"),
    Command("mend", "M", "mend",
            "Choose many codings: take them off, give them another code, another coder "
            "or another question.", "history", True),
    Command("leave_history", "escape,H", "back", "Go back to coding.", "history", True),
    Command("step_up", "up,k", "up", "Go to the step after.", "history"),
    Command("step_down", "down,j", "down", "Go to the step before.", "history"),
    Command("steps_down", "pagedown", "page down", "Go a screen on.", "history"),
    Command("steps_up", "pageup", "page up", "Go a screen back.", "history"),
    Command("newest", "home", "newest", "Go to the newest step.", "history"),
    Command("oldest", "end", "oldest", "Go to the first step of all.", "history"),
    Command("code_add", "a", "add", "Add a code.", "codebook", True),
    Command("code_define", "e", "define",
            "Write what a code stands for, its rules, examples and keywords.",
            "codebook", True),
    Command("code_rename", "r", "rename", "Give a code another name; its id stays.",
            "codebook", True),
    Command("code_move", "v", "move", "Put a code below another one.", "codebook",
            True),
    Command("code_merge", "M", "merge", "Merge a code into another one.", "codebook",
            True),
    Command("code_split", "S", "split",
            "Split a code, then go through its answers.", "codebook", True),
    Command("code_retire", "x", "retire",
            "Take a code out of use; or a retired, merged or split one into use again.",
            "codebook", True),
    Command("code_comment", "c", "comment",
            "Say something about a code, for all who code.", "codebook", True),
    Command("code_queue", "q", "look again",
            "Go through the answers that a split or a new definition leaves.",
            "codebook", True),
    Command("book_undo", "u", "undo", "Take back the last edit of the codebook.",
            "codebook", True),
    Command("leave_book", "escape", "back", "Go back to where you came from.",
            "codebook", True),
    Command("code_answers", "enter", "answers", "Show answers with the code.",
            "codebook"),
    Command("code_find", "/", "find", "Go to a code by typing its name.", "codebook"),
    Command("code_history", "h", "history", "Show who changed the codebook, and how.",
            "codebook"),
    Command("book_redo", "U", "redo", "Make the edit again that undo took back.",
            "codebook"),
    Command("book_up", "up,k", "up", "Go to the code above.", "codebook"),
    Command("book_down", "down,j", "down", "Go to the code below.", "codebook"),
    Command("book_page_up", "pageup", "page up", "Go a screen back.", "codebook"),
    Command("book_page_down", "pagedown", "page down", "Go a screen on.", "codebook"),
    Command("book_first", "home", "first", "Go to the first code.", "codebook"),
    Command("book_last", "end", "last", "Go to the last code.", "codebook"),
    Command("book_scroll", "]", "scroll", "Scroll what is told of the code.",
            "codebook"),
    Command("queue_digit", "1,2,3,4,5,6,7,8,9", "code",
            "Give the answer the code of this digit instead, and go on.", "queue",
            True, each=True),
    Command("queue_fits", "y", "still fits", "The code still fits.", "queue", True),
    Command("queue_none", "0", "take off", "Take the code off.", "queue", True),
    Command("queue_other", "/", "another", "Give any other code instead.", "queue",
            True),
    Command("queue_several", "+", "several",
            "Then several digits and + again: several codes instead.", "queue", True),
    Command("queue_undo", "u", "undo", "Take back the last decision.", "queue", True),
    Command("leave_queue", "escape", "leave", "Leave; what is left is kept.", "queue",
            True),
    Command("queue_next", "n,down", "later", "Leave the answer for later.", "queue",
            True),
    Command("queue_previous", "p,up", "back", "Go to the answer before.", "queue"),
    Command("queue_redo", "U", "redo", "Decide again as before undo.", "queue"),
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


def first_key(each: Command, keymap: Mapping[str, str]) -> str:
    """Return the first key of a command, as Textual names it."""
    return normal(keymap.get(each.id, each.keys).split(",")[0])


def shown_keys(each: Command, keymap: Mapping[str, str], *, all_: bool = True) -> str:
    """Return the keys of a command as people read them, or only the first."""
    if each.each:
        usual = each.keys.split(",")
        parts = [keymap.get(f"{each.id}_{key}", key) for key in usual]
        if parts == usual:
            return f"{parts[0]}-{parts[-1]}"
        return " ".join(read(key) for key in parts[: None if all_ else 1])
    keys = keymap.get(each.id, each.keys).split(",")
    return " or ".join(read(key) for key in keys[: None if all_ else 1])
