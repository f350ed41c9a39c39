"""The code frame of a project: look, check, change."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from hsbcode.domain.codebook import Code, Codebook, check
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.domain.ids import short_slug
from hsbcode.store.project import Project


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two frames."""

    code: str
    label: str
    what: str
    """``new``, ``changed``, or ``absent`` (absent codes are kept)."""
    fields: tuple[str, ...] = ()
    codings: int = 0
    """Codings that stand on it."""


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook file (.yaml, .xlsx, .csv)."""
    from hsbcode.files.codebook_files import read_codebook as read

    return read(path)


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook file; an existing one is never overwritten."""
    from hsbcode.files.codebook_files import write_codebook as write

    write(codebook, path)


def compare(project: Project, new: Codebook) -> tuple[Change, ...]:
    """Return what applying ``new`` would change; nothing is deleted by absence."""
    old = project.codebook
    counts = codings_per_code(project)
    changes = []
    for code in new:
        if code.id not in old:
            changes.append(Change(code.id, code.label, "new"))
        elif code != old[code.id]:
            was = old[code.id]
            fields = tuple(
                name
                for name in Code.__dataclass_fields__
                if getattr(code, name) != getattr(was, name)
            )
            changes.append(
                Change(code.id, code.label, "changed", fields, counts.get(code.id, 0))
            )
    changes.extend(
        Change(code.id, code.label, "absent", (), counts.get(code.id, 0))
        for code in old
        if code.id not in new
    )
    return tuple(changes)


def apply_codebook(
    project: Project, new: Codebook, coder: str, source: str = "the file"
) -> tuple[Change, ...]:
    """Make ``new`` the frame in force; codes it lacks are kept as they are."""
    changes = compare(project, new)
    old = project.codebook
    kept = tuple(code for code in old if code.id not in new)
    merged = check((*new.codes, *kept), source)
    frame = Codebook(merged, new.title or old.title, new.language)
    if replace(frame, version=old.version) != old:
        if project.log.count():
            project.backups.make("before codebook edit")
        project.put_codebook(frame, coder)
    return changes


def unknown_questions(project: Project, codebook: Codebook) -> tuple[str, ...]:
    """Return questions a frame names that the project does not have."""
    known = project.answers.questions()
    if not known:
        return ()
    named = {question for code in codebook for question in code.questions}
    return tuple(sorted(named - set(known)))


def add_code(project: Project, label: str, coder: str, question: str = "") -> Code:
    """Add a code made while coding; its id gets a random suffix.

    The suffix keeps the “trust” of two coders apart until somebody joins them.
    """
    label = label.strip()
    if not label:
        raise CodebookError("A code needs a label.")
    for known in project.codebook:
        if known.label.casefold() == label.casefold() and known.offered_for(question):
            raise UsageConflict(f"There is a code “{known.label}” already.")
    code = Code(
        id=f"{short_slug(label, 24)}_{secrets.token_hex(2)}",
        label=label,
        questions=(question,) if question else (),
    )
    project.put_codebook(replace(project.codebook.with_code(code), version=""), coder)
    return code


def codings_per_code(project: Project) -> dict[str, int]:
    """Return how many answers carry each code, over all coders."""
    counts: dict[str, int] = {}
    for units in project.fold.passes.values():
        for held in units.values():
            for code in held.applied:
                counts[code] = counts.get(code, 0) + 1
    return counts
