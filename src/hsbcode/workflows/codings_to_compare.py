"""Which codings are compared: of a round as it was released, or outside rounds."""

from collections.abc import Iterable, Mapping, Sequence

from hsbcode.domain.acts import SETTLED, Act, ActKind
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.fold import Fold
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.rounds import Phase, Round, RoundKind
from hsbcode.domain.showings import NONE, OFF
from hsbcode.domain.survey import Question, Unit
from hsbcode.domain.units_that_count import units_that_count
from hsbcode.store.project import Project
from hsbcode.workflows.compared_codings import ComparedCodings, KeptOut
from hsbcode.workflows.rounds.reading import came_late, passes_of
from hsbcode.workflows.suggestions.judged import seen_beside

BEFORE = "(before)"
"""Stands behind the name of a coder whose earlier coding is compared."""


def open_questions(project: Project, question: str = "") -> list[Question]:
    """Return the open questions, or the one asked for.

    Raises:
        UsageConflict: there is no such open question.
    """
    known = {q.id: q for q in project.answers.questions().values() if q.is_open}
    if question and question not in known:
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, known) or "Open questions: " + ", ".join(known),
        )
    return [each for name, each in known.items() if question in ("", name)]


def compared_outside(
    project: Project, question: str = "", *, suggested: bool | None = None
) -> ComparedCodings:
    """Return what several people coded outside rounds.

    Args:
        project: an open project.
        question: only answers to this open question; empty: to all.
        suggested: whether judgements with a suggestion in sight are compared, too;
            None = yes, as it is said how many they are.
    """
    codings: dict[str, Mapping[str, frozenset[str]]] = {}
    units: dict[str, Unit] = {}
    passes = {
        coder: project.fold.passes[coder, None]
        for coder in project.fold.coders(None)
        if coder != SETTLED
    }
    seen = seen_beside(project)
    hidden = {pair for pair in seen if suggested is False}
    for each in open_questions(project, question):
        in_force = project.answers.all_units(each.id)
        replaced = project.answers.replaced_units(each.id)
        here = {unit.id: unit for unit in (*in_force, *replaced)}
        finished = _finished(passes, here, hidden)
        codings |= _as_it_was_compared(in_force, replaced, finished)
        units |= here
    pairs = {(coder, unit) for unit, by in codings.items() for coder in by}
    return ComparedCodings(
        codings,
        units,
        project.codebook,
        _spans(passes, codings, units),
        kept_out=KeptOut(after_suggestion=_judged(passes, units, hidden)),
        with_suggestion=len(pairs & seen),
    )


def compared_in(
    project: Project, each: Round, question: str = "", *, suggested: bool | None = None
) -> ComparedCodings:
    """Return what the coders of a round did, as it was when it was released.

    Of a round in which somebody coded again what they had coded before, their earlier
    coding is compared as another coder's: “amy (before)”.

    Args:
        project: an open project.
        each: a round of it.
        question: only answers to this open question; empty: to all.
        suggested: whether judgements with a suggestion in sight are compared, too;
            None = no.

    Raises:
        RoundError: it is not released.
    """
    passes = passes_of(project, each)
    wanted = {one.id for one in open_questions(project, question)}
    units = {
        unit.id: unit
        for unit in project.answers.units(each.units)
        if unit.question in wanted
    }
    assert each.frozen is not None
    acts = [act for act in project.log.of_round(each.id) if each.frozen.holds(act)]
    seen = {
        (act.coder, act.unit)
        for act in acts
        if act.unit is not None and act.shown not in (None, OFF, NONE)
    }
    if each.kind is RoundKind.SELF:
        passes = passes | _earlier(project, each, acts)
    hidden = set() if suggested else seen
    codings = _finished(passes, units, hidden)
    pairs = {(coder, unit) for unit, by in codings.items() for coder in by}
    return ComparedCodings(
        {unit: codings[unit] for unit in units if unit in codings},
        units,
        project.codebook_at(each.frozen.codebook),
        _spans(passes, codings, units),
        each,
        KeptOut(_judged(passes, units, hidden), came_late(project, each)),
        len(pairs & seen),
    )


