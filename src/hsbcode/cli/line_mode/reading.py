"""An answer read out at the prompt, with all that stands around it."""

from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import parts as line_parts

if TYPE_CHECKING:
    from hsbcode.domain.passes import UnitPass
    from hsbcode.workflows.coding import CodingSession

_CLOSED = 6
_ELSEWHERE = 200
"""Characters read of an answer to another question."""


def read_answer(session: "CodingSession", unit_id: str, where: str) -> None:
    """Say which answer it is, its text, its coding, and who wrote it."""
    unit = session.unit(unit_id)
    held = session.held(unit_id)
    box = f", slot {unit.box} of {unit.boxes}" if unit.boxes > 1 else ""
    box += f", part {unit.part} of {unit.parts}" if unit.part else ""
    printing.data()
    printing.data(f"Answer {where}{box}, {unit.name}, {_state(held)}:")
    printing.data(unit.text)
    around = session.around(unit)
    line_parts.read_out(session, unit, around.siblings)
    for label, other in around.elsewhere:
        words = " ".join(other.text.split())
        more = "…" if len(words) > _ELSEWHERE else ""
        printing.data(f"Same person, {label}: {words[:_ELSEWHERE]}{more}")
    if around.closed:
        printing.data(
            "Person: " + "; ".join(f"{q}: {a}" for q, a in around.closed[:_CLOSED])
        )
    for code in sorted(held.codes):
        printing.data(f"Applied: {session.codebook.label(code)}")
    if doubt := session.choice.doubts.words(unit_id):
        printing.data(f"Doubtful: {doubt}. y says that it stays.")
    for flag in held.flags:
        printing.data(f"Flag: {flag.replace('_', ' ')}")
    for note in session.notes(unit_id):
        printing.data(f"Memo: {note}")


def _state(held: "UnitPass") -> str:
    """Return how far an answer is, in words."""
    if held.finished:
        return str(held.state)
    return "begun, not finished" if held.applied else "not coded yet"
