"""The keys of the history screen."""

from hsbcode.tui.command_tables.command import Command

HISTORY: tuple[Command, ...] = (
    Command(
        "go_there",
        "enter",
        "go there",
        "Go to the answer of the step under the cursor.",
        "history",
        True,
    ),
    Command(
        "take_back",
        "u",
        "take back",
        "Take back the step under the cursor; one that is taken back: do it again.",
        "history",
        True,
    ),
    Command(
        "everybody",
        "e",
        "everybody",
        "Show everybody's steps, or only mine.",
        "history",
        True,
    ),
    Command(
        "this_answer",
        "a",
        "this answer",
        "Show only the steps on this answer, or all.",
        "history",
    ),
    Command(
        "mend",
        "M",
        "mend",
        "Choose many codings: take them off, give them another code, another coder "
        "or another question.",
        "history",
        True,
    ),
    Command("leave_history", "escape,H", "back", "Go back to coding.", "history", True),
    Command("step_up", "up,k", "up", "Go to the step after.", "history"),
    Command("step_down", "down,j", "down", "Go to the step before.", "history"),
    Command("steps_down", "pagedown", "page down", "Go a screen on.", "history"),
    Command("steps_up", "pageup", "page up", "Go a screen back.", "history"),
    Command("newest", "home", "newest", "Go to the newest step.", "history"),
    Command("oldest", "end", "oldest", "Go to the first step of all.", "history"),
)
