"""Who codes: known names, and names that look too much like one."""

import difflib

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project


def known_coders(project: Project) -> tuple[str, ...]:
    """Return everybody who has coded in this project, sorted."""
    return tuple(
        sorted({coder for coder, _round in project.fold.passes if coder != SETTLED})
    )


def near_equal(name: str, known: tuple[str, ...]) -> str | None:
    """Return a known name so like ``name`` that they may be one person."""
    if name in known:
        return None
    folded = {_folded(other): other for other in known}
    if _folded(name) in folded:
        return folded[_folded(name)]
    close = difflib.get_close_matches(_folded(name), folded, n=1, cutoff=0.75)
    return folded[close[0]] if close else None


def checked_name(name: str) -> str:
    """Return a coder's name, trimmed.

    Raises:
        UsageConflict: it is empty, too long or reserved.
    """
    name = " ".join(name.split())
    if not name or len(name) > 40 or not name.isprintable():
        raise UsageConflict("A coder's name has 1 to 40 printable characters.")
    if name == SETTLED or name.startswith("("):
        raise UsageConflict("A coder's name does not begin with a bracket.")
    return name


def _folded(name: str) -> str:
    return "".join(ch for ch in name.casefold() if ch.isalnum())
