"""Mending many codings at once: a day under the wrong name, a wrong code.

Codings are chosen, what would become of them is shown, and then it is done as one
press that undo takes back. Rounds that are not released are left alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hsbcode.domain.acts import SETTLED, Act, ActKind
from hsbcode.domain.codebook import Code
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.coders import checked_name, known_coders, near_equal
from hsbcode.workflows.log.drafted_acts import Draft, write_press
from hsbcode.workflows.log.step_words import counted
from hsbcode.workflows.mending.choosing_acts import named_code
from hsbcode.workflows.mending.chosen_codings import Chosen
from hsbcode.workflows.mending.other_questions import moving_to_question
from hsbcode.workflows.mending.plan import Place
from hsbcode.workflows.mending.preview import Mending, looking_at, preview_of
from hsbcode.workflows.offered_codes import check_offered


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of codings: one of these, or (none) only a look at them."""

    remove: bool = False
    code: str = ""
    """Id or label of the code they are to have instead."""
    coder: str = ""
    """Whose they are to be."""
    question: str = ""
    """Id of the question whose answers they are to be moved to."""


def preview(project: Project, chosen: Chosen, wish: Wish) -> Mending:
    """Return what would become of codings; nothing is changed.

    Raises:
        UsageConflict: it cannot be done, or nothing would change.
    """
    if wish.remove:
        return removing(project, chosen)
    if wish.code:
        return replacing(
            project, chosen, named_code(project.codebook.codes, wish.code.strip())
        )
    if wish.coder:
        return moving_to_coder(project, chosen, wish.coder)
    if wish.question:
        return moving_to_question(project, chosen, wish.question)
    return looking_at(project, chosen)


def removing(project: Project, chosen: Chosen) -> Mending:
    """Return what taking the codings off would do; flags and memos stay."""
    return preview_of(
        project, chosen, chosen.codings, lambda _act: None, ("remove", "removed", "")
    )


def replacing(project: Project, chosen: Chosen, code: Code) -> Mending:
    """Return what giving another code instead would do.

    Raises:
        UsageConflict: the code is not offered there, or decides more than a theme.
    """
    applied = [act for act in chosen.codings if act.kind == ActKind.APPLY]
    book = project.codebook
    for question in _questions(project, applied):
        check_offered(code, question)
    themes = [
        act.code
        for act in applied
        if act.code in book and not book[act.code or ""].needs_a_look
    ]
    if code.needs_a_look and themes:
        raise UsageConflict(
            f"“{code.label}” is never given in bulk.",
            "It decides more than a theme: apply it answer by answer.",
        )
    label = code.label
    kept = {act.code for act in applied if book.standing(act.code or "") == code.id}
    if all(act.code in kept for act in applied):
        raise UsageConflict(f"They have the code “{code.label}” already.")
    return preview_of(
        project,
        replace(chosen, codings=tuple(applied)),
        applied,
        lambda act: Place.of(act)._replace(
            code=act.code if act.code in kept else code.id
        ),
        (f"replace by “{label}”", f"put “{label}” in place of", ""),
    )


def moving_to_coder(project: Project, chosen: Chosen, name: str) -> Mending:
    """Return what giving the codings to another coder would do.

    Flags, memos and declined suggestions go along, unless one code was asked for.

    Raises:
        UsageConflict: it is no name, or the codings are that coder's already.
    """
    coder = checked_name(name)
    if SETTLED in chosen.coders:
        raise UsageConflict("A settled coding is nobody's own, so it cannot be moved.")
    if set(chosen.coders) == {coder}:
        raise UsageConflict(f"They are {coder}'s already.")
    acts = (*chosen.codings, *chosen.marks)
    made = preview_of(
        project,
        chosen,
        acts,
        lambda act: Place.of(act)._replace(coder=coder),
        (f"move to {coder}", "moved", f"to {coder}"),
    )
    marks = Counter(act.kind for act in chosen.marks if act.coder != coder)
    along = [
        counted(marks[kind], one)
        for kind, one in ((ActKind.FLAG, "flag"), (ActKind.NOTE, "memo"))
        if marks[kind]
    ]
    notes = [f"{' and '.join(along)} go along."] if along else []
    known = known_coders(project)
    if coder not in known:
        alike = near_equal(coder, known)
        like = f", and looks like {alike}" if alike else ""
        notes.append(f"{coder} has coded nothing here yet{like}.")
    return replace(made, notes=(*notes, *made.notes))


def apply_mending(project: Project, mending: Mending, by: str) -> str:
    """Do what was shown, in one press; return its id.

    Args:
        project: open for writing.
        mending: what was shown.
        by: who does it, so that their undo reaches it.

    Raises:
        UsageConflict: the codings have changed since it was shown.
    """
    ended = [draft.fields["ends"] for draft in mending.drafts if "ends" in draft.fields]
    if any(act not in project.fold.acts for act in ended):
        raise UsageConflict(
            "Some of these codings have changed since.", "Look at them again."
        )
    project.backups.make("before mending")
    said = Draft(ActKind.MEND, by, text=mending.done)
    return write_press(project, [said, *mending.drafts])[0].press


def _questions(project: Project, acts: Sequence[Act]) -> list[str]:
    units = project.answers.units(sorted({act.unit for act in acts if act.unit}))
    return sorted({unit.question for unit in units})
