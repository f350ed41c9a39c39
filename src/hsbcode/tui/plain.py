"""The one door through which text reaches the terminal.

Answers, codes, names and paths may hold markup, escape codes or marks that turn the
direction of writing. Here they become ``Content``, which is never parsed, with every
control character shown as one visible symbol.
"""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from hsbcode.domain.visible import visible

_ONE_LINE = str.maketrans({"\n": " ", "\t": " "})


_STYLES = {"dim": "$text-muted"}
"""Terminals dim as they like; a muted colour has a contrast that is known."""


def plain(text: str, style: str = "") -> Content:
    """Return text for a widget, exactly as it is and never obeyed."""
    shown = visible(text)
    style = _STYLES.get(style, style)
    return Content.styled(shown, style) if style else Content(shown)


def one_line(text: str) -> str:
    """Return the text as one visible line, for lists and titles."""
    return visible(text).translate(_ONE_LINE)


def fitted(text: str, width: int) -> str:
    """Return one line of exactly ``width`` cells, cut with ``…`` or padded."""
    if width <= 0:
        return ""
    # A cell holds at least a part of a character, unless it is of no width.
    line = one_line(text[: 4 * width])
    if cell_len(line) > width:
        line = set_cell_size(line, width - 1) + "…"
    return set_cell_size(line, width)


def shortened(text: str, width: int) -> str:
    """Return one line of at most ``width`` cells, cut with ``…``."""
    return fitted(text, width).rstrip()


def joined(parts: list[Content], between: str = "\n") -> Content:
    """Return the parts as one text."""
    return Content(between).join(parts)
