"""Do people agree more with each other where suggestions were in sight?

Outside rounds, over answers that two people coded: what is kept hidden by design is
chosen by a hash, so answers with suggestions and without are alike.
"""

from typing import TYPE_CHECKING

from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.showings import NONE, OFF
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.led import compared_pairs
from hsbcode.workflows.rounds.led_values import PairsLed

if TYPE_CHECKING:
    from hsbcode.domain.passes import UnitPass


def alike_outside(project: Project) -> PairsLed:
    """Return how often two coders gave the same codes, with suggestions and without.

    The finish that stands says what was in sight. Codings that say nothing of it
    (imported ones, those for which nothing was suggested) are left out.
    """
    held: dict[str, dict[str, UnitPass]] = {}
    aided: dict[str, set[str]] = {}
    for act in project.log.of_kind(ActKind.FINISH):
        if act.round is not None or act.unit is None or act.coder == SETTLED:
            continue
        own = project.fold.unit(act.coder, act.unit)
        if act.id not in own.finishes or act.shown in (None, NONE):
            continue
        held.setdefault(act.coder, {})[act.unit] = own
        with_suggestions = aided.setdefault(act.coder, set())
        if act.shown != OFF:
            with_suggestions.add(act.unit)
    units = {unit for own in held.values() for unit in own}
    people = {unit.id: unit.respondent for unit in project.answers.units(sorted(units))}
    known = {
        coder: {unit: one for unit, one in own.items() if unit in people}
        for coder, own in held.items()
    }
    sets = {coder: frozenset(some) for coder, some in aided.items()}
    return compared_pairs(known, sets, people)
