"""The keys of the coding screen: on answers, in the codes, while marking words.

The line of keys follows this order; ``help`` stands where it should appear there.
"""

from hsbcode.tui.command_tables.command import Command

CODING: tuple[Command, ...] = (
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
        "memo",
        "m",
        "memo",
        "Write a memo on the answer; tab: on the code or the project.",
        "coding",
        footer=True,
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
        footer=True,
    ),
    Command(
        "why",
        "W",
        "why",
        "Say why the code under the cursor is suggested here, or why not.",
        "coding",
    ),
    Command(
        "came_from",
        "b",
        "back",
        "Go back to the answer from which you went to look at another.",
        "coding",
    ),
    Command(
        "pin", "P", "pin", "Then a digit: the code under the cursor gets it.", "coding"
    ),
    Command(
        "alike",
        "=",
        "alike",
        "Code and finish together what says the same, or only n/a or nothing.",
        "coding",
        footer=True,
    ),
    Command(
        "filter",
        "F",
        "filter",
        "Choose which answers the list shows; conditions add to each other.",
        "coding",
        footer=True,
    ),
    Command(
        "stays",
        "y",
        "it stays",
        "Say of a doubtful coding that it stays, and go to the next one.",
        "coding",
    ),
    Command("word", "w", "word", "Show only answers that hold a word.", "coding"),
    Command(
        "order",
        "o",
        "order",
        "Choose the order: as imported, random, half of it most useful, "
        "most like this.",
        "coding",
    ),
    Command("search", "S", "search", "Search all answers to all questions.", "coding"),
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
    Command("progress", "i", "progress", "Show how far everybody has come.", "coding"),
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
        "suggestions",
        "E",
        "suggestions",
        "See how far suggestions can be trusted, code by code; choose their limit.",
        "coding",
    ),
    Command(
        "rounds",
        "T",
        "rounds",
        "Lead a round: draw, assign, release, see the agreement, settle.",
        "coding",
    ),
    Command(
        "history",
        "H",
        "history",
        "See what was done; take back any one step.",
        "coding",
        footer=True,
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
        "choose",
        "enter",
        "apply",
        "Apply the code under the cursor, or take it off.",
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
)
