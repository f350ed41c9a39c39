"""The keys of the suggestions screen and of the codebook's help."""

from hsbcode.tui.command_tables.command import Command

SUGGESTIONS: tuple[Command, ...] = (
    Command(
        "judge",
        "r",
        "judge anew",
        "Judge the suggestions by all that is coded now.",
        "suggestions",
        True,
    ),
    Command(
        "judge_stop", "s", "stop", "Stop judging; nothing is lost.", "suggestions", True
    ),
    Command(
        "technical",
        "t",
        "figures",
        "Show F1, average precision and calibration, or words again.",
        "suggestions",
        True,
    ),
    Command(
        "limit",
        "c",
        "limit",
        "Choose from which score on the model suggests a code.",
        "suggestions",
        True,
    ),
    Command(
        "judged_scroll",
        "]",
        "scroll",
        "Scroll what is told; from its end to its beginning.",
        "suggestions",
        True,
    ),
    Command(
        "leave_judged",
        "escape",
        "back",
        "Go back to where you came from.",
        "suggestions",
        True,
    ),
    Command("judged_up", "up,k", "up", "Go to the code above.", "suggestions"),
    Command("judged_down", "down,j", "down", "Go to the code below.", "suggestions"),
    Command("judged_page_up", "pageup", "page up", "Go a screen back.", "suggestions"),
    Command(
        "judged_page_down", "pagedown", "page down", "Go a screen on.", "suggestions"
    ),
    Command(
        "judged_first", "home", "all codes", "Go to all codes together.", "suggestions"
    ),
    Command("judged_last", "end", "last", "Go to the last code.", "suggestions"),
)

CODEBOOK_HELP: tuple[Command, ...] = (
    Command(
        "take",
        "y",
        "take",
        "Take the keyword over; make a code of answers that none explains.",
        "codebook help",
        True,
    ),
    Command(
        "help_answers",
        "enter",
        "answers",
        "Show the answers that no code explains.",
        "codebook help",
        True,
    ),
    Command(
        "help_undo",
        "u",
        "undo",
        "Take back the last edit of the codebook.",
        "codebook help",
        True,
    ),
    Command(
        "help_scroll",
        "]",
        "scroll",
        "Scroll what is told; from its end to its beginning.",
        "codebook help",
        True,
    ),
    Command(
        "leave_help",
        "escape",
        "back",
        "Go back to the codebook.",
        "codebook help",
        True,
    ),
    Command("help_up", "up,k", "up", "Go to the line above.", "codebook help"),
    Command("help_down", "down,j", "down", "Go to the line below.", "codebook help"),
    Command("help_page_up", "pageup", "page up", "Go a screen back.", "codebook help"),
    Command(
        "help_page_down", "pagedown", "page down", "Go a screen on.", "codebook help"
    ),
)
