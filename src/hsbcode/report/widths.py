"""How many columns of a terminal a text takes, and breaking it to fit."""

import unicodedata


def display_width(text: str) -> int:
    """Return the columns a text takes: wide characters two, combining marks none."""
    return sum(map(_char_width, text))


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return the text with spaces up to ``width`` columns."""
    gap = " " * max(0, width - display_width(text))
    return gap + text if right else text + gap


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, at spaces if possible.

    At least one line comes back; a word longer than a line is broken.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for word in text.split():
        wide = display_width(word)
        if line and used + 1 + wide <= width:
            line, used = f"{line} {word}", used + 1 + wide
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width)
        lines.extend(full)
        used = display_width(line)
    if line or not lines:
        lines.append(line)
    return lines


def _broken(word: str, width: int) -> list[str]:
    parts: list[str] = []
    part: list[str] = []
    used = 0
    for char in word:
        wide = _char_width(char)
        if part and used + wide > width:
            parts.append("".join(part))
            part, used = [], 0
        part.append(char)
        used += wide
    parts.append("".join(part))
    return parts


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
