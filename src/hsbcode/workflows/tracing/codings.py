"""How the answers behind a number were coded: by whom, when, under which codebook."""

from collections.abc import Sequence
from typing import TypeAlias

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.coded_question import coded_question
from hsbcode.domain.study import Study
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project

Facts: TypeAlias = list[tuple[str, str]]
"""(what, value) in reading order."""


def standing_words(study: Study, question: str) -> str:
    """Return how many answers count, and why."""
    counts: dict[str, int] = {}
    for unit in study.units[question]:
        standing = str(study.verdicts[unit.id].standing)
        counts[standing] = counts.get(standing, 0) + 1
    return ", ".join(f"{n} {name}" for name, n in sorted(counts.items()))


def coding_facts(
    project: Project,
    study: Study,
    questions: Sequence[str],
    code: str,
    counted: frozenset[str],
) -> Facts:
    """Return the answers behind a code, with who coded them and when.

    Args:
        project: what they belong to.
        study: the coding that counts.
        questions: open questions, and closed ones, which have no codes.
        code: the code.
        counted: the people who count.
    """
    units = [
        unit
        for question in questions
        if study.questions[question].is_open
        for unit in coded_question(study, question).units.get(code, ())
        if unit.respondent in counted
    ]
    if not units:
        return []
    return [
        ("answers", ", ".join(unit.name for unit in units)),
        ("coders", ", ".join(_coders(study, units))),
        ("coded", dates_words(study, units)),
        ("coded under version", versions_words(project, study, units)),
        *definition_facts(project, code, units, study),
    ]


def definition_facts(
    project: Project, code: str, units: Sequence[Unit], study: Study
) -> Facts:
    """Return what a code means now, and what it meant where it was coded otherwise.

    Args:
        project: whose versions of the codebook count.
        code: the code.
        units: the answers that were coded.
        study: whose coding counts.
    """
    if code not in project.codebook:
        return []
    now = project.codebook[code].definition
    found = [("definition", now or "none")]
    for version in _versions(project, study, units):
        frame = project.codebook_at(version)
        then = frame[code].definition if code in frame else ""
        if then != now and code in frame:
            found.append((f"definition in {version[-8:]}", then or "none"))
    return found


def versions_words(project: Project, study: Study, units: Sequence[Unit]) -> str:
    """Return the versions of the codebook under which the counted passes ended."""
    return ", ".join(_versions(project, study, units)) or "none"


def unit_version(project: Project, study: Study, unit: Unit) -> str:
    """Return the versions of the codebook under which an answer was finished."""
    return versions_words(project, study, [unit])


def _versions(project: Project, study: Study, units: Sequence[Unit]) -> list[str]:
    wanted = {unit.id: {*study.verdicts[unit.id].coders, SETTLED} for unit in units}
    found = {
        version
        for (coder, _round), held in project.fold.passes.items()
        for unit, coders in wanted.items()
        if coder in coders and unit in held
        for version in held[unit].finishes.values()
    }
    return sorted(found - {""})


def dates_words(study: Study, units: Sequence[Unit]) -> str:
    """Return the days on which answers were coded, first to last."""
    dates = sorted({study.dates[u.id] for u in units if u.id in study.dates})
    if not dates:
        return "unknown"
    return dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"


def _coders(study: Study, units: Sequence[Unit]) -> list[str]:
    return sorted({c for u in units for c in study.verdicts[u.id].coders})
