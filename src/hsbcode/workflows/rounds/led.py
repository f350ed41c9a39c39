"""Did suggestions lead the coders of a round? By the half of it that had none.

For each coder a random half of the share was coded with suggestions, so whatever
differs between the halves beyond chance was done by the suggestions. Codings are
counted as they were assigned, whether somebody looked or not.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from hsbcode.domain.acts import ACCEPTED, Act, ActKind
from hsbcode.domain.errors import RoundError
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.rounds import Round
from hsbcode.domain.shares import Share
from hsbcode.domain.showings import NONE, OFF, Showing
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.drawing import random_half
from hsbcode.workflows.rounds.led_values import CodeLed, Led, PairsLed
from hsbcode.workflows.rounds.reading import passes_of
from hsbcode.workflows.suggestions.followed import ENOUGH, Acceptance, Agreement


def led_in(project: Project, each: Round) -> Led:
    """Return what suggestions did in a released round that showed them for a half.

    Intervals are percentile intervals over resampled respondents.

    Raises:
        RoundError: the round is not released, or showed no suggestions.
    """
    if each.suggestions == "off":
        raise RoundError(
            f"In the round {each.id} no suggestions were shown, so they led nobody.",
            "hsbcode round draw … --suggestions half shows them for a random half.",
        )
    held = {
        coder: {unit: own for unit, own in passes.items() if own.finished}
        for coder, passes in passes_of(project, each).items()
    }
    people = {unit.id: unit.respondent for unit in project.answers.units(each.units)}
    aided = {coder: _aided(each, coder) for coder in held}
    acts = _frozen_acts(project, each)
    shown = _showings(project, acts)
    followed = _followed(held, aided, shown, people)
    names = sorted(held)
    return Led(
        round=each.id,
        codings=(
            sum(unit in aided[who] for who in names for unit in held[who]),
            sum(unit not in aided[who] for who in names for unit in held[who]),
        ),
        in_sight=sum(
            unit in aided[who] and (who, unit, False) in shown
            for who in names
            for unit in held[who]
        ),
        followed=followed,
        pairs=compared_pairs(held, aided, people),
        codes=_codes(held, aided, people),
        acceptance=tuple(
            _accepted(who, held[who], shown, acts)
            for who in names
            if any((who, unit, False) in shown for unit in held[who])
        ),
    )


def _aided(each: Round, coder: str) -> frozenset[str]:
    seed = each.drawn.get("seed")
    return random_half(each.share(coder), seed if isinstance(seed, int) else 0, coder)


def _frozen_acts(project: Project, each: Round) -> dict[str, Act]:
    frozen = each.frozen
    assert frozen is not None
    return {act.id: act for act in project.log.of_round(each.id) if frozen.holds(act)}


def _showings(
    project: Project, acts: Mapping[str, Act]
) -> dict[tuple[str, str, bool], Showing]:
    """Return what was suggested to each coder for each answer at its last finish.

    The key ends with whether it was hidden. A hidden showing is not named by any act,
    so the last one before the finish is taken.
    """
    named: dict[str, Showing] = {}
    hidden: dict[tuple[str, str], list[Showing]] = {}
    for showing in project.log.showings():
        named[showing.id] = showing
        if showing.hidden:
            hidden.setdefault((showing.coder, showing.unit), []).append(showing)
    found: dict[tuple[str, str, bool], Showing] = {}
    for act in acts.values():
        if act.kind != ActKind.FINISH or act.unit is None or act.shown in (None, NONE):
            continue
        if act.shown == OFF:
            those = [s for s in hidden.get((act.coder, act.unit), ()) if s.id <= act.id]
            if those:
                found[act.coder, act.unit, True] = max(those, key=lambda s: s.id)
        elif act.shown in named:
            found[act.coder, act.unit, False] = named[act.shown]
    return found


def _followed(
    held: Mapping[str, Mapping[str, UnitPass]],
    aided: Mapping[str, frozenset[str]],
    shown: Mapping[tuple[str, str, bool], Showing],
    people: Mapping[str, str],
) -> Agreement:
    """Return how often the first suggestion was given, in sight and hidden."""
    kinds: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for coder, passes in held.items():
        for unit, own in passes.items():
            hid = unit not in aided[coder]
            showing = shown.get((coder, unit, hid))
            if showing is not None and showing.codes:
                kinds[hid].append((unit, showing.codes[0] in own.codes))
    shown_to, hidden_from = kinds
    between = _difference(shown_to, hidden_from, people)
    return Agreement("", _share(shown_to), _share(hidden_from), between)


def compared_pairs(
    held: Mapping[str, Mapping[str, UnitPass]],
    aided: Mapping[str, frozenset[str]],
    people: Mapping[str, str],
) -> PairsLed:
    """Compare two coders of an answer by how many of them had suggestions.

    Args:
        held: coder → unit → what they hold true; finished units only.
        aided: coder → units that they coded with suggestions.
        people: unit → respondent.
    """
    kinds: tuple[list[tuple[str, bool]], ...] = ([], [], [])
    for one, other in combinations(sorted(held), 2):
        for unit in held[one].keys() & held[other].keys():
            same = held[one][unit].codes == held[other][unit].codes
            kinds[(unit in aided[one]) + (unit in aided[other])].append((unit, same))
    alone, mixed, both = (sorted(kind) for kind in kinds)
    return PairsLed(
        _share(alone), _share(mixed), _share(both), _difference(both, alone, people)
    )


def _codes(
    held: Mapping[str, Mapping[str, UnitPass]],
    aided: Mapping[str, frozenset[str]],
    people: Mapping[str, str],
) -> tuple[CodeLed, ...]:
    judged = [
        (unit, own.codes, unit in aided[coder])
        for coder, passes in sorted(held.items())
        for unit, own in sorted(passes.items())
    ]
    used = sorted({code for _unit, codes, _with in judged for code in codes})
    found = []
    for code in used:
        given = [(unit, code in codes, with_) for unit, codes, with_ in judged]
        aided_ones = [(unit, yes) for unit, yes, with_ in given if with_]
        alone = [(unit, yes) for unit, yes, with_ in given if not with_]
        interval = _difference(aided_ones, alone, people)
        found.append(CodeLed(code, _share(aided_ones), _share(alone), interval))
    return tuple(sorted(found, key=lambda one: -(one.aided.count + one.alone.count)))


def _accepted(
    coder: str,
    held: Mapping[str, UnitPass],
    shown: Mapping[tuple[str, str, bool], Showing],
    acts: Mapping[str, Act],
) -> Acceptance:
    suggested = accepted = by_hand = declined = 0
    for unit, own in held.items():
        showing = shown.get((coder, unit, False))
        for code in showing.codes if showing is not None else ():
            suggested += 1
            origins = {acts[a].origin for a in own.applied.get(code, ()) if a in acts}
            if origins & set(ACCEPTED):
                accepted += 1
            elif origins:
                by_hand += 1
            elif code in own.rejected:
                declined += 1
    return Acceptance(coder, suggested, accepted, by_hand, declined)


def _share(judged: Sequence[tuple[str, bool]]) -> Share:
    return Share(sum(yes for _unit, yes in judged), len(judged))


def _difference(
    first: Iterable[tuple[str, bool]],
    second: Iterable[tuple[str, bool]],
    people: Mapping[str, str],
) -> tuple[float, float] | None:
    """Return the interval of the difference of two shares; None for too few."""
    from hsbcode.numbers.differences import difference_interval

    one, other = list(first), list(second)
    if min(len(one), len(other)) < ENOUGH:
        return None
    return difference_interval(
        [yes for _unit, yes in one],
        [yes for _unit, yes in other],
        [people[unit] for unit, _yes in (*one, *other)],
    )
