"""The help screen: every key, from the table of commands."""

from collections.abc import Mapping
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from hsbcode.tui.command_tables.command import Where
from hsbcode.tui.commands import commands_of, shown_keys
from hsbcode.tui.dialogs.asking import Notice
from hsbcode.tui.plain import joined, plain

_NAMES: Mapping[Where, str] = {
    "coding": "Coding",
    "codes": "In the codes",
    "span": "Marking words",
    "start": "Start",
    "import": "Import",
    "results": "Results",
    "recodes": "Recodes",
    "history": "History",
    "codebook": "Codebook",
    "queue": "Answers to look at again",
    "codebook help": "What coded answers say about the codebook",
    "suggestions": "Suggestions",
    "rounds": "Rounds",
    "agreement": "Agreement",
    "settling": "Settling",
    "everywhere": "Everywhere",
}
_MARKS = (
    ("●", "applied by me"),
    ("○", "suggested"),
    ("✓", "finished"),
    ("–", "finished, no code applies"),
    ("⚑", "flagged"),
    ("▸", "where I am"),
)
_ENOUGH = 1000
"""Cells in which every sentence stands on one line."""


class Keys(Widget, can_focus=False):
    """Keys with a sentence each; a long sentence goes on below its beginning."""

    DEFAULT_CSS = """
    Keys { height: auto; }
    """

    def __init__(self, places: tuple[Where, ...], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._places = places
        self._keymap = keymap

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the sentences need."""
        return len(help_text(self._places, self._keymap, width).plain.split("\n"))

    def render(self) -> Content:
        """Return the keys as they fit."""
        return help_text(self._places, self._keymap, self.size.width)


class Help(Notice):
    """Every key that works somewhere."""

    DEFAULT_CSS = """
    Help > #box { width: 96; }
    """

    def __init__(
        self, places: tuple[Where, ...], keymap: Mapping[str, str] | None = None
    ) -> None:
        super().__init__("Every key", "")
        self._places = places
        self._keymap = keymap or {}

    def compose_box(self) -> ComposeResult:
        """The keys, to be scrolled."""
        with VerticalScroll(can_focus=False):
            yield Keys(self._places, self._keymap)


def help_text(
    places: tuple[Where, ...], keymap: Mapping[str, str], width: int = _ENOUGH
) -> Content:
    """Return the keys of some places with a sentence each, in lines of some width."""
    every = [*dict.fromkeys((*places, "everywhere"))]
    shown = {
        command.id: shown_keys(command, keymap)
        for place in every
        for command in commands_of(place)
    }
    left = max(map(len, shown.values()))
    lines: list[Content] = []
    if "coding" in places:
        lines.append(plain("Marks", "bold"))
        lines += [_row(mark, words, left, width) for mark, words in _MARKS]
    for place in every:
        if lines:
            lines.append(plain(""))
        lines.append(plain(_NAMES.get(place, place.capitalize()), "bold"))
        lines += [
            _row(shown[command.id], command.help, left, width)
            for command in commands_of(place)
        ]
    return joined(lines)


def _row(keys: str, sentence: str, left: int, width: int) -> Content:
    """Return a key and its sentence, which goes on below where it began."""
    room = max(20, width - left - 2)
    between = "\n" + " " * (left + 2)
    words = between.join(wrap(sentence, room) or [""])
    return joined([plain(f"{keys:>{left}}", "bold"), plain(words)], "  ")
