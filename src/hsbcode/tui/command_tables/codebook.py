"""The keys of the codebook screen and of its queue."""

from hsbcode.tui.command_tables.command import Command

CODEBOOK: tuple[Command, ...] = (
    Command("code_add", "a", "add", "Add a code.", "codebook", True),
    Command(
        "code_define",
        "e",
        "define",
        "Write what a code stands for, its rules, examples and keywords.",
        "codebook",
        True,
    ),
    Command(
        "code_rename",
        "r",
        "rename",
        "Give a code another name; its id stays.",
        "codebook",
        True,
    ),
    Command(
        "code_move", "v", "move", "Put a code below another one.", "codebook", True
    ),
    Command(
        "code_merge", "M", "merge", "Merge a code into another one.", "codebook", True
    ),
    Command(
        "code_split",
        "S",
        "split",
        "Split a code, then go through its answers.",
        "codebook",
        True,
    ),
    Command(
        "code_retire",
        "x",
        "retire",
        "Take a code out of use; or a retired, merged or split one into use again.",
        "codebook",
        True,
    ),
    Command(
        "code_comment",
        "c",
        "comment",
        "Say something about a code, for all who code.",
        "codebook",
        True,
    ),
    Command(
        "code_queue",
        "q",
        "look again",
        "Go through the answers that a split or a new definition leaves.",
        "codebook",
        True,
    ),
    Command(
        "code_help",
        "i",
        "improve",
        "See what coded answers say: keywords, overlaps, codes that may be missing.",
        "codebook",
        True,
    ),
    Command(
        "book_undo",
        "u",
        "undo",
        "Take back the last edit of the codebook.",
        "codebook",
        True,
    ),
    Command(
        "leave_book",
        "escape",
        "back",
        "Go back to where you came from.",
        "codebook",
        True,
    ),
    Command(
        "code_answers", "enter", "answers", "Show answers with the code.", "codebook"
    ),
    Command("code_find", "/", "find", "Go to a code by typing its name.", "codebook"),
    Command(
        "code_history",
        "h",
        "history",
        "Show who changed the codebook, and how.",
        "codebook",
    ),
    Command(
        "book_redo", "U", "redo", "Make the edit again that undo took back.", "codebook"
    ),
    Command("book_up", "up,k", "up", "Go to the code above.", "codebook"),
    Command("book_down", "down,j", "down", "Go to the code below.", "codebook"),
    Command("book_page_up", "pageup", "page up", "Go a screen back.", "codebook"),
    Command("book_page_down", "pagedown", "page down", "Go a screen on.", "codebook"),
    Command("book_first", "home", "first", "Go to the first code.", "codebook"),
    Command("book_last", "end", "last", "Go to the last code.", "codebook"),
    Command(
        "book_scroll", "]", "scroll", "Scroll what is told of the code.", "codebook"
    ),
    Command(
        "queue_digit",
        "1,2,3,4,5,6,7,8,9",
        "code",
        "Give the answer the code of this digit instead, and go on.",
        "queue",
        True,
        each=True,
    ),
    Command("queue_fits", "y", "still fits", "The code still fits.", "queue", True),
    Command("queue_none", "0", "take off", "Take the code off.", "queue", True),
    Command(
        "queue_other", "/", "another", "Give any other code instead.", "queue", True
    ),
    Command(
        "queue_several",
        "+",
        "several",
        "Then several digits and + again: several codes instead.",
        "queue",
        True,
    ),
    Command("queue_undo", "u", "undo", "Take back the last decision.", "queue", True),
    Command(
        "leave_queue", "escape", "leave", "Leave; what is left is kept.", "queue", True
    ),
    Command(
        "queue_next", "n,down", "later", "Leave the answer for later.", "queue", True
    ),
    Command("queue_previous", "p,up", "back", "Go to the answer before.", "queue"),
    Command("queue_redo", "U", "redo", "Decide again as before undo.", "queue"),
)
