"""Limits that can be read off a project, each as a sentence made from figures."""

from dataclasses import dataclass
from typing import TypeAlias

from hsbcode.report.agreement_grids import printed_coefficient
from hsbcode.report.methods import MethodsFacts

Told: TypeAlias = tuple[bool, str, str]
"""Whether it holds, why, and the sentence, which is there either way."""

_NAMED = 8
"""Small bases that are named one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """What limits a study and can be read off the project."""

    small_bases: tuple[str, ...] = ()
    """Where percentages stand on few people: ``table_4, Area 3 (n = 22)``."""
    small_under: int = 30
    pooled: tuple[str, ...] = ()
    """What joins answers about a person with answers about an agency or staff."""
    recodes: tuple[str, ...] = ()
    """Sentences on closed answers that codes correct, as they are in force."""
    coding: MethodsFacts | None = None
    undecided: tuple[str, ...] = ()
    """What the form leaves open and nobody has decided."""
    decided: tuple[str, ...] = ()


def told(found: FoundFacts) -> dict[str, Told]:
    """Return id → whether it holds, why, and its sentence."""
    return {
        "small_bases": _small(found),
        "pooled_units": _pooled(found),
        "recodes": _recodes(found),
        "coding": _coding(found.coding),
        "suggestions": _suggestions(found.coding),
        "undecided": _undecided(found),
        "no_tests": (
            True,
            "how hsbcode prints shares",
            "No tests and no intervals are given for shares: they would speak of "
            "people who were not asked.",
        ),
    }


def _small(found: FoundFacts) -> Told:
    names = found.small_bases
    if not names:
        return (
            False,
            f"no percentage on a base under {found.small_under}",
            f"No percentage here stands on a base under {found.small_under}.",
        )
    listed = "; ".join(names[:_NAMED])
    more = len(names) - _NAMED
    if more > 0:
        listed += f"; and {more} more, marked in the tables"
    return (
        True,
        f"found: {len(names)} small bases",
        f"Percentages on fewer than {found.small_under} people move far when one "
        f"person answers otherwise. Such bases are: {listed}.",
    )


def _pooled(found: FoundFacts) -> Told:
    if not found.pooled:
        return (
            False,
            "nothing is joined",
            "No answers about a person were joined with answers about an agency or "
            "its staff.",
        )
    return (
        True,
        f"found: {len(found.pooled)} joined questions",
        "Answers about the person who answers and answers about an agency or its "
        f"staff are read as one in: {'; '.join(found.pooled)}.",
    )


def _recodes(found: FoundFacts) -> Told:
    if not found.recodes:
        return (
            False,
            "no recode is in force",
            "No closed answer was corrected by the coding of open ones.",
        )
    return True, f"found: {len(found.recodes)} in force", " ".join(found.recodes)


def _coding(facts: MethodsFacts | None) -> Told:
    if facts is None or not facts.coders:
        return False, "nothing is coded", "No open answer has been coded."
    alone = len(facts.coders) == 1
    who = (
        f"one person ({facts.coders[0]})"
        if alone
        else f"{len(facts.coders)} people ({', '.join(facts.coders)})"
    )
    sentence = f"Themes rest on the judgement of {who}"
    measured = [
        (label, masi)
        for label, report in facts.agreement
        if report.shared
        for masi in report.sets
        if masi.distance == "masi"
    ]
    if alone or not facts.double:
        sentence += "; no answer was coded twice, so how far another would agree is not"
        sentence += " known."
    elif measured:
        said = ", ".join(
            f"{printed_coefficient(masi.alpha)} (“{label}”)" for label, masi in measured
        )
        sentence += (
            "; before anything was settled, their agreement on whole sets of codes "
            f"(Krippendorff's alpha) was {said}."
        )
    else:
        sentence += f"; {facts.double} answers were coded by two or more."
    return True, f"found: {len(facts.coders)} coders", sentence


def _suggestions(facts: MethodsFacts | None) -> Told:
    use = facts.suggestions if facts is not None else None
    if use is None or not use.shown:
        return (
            False,
            "none was shown",
            "No suggestion of a program was in sight while coding.",
        )
    return (
        True,
        f"found: shown for {use.shown} answers",
        "A program suggested codes and a person decided on every one; whoever sees a "
        "suggestion may follow it more readily than without.",
    )


def _undecided(found: FoundFacts) -> Told:
    if not found.decided and not found.undecided:
        return False, "nothing is left open", "The form leaves no question open."
    parts = ["The form does not say everything that a table needs."]
    if found.decided:
        parts.append(f"Taken here: {' '.join(found.decided)}")
    if found.undecided:
        parts.append(f"Not decided: {' '.join(found.undecided)}")
    return (
        True,
        f"found: {len(found.undecided)} open, {len(found.decided)} decided",
        " ".join(parts),
    )
