"""The code frame of a project: its files, new codes, how many answers carry each.

What an edit reaches stands in ``codebook_edits``; files come in by
``codebook_importing``.
"""

import secrets
from dataclasses import replace
from pathlib import Path

from hsbcode.domain.codebook import Code, Codebook
from hsbcode.domain.errors import CodebookError, UsageConflict
from hsbcode.domain.ids import short_slug
from hsbcode.store.project import Project


def read_codebook(path: Path) -> Codebook:
    """Read and check a codebook file (.yaml, .xlsx, .csv)."""
    from hsbcode.files.codebook_files import read_codebook as read

    return read(path)


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook file; an existing one is never overwritten."""
    from hsbcode.files.codebook_files import write_codebook as write

    write(codebook, path)


def unknown_questions(project: Project, codebook: Codebook) -> tuple[str, ...]:
    """Return questions a frame names that the project does not have."""
    known = project.answers.questions()
    if not known:
        return ()
    named = {question for code in codebook for question in code.questions}
    return tuple(sorted(named - set(known)))


def add_code(project: Project, label: str, coder: str, question: str = "") -> Code:
    """Add a code made while coding.

    Raises:
        UsageConflict: there is one of that label under the question.
    """
    label = " ".join(label.split())
    if not label:
        raise CodebookError("A code needs a label.")
    for known in project.codebook:
        if known.label.casefold() == label.casefold() and known.offered_for(question):
            raise UsageConflict(f"There is a code “{known.label}” already.")
    questions = (question,) if question else ()
    code = Code(id=new_id(label), label=label, questions=questions)
    frame = replace(project.codebook.with_code(code), version="")
    project.put_codebook(frame, coder, edit="add", code=code.id)
    return code


def new_id(label: str) -> str:
    """Return an id for a new code, with a random suffix.

    The suffix keeps the “trust” of two coders apart until somebody joins them.
    """
    return f"{short_slug(label, 24)}_{secrets.token_hex(2)}"


def codings_per_code(project: Project) -> dict[str, int]:
    """Return how many answers carry each code, over all coders."""
    counts: dict[str, int] = {}
    fold = project.fold
    for units in fold.passes.values():
        # The parts of an answer and the answer itself are one answer.
        carried = {
            (fold.whole_of(unit), code)
            for unit, held in units.items()
            for code in held.applied
        }
        for _answer, code in carried:
            counts[code] = counts.get(code, 0) + 1
    return counts
