"""Which coded answers can speak for all, and what is said where some cannot."""

from collections.abc import Mapping

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.passes import UnitPass
from hsbcode.domain.picked_part import PickedPart
from hsbcode.domain.picks import is_fair, with_followed
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.audit_sample import audit_units


def picked_parts(project: Project) -> dict[str, PickedPart]:
    """Return how the coded answers of each open question were picked."""
    picks = project.log.picks()
    passes = _passes(project, picks)
    audit = audit_units(project)
    found = {}
    for question in project.answers.questions().values():
        if question.is_open:
            units = project.answers.unit_ids(question.id)
            found[question.id] = _part(project, question.id, units, passes, audit)
    return found


def picked_notes(project: Project) -> dict[str, str]:
    """Return question → what is said beside its coding; only where there is any."""
    return {question: part.words for question, part in parts_off(project).items()}


def parts_off(project: Project) -> dict[str, PickedPart]:
    """Return the questions in which picked answers would put shares off."""
    if not project.log.picks():
        return {}
    return {
        question: part
        for question, part in picked_parts(project).items()
        if part.is_off
    }


def fair_part_words(study: Study) -> list[str]:
    """Return a sentence for each question whose counts leave answers out."""
    return [
        f"“{study.questions[question].label}”: counted are {len(part.fair):,} of "
        f"{part.coded:,} coded answers; {len(part.picked):,} were picked for what they "
        f"are ({part.ways}). --all-coded counts them, too."
        for question, part in study.picked.items()
        if not study.all_coded
    ]


def _passes(
    project: Project, picks: Mapping[str, str]
) -> dict[str, dict[str, str | None]]:
    """Return coder → finished unit → how it was picked, by the first that stands."""
    found: dict[str, dict[str, str | None]] = {}
    for (coder, _round), units in project.fold.passes.items():
        of_coder = found.setdefault(coder, {})
        for unit, held in units.items():
            if held.finishes:
                of_coder.setdefault(unit, _how(held, picks))
    return found


def _how(held: UnitPass, picks: Mapping[str, str]) -> str | None:
    return picks.get(min(held.finishes))


def _part(
    project: Project,
    question: str,
    units: list[str],
    passes: Mapping[str, Mapping[str, str | None]],
    audit: frozenset[str],
) -> PickedPart:
    here = set(units)
    fair: set[str] = set()
    picked: dict[str, str] = {}
    for coder, of_coder in passes.items():
        own = {unit: how for unit, how in of_coder.items() if unit in here}
        if coder == SETTLED:
            continue
        fair |= with_followed(own, _seed(project, coder), units)
        picked |= {unit: how for unit, how in own.items() if how and not is_fair(how)}
    fair |= audit & (fair | picked.keys())
    # Settling follows what was coded; alone, it came from an import.
    alone = passes.get(SETTLED, {}).keys() & here
    fair |= alone - picked.keys()
    left = {unit: how for unit, how in picked.items() if unit not in fair}
    return PickedPart(question, len(units), frozenset(fair), left)


def _seed(project: Project, coder: str) -> int:
    kept = project.settings.get(f"order:{coder}")
    seed = kept.get("seed", 0) if isinstance(kept, dict) else 0
    return seed if isinstance(seed, int) else 0
