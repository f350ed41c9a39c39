"""Answers split into parts and joined again at the prompt."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode.prompt import confirm
from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.survey import Unit

if TYPE_CHECKING:
    from hsbcode.cli.line_mode.walk import LineWalk
    from hsbcode.workflows.coding import CodingSession
    from hsbcode.workflows.splitting.previews import Proposed


_FORMER = 40
"""Characters read out of an answer as it was."""


def read_out(session: "CodingSession", unit: Unit, beside: Iterable[Unit]) -> None:
    """Say what the other parts are, and how the answer was coded before."""
    for other in beside:
        if other.box_id == unit.box_id and other.id != unit.id:
            held = session.held(other.id)
            state = f", {held.state}" if held.finished else ""
            printing.data(f"Part {other.part}{state}: {other.text}")
    for former in session.parts.earlier(unit):
        words = former.words[:1].upper() + former.words[1:]
        text = " ".join(former.text[: 2 * _FORMER].split())
        text = text if len(text) <= _FORMER else text[: _FORMER - 1] + "…"
        printing.data(f"{words}: {former.judgement} (“{text}”)")


def split_or_join(session: "CodingSession", walk: "LineWalk") -> bool:
    """Split the answer by rule, after asking; or join its parts; True if done.

    Raises:
        UsageConflict: it is not plainly a list.
    """
    unit = session.unit(walk.here)
    if not unit.is_whole:
        session.parts.join(session.parts.beside(unit))
        printing.data("One answer again.")
        walk.renew(unit.id)
        return True
    proposed = session.parts.by_rule(unit)
    if proposed is None:
        raise UsageConflict(
            "This is not plainly a list.", "| 20 lets a part begin at character 20."
        )
    return _split(session, walk, proposed)


def split_at(session: "CodingSession", walk: "LineWalk", where: str) -> bool:
    """Let a part begin at a character of the answer, counted from 1; True if done.

    Raises:
        UsageConflict: none can begin there.
    """
    unit = session.unit(walk.here)
    if not (where.isascii() and where.isdigit() and 1 < int(where) <= len(unit.text)):
        raise UsageConflict(
            f"A part can begin at the characters 2 to {len(unit.text)}."
        )
    at = unit.start + int(where) - 1
    return _split(session, walk, session.parts.by_hand(unit, at=[at]))


def changed(acts: Iterable[Act]) -> bool:
    """Whether acts made other answers of one."""
    return any(act.kind in (ActKind.SPLIT, ActKind.JOIN) for act in acts)


def _split(session: "CodingSession", walk: "LineWalk", proposed: "Proposed") -> bool:
    if proposed.refused:
        raise UsageConflict(proposed.refused)
    for number, part in enumerate(proposed.parts, start=1):
        printing.data(f"Part {number}: {part}")
    if not confirm(f"Split into these {len(proposed.parts)} parts?"):
        return False
    session.parts.split(proposed)
    walk.renew(proposed.unit.id)
    printing.data(f"Split into {len(proposed.parts)} parts. u takes it back.")
    return True
