"""What steps of a round and settled decisions say of themselves in the history."""

import json

from hsbcode.domain.acts import Act, ActKind
from hsbcode.domain.rounds import RoundKind, RoundStep, drawn_kind
from hsbcode.domain.settling import REOPENED, decided_codes
from hsbcode.store.project import Project
from hsbcode.workflows.log.step_words import counted

_KINDS = {
    RoundKind.TEAM: "drew the round {name}: {answers}",
    RoundKind.SELF: "drew the round {name} of earlier answers: {answers}",
    RoundKind.SHARE: "shared out {answers} as {name}",
}
_NAMED = 3
"""How many codes or coders are named before the others are counted."""


def round_step_words(project: Project, act: Act) -> str:
    """Return what one step of a round did."""
    name = act.round or ""
    said = json.loads(project.log.body(act.body) or "{}")
    kind = drawn_kind(str(act.flag))
    if kind is not None:
        answers = counted(len(said.get("units", ())), "answer")
        return _KINDS[kind].format(name=name, answers=answers)
    if act.flag == RoundStep.ASSIGN:
        shares = [f"{who} {len(units)}" for who, units in sorted(said.items())]
        return f"said who codes the round {name}: {_listed(shares)}"
    if act.flag == RoundStep.RELEASE:
        left = sum(said.get("left", {}).values())
        missing = f", with {counted(left, 'coding')} missing" if left else ""
        return f"released the round {name}{missing}"
    if act.flag == RoundStep.BEGIN:
        return f"began the round {name}"
    if act.flag == RoundStep.SETTLED:
        return f"closed the round {name} as settled"
    return f"took a step in the round {name}"


def settling_words(project: Project, acts: tuple[Act, ...]) -> str:
    """Return what a press decided about differing answers."""
    decided = [act for act in acts if act.kind == ActKind.SETTLE]
    units = {act.unit for act in decided}
    if len(units) > 1:
        return f"settled {counted(len(units), 'answer')} in the round {acts[0].round}"
    # What ends another's decision made elsewhere comes after the decision itself.
    last = decided[0]
    if last.flag == REOPENED:
        return f"took back a settled decision in the round {last.round}"
    book = project.codebook
    labels = [book.label(code) for code in sorted(decided_codes(last.flag))]
    return f"settled as {_listed(labels)}" if labels else "settled: no code applies"


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    if more > 1:
        return f"{', '.join(names[:_NAMED])} and {more} more"
    return ", ".join(names)
