"""The keys of the recodes screen."""

from hsbcode.tui.command_tables.command import Command

RECODES: tuple[Command, ...] = (
    Command(
        "recode_carry",
        "c",
        "carry",
        "Carry the recode through to the question under the cursor: those moved count "
        "as not asked.",
        "recodes",
        True,
    ),
    Command(
        "recode_leave",
        "l",
        "leave",
        "Leave the question under the cursor as it was answered.",
        "recodes",
        True,
    ),
    Command(
        "recode_apply",
        "a",
        "put in force",
        "Put the recode in force, as it is decided for each question.",
        "recodes",
        True,
    ),
    Command(
        "recode_end",
        "x",
        "end",
        "End the recode: tables are as answered again.",
        "recodes",
        True,
    ),
    Command(
        "leave_recodes",
        "escape",
        "back",
        "Go back to the results.",
        "recodes",
        True,
    ),
    Command("recode_up", "up,k", "up", "Go to the question above.", "recodes"),
    Command("recode_down", "down,j", "down", "Go to the question below.", "recodes"),
    Command(
        "recode_scroll",
        "],pagedown",
        "scroll on",
        "Scroll what is told of the recode on.",
        "recodes",
    ),
    Command(
        "recode_scroll_back",
        "[,pageup",
        "scroll back",
        "Scroll what is told of the recode back.",
        "recodes",
    ),
    Command(
        "recode_next", "n", "next", "Show the next recode, if there is one.", "recodes"
    ),
)
