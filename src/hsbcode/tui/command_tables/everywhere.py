"""The keys that work on every screen."""

from hsbcode.tui.command_tables.command import Command

EVERYWHERE: tuple[Command, ...] = (
    Command(
        "palette",
        "ctrl+p",
        "everything",
        "Everything, by typing its name.",
        "everywhere",
        footer=True,
    ),
    Command(
        "cover",
        "\\,ctrl+backslash",
        "cover",
        "Cover the screen at once; the same key uncovers it.",
        "everywhere",
    ),
    Command("quit", "ctrl+q", "quit", "Quit; everything is saved.", "everywhere"),
)
