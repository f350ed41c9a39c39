"""Keys as Textual names them, and as people read them."""

import re
import unicodedata
from collections.abc import Iterable

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

from hsbcode.domain.errors import nearest

NEVER_ARRIVE = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Escape",
}
"""Keys for which terminals send another one."""

_READ = {
    "pagedown": "page down",
    "pageup": "page up",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
}
_WITHOUT_SIGN = {each.value for each in Keys}
_UNICODE = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
_MODIFIERS = re.compile(r"((?:ctrl|shift|alt|super|hyper|meta)\+)*")


def normal(key: str) -> str:
    """Return a key as Textual names it: ``full_stop`` for ``.``."""
    lead, rest = _apart(key.strip())
    return lead + (_character_to_key(rest) if len(rest) == 1 else rest)


def sign(key: str) -> str:
    """Return a key as people write it: ``.`` for ``full_stop``."""
    lead, rest = _apart(key)
    return lead + (_sign(rest) or rest)


def read(key: str) -> str:
    """Return a key as people read it: ``page down``, ``shift ←``."""
    lead, rest = _apart(key)
    if rest in _READ:
        return lead.replace("+", " ") + _READ[rest]
    return sign(key)


def problem_of(keys: Iterable[str]) -> str:
    """Return what is wrong with keys that a person has written; empty if nothing."""
    some = False
    for key in keys:
        some = True
        if normal(key) in NEVER_ARRIVE:
            return f"terminals send {NEVER_ARRIVE[normal(key)]} for {key}."
        _lead, rest = _apart(key)
        if not (len(rest) == 1 or rest in _WITHOUT_SIGN or _sign(rest)):
            return f"there is no key “{key}”. {nearest(rest, _WITHOUT_SIGN)}".strip()
    return "" if some else 'keys are written in quotes, as in "f" or ["f", "ctrl+f"].'


def _apart(key: str) -> tuple[str, str]:
    found = _MODIFIERS.match(key)
    lead = found.group() if found else ""
    return lead, key[len(lead) :]


def _sign(name: str) -> str:
    if len(name) == 1 or name in _WITHOUT_SIGN:
        return ""
    name = _UNICODE.get(name, name)
    for words in (name.replace("_", " "), name.replace("_", "-")):
        try:
            found = unicodedata.lookup(words)
        except KeyError:
            continue
        return found if found.isprintable() and not found.isspace() else ""
    return ""
