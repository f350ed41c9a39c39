"""The last two lines: what was just said, and the keys of the moment."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.tui.command_tables.command import Command, Where
from hsbcode.tui.commands import commands_of, first_key, shown_keys
from hsbcode.tui.plain import joined, plain, shortened


class StatusLine(Widget, can_focus=False):
    """One sentence on the left, the state of the suggestions on the right."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; }
    """

    said: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the line; an aside that does not fit beside what was said waits."""
        width = self.size.width
        said = shortened(self.said, width)
        aside = shortened(self.aside, width)
        gap = " " * (width - cell_len(said) - cell_len(aside))
        if not aside or (said and len(gap) < 2):
            return plain(said, "bold")
        return joined([plain(said, "bold"), plain(gap), plain(aside, "dim")], "")


class KeyLine(Widget, can_focus=False):
    """The most needed keys of the place where one is; a click presses one."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding-left: 1; background: $panel; color: $foreground; }
    """

    where: reactive[Where] = reactive[Where]("coding")

    def __init__(self, keymap: Mapping[str, str], where: Where = "coding") -> None:
        super().__init__()
        self._keymap = keymap
        self._ends: list[tuple[int, str]] = []
        """Where each key's words end, and the key that a click presses."""
        self.set_reactive(KeyLine.where, where)

    def render(self) -> Content:
        """Return as many keys as fit."""
        parts: list[Content] = []
        self._ends = []
        for command in self._that_fit():
            keys = shown_keys(command, self._keymap, all_=False)
            parts.append(joined([plain(keys, "bold"), plain(command.words)], " "))
            # of several digits none is meant: codes are clicked themselves
            pressed = "" if command.each else first_key(command, self._keymap)
            start = self._ends[-1][0] + 2 if self._ends else 0
            self._ends.append((start + self._width(command), pressed))
        return joined(parts, "  ")

    def _that_fit(self) -> list[Command]:
        """Return the keys to name; the ways out and to help are never left out."""
        places = (self.where,) if self.where == "span" else (self.where, "everywhere")
        named = [each for each in commands_of(*places) if each.footer]
        always = [each for each in named if self._is_way_out(each)]
        room = self.size.width - sum(self._width(each) + 2 for each in always)
        fit = []
        for each in named:
            if each not in always:
                room -= self._width(each) + 2
                if room < -2:
                    break
                fit.append(each)
        return [*fit, *always]

    def _is_way_out(self, command: Command) -> bool:
        # One lives in coding, and its keys stand in the order of need.
        leaves = command.keys.split(",")[0] == "escape"
        return self.where != "coding" and (leaves or command.id == "help")

    def _width(self, command: Command) -> int:
        keys = shown_keys(command, self._keymap, all_=False)
        return cell_len(keys) + 1 + cell_len(command.words)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        at = event.x - self.gutter.left
        for end, key in self._ends:
            if at < end:
                if key:
                    self.app.simulate_key(key)
                return
