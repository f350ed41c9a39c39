"""How wide the letters of a style are, near enough to lay out a table."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

_WIDE = {
    "verdana": 1.17,
    "georgia": 1.06,
    "lucida": 1.12,
    "dejavu": 1.2,
    "courier": 1.2,
}
_WIDE |= {"arial narrow": 0.82, "calibri": 0.9, "times": 0.9, "garamond": 0.85}
_WIDE |= {"cambria": 0.95, "arial": 1.0, "helvetica": 1.0, "liberation sans": 1.0}
_UNKNOWN = 1.08
_OF_SIZE = 10.7
"""Twips a letter of Arial takes for each point of its size, on average."""
_HALF_POINTS = 20
_DEEPEST = 20


def letter_width(styles: Element, style_id: str) -> int:
    """Return the twips that a letter of a paragraph style takes, on average.

    Args:
        styles: root of a file's styles.
        style_id: the style; what it does not say, its base or the defaults say.
    """
    by_id = {each.get(qn("w:styleId")): each for each in styles.iter(qn("w:style"))}
    size = font = ""
    style = by_id.get(style_id)
    for _ in range(_DEEPEST):
        if style is None:
            break
        size, font = size or _size(style), font or _font(style)
        base = style.find(qn("w:basedOn"))
        style = None if base is None else by_id.get(base.get(qn("w:val")))
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is not None:
        size, font = size or _size(defaults), font or _font(defaults)
    known = [wide for name, wide in _WIDE.items() if font.lower().startswith(name)]
    points = (int(size) if size.isdecimal() else _HALF_POINTS) / 2
    return round(points * _OF_SIZE * (known[0] if known else _UNKNOWN))


def _size(element: Element) -> str:
    found = element.find(f".//{qn('w:rPr')}/{qn('w:sz')}")
    return "" if found is None else found.get(qn("w:val"), "")


def _font(element: Element) -> str:
    found = element.find(f".//{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if found is None else found.get(qn("w:ascii"), "")
