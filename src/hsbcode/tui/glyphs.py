"""Marks and frames for terminals without them, and screens without colour.

Both are filters over what is painted, so no widget has to know of them. Every sign is
replaced by one of the same width, and by one that no other sign of its kind has: what
tells an applied code from a suggested one tells it in letters, too.
"""

import locale
import os
import sys
from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_MARKS = {
    "●": "*",
    "○": "o",
    "✓": "+",
    "⚑": "!",
    "▸": ">",
    "–": "-",
    "—": "-",
    "…": "~",
    "·": ".",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "▔": "~",
    "▁": "_",
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "×": "x",
    "›": ">",
    "↔": "=",
    "•": "*",
    "≈": "~",
    "■": "#",
    "□": ".",
    "▲": "^",
    "▼": "v",
    "▶": ">",
    "◀": "<",
    "\u2423": "_",
}


def _frames() -> dict[str, str]:
    """Return lines, corners and blocks: every sign of U+2500 to U+259F."""
    found = {chr(point): "+" for point in range(0x2500, 0x2580)}
    for line in "─━┄┅┈┉╌╍═╴╶╸╺╼╾":
        found[line] = "-"
    for line in "│┃┆┇┊┋╎╏║╵╷╹╻╽╿":
        found[line] = "|"
    found |= {chr(point): "#" for point in range(0x2580, 0x25A0)}
    # halves and less, where they draw an edge
    found |= dict.fromkeys("▏▎▍▌▕▐", "|")
    found |= dict.fromkeys("▁▂▃▄", "_")
    return found


ASCII: dict[str, str] = {**_frames(), **_MARKS}
"""Sign → letter of the same width."""


class AsciiGlyphs(LineFilter):
    """Writes marks and frames as letters."""

    _table = str.maketrans(ASCII)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with other signs, cell by cell."""
        table = self._table
        return [
            Segment(text if text.isascii() else text.translate(table), style, control)
            for text, style, control in segments
        ]


class NoColours(LineFilter):
    """Takes every colour away and leaves bold, underlined and reversed.

    Some widgets reverse words by exchanging the two colours. In a dark theme that is
    where the ground is lighter than the words, and there it is said again.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in the colours of the terminal."""
        return [
            Segment(text, _bare(style) if style else style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def _bare(style: Style) -> Style:
    front, ground = style.color, style.bgcolor
    is_exchanged = (
        front is not None
        and ground is not None
        and Color.from_rich_color(ground).brightness
        > Color.from_rich_color(front).brightness
    )
    return style + _NO_COLOURS + (_REVERSED if is_exchanged else _AS_IT_IS)


_NO_COLOURS = Style.from_color(RichColor.default(), RichColor.default())
_REVERSED = Style(reverse=True)
_AS_IT_IS = Style.null()


def needs_ascii(environ: Mapping[str, str], chosen: object = None) -> bool:
    """Return whether marks and frames are to be written as letters.

    Args:
        environ: the environment.
        chosen: ``ascii`` or ``signs`` where a person has chosen; else it is found out.
    """
    if chosen in ("ascii", "signs"):
        return chosen == "ascii"
    if environ.get("TERM", "") in ("dumb", "linux", "vt100", "vt220"):
        return True
    if sys.platform == "win32":
        return False
    named = next(
        (environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)),
        "",
    )
    if not named:
        named = locale.getpreferredencoding(False)
    return "utf" not in named.casefold()


def is_colourless(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a terminal says that it has no colours."""
    return environ.get("TERM", "") in ("dumb", "vt100", "vt220")
