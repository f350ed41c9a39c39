"""Several things at once at the prompt: accept all, pin a digit, next unfinished."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import codes as line_codes
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.cli.line_mode.suggestions import LineSuggestions
    from hsbcode.cli.line_mode.walk import LineWalk
    from hsbcode.workflows.coding import CodingSession


def accept_all(
    session: "CodingSession", suggestions: "LineSuggestions", unit: str
) -> None:
    """Apply every suggestion read out, except codes that each need a look.

    Raises:
        UsageConflict: in a round, or where there is none.
    """
    if session.round is not None:
        raise UsageConflict("In a round each code is applied by itself.")
    suggestions.refuse_hidden(unit)
    codes = [
        each.code
        for each in suggestions.of(unit)
        if not session.codebook[each.code].needs_a_look
    ]
    if not codes:
        raise UsageConflict("There is no suggestion to accept together.")
    shown = suggestions.showing(unit)
    for code in codes:
        session.apply(unit, code, origin="bulk", shown=shown)
    names = ", ".join(session.codebook.label(code) for code in codes)
    printing.data(f"Accepted: {names}. u takes them back one by one.")


def pin(session: "CodingSession", rest: str) -> None:
    """Give a digit to a code: ``3 trust``.

    Raises:
        UsageConflict: there is no such digit or code.
    """
    digit, _, name = rest.partition(" ")
    if digit not in tuple("123456789") or not name.strip():
        raise UsageConflict("A digit is given to a code as: P 3 code")
    code = line_codes.named(session, name)
    session.pin(int(digit), code.id)
    printing.data(f"{digit} is now {code.label}.")


def next_open(session: "CodingSession", walk: "LineWalk") -> bool:
    """Go to the next answer of the list that is not finished; True if there is one."""
    at = walk.units.index(walk.here)
    for unit in walk.units[at + 1 :] + walk.units[:at]:
        if not session.held(unit).finished:
            return walk.go_to(unit)
    printing.data("Every other answer of this list is finished.")
    return False
