"""Which codings the quality of suggestions is judged on, and why.

A coding made with a suggestion before one's eyes may have followed it, and what the
suggestions asked for is unlike the rest. So suggestions are judged on answers that
were coded without them and picked without them, where there are enough of these.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.showings import NONE, OFF
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.audit_sample import audit_units
from hsbcode.workflows.suggestions.picked import picked_parts

WAYS = ("auto", "audit", "blind", "all")
ENOUGH = 50
"""Answers from which figures are about these alone."""


@dataclass(frozen=True, slots=True)
class JudgedCodings:
    """What is judged on and what is learnt from, row by row."""

    judged: tuple[bool, ...]
    learnt_from: tuple[bool, ...]
    words: str
    """What it was judged on, in a sentence."""


def judged_codings(
    project: Project, units: Sequence[Unit], wanted: str = "auto"
) -> JudgedCodings:
    """Return which coded answers are judged on.

    Args:
        project: an open project.
        units: answers with a coding that counts.
        wanted: ``audit`` (the audit sample, never learnt from), ``blind`` (coded and
            picked without suggestions), ``all``, or ``auto``: the first of these
            with 50 answers or more.

    Raises:
        UsageConflict: there is no such way, or no answer of that kind.
    """
    if wanted not in WAYS:
        raise UsageConflict(
            f"There is no way “{wanted}” to judge suggestions.",
            nearest(wanted, WAYS) or "Ways: " + ", ".join(WAYS),
        )
    audit = audit_units(project)
    by_unit = _blind(project)
    in_audit = tuple(unit.id in audit for unit in units)
    blind = tuple(by_unit.get(unit.id, False) for unit in units)
    everything = (True,) * len(units)
    not_audit = tuple(not each for each in in_audit)
    ways: Mapping[str, Callable[[], JudgedCodings]] = {
        "audit": lambda: JudgedCodings(in_audit, not_audit, _audit_words(in_audit)),
        "blind": lambda: JudgedCodings(blind, everything, _blind_words(blind)),
        "all": lambda: JudgedCodings(everything, everything, _all_words(blind)),
    }
    if wanted == "auto":
        wanted = next(
            (
                name
                for name, rows in (("audit", in_audit), ("blind", blind))
                if sum(rows) >= ENOUGH
            ),
            "all",
        )
    found = ways[wanted]()
    if units and not any(found.judged):
        raise UsageConflict(
            "No coded answer is in the audit sample."
            if wanted == "audit"
            else "No answer was coded without a suggestion in sight.",
            "--on all judges on every coded answer.",
        )
    return found


def seen_beside(project: Project) -> frozenset[tuple[str, str]]:
    """Return every (coder, unit) judged with a suggestion before the coder's eyes."""
    return frozenset(
        pair for pair, seen in project.log.seen().items() if seen - {OFF, NONE}
    )


def _blind(project: Project) -> dict[str, bool]:
    """Return unit → whether somebody coded it without suggestions, fairly picked."""
    seen = seen_beside(project)
    parts = picked_parts(project).values()
    picked = {unit for part in parts if part.words for unit in part.picked}
    found: dict[str, bool] = {}
    for (coder, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            if not held.finishes or found.get(unit):
                continue
            blind = coder != SETTLED and (coder, unit) not in seen
            found[unit] = blind and unit not in picked
    return found


def _audit_words(rows: Sequence[bool]) -> str:
    return (
        f"Judged on the {sum(rows):,} coded answers of the audit sample, which "
        "suggestions never touch."
    )


def _blind_words(rows: Sequence[bool]) -> str:
    count, left = sum(rows), len(rows) - sum(rows)
    if not left:
        return f"Judged on all {count:,} coded answers: none saw a suggestion first."
    return (
        f"Judged on the {count:,} answers that were coded without a suggestion in "
        f"sight; the other {left:,} are only learnt from."
    )


def _all_words(blind: Sequence[bool]) -> str:
    if all(blind):
        return _blind_words(blind)
    return (
        f"Judged on all {len(blind):,} coded answers. Only {sum(blind):,} of them "
        "were coded without a suggestion in sight, so the figures may flatter."
    )
