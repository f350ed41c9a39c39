"""Recodes driven by codes: what one would do, deciding on it, and what was decided."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.recode_previews import Dependent, RecodePreview
from hsbcode.domain.recodes import RecodeDecision
from hsbcode.store.project import Project
from hsbcode.store.settings import history
from hsbcode.workflows.kept_forms import kept_instrument, kept_specs
from hsbcode.workflows.recoding.in_force import (
    as_decision,
    decision_of,
    setting_of,
)
from hsbcode.workflows.recoding.previews import Setting, preview_of
from hsbcode.workflows.recoding.rules import recode_rules
from hsbcode.workflows.studying import read_study

if TYPE_CHECKING:
    from hsbcode.files.instrument_rules import Derived


@dataclass(frozen=True, slots=True)
class Decided:
    """One entry of the log of a recode."""

    when: str
    """UTC, to the minute."""
    decision: RecodeDecision
    moved_now: int


def rule_names(project: Project) -> tuple[str, ...]:
    """Return the recodes that the project's instrument and specs describe.

    Raises:
        UsageConflict: the project keeps no instrument.
    """
    return tuple(rule.id for rule in _rules(project))


def preview(project: Project, rule: str = "") -> RecodePreview:
    """Return what a recode would do, or does, with all that hangs on it.

    Nothing is changed.

    Args:
        project: with an instrument.
        rule: the variable that the recode makes; may be left out where there is one.

    Raises:
        UsageConflict: there is no such recode, or the project lacks its questions.
        InstrumentError: the rule does not say what moves whom.
        CodebookError: the codebook has no such code.
    """
    instrument = kept_instrument(project)
    wanted = _rule(project, rule)
    assert instrument is not None
    return preview_of(
        Setting(
            project,
            read_study(project, derived=False),
            instrument,
            kept_specs(project),
            wanted,
        )
    )


def apply_recode(
    project: Project,
    rule: str = "",
    *,
    carry: Sequence[str] = (),
    leave: Sequence[str] = (),
    coder: str = "project",
) -> RecodePreview:
    """Put a recode in force, as an act; it is worked out anew at every reading.

    Args:
        project: open for writing.
        rule: see ``preview``.
        carry: dependent questions where those moved count as not asked.
        leave: dependent questions that stay as answered.
        coder: who decides.

    Raises:
        UsageConflict: a dependent question is not decided, decided twice, or none of
            the recode's; or nothing would change. See ``preview`` for others.
    """
    found = preview(project, rule)
    decide(project, found, carry=carry, leave=leave, coder=coder)
    return preview(project, found.rule)


def decide(
    project: Project,
    found: RecodePreview,
    *,
    carry: Sequence[str] = (),
    leave: Sequence[str] = (),
    coder: str = "project",
) -> None:
    """Put a recode in force that somebody has looked at. See ``apply_recode``.

    Raises:
        UsageConflict: as ``apply_recode``.
    """
    names = [each.question for each in found.dependents]
    for question in (*carry, *leave):
        if question not in names:
            raise UsageConflict(
                f"“{question}” does not depend on the recode {found.rule}.",
                nearest(question, names)
                or f"Dependent questions: {', '.join(names) or 'none'}.",
            )
    both = sorted(set(carry) & set(leave))
    if both:
        raise UsageConflict(f"{both[0]} is to be carried and to be left: choose one.")
    open_ones = [d for d in found.dependents if d.question not in (*carry, *leave)]
    if open_ones:
        raise UsageConflict(
            f"The recode {found.rule} was not applied: nobody has decided what becomes "
            f"of {' and of '.join(map(_with_tables, open_ones))}.",
            "For each: --carry QUESTION (those moved count as not asked there) or "
            "--leave QUESTION (as answered).",
        )
    decision = RecodeDecision(
        rule=found.rule,
        version=found.version,
        by=coder,
        codebook=project.codebook.version,
        moved=found.steps.moved.count,
        carry=tuple(name for name in names if name in carry),
        leave=tuple(name for name in names if name in leave),
    )
    if decision == found.decision:
        raise UsageConflict(
            f"The recode {found.rule} is in force already, decided in the same way.",
            f"hsbcode recode {project.path.name} --log says when.",
        )
    _keep(project, decision)


def take_back(project: Project, rule: str = "", *, coder: str = "project") -> str:
    """End a recode, as an act; return its id.

    Raises:
        UsageConflict: there is no such recode, or it is not in force.
    """
    name = _rule(project, rule).id
    _in_force(project, name)
    end(project, preview(project, name), coder=coder)
    return name


def end(project: Project, found: RecodePreview, *, coder: str = "project") -> None:
    """End a recode that somebody has looked at, as an act.

    Raises:
        UsageConflict: it is not in force.
    """
    decision = _in_force(project, found.rule)
    _keep(
        project,
        RecodeDecision(
            rule=found.rule,
            version=decision.version,
            by=coder,
            codebook=project.codebook.version,
            moved=found.steps.moved.count,
            in_force=False,
        ),
    )


def _in_force(project: Project, name: str) -> RecodeDecision:
    decision = decision_of(project, name)
    if decision is None or not decision.in_force:
        raise UsageConflict(
            f"The recode {name} is not in force, so there is nothing to take back."
        )
    return decision


def decisions(project: Project, rule: str = "") -> tuple[Decided, ...]:
    """Return what was decided about recodes, oldest first.

    Args:
        project: with an instrument.
        rule: only this recode.

    Raises:
        UsageConflict: there is no such recode.
    """
    names = (_rule(project, rule).id,) if rule else rule_names(project)
    found = []
    for name in names:
        kept = history(project.log, setting_of(name))
        if not kept:
            continue
        now = preview(project, name).steps.moved.count
        for act, value in kept:
            decision = as_decision(value) or RecodeDecision(
                name, 0, act.coder, act.codebook or "", 0, in_force=False
            )
            when = act.at[:16].replace("T", " ") + " UTC"
            # Undo sets again what somebody else may have decided.
            found.append(Decided(when, replace(decision, by=act.coder), now))
    return tuple(sorted(found, key=lambda each: each.when))


def _with_tables(dependent: Dependent) -> str:
    names = [table.name for table in dependent.tables if table.changes]
    return f"{dependent.question} ({', '.join(names)})" if names else dependent.question


def _keep(project: Project, decision: RecodeDecision) -> None:
    value = asdict(decision)
    value["carry"], value["leave"] = list(decision.carry), list(decision.leave)
    project.put_setting(setting_of(decision.rule), value, decision.by)


def _rules(project: Project) -> "tuple[Derived, ...]":
    instrument = kept_instrument(project)
    if instrument is None:
        raise UsageConflict(
            f"{project.path.name} keeps no instrument, so it has no recodes.",
            "hsbcode import PROJECT EXPORT --instrument FILE brings one in.",
        )
    return recode_rules(instrument, kept_specs(project))


def _rule(project: Project, name: str) -> "Derived":
    rules = {rule.id: rule for rule in _rules(project)}
    if not rules:
        raise UsageConflict(
            f"The instrument of {project.path.name} describes no recode.",
            "docs/instrument-form.md says how one is written (kind: recode).",
        )
    if not name and len(rules) > 1:
        raise UsageConflict(
            f"The instrument describes {len(rules)} recodes: {', '.join(rules)}.",
            "Name the one that is meant.",
        )
    name = name or next(iter(rules))
    if name not in rules:
        raise UsageConflict(
            f"There is no recode “{name}”.",
            nearest(name, rules) or f"Recodes: {', '.join(rules)}.",
        )
    return rules[name]
