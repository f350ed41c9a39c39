"""Answers that say the same, coded together at the prompt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsbcode.cli import printing
from hsbcode.cli.line_mode import codes as line_codes
from hsbcode.cli.line_mode.prompt import ask
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.showings import NONE, OFF

if TYPE_CHECKING:
    from hsbcode.workflows.coding import CodingSession

_MOST = 50


def code_alike(
    session: "CodingSession", here: str, codes: str, picked: str | None = None
) -> int:
    """List what says the same as an answer, ask which, code and finish them.

    Args:
        session: who codes.
        here: the answer.
        codes: names of codes with ``;`` between them; ``0``: no code applies; empty:
            those that stand on the answer.
        picked: how the answer came before the coder.

    Returns:
        How many answers changed; 0 where nothing was to be done or wanted.

    Raises:
        UsageConflict: a code is unknown or never given in bulk, or there is none.
    """
    wanted = _codes(session, here, codes)
    alike = session.together.alike(here)
    left = _left(session, alike.same, wanted), _left(session, alike.nearly, wanted)
    rows = [*left[0], *left[1]][:_MOST]
    others = [unit for unit in rows if unit != here]
    if not others:
        printing.data("No other answer that is left says the same.")
        return 0
    for number, line in enumerate(session.lines(others), start=1):
        like = "the same" if line.unit.id in left[0] else "nearly the same"
        words = " ".join(line.unit.text.split()) or "blank"
        printing.data(f"{number}, {like}, {line.unit.name}: {words}")
    labels = [session.codebook.label(code) for code in wanted]
    what = ", ".join(labels) or "no code applies"
    same = sum(unit in left[0] for unit in others)
    typed = ask(
        f"{what}: for which? Numbers, or all; an empty line takes the {same} that say "
        "the same; q leaves. "
    )
    chosen = _chosen(typed, others, others[:same])
    if not chosen:
        printing.data("Nothing was changed.")
        return 0
    off = session.round is not None or session.sight.hides(here)
    changed = session.together.code(
        [here, *chosen], wanted, shown=OFF if off else NONE, here=here, picked=picked
    )
    printing.data(f"{changed} answers coded and finished: {what}. u takes it back.")
    return changed


def _codes(session: "CodingSession", here: str, typed: str) -> list[str]:
    if typed == "0":
        return []
    if typed:
        named = [line_codes.named(session, name) for name in typed.split(";")]
        return [code.id for code in named]
    held = list(session.held(here).applied)
    refused = session.together.refused(held)
    for label in refused:
        printing.data(f"{label} stays with this answer alone.")
    codes = [c for c in held if session.codebook.label(c) not in refused]
    if not codes:
        raise UsageConflict(
            "There is no code to give to others.",
            "Apply one first, or type = CODE; = 0: no code applies.",
        )
    return codes


def _left(
    session: "CodingSession", units: Sequence[str], codes: Sequence[str]
) -> list[str]:
    """Return the answers that are not done in the same way already."""
    return [
        unit
        for unit in units
        if not (
            session.held(unit).finished
            and session.held(unit).applied.keys() >= set(codes)
        )
    ]


def _chosen(typed: str | None, others: Sequence[str], same: Sequence[str]) -> list[str]:
    if typed is None or typed in ("q", "n", "no"):
        return []
    if typed == "all":
        return list(others)
    if not typed:
        return list(same)
    numbers = typed.replace(",", " ").split()
    if not all(each.isdecimal() and 1 <= int(each) <= len(others) for each in numbers):
        raise UsageConflict(f"Type numbers from 1 to {len(others)}, or all.")
    return [others[int(each) - 1] for each in dict.fromkeys(numbers)]
