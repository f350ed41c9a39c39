"""The line of keys of a dialog, in words; each key in it can be clicked, too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from hsbcode.tui.plain import joined, plain

BETWEEN = " · "
_NAMED = {
    "↑": "up",
    "↓": "down",
    "Enter": "enter",
    "any key": "enter",
    "any other key": "enter",
    "?": "question_mark",
    "/": "slash",
    "\\": "backslash",
    "+": "plus",
}
_WORDS = r"Enter|escape|tab|space|end|home|[↑↓]|ctrl\+\w|any (?:other )?key"
_KEY = re.compile(rf"(?:{_WORDS})(?!\w)|(?:(?<=^)|(?<= or ))[^\s·\"](?=[ :,]|$)")
"""A named key anywhere; a single sign at the beginning of a part or after “or”."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that a click on presses one key."""

    words: str
    key: str
    """As Textual names it; empty for words without a key."""
    named: int = 0
    """Letters of the key's name, with which the words begin."""


def pieces(part: str) -> Iterator[_Piece]:
    """Yield what stands between two keys of a part such as ``y or Enter: yes``."""
    found = list(_KEY.finditer(part))
    if not found or found[0].start():
        yield _Piece(part[: found[0].start()] if found else part, "")
    for match, after in zip_longest(found, found[1:]):
        end = after.start() if after else len(part)
        name = match[0]
        yield _Piece(part[match.start() : end], _NAMED.get(name, name), len(name))


class KeyWords(Widget, can_focus=False):
    """Parts with `` · `` between them; what does not fit goes to another line.

    Args:
        words: for example ``Enter chooses · escape leaves``.
    """

    DEFAULT_CSS = """
    KeyWords { height: auto; color: $text-muted; }
    """

    words: reactive[str] = reactive("", layout=True)

    def __init__(self, words: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(KeyWords.words, words)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the parts need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the words, the keys in bold."""
        lines = []
        for line in self._lines(self.size.width):
            parts = []
            for piece in self._pieces(line):
                parts.append(plain(piece.words[: piece.named], "bold"))
                parts.append(plain(piece.words[piece.named :]))
            lines.append(joined(parts, ""))
        return joined(lines)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        lines = self._lines(self.size.width)
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        if not 0 <= y < len(lines):
            return
        for piece in self._pieces(lines[y]):
            x -= cell_len(piece.words)
            if x < 0:
                if piece.key:
                    self.app.simulate_key(piece.key)
                return

    def _lines(self, width: int) -> list[list[str]]:
        """Return the parts that stand on each line."""
        lines: list[list[str]] = [[]]
        for part in self.words.split(BETWEEN):
            if lines[-1] and cell_len(BETWEEN.join([*lines[-1], part])) > width:
                lines.append([])
            lines[-1].append(part)
        return lines

    @staticmethod
    def _pieces(line: list[str]) -> Iterator[_Piece]:
        for place, part in enumerate(line):
            if place:
                yield _Piece(BETWEEN, "")
            yield from pieces(part)
