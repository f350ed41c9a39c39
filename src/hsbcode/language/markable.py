"""The stretches of a text that a person marks as one: words, signs, pictures.

What a reader sees as one sign is never cut: letters keep their accents, pictures made
of several stay whole. Scripts written without spaces are marked sign by sign.
"""

from unicodedata import category

from hsbcode.domain.acts import Span

_JOINER = "\u200d"
_INSIDE = "'’-"
"""Signs that join letters on both sides into one word."""
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def markable(text: str) -> list[Span]:
    """Return the stretches of a text in order, as half-open code-point offsets.

    Spaces belong to none of them.
    """
    found = []
    at, end = 0, len(text)
    while at < end:
        start, sign = at, text[at]
        at = _after_sign(text, at)
        if sign.isspace():
            continue
        if _is_letter(sign):
            while at < end:
                if _is_letter(text[at]):
                    at = _after_sign(text, at)
                elif text[at] in _INSIDE and at + 1 < end and _is_letter(text[at + 1]):
                    at = _after_sign(text, at + 1)
                else:
                    break
        found.append(Span(start, at))
    return found


def _after_sign(text: str, at: int) -> int:
    """Return where the sign that begins at an offset ends."""
    first = text[at]
    at += 1
    if _is_regional(first) and at < len(text) and _is_regional(text[at]):
        at += 1  # two letters make a flag
    while at < len(text):
        if text[at] == _JOINER and at + 1 < len(text) and not text[at + 1].isspace():
            at += 2
        elif text[at] == _JOINER or _extends(text[at]):
            at += 1
        else:
            break
    return at


def _extends(sign: str) -> bool:
    """Whether a sign only changes the one before it."""
    if sign < "\u0300":
        return False
    return (
        category(sign) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # colours of skin
        or "\U000e0020" <= sign <= "\U000e007f"  # tags of a flag
    )


def _is_regional(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_letter(sign: str) -> bool:
    """Whether a sign goes on with the one before it as one word."""
    if not (sign.isalnum() or sign == "_"):
        return False
    code = ord(sign)
    return code < 0x0E00 or not any(low <= code <= high for low, high in _UNSPACED)
