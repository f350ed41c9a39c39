"""What the rules of an instrument mean in a project: questions, codes, follow-ups."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from hsbcode.domain.acts import ActKind, Origin
from hsbcode.domain.codebook import Codebook
from hsbcode.domain.recode_grounds import CodeCondition, twins
from hsbcode.domain.study import Study
from hsbcode.store.project import Project

if TYPE_CHECKING:
    from hsbcode.files.instrument_form import Instrument
    from hsbcode.files.instrument_rules import Derived
    from hsbcode.results.specs import TableFile

APART = "counted apart"
"""What ``stays`` says of codes whose holders are counted by themselves."""


def recode_rules(
    instrument: "Instrument", file: "TableFile | None" = None
) -> "tuple[Derived, ...]":
    """Return the rules of kind recode, of the instrument and of table specs."""
    rules = (*instrument.derived, *(file.derived if file else ()))
    return tuple(rule for rule in rules if rule.kind == "recode")


def condition_of(
    rule: "Derived", question: str, codebook: Codebook, code: str = ""
) -> CodeCondition:
    """Return what the coding of an open question has to say.

    Args:
        rule: the recode; an entry of ``stays`` without codes means every other code.
        question: the open question, as the study knows it.
        codebook: the frame, for twins.
        code: another code than the rule's, for the same rule on a sister question.
    """
    trigger = code or (rule.when.every_service_coded if rule.when else "")
    trigger = codebook.standing(trigger)
    named = {
        codebook.standing(code): one.then for one in rule.stays for code in one.codes
    }
    every = not rule.stays or any(not one.codes for one in rule.stays)
    return CodeCondition(
        question,
        twins(trigger, codebook),
        frozenset(code for code, then in named.items() if then == APART),
        None if every else frozenset(named),
    )


def open_name(instrument: "Instrument", study: Study, question: str) -> str:
    """Return the name under which a study has an open question of the instrument.

    Twins of two forms share one question, under the name for their codes.
    """
    from hsbcode.files.instrument_form import questions

    asked = questions(instrument).get(question)
    names = (question, asked.codes or "" if asked else "")
    return next((name for name in names if name in study.units), question)


def follow_ups(instrument: "Instrument", question: str) -> set[str]:
    """Return a question with those that are asked only because of it."""
    from hsbcode.files.instrument_form import questions

    asked = questions(instrument)
    found: set[str] = set()
    rest = [question]
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest += asked[name].dependents if name in asked else []
    return found


def units_in_bulk(project: Project, codes: Collection[str]) -> frozenset[str]:
    """Return the units of which somebody holds one of the codes by bulk alone."""
    accepted = project.log.ids_of(ActKind.APPLY, Origin.BULK)
    if not accepted:
        return frozenset()
    return frozenset(
        unit
        for units in project.fold.passes.values()
        for unit, held in units.items()
        for code in codes
        if held.applied.get(code) and accepted >= held.applied[code].keys()
    )
