"""Two ways a code stops being one: merged into another, or split among several.

Merging changes no coding: from then on the codings of the merged code are read as the
other's (``domain.fold``), and an answer with both counts once. Splitting leaves every
coding where it is until somebody decides on that answer (``codebook_queues``).
"""

from collections.abc import Sequence

from hsbcode.domain import codebook_edits as edits
from hsbcode.domain.acts import SETTLED
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.comments import comments_on
from hsbcode.workflows.codebook.edits import Proposed, waiting_for
from hsbcode.workflows.codebook.frame import new_id
from hsbcode.workflows.codebook.use import find_code, use_together


def merging(project: Project, names: Sequence[str], into: str) -> Proposed:
    """Propose to merge codes into another one.

    Args:
        project: an open project.
        names: ids or labels of the codes that go.
        into: id or label of the code that stays.

    Raises:
        CodebookError: there is no such code.
        UsageConflict: they cannot become one.
    """
    book = project.codebook
    target = find_code(book, into)
    gone = [find_code(book, name) for name in names]
    if not gone:
        raise UsageConflict("Name the codes to merge, then the one they become.")
    ids = [code.id for code in gone]
    frame = edits.merged(book, ids, target.id)
    labels = ", ".join(f"“{code.label}”" for code in gone)
    return Proposed(
        frame,
        "merge",
        target.id,
        f"merge {labels} into “{target.label}”",
        tuple(_lines(project, gone, target, frame)),
        use_together(project, [*ids, target.id]),
    )


def _lines(
    project: Project, gone: Sequence[Code], target: Code, frame: Codebook
) -> list[str]:
    every = [*gone, target]
    each = {code.id: use_together(project, [code.id]) for code in every}
    together = use_together(project, [code.id for code in every])
    lines = [f"{code.label}: {each[code.id].words}" for code in every]
    lines.append(f"together: {together.words}")
    both = sum(use.codings for use in each.values()) - together.codings
    if both:
        fewer = _number(both, "coding")
        lines.append(f"Several of them on one answer count once: {fewer} fewer.")
    finished = _differing(project, [code.id for code in every])
    if finished:
        lines.append(
            f"{_number(finished, 'answer')} on which coders differ only in these codes "
            "would agree."
        )
    said = sum(len(comments_on(project, code.id)) for code in every)
    comments = f", and {_number(said, 'comment')} on them" if said else ""
    lines.append(f"Every memo stays{comments}.")
    lines += _taken_over(project.codebook, gone, target, frame)
    return lines


def _taken_over(
    book: Codebook, gone: Sequence[Code], target: Code, frame: Codebook
) -> list[str]:
    new = frame[target.id]
    lines = []
    below = [c for code in gone for c in book.children(code.id) if c.id != target.id]
    if below:
        names = ", ".join(f"“{code.label}”" for code in below)
        lines.append(f"Below “{target.label}” from now on: {names}.")
    more = len(new.keywords) - len(target.keywords)
    if more:
        lines.append(f"It gets {_number(more, 'keyword')} of theirs.")
    if new.meaning != target.meaning:
        lines.append("It had no definition and gets theirs.")
    elif any(code.definition and code.definition != new.definition for code in gone):
        lines.append("Its own definition stays; theirs stand in the history.")
    if new.questions != target.questions:
        asked = ", ".join(new.questions) or "all questions"
        lines.append(f"It is offered under: {asked}.")
    return lines


def _differing(project: Project, codes: Sequence[str]) -> int:
    """Return how many answers two coders finished alike but for which of the codes."""
    into, merged = codes[-1], set(codes)
    sets: dict[str, list[frozenset[str]]] = {}
    for (who, _round), units in project.fold.passes.items():
        if who != SETTLED:
            for unit, held in units.items():
                if held.finishes:
                    sets.setdefault(unit, []).append(held.codes)

    def after(held: frozenset[str]) -> frozenset[str]:
        return held - merged | {into} if held & merged else held

    return sum(
        len(set(found)) > 1 and len(set(map(after, found))) == 1
        for found in sets.values()
    )


def splitting(project: Project, name: str, into: Sequence[str]) -> Proposed:
    """Propose to split a code into two or more.

    Args:
        project: an open project.
        name: id or label of the code.
        into: ids or labels of codes that are there, or labels of new ones.

    Raises:
        UsageConflict: it cannot be split so.
    """
    book = project.codebook
    code = find_code(book, name)
    parts = [_part(book, code, wanted) for wanted in into]
    frame = edits.divided(book, code.id, parts)
    waiting = waiting_for(project, [code.id])
    labels = ", ".join(f"“{part.label}”" for part in parts)
    new = [part.label for part in parts if part.id not in book]
    lines = []
    if new:
        lines.append("New codes: " + ", ".join(f"“{label}”" for label in new) + ".")
    if waiting:
        lines.append(
            "Nothing is divided by itself: each coder decides answer by answer. Until "
            f"then an answer counts for “{code.label}” as before."
        )
    reach = use_together(project, [code.id])
    words = f"split “{code.label}” into {labels}"
    return Proposed(frame, "split", code.id, words, tuple(lines), reach, waiting)


def _part(book: Codebook, code: Code, wanted: str) -> Code:
    label = " ".join(wanted.split())
    known = [c for c in book if c.status == "active" and c.label == label]
    if label in book or len(known) == 1:
        return find_code(book, label)
    return Code(
        id=new_id(label),
        label=label,
        parent=code.parent,
        kind=code.kind,
        questions=code.questions,
        report=code.report,
    )


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
