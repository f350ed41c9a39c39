"""Control characters made visible, one for one.

An answer may hold escape codes or marks that turn the direction of writing. On a
screen and in a report they are shown, never obeyed. Every character stays one
character, so offsets into the text go on being true.
"""

_REPLACEMENT = 0xFFFD

BIDI_CONTROLS = frozenset(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Code points that change the direction of the text around them (UAX #9)."""

_SHOWN: dict[int, int] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys((0x2028, 0x2029), 0x2424),
    **dict.fromkeys(BIDI_CONTROLS, _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}


def visible(text: str) -> str:
    """Return the text with every control character as one visible symbol.

    C0 controls become their control pictures (ESC is ``␛``), DEL ``␡``, the line
    and paragraph separators ``␤``; C1 and bidi controls and lone surrogates become
    U+FFFD. Newline and tab stay. The length in code points never changes.
    """
    return text.translate(_SHOWN)
