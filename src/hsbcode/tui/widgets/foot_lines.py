"""The last two lines: what was just said, and the keys of the moment."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.tui.commands import Where, commands_of, first_key, shown_keys
from hsbcode.tui.plain import joined, one_line, plain, shortened


class StatusLine(Widget, can_focus=False):
    """One sentence on the left, the state of the suggestions on the right."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; }
    """

    said: reactive[str] = reactive("")
    aside: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return the line; what was said goes before the aside."""
        width = self.size.width
        said = shortened(self.said, width)
        room = width - len(said) - 2
        if room < 16 or not self.aside:
            return plain(said, "bold")
        aside = shortened(self.aside, room)
        gap = " " * (width - len(said) - len(one_line(aside)))
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
        room = self.size.width
        whole = self.where in ("coding", "results", "history", "codebook")
        places: tuple[Where, ...] = (
            (self.where, "everywhere") if whole else (self.where,)
        )
        for command in commands_of(*places):
            if not command.footer:
                continue
            keys = shown_keys(command, self._keymap, all_=False)
            room -= len(keys) + len(command.words) + 3
            if room < -2:
                break
            parts.append(joined([plain(keys, "bold"), plain(command.words)], " "))
            # of several digits none is meant: codes are clicked themselves
            pressed = "" if command.each else first_key(command, self._keymap)
            start = self._ends[-1][0] + 2 if self._ends else 0
            width = cell_len(keys) + 1 + cell_len(command.words)
            self._ends.append((start + width, pressed))
        return joined(parts, "  ")

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        at = event.x - self.gutter.left
        for end, key in self._ends:
            if at < end:
                if key:
                    self.app.simulate_key(key)
                return
