"""Which codings suggestions learn from: a coder's own, or those that count."""

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.counting import verdict
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.audit_sample import audit_units


def own_codings(project: Project, coder: str) -> dict[str, frozenset[str]]:
    """Return what a coder's suggestions learn from: own and settled codings only.

    Answers of an audit sample are nothing to learn from.
    """
    found: dict[str, frozenset[str]] = {}
    audit = audit_units(project)
    for (who, _round), units in project.fold.passes.items():
        if who not in (coder, SETTLED):
            continue
        for unit, held in units.items():
            if unit in audit:
                continue
            if held.finishes and (who == SETTLED or unit not in found):
                found[unit] = held.codes
    return found


def counting_codings(project: Project) -> dict[str, frozenset[str]]:
    """Return the codings that count, for commands that serve the whole team.

    Without those of an audit sample, from which nothing is ever learnt; see
    ``audit_codings``.
    """
    audit = audit_units(project)
    every = all_codings(project)
    return {unit: codes for unit, codes in every.items() if unit not in audit}


def audit_codings(project: Project) -> dict[str, frozenset[str]]:
    """Return the codings that count of answers in an audit sample."""
    audit = audit_units(project)
    every = all_codings(project) if audit else {}
    return {unit: codes for unit, codes in every.items() if unit in audit}


def all_codings(project: Project) -> dict[str, frozenset[str]]:
    """Return every coding that counts."""
    by_unit: dict[str, dict[str, frozenset[str]]] = {}
    settled: dict[str, frozenset[str]] = {}
    for (who, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            if held.finishes and who == SETTLED:
                settled[unit] = held.codes
            elif held.finishes:
                by_unit.setdefault(unit, {})[who] = held.codes
    lead = project.settings.get("lead")
    verdicts = {
        unit: verdict(
            by_unit.get(unit, {}),
            settled.get(unit),
            lead if isinstance(lead, str) else None,
        )
        for unit in by_unit.keys() | settled.keys()
    }
    return {unit: held.codes for unit, held in verdicts.items() if held.counts}
