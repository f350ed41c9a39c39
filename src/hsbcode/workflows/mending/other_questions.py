"""Mending codings that were given under the wrong question."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hsbcode.domain.acts import Act
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.store.project import Project
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.mending.chosen_codings import Chosen
from hsbcode.workflows.mending.plan import Place
from hsbcode.workflows.mending.preview import Mending, preview_of

if TYPE_CHECKING:
    from hsbcode.domain.survey import Unit


def moving_to_question(project: Project, chosen: Chosen, question: str) -> Mending:
    """Return what moving codings to the same people's answers to a question would do.

    A code that is not offered there gives way to the one that means the same
    (``same_as``) or has the same label. Where an answer is to that question already,
    only its code changes. A coded stretch of words becomes a coding of the answer.

    Raises:
        UsageConflict: there is no such open question, or nothing can be moved.
    """
    known = project.answers.questions()
    if question not in known or not known[question].is_open:
        opened = [q.id for q in known.values() if q.is_open]
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, opened) or "Open questions: " + ", ".join(opened) + ".",
        )
    there = _answers_there(project, chosen.codings, question)
    codes = {
        act.code: _code_there(project, act.code, question)
        for act in chosen.codings
        if act.code is not None
    }

    def target(act: Act) -> Place | None:
        unit, code = there.get(act.unit or ""), codes.get(act.code or "")
        if unit is None or (act.code is not None and code is None):
            return Place.of(act)
        if unit == act.unit:
            return Place.of(act)._replace(code=code)
        return Place(act.coder, unit, code)

    label = known[question].label
    notes = _notes_of(project, chosen.codings, there, codes)
    if all(target(act) == Place.of(act) for act in chosen.codings):
        raise UsageConflict(f"Nothing can be moved to “{label}”.", " ".join(notes))
    made = preview_of(
        project,
        chosen,
        chosen.codings,
        target,
        (f"move to “{label}”", "moved", f"to “{label}”"),
    )
    return replace(made, notes=(*notes, *made.notes))


def _notes_of(
    project: Project,
    codings: Sequence[Act],
    there: Mapping[str, str],
    codes: Mapping[str, str | None],
) -> list[str]:
    """Return what stays, and what does not go as it is."""
    notes = []
    nowhere = sum(act.unit not in there for act in codings)
    if nowhere:
        stay = counted(nowhere, "coding stays", "codings stay")
        notes.append(f"{stay} as before: its person has no one answer there.")
    without = sorted(
        project.codebook.label(code) for code, other in codes.items() if other is None
    )
    if without:
        names = ", ".join(f"“{label}”" for label in without)
        notes.append(f"No code like {names} is offered there: its codings stay.")
    spans = sum(
        act.start is not None and there.get(act.unit or "") not in (None, act.unit)
        for act in codings
    )
    if spans:
        become = counted(spans, "stretch of words", "stretches of words")
        notes.append(f"{become} will be coded as the whole answer.")
    return notes


def _answers_there(
    project: Project, acts: Sequence[Act], question: str
) -> dict[str, str]:
    """Return unit → the answer of the same person to a question.

    The one in the same words; else that in the same box; else their only one.
    """
    theirs: dict[str, list[Unit]] = {}
    for unit in project.answers.all_units(question):
        theirs.setdefault(unit.respondent, []).append(unit)
    found = {}
    for unit in project.answers.units(sorted({act.unit for act in acts if act.unit})):
        if unit.question == question:
            found[unit.id] = unit.id
            continue
        mine = theirs.get(unit.respondent, [])
        # The same words are the same answer, as where a column was read twice.
        for alike in (
            [other for other in mine if other.text == unit.text],
            [other for other in mine if other.label == unit.label],
            mine,
        ):
            if len(alike) == 1:
                found[unit.id] = alike[0].id
                break
    return found


def _code_there(project: Project, code: str | None, question: str) -> str | None:
    """Return the code, or the one like it, that is offered under a question."""
    book = project.codebook
    if code is None or code not in book:
        return None
    wanted = book[code]
    offered = [c for c in book.offered(question) if c.can_be_applied]
    if any(c.id == code for c in offered):
        return code
    label = wanted.label.casefold()
    twins = [c for c in offered if c.id in wanted.same_as or code in c.same_as]
    alike = twins or [c for c in offered if c.label.casefold() == label]
    return alike[0].id if len(alike) == 1 else None
