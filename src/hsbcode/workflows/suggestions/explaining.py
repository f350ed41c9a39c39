"""Why a code is suggested for an answer or why not, in the words of the codebook.

In a blind round, and where suggestions are hidden by design, nothing is told.
"""

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.explanations import Explanation
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.use import find_code
from hsbcode.workflows.coding import CodingSession
from hsbcode.workflows.suggestions.embedding import meaning_at_once
from hsbcode.workflows.suggestions.learnt_from import counting_codings, own_codings
from hsbcode.workflows.suggestions.limit import chosen_limit
from hsbcode.workflows.suggestions.sight import HIDDEN

if TYPE_CHECKING:
    from hsbcode.suggest import CodeSuggester
    from hsbcode.suggest.why import Coded

BLIND = "In a blind round nothing is suggested, so nothing is told of suggestions."
_ENTRY = 160
"""Characters of an entry of the codebook; the screen that defines codes has it all."""
_ENTRIES = {
    "definition": "most like its definition",
    "keywords": "most like its keywords",
    "example": "most like its example",
}


@dataclass(frozen=True, slots=True)
class SpokenAnswer:
    """A coded answer that spoke for a code, or against it, with its text."""

    unit: Unit
    words: str
    """E.g. ``coded with it, speaks for it``."""


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation with names and texts in place of ids."""

    explanation: Explanation
    label: str
    lines: tuple[str, ...]
    """Everything but the answers that spoke, one sentence a line."""
    answers: tuple[SpokenAnswer, ...]


def refuse_explaining(session: CodingSession, unit: str) -> None:
    """Refuse where no suggestion may be seen.

    Raises:
        UsageConflict: the round is blind, or the answer's suggestions are hidden.
    """
    if not session.sight.suggests:
        raise UsageConflict(BLIND)
    if session.sight.hides(unit):
        raise UsageConflict(HIDDEN)


def seen_by(session: CodingSession, found: Told) -> Told:
    """Leave out answers that the coder has still to judge without any suggestion."""
    kept = [each for each in found.answers if not session.sight.hides(each.unit.id)]
    return replace(found, answers=tuple(kept))


def told(project: Project, explanation: Explanation, declined: bool = False) -> Told:
    """Put an explanation into words.

    Args:
        project: an open project.
        explanation: what the model, or the codebook alone, says.
        declined: whether the coder has declined this suggestion.
    """
    code = project.codebook[explanation.code]
    units = {
        unit.id: unit
        for unit in project.answers.units([a.unit for a in explanation.answers])
    }
    return Told(
        explanation,
        code.label,
        tuple(_lines(explanation, code, declined)),
        tuple(
            SpokenAnswer(
                units[each.unit],
                ("coded with it" if each.has_code else "coded without it")
                + (", speaks for it" if each.weight > 0 else ", speaks against it"),
            )
            for each in explanation.answers
            if each.unit in units
        ),
    )


def _lines(found: Explanation, code: Code, declined: bool) -> list[str]:
    lines = []
    if declined:
        lines.append("You declined it for this answer.")
    elif found.suggested:
        lines.append(
            f"Suggested: {found.strength}, learnt from coded answers."
            if found.source == "model"
            else f"Suggested from the codebook, by its {found.strength}."
        )
    else:
        lines += ["Not suggested.", *found.reasons]
    if found.keywords:
        lines.append("Keywords in the answer: " + _quoted(found.keywords))
    others = tuple(word for word in found.words if word not in found.keywords)
    if others and (found.suggested or declined):
        lines.append("Words that count for it: " + _quoted(others))
    if found.item_kind in _ENTRIES:
        entry = textwrap.shorten(found.item, _ENTRY, placeholder=" …")
        lines.append(f"{_ENTRIES[found.item_kind].capitalize()}: “{entry}”")
    elif not code.definition and not code.keywords:
        lines.append("The codebook says nothing of it yet but its name.")
    return lines


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def explain_once(project: Project, answer: str, code: str, coder: str = "") -> Told:
    """Explain a code for one answer, for a command.

    Args:
        project: an open project.
        answer: name of the answer, as every list prints it, or its id.
        code: id or label.
        coder: whose hidden share counts; empty: nobody's, but the audit sample's.

    Raises:
        UsageConflict: there is no such answer, or its suggestions are hidden.
        CodebookError: there is no such code.
    """
    from hsbcode.suggest.why import explain

    known = find_code(project.codebook, code)
    unit = _unit(project, answer)
    session = CodingSession(project, coder, unit.question) if coder else None
    hidden = (
        session.sight.hides(unit.id)
        if session is not None
        else _waits_for_audit(project, unit)
    )
    if hidden:
        raise UsageConflict(HIDDEN)
    model, coded = _learnt(project, coder)
    limit = chosen_limit(project)
    if limit is not None and model.threshold_ is not None:
        model.threshold_ = limit
    found = explain(
        model, project.codebook, unit.id, unit.text, unit.question, known.id, coded
    )
    shown = told(project, found)
    return shown if session is None else seen_by(session, shown)


def _unit(project: Project, answer: str) -> Unit:
    wanted = answer.strip().casefold()
    for question in project.answers.questions().values():
        if not question.is_open:
            continue
        for unit in project.answers.all_units(question.id):
            if wanted in (unit.id, unit.name.casefold()):
                return unit
    raise UsageConflict(
        f"There is no answer “{answer}”.",
        "Give its name as hsbcode suggest or hsbcode search prints it.",
    )


def _waits_for_audit(project: Project, unit: Unit) -> bool:
    from hsbcode.workflows.suggestions.audit_sample import audit_units

    finished = any(
        unit.id in units and units[unit.id].finished
        for units in project.fold.passes.values()
    )
    return unit.id in audit_units(project) and not finished


def _learnt(project: Project, coder: str) -> "tuple[CodeSuggester, Coded]":
    from hsbcode.suggest import CodeSuggester
    from hsbcode.suggest.why import Coded

    codings = own_codings(project, coder) if coder else counting_codings(project)
    every = [
        unit
        for question in project.answers.questions().values()
        if question.is_open
        for unit in project.answers.all_units(question.id)
    ]
    known = [unit for unit in every if unit.id in codings]
    coded = Coded(
        [unit.id for unit in known],
        [codings[unit.id] for unit in known],
        [unit.respondent for unit in known],
        [unit.question for unit in known],
    )
    meaning = meaning_at_once(project, [unit.text for unit in every])
    model = CodeSuggester(project.codebook, embeddings=meaning).fit(
        [unit.text for unit in known],
        coded.code_sets,
        groups=coded.people,
        questions=coded.questions,
        corpus=[unit.text for unit in every],
    )
    return model, coded
