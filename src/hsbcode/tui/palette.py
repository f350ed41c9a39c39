"""Everything by name: the palette, and the help of the screen one is on."""

from collections.abc import Iterable
from typing import get_args

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from hsbcode.tui.command_tables.command import Where
from hsbcode.tui.commands import COMMANDS
from hsbcode.tui.dialogs.help import Help
from hsbcode.tui.keymap import ChangedKeys
from hsbcode.tui.screens.coding import CodingScreen
from hsbcode.tui.screens.start import StartScreen


class Palette(ChangedKeys):
    """An application whose commands are found by name."""

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(Help(places_of(self.screen), self.keymap))

    def action_palette(self) -> None:
        """Show everything by name."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Show everything by name; Textual's own key for it, too."""
        if not isinstance(self.screen, CommandPalette):
            words = "Type what you want to do"
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the table of commands has for this screen."""
        places: tuple[Where, ...] = (*places_of(screen), "everywhere")
        for each in COMMANDS:
            if each.where not in places or each.each or each.where in ("span", "codes"):
                continue
            if each.id == "palette":
                continue
            owner = screen if hasattr(screen, f"action_{each.id}") else self
            run = getattr(owner, f"action_{each.id}", None)
            if run is not None:
                title = f"{each.words[:1].upper()}{each.words[1:]}"
                yield SystemCommand(title, each.help, run)
        yield SystemCommand(
            "Colours",
            "Dark, light or high contrast; it is kept",
            self.action_change_theme,
        )


def places_of(screen: Screen[object]) -> tuple[Where, ...]:
    """Return whose keys are in force on a screen."""
    if isinstance(screen, CodingScreen):
        return ("coding", "codes", "span")
    if isinstance(screen, StartScreen):
        return ("start", "coding", "codes", "span", "import", "results")
    named = (screen.id or "").replace("-", " ")
    return next(((where,) for where in get_args(Where) if where == named), ("import",))
