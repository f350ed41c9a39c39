"""Edits of the code frame: proposed with what they reach, then made as one act.

Every edit is looked at before it is made. Undo takes it back (``undo_edit``), in any
sitting, and leaves later edits as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hsbcode.domain import codebook_edits as edits
from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import UsageConflict
from hsbcode.domain.undoing import UndoStacks
from hsbcode.store.project import Project
from hsbcode.workflows.codebook.frame import new_id
from hsbcode.workflows.codebook.use import Use, find_code, use_together
from hsbcode.workflows.log.step_words import acts_words
from hsbcode.workflows.log.undoing import Undone, take_back

_BACKED_UP = ("merge", "split", "import")
"""Edits before which a backup is made, whenever the last one was."""
_NOTHING = Use()


@dataclass(frozen=True, slots=True)
class Proposed:
    """An edit that is not made yet."""

    frame: Codebook
    edit: str
    """``add``, ``rename``, ``move``, ``retire``, ``restore``, ``merge``, ``split`` or
    ``redefine``."""
    code: str
    """The code that it is about."""
    words: str
    """What would be done."""
    lines: tuple[str, ...] = ()
    """What there is to know before saying yes."""
    reach: Use = _NOTHING
    """What stands on the codes concerned."""
    waiting: tuple[tuple[str, int], ...] = ()
    """(coder, answers) that each of them would have to look at."""

    def as_dict(self) -> dict[str, object]:
        """Return the edit as JSON values."""
        return {
            "edit": self.edit,
            "code": self.code,
            "words": self.words,
            "notes": list(self.lines),
            "reach": self.reach.as_dict(),
            "waiting": dict(self.waiting),
        }


def make_edit(project: Project, proposed: Proposed, coder: str) -> str:
    """Make an edit; return the version of the frame it makes."""
    if project.log.count():
        if proposed.edit in _BACKED_UP:
            project.backups.make("before codebook edit")
        else:
            project.backups.make_if_due()
    return project.put_codebook(
        proposed.frame, coder, edit=proposed.edit, code=proposed.code
    )


def adding(
    project: Project,
    label: str,
    *,
    id_: str = "",
    parent: str = "",
    questions: Sequence[str] = (),
    kind: str = "content",
    key: str = "",
    words: Mapping[str, str | tuple[str, ...]] | None = None,
) -> Proposed:
    """Propose a new code.

    Raises:
        CodebookError: it would not be sound.
        UsageConflict: there is one like it, or no such question.
    """
    label = " ".join(label.split())
    if not label:
        raise UsageConflict("A code needs a label.")
    book = project.codebook
    known = project.answers.questions()
    for question in questions:
        if known and question not in known:
            raise UsageConflict(f"There is no question “{question}”.")
    code = Code(
        id=id_ or new_id(label),
        label=label,
        parent=find_code(book, parent).id if parent else None,
        kind=kind,
        questions=tuple(questions),
        key=key,
    )
    code = replace(code, **dict(words or {}))  # type: ignore[arg-type]
    return Proposed(edits.added(book, code), "add", code.id, f"add “{label}”")


def renaming(project: Project, name: str, label: str) -> Proposed:
    """Propose another label for a code."""
    book = project.codebook
    code = find_code(book, name)
    frame = edits.renamed(book, code.id, label)
    words = f"rename “{code.label}” to “{frame[code.id].label}”"
    return Proposed(
        frame,
        "rename",
        code.id,
        words,
        (f"Its id stays {code.id}, and its codings with it.",),
        use_together(project, [code.id]),
    )


def moving(project: Project, name: str, parent: str) -> Proposed:
    """Propose another place for a code; an empty ``parent`` is the top."""
    book = project.codebook
    code = find_code(book, name)
    above = find_code(book, parent) if parent else None
    frame = edits.moved(book, code.id, above.id if above else None)
    below = len(_below(book, code.id))
    lines = [f"{below} codes below it move along."] if below else []
    if above is not None and above.kind != "container":
        lines.append(f"Whoever has “{code.label}” counts for “{above.label}”, too.")
    where = f"below “{above.label}”" if above else "to the top"
    return Proposed(
        frame,
        "move",
        code.id,
        f"move “{code.label}” {where}",
        tuple(lines),
        use_together(project, [code.id]),
    )


def retiring(project: Project, name: str) -> Proposed:
    """Propose to take a code out of use."""
    book = project.codebook
    code = find_code(book, name)
    frame = edits.retired(book, code.id)
    lines = ["It is offered no more. What is coded with it stays and counts."]
    if _below(book, code.id):
        lines.append("The codes below it stay in use.")
    return Proposed(
        frame,
        "retire",
        code.id,
        f"retire “{code.label}”",
        tuple(lines),
        use_together(project, [code.id]),
    )


def restoring(project: Project, name: str) -> Proposed:
    """Propose to take a retired, merged or split code into use again."""
    book = project.codebook
    code = find_code(book, name)
    frame = edits.restored(book, code.id)
    lines = []
    if code.merged_into:
        into = book.label(code.merged_into)
        lines.append(
            f"Its own codings come back to it from “{into}”; codes and twins that "
            f"“{into}” took over stay there."
        )
    if code.key and not frame[code.id].key:
        lines.append(f"Its key ;{code.key} belongs to another code by now.")
    return Proposed(
        frame, "restore", code.id, f"take “{code.label}” into use again", tuple(lines)
    )


def redefining(
    project: Project,
    name: str,
    words: Mapping[str, str | tuple[str, ...]],
    *,
    same_meaning: bool = False,
) -> Proposed:
    """Propose other rules, examples or keywords for a code.

    Args:
        project: an open project.
        name: id or label of the code.
        words: field of ``domain.codebook_edits.WORDS`` → its new value.
        same_meaning: whether only the wording is better.
    """
    book = project.codebook
    code = find_code(book, name)
    frame = edits.redefined(book, code.id, words, same_meaning=same_meaning)
    new = frame[code.id]
    other = new.meaning != code.meaning and not same_meaning and code.can_be_applied
    changed = [n for n in edits.WORDS if getattr(new, n) != getattr(code, n)]
    waiting = waiting_for(project, [code.id]) if other else ()
    return Proposed(
        frame,
        "redefine",
        code.id,
        f"redefine “{code.label}”",
        ("Changes: " + ", ".join(name.replace("_", " ") for name in changed) + ".",),
        use_together(project, [code.id]),
        waiting,
    )


def undo_edit(project: Project, coder: str, *, redo: bool = False) -> Undone:
    """Take back the last edit of the frame, whoever made it; or do it again.

    Raises:
        UsageConflict: there is none, or a later edit builds on it.
    """
    press = _press(project, redo=redo)
    project.backups.make_if_due()
    return take_back(project, press, coder)


def next_undo_words(project: Project, *, redo: bool = False) -> str:
    """Return what the next undo, or redo, of an edit is about.

    Raises:
        UsageConflict: there is none.
    """
    acts = project.log.of_press(_press(project, redo=redo))
    undone = project.log.of_press(acts[0].undoes or "") if redo else acts
    words = acts_words(undone or acts, project.codebook)
    return words[:1].upper() + words[1:]


def _press(project: Project, *, redo: bool) -> str:
    """Return the edit that undo would take back, or the undo that redo would."""
    stacks = UndoStacks(project.log.of_kind(ActKind.CODEBOOK))
    # The frame with which the project began is nothing to undo.
    first = project.log.of_kind(ActKind.CODEBOOK)[:1]
    press = stacks.next_redo if redo else stacks.next_undo
    if press is None or (first and press == first[0].press):
        raise UsageConflict(
            "There is no edit to do again." if redo else "There is no edit to undo."
        )
    return press


def waiting_for(project: Project, codes: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return (coder, answers) with any of the codes, for every coder who has any."""
    wanted = set(codes)
    found: dict[str, set[str]] = {}
    for (who, _round), units in project.fold.passes.items():
        for unit, held in units.items():
            if not wanted.isdisjoint(held.applied):
                found.setdefault(who, set()).add(unit)
    return tuple(
        (who, len(units))
        for who, units in sorted(found.items(), key=lambda i: (i[0] == SETTLED, i[0]))
    )


def _below(book: Codebook, code: str) -> list[str]:
    return [other.id for other in book if code in book.ancestors(other.id)]