def last_released(project: Project, question: str = "") -> Round | None:
    """Return the last released round of several people, on this question if any."""
    asked = {one.id for one in open_questions(project, question)}
    for each in reversed(project.rounds.values()):
        released = each.phase in (Phase.RELEASED, Phase.SETTLED)
        if each.kind is not RoundKind.TEAM or not released:
            continue
        if any(unit.question in asked for unit in project.answers.units(each.units)):
            return each
    return None


def _finished(
    passes: Mapping[str, Mapping[str, UnitPass]],
    units: Mapping[str, Unit],
    hidden: set[tuple[str, str]],
) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for coder, held in sorted(passes.items()):
        for unit, own in held.items():
            if own.finished and unit in units and (coder, unit) not in hidden:
                found.setdefault(unit, {})[coder] = own.codes
    return found


def _judged(
    passes: Mapping[str, Mapping[str, UnitPass]],
    units: Mapping[str, Unit],
    which: Iterable[tuple[str, str]],
) -> int:
    """Count the finished judgements among some pairs of coder and unit."""
    return sum(
        unit in units and unit in held and held[unit].finished
        for coder, unit in which
        for held in (passes.get(coder, {}),)
    )


def _as_it_was_compared(
    in_force: Sequence[Unit],
    replaced: Sequence[Unit],
    codings: dict[str, dict[str, frozenset[str]]],
) -> dict[str, dict[str, frozenset[str]]]:
    """Return the codings, of an answer split since only one: as it was, or in parts.

    What two people coded before it was split stays, until two coded all its parts.
    """
    if not replaced:
        return codings

    parts = {unit.id for unit in in_force}

    def is_compared(unit: str) -> bool:
        return len(codings.get(unit, ())) > (unit in parts)

    kept = {unit.id for unit in units_that_count(in_force, replaced, is_compared)}
    return {unit: coders for unit, coders in codings.items() if unit in kept}


def _spans(
    passes: Mapping[str, Mapping[str, UnitPass]],
    codings: Mapping[str, Mapping[str, frozenset[str]]],
    units: Mapping[str, Unit],
) -> dict[str, dict[str, list[tuple[str, int, int]]]]:
    found: dict[str, dict[str, list[tuple[str, int, int]]]] = {}
    for unit, by in codings.items():
        begin = units[unit].start
        for coder in by:
            marked = [
                (code, span.start - begin, span.end - begin)
                for code, span in passes[coder][unit].spans()
            ]
            if marked:
                found.setdefault(unit, {})[coder] = marked
    return found


def _earlier(
    project: Project, each: Round, acts: Sequence[Act]
) -> dict[str, Mapping[str, UnitPass]]:
    """Return what the coders of a round had said of its answers before it.

    A coder's steps are told apart by that coder's own: no two clocks are compared.
    """
    assert each.frozen is not None
    began: dict[str, str] = {}
    for act in acts:
        if act.kind != ActKind.ROUND:
            began[act.coder] = min(began.get(act.coder, act.id), act.id)
    steps = project.log.of_kind(ActKind.ROUND)
    redirects = project.codebook_at(each.frozen.codebook).redirects
    log = [act for act in project.log.all() if act.round != each.id]
    found: dict[str, Mapping[str, UnitPass]] = {}
    for coder, first in began.items():
        before = [
            act
            for act in log
            if act.coder == coder and act.id < first and act.kind != ActKind.ROUND
        ]
        fold = Fold.of([*steps, *before], redirects)
        held: dict[str, UnitPass] = {}
        for (who, _round), units in fold.by_age():
            if who == coder:
                held |= {unit: own for unit, own in units.items() if own.finished}
        found[f"{coder} {BEFORE}"] = held
    return found
