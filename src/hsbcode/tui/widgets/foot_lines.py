"""The last two lines: what was just said, and the keys of the moment."""

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.tui.commands import Where, commands_of, shown_keys
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
    """The most needed keys of the place where one is."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding-left: 1; background: $panel; color: $foreground; }
    """

    where: reactive[Where] = reactive[Where]("coding")

    def __init__(self, keymap: Mapping[str, str], where: Where = "coding") -> None:
        super().__init__()
        self._keymap = keymap
        self.set_reactive(KeyLine.where, where)

    def render(self) -> Content:
        """Return as many keys as fit."""
        parts: list[Content] = []
        room = self.size.width
        places: tuple[Where, ...] = (
            ("coding", "everywhere") if self.where == "coding" else (self.where,)
        )
        for command in commands_of(*places):
            if not command.footer:
                continue
            keys = shown_keys(command, self._keymap, all_=False)
            room -= len(keys) + len(command.words) + 3
            if room < -2:
                break
            parts.append(joined([plain(keys, "bold"), plain(command.words)], " "))
        return joined(parts, "  ")
