"""Recodes that somebody decided on: what they do to the answers of a project now.

A decision is a setting. Whom it moves is found anew at each reading, so that later
coding moves people, too.
"""

from typing import TYPE_CHECKING

from hsbcode.domain.errors import InstrumentError
from hsbcode.domain.recode_grounds import grounds_of
from hsbcode.domain.recodes import Recode, RecodeDecision
from hsbcode.domain.study import Study
from hsbcode.store.project import Project
from hsbcode.workflows.recoding.rules import (
    APART,
    condition_of,
    follow_ups,
    open_name,
    recode_rules,
    units_in_bulk,
)
from hsbcode.workflows.recoding.sisters import sister_rules

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.files.instrument_rules import Derived
    from hsbcode.results.specs import TableFile


def setting_of(rule: str) -> str:
    """Return the name of the setting that holds the decision about a recode."""
    return f"recode {rule}"


def decision_of(project: Project, rule: str) -> RecodeDecision | None:
    """Return what was decided last about a recode; None where nothing was."""
    return as_decision(project.settings.get(setting_of(rule)))


def as_decision(value: object) -> RecodeDecision | None:
    """Return the value of a setting as a decision."""
    if not isinstance(value, dict):
        return None
    return RecodeDecision(
        rule=str(value["rule"]),
        version=int(value["version"]),
        by=str(value["by"]),
        codebook=str(value["codebook"]),
        moved=int(value["moved"]),
        carry=tuple(map(str, value["carry"])),
        leave=tuple(map(str, value["leave"])),
        in_force=bool(value["in_force"]),
    )


def recodes_in_force(
    project: Project,
    study: Study,
    instrument: "Instrument",
    file: "TableFile | None" = None,
) -> dict[str, Recode]:
    """Return the recodes in force by the variable that they make.

    Raises:
        InstrumentError: a rule in force does not say what moves whom.
    """
    found = {}
    for rule in recode_rules(instrument, file):
        decision = decision_of(project, rule.id)
        if decision is not None and decision.in_force:
            found[rule.id] = recode_as_decided(
                project, study, instrument, rule, decision
            )
    return found


def recode_as_decided(
    project: Project,
    study: Study,
    instrument: "Instrument",
    rule: "Derived",
    decision: RecodeDecision | None = None,
) -> Recode:
    """Return what a rule does under a decision, from the coding that counts now.

    Raises:
        InstrumentError: the rule does not say what moves whom.
    """
    from hsbcode.files.instrument_form import questions

    if rule.move is None or rule.when is None:
        raise InstrumentError(
            f"The recode {rule.id} does not say "
            f"{'what it moves' if rule.move is None else 'which code moves it'}.",
            "It needs move: {option, to} and when: {question, every_service_coded}.",
        )
    asked = questions(instrument)
    condition = condition_of(
        rule, open_name(instrument, study, rule.when.question), study.codebook
    )
    label = study.codebook.label
    of_code = study.questions.get(condition.question) or asked.get(rule.when.question)
    carried: set[str] = set()
    for question in decision.carry if decision else ():
        carried |= follow_ups(instrument, question)
    return Recode(
        grounds=grounds_of(study, condition, units_in_bulk(project, condition.codes)),
        carried=frozenset(carried),
        sisters=sister_rules(project, study, instrument, rule),
        decision=decision,
        question=getattr(of_code, "label", "")
        or getattr(of_code, "short", rule.when.question),
        code=label(rule.when.every_service_coded),
        apart=tuple(
            label(code) for one in rule.stays if one.then == APART for code in one.codes
        ),
    )
