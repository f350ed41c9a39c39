"""Characters that no font at hand can draw: told by their code, so nothing vanishes."""

import re
import unicodedata

from hsbcode.domain.visible import visible

_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = 10
_ZERO_WIDTH_SPACE = "\u200b"
_MISSING = re.compile(r"the text `\"((?:[^\"\\]|\\.)*)\"` could not be displayed")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_SAID = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_CONTROL_PICTURES = range(0x2400, 0x2425)


def drawable(text: str) -> str:
    """Return text for a page: controls visible, places to break words without end."""
    shown = visible(text).replace("\t", " ")
    return _LONG_WORD.sub(_with_breaks, shown)


def missing_characters(diagnostic: str) -> frozenset[str]:
    """Return the characters that a refused page had no font for.

    Args:
        diagnostic: what the compiler said.
    """
    found: set[str] = set()
    for match in _MISSING.finditer(diagnostic):
        found.update(_ESCAPE.sub(_unescaped, match[1]))
    return frozenset(found)


def stand_in(character: str) -> str:
    """Return what is printed for a character without a glyph: ``‹U+65E5›``.

    What nobody sees anyway, such as joiners between emoji, is left out.
    """
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return ""
    code = ord(character)
    if code in _CONTROL_PICTURES:
        code -= 0x2400
    return f"‹U+{code:04X}›"


def _with_breaks(match: re.Match[str]) -> str:
    word = match[0]
    return _ZERO_WIDTH_SPACE.join(
        word[at : at + _PIECE] for at in range(0, len(word), _PIECE)
    )


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _SAID.get(match[2], match[2])
